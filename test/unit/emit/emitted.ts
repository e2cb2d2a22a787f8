import { transformSync } from "esbuild";
import * as z from "zod";
import * as runtime from "../../../src/runtime/index.js";
import { type CompileSettings, compilePart } from "../../scenarios/support/compile.js";
import { symbolText } from "../../scenarios/support/extract.js";

/** What the schema `X` becomes: the type behind `=` or the whole interface, and its zod expression. */
export async function emitted(
  schema: unknown,
  others: object = {},
): Promise<{ readonly type: string; readonly zod: string }> {
  const { texts } = await compilePart({ components: { schemas: { X: schema, ...others } } });
  const type = symbolText(texts.get("models.ts") ?? "", "X") ?? "";
  const zod = symbolText(texts.get("schemas.ts") ?? "", "X") ?? "";
  return {
    type: type.replace(/^export type X = ([\s\S]*);$/, "$1"),
    zod: zod.replace(/^export const X: Schema<models\.X> = \/\* @__PURE__ \*\/ schema\(\(\) => ([\s\S]*)\);$/, "$1"),
  };
}

/** The zod schemas of a part of a document, run. */
export async function runSchemas(
  schemas: object,
  settings: CompileSettings = {},
): Promise<Readonly<Record<string, z.ZodType>>> {
  const { texts } = await compilePart({ components: { schemas } }, settings);
  const { code } = transformSync(texts.get("schemas.ts") ?? "", { loader: "ts", format: "cjs" });
  const module: { exports: Record<string, z.ZodType> } = { exports: {} };
  // The code under test: it imports zod, and checks from the runtime.
  const load = (name: string): unknown => (name === "zod" ? z : runtime);
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports;
}
