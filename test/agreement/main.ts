// npm run agreement [-- --typed-values | --witness] [document name…]: every type of every SDK of the corpus against the zod
// schema of its name, or against openapi-typescript's type of the same schema. Exits with 1 where the exceptions are others.
import { resolve } from "node:path";
import type { CompiledSdk } from "../../src/generate.js";
import { type CorpusDocument, corpusDocuments, missingCorpus, pathOf } from "../corpus/documents.js";
import type { Comparison } from "./compare.js";
import { type Exceptions, unexpected } from "./exceptions.js";
import { schemaExceptions } from "./schema-exceptions.js";
import { compareSchemas } from "./schemas.js";
import { compileTypes } from "./sdk-types.js";
import { compareWitness, isForWitness, witnessTypes } from "./witness.js";
import { witnessExceptions } from "./witness-exceptions.js";

if (missingCorpus !== undefined) {
  console.log(`agreement: ${missingCorpus}; nothing to compare`);
  process.exit(0);
}
const args = process.argv.slice(2);
const types = args.includes("--typed-values") ? ({ dates: "date", int64: "bigint" } as const) : {};
const withWitness = args.includes("--witness");
const exceptions: Exceptions = withWitness ? witnessExceptions : schemaExceptions;
const wanted = args.filter((arg) => !arg.startsWith("--"));

/** Undefined where openapi-typescript refuses the document. */
async function compare(document: CorpusDocument, sdk: CompiledSdk): Promise<Comparison | undefined> {
  const folder = resolve(".cache/agreement", document.name);
  if (!withWitness) return compareSchemas(sdk, folder);
  try {
    return compareWitness(sdk, await witnessTypes(pathOf(document)), `${folder}.witness`);
  } catch (error) {
    console.log(
      `${document.name.padEnd(32)} openapi-typescript: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

let pairs = 0;
let differing = 0;
let surprises = 0;
const bySize = [...corpusDocuments()].sort((one, other) => one.bytes - other.bytes);
for (const document of bySize.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  if (withWitness && !isForWitness(document)) continue;
  const sdk = await compileTypes(pathOf(document), types);
  if (!sdk) continue;
  const result = await compare(document, sdk);
  if (!result) continue;
  const found = unexpected(document.name, result, exceptions);
  pairs += result.pairs;
  differing += result.differing.size;
  surprises += found.length;
  const figures = `${String(result.pairs).padStart(6)} pairs, ${result.differing.size} differ, ${found.length} unexpected`;
  console.log(`${document.name.padEnd(32)} ${figures}`);
  for (const line of found) console.log(`    ${line}`);
}
console.log(
  `${pairs - differing} of ${pairs} agree; ${differing} differ, ${surprises} of the differences are unexpected`,
);
process.exitCode = surprises === 0 ? 0 : 1;
