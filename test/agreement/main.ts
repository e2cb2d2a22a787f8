// npm run agreement [-- --typed-values] [document name…]: every type of every SDK of the corpus against the zod schema of its name.
import { resolve } from "node:path";
import { corpusDocuments, missingCorpus, pathOf } from "../corpus/documents.js";
import { compareSchemas } from "./schemas.js";
import { compileTypes } from "./sdk-types.js";
import { compareWitness, witnessTypes } from "./witness.js";

if (missingCorpus !== undefined) {
  console.log(`agreement: ${missingCorpus}; nothing to compare`);
  process.exit(0);
}
const args = process.argv.slice(2);
const types = args.includes("--typed-values") ? ({ dates: "date", int64: "bigint" } as const) : {};
const withWitness = args.includes("--witness");
const wanted = args.filter((arg) => !arg.startsWith("--"));
let pairs = 0;
let differing = 0;
for (const document of corpusDocuments().filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const sdk = await compileTypes(pathOf(document), types);
  if (!sdk) continue;
  const folder = resolve(".cache/agreement", document.name);
  const result = withWitness
    ? compareWitness(sdk, await witnessTypes(pathOf(document)), `${folder}.witness`)
    : compareSchemas(sdk, folder);
  pairs += result.pairs;
  differing += result.differing.size;
  console.log(
    `${document.name.padEnd(32)} ${String(result.pairs).padStart(6)} pairs, ${result.differing.size} differ, ${result.faults.length} faults`,
  );
  for (const [name, text] of result.differing) console.log(`    ${name}: ${text}`);
  for (const line of result.faults.slice(0, 4)) console.log(`    ${line.slice(0, 300)}`);
}
console.log(`${pairs - differing} of ${pairs} types and schemas agree`);
