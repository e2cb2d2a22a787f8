// npm run agreement [document name…]: every type of every SDK of the corpus against the zod schema of its name.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkAgreement } from "./run-check.js";

const specs = resolve("../shared/specs");
if (!existsSync(specs)) {
  console.log("agreement: ../shared/specs is not here; nothing to compare");
  process.exit(0);
}
const index: readonly { name: string; entry: string }[] = JSON.parse(readFileSync(join(specs, "index.json"), "utf8"));
const wanted = process.argv.slice(2);
let pairs = 0;
let differing = 0;
for (const { name, entry } of index.filter((document) => wanted.length === 0 || wanted.includes(document.name))) {
  const result = await checkAgreement(join(specs, entry), resolve(".cache/agreement", name));
  pairs += result.pairs;
  differing += result.differing.length;
  console.log(
    `${name.padEnd(32)} ${String(result.pairs).padStart(6)} pairs, ${result.differing.length} differ, ${result.faults.length} faults`,
  );
  for (const line of result.differing.slice(0, 12)) console.log(`    ${line}`);
  for (const line of result.faults.slice(0, 4)) console.log(`    ${line.slice(0, 300)}`);
}
console.log(`${pairs - differing} of ${pairs} types and schemas agree`);
