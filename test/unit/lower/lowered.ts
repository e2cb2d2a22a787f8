import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import { type LowerOptions, lowerApi } from "../../../src/lower/lower-api.js";
import type { Api } from "../../../src/model/api.js";
import { mapSchema } from "../../../src/model/map.js";
import type { Operation } from "../../../src/model/operation.js";
import type { Schema } from "../../../src/model/schema.js";
import { loadDocument } from "../../../src/spec/load.js";
import { wholeDocument } from "../../scenarios/support/compile.js";

export interface Lowered {
  readonly api: Api;
  /** `code at pointer`. */
  readonly reported: readonly string[];
}

/** A part of a document as the model says it. */
export async function lowered(part: object, options: LowerOptions = {}): Promise<Lowered> {
  const diagnostics = new Diagnostics();
  const host = memoryHost({ "openapi.json": JSON.stringify(wholeDocument(part)) });
  const document = await loadDocument("openapi.json", host, diagnostics);
  if (!document) throw new Error(`refused: ${diagnostics.list.map(({ message }) => message).join("; ")}`);
  const api = lowerApi(document, diagnostics, options);
  return { api, reported: diagnostics.list.map(({ code, origin }) => `${code} at ${origin?.pointer ?? "nowhere"}`) };
}

/** The model of one schema, beside others that it may refer to, less what says nothing. */
export async function loweredSchema(
  schema: unknown,
  others: object = {},
): Promise<{ readonly schema: unknown; readonly reported: readonly string[] }> {
  const { api, reported } = await lowered({ components: { schemas: { X: schema, ...others } } });
  const found = [...api.schemas.values()].find(({ nameHint }) => nameHint.join() === "X");
  if (!found) throw new Error("the schema X is not in the model");
  return { schema: plain(found.schema), reported };
}

/** The first operation of a part of a document. */
export async function loweredOperation(
  operation: object,
  rest: { readonly path?: string; readonly method?: string; readonly pathItem?: object } & Record<string, unknown> = {},
): Promise<{ readonly operation: Operation; readonly api: Api; readonly reported: readonly string[] }> {
  const { path = "/things", method = "get", pathItem = {}, ...part } = rest;
  const given = { operationId: "a", responses: { 204: { description: "Done." } }, ...operation };
  const { api, reported } = await lowered({ paths: { [path]: { ...pathItem, [method]: given } }, ...part });
  const [first] = api.operations;
  if (!first) throw new Error("no operation");
  return { operation: first, api, reported };
}

/** Less the origin and whatever has its usual value; inner schemas too. */
export function plain(schema: Schema): unknown {
  const { origin: _origin, ...rest } = mapSchema(schema, (inner) => plain(inner) as Schema); // only looked at, as data
  return Object.fromEntries(Object.entries(rest).filter(([key, value]) => !isUsual(key, value)));
}

function isUsual(key: string, value: unknown): boolean {
  if (value === undefined) return true;
  const usual: Readonly<Record<string, unknown>> = {
    nullable: false,
    access: "both",
    deprecated: false,
    uniqueItems: false,
  };
  return (
    (Object.hasOwn(usual, key) && usual[key] === value) ||
    (key === "examples" && Array.isArray(value) && value.length === 0)
  );
}
