import type { CompiledSdk } from "../../src/generate.js";
import { checkFile } from "./check-file.js";
import { type Comparison, compareTypes, programsOf } from "./compare.js";
import { textOf, typesOnly, writePrograms } from "./sdk-types.js";

/** Every type of an SDK and the zod schema of its name, compared by the compiler. */
export function compareSchemas(sdk: CompiledSdk, folder: string): Comparison {
  const { head, pairs, declarations } = checkFile(textOf(sdk, "schemas.ts"));
  const runtime = sdk.files.filter(({ path }) => path.startsWith("runtime/") && path.endsWith(".ts"));
  const shared = new Map([
    // Nobody checks a file, so the schema admits anything.
    ...typesOnly(sdk, "unknown"),
    ["schemas.d.ts", declarations],
    ...runtime.map(({ path, text }) => [path, text] as const),
  ]);
  const programs = programsOf(head, pairs);
  return compareTypes(pairs.length, programs, writePrograms(folder, shared, programs));
}
