// npm run mutate [-- --seed 1 --rounds 20 --type-check name …]: documents of the corpus, broken at random, must be refused or become sound code.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { corpusDocuments, pathOf, projectRoot } from "../corpus/documents.js";
import { typeErrors } from "../example/type-check.js";
import { runtimePaths } from "../support/runtime-paths.js";
import { mutated, randomOf } from "./mutate.js";
import { attempt } from "./try-mutation.js";

const { values, positionals } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "20" },
    "type-check": { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const output = resolve(projectRoot, ".cache/mutations");
const largest = 2_000_000;

await main();

async function main(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  const documents = corpusDocuments().filter(({ name, bytes }) =>
    positionals.length > 0 ? positionals.includes(name) : bytes < largest,
  );
  let faults = 0;
  let rounds = 0;
  for (const document of documents) {
    const original: unknown = parse(readFileSync(pathOf(document), "utf8"), { maxAliasCount: -1 });
    for (let round = 0; round < Number(values.rounds); round += 1) {
      rounds += 1;
      const seed = Number(values.seed) * 1_000_003 + round;
      const found = await one(document.name, original, seed);
      for (const fault of found) console.log(`${document.name} ${seed}: ${fault}`);
      faults += found.length;
    }
  }
  if (values["type-check"]) faults += await checkTypes();
  console.log(`${documents.length} documents, ${rounds} rounds, ${faults} faults`);
  process.exitCode = faults > 0 ? 1 : 0;
}

async function one(name: string, original: unknown, seed: number): Promise<readonly string[]> {
  const { document, steps } = mutated(original, randomOf(seed));
  const text = JSON.stringify(document);
  const { files, faults } = await attempt(text);
  const folder = join(output, `${name}-${seed}`);
  if (faults.length > 0 || values["type-check"]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "openapi.json"), text);
    writeFileSync(join(folder, "steps.txt"), steps.join("\n"));
  }
  if (!values["type-check"]) return faults;
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  return faults;
}

async function checkTypes(): Promise<number> {
  const errors = await typeErrors({ compiler: "typescript7", include: [output], options: { paths: runtimePaths } });
  const ours = errors.filter((line) => !line.includes("src/runtime/"));
  for (const line of ours) console.log(line);
  return ours.length;
}
