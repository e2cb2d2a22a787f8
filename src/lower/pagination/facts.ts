import type { Operation, ResponseMedia } from "../../model/operation.js";
import type { Schema } from "../../model/schema.js";
import { dereference, entriesOf, type Lowering, objectAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Schemas } from "./shapes.js";

/** What a rule is verified against. */
export interface ListFacts {
  readonly operation: Operation;
  readonly schemas: Schemas;
  /** Of the first success that has a JSON body; undefined where none has one. */
  readonly body: Schema | undefined;
  /** The headers that this success declares, in lower case. */
  readonly headers: ReadonlySet<string>;
  /** The JSON body of the request. */
  readonly requestBody: Schema | undefined;
}

export function listFacts(operation: Operation, schemas: Schemas): ListFacts {
  const success = operation.responses.find(({ isError, media }) => !isError && media.some(isJsonMedia));
  const media = success?.media.find(isJsonMedia);
  return {
    operation,
    schemas,
    body: media?.schema,
    headers: new Set(success?.headers.map(({ wireName }) => wireName.toLowerCase())),
    requestBody: operation.body?.media.find(({ mediaType }) => /json/i.test(mediaType))?.schema,
  };
}

function isJsonMedia({ kind, schema }: ResponseMedia): boolean {
  return kind === "json" && schema !== undefined;
}

/** The responses of an operation by status, references followed. */
export function responsesOf(site: OperationSite, lowering: Lowering) {
  return entriesOf(objectAt(site.node, "responses")).flatMap(([key, node]) => {
    const object = key.startsWith("x-") ? undefined : dereference(lowering, node);
    return object ? [[key, object] as const] : [];
  });
}
