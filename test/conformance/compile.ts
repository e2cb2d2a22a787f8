import { transform } from "esbuild";
import * as zod from "zod";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { compileSdk } from "../../src/generate.js";
import { type Assets, packageAssets } from "../../src/host/assets.js";
import { memoryHost } from "../../src/host/memory-host.js";
import type { JsonValue, SchemaId } from "../../src/model/schema.js";
import * as runtime from "../../src/runtime/index.js";
import { type Draft, documentAround, schemaPlace } from "./document.js";

// The driver of the suite says what it passes: `../shared/suites/json-schema/run.mjs`.
interface CompileSettings {
  readonly draft: Draft;
  /** Schemas by URL, for references that leave the document. */
  readonly remotes: Readonly<Record<string, JsonValue>>;
}

const assets: Assets = { ...packageAssets(), runtimeFiles: [] };

/** What an SDK's emitted zod schema says of a value. The whole line runs, in memory; what comes out is executed. */
export async function compile(schema: JsonValue, settings: CompileSettings): Promise<(value: unknown) => boolean> {
  const { code, name } = await emittedSchemas(schema, settings);
  const schemas = await evaluate(code);
  const emitted = schemas[name];
  if (!isParser(emitted)) throw new Error(`no schema was emitted as ${name}`);
  return (value) => emitted.safeParse(value).success;
}

/** The text of `schemas.ts`, and what the schema is called in it. */
export async function emittedSchemas(
  schema: JsonValue,
  { draft, remotes }: CompileSettings,
): Promise<{ readonly code: string; readonly name: string }> {
  const diagnostics = new Diagnostics();
  const urls = Object.fromEntries(Object.entries(remotes).map(([url, value]) => [url, JSON.stringify(value)]));
  const host = memoryHost({ "openapi.json": documentAround(schema, draft) }, { urls });
  const sdk = await compileSdk(
    { input: "openapi.json", load: { allowRemoteRefs: true }, emit: { transport: "fetch", runtime: "package" } },
    { host, assets, diagnostics },
  );
  const file = sdk?.files.find(({ path }) => path === "schemas.ts");
  if (!sdk || !file)
    throw new Error(diagnostics.list.map(({ message }) => message).join("; ") || "nothing was emitted");
  return { code: file.text, name: sdk.plan.zodOf(schemaPlace as SchemaId).name.text };
}

async function evaluate(code: string): Promise<Record<string, unknown>> {
  const { code: script } = await transform(code, { loader: "ts", format: "cjs", target: "node20" });
  const module = { exports: {} };
  const imports = new Map<string, unknown>([
    ["zod", zod],
    ["./runtime/index.js", runtime],
  ]);
  const load = (name: string): unknown => imports.get(name) ?? unknownImport(name);
  new Function("require", "module", script)(load, module);
  return module.exports;
}

function unknownImport(name: string): never {
  throw new Error(`the emitted schemas import ${name}`);
}

function isParser(value: unknown): value is { safeParse(value: unknown): { readonly success: boolean } } {
  return typeof value === "object" && value !== null && "safeParse" in value && typeof value.safeParse === "function";
}
