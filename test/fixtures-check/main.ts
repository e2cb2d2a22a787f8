/**
 * `npm run fixtures-check`, or `npm run fixtures-check -- github square`: a fixture of every schema of every document of the
 * corpus must be what its own zod schema accepts. Smaller documents first. `--shown` counts, too, in how many something of
 * the document's examples stands, which takes twice as long.
 */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { corpusDocuments, missingCorpus, projectRoot } from "../corpus/documents.js";
import { generate } from "../corpus/generate.js";
import { checkFixtures } from "./check-sdk.js";
import { byReason, judge } from "./judge.js";

/** Milliseconds for generating one SDK: what is asked here is not how fast that is. */
const patience = 600_000;

const args = process.argv.slice(2);
process.exitCode = await main(
  args.filter((arg) => arg !== "--shown"),
  args.includes("--shown"),
);

async function main(wanted: readonly string[], countsShown: boolean): Promise<number> {
  if (missingCorpus !== undefined) {
    console.log(`fixtures-check: skipped, ${missingCorpus}`);
    return 0;
  }
  const documents = corpusDocuments()
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .toSorted((left, right) => left.bytes - right.bytes);
  const sum = { schemas: 0, made: 0, shown: 0, unsatisfiable: 0, failed: 0, refused: 0 };
  for (const document of documents) {
    const sdk = resolve(projectRoot, ".cache/fixtures-check", document.name);
    const { report } = await generate(document, sdk, patience);
    if (report?.ok !== true) {
      sum.refused += 1;
      console.log(`${document.name}: refused by generate`);
      continue;
    }
    const found = await checkFixtures(sdk, countsShown);
    const { known, failed } = judge(document.name, found);
    const made = found.schemas.length - found.failures.length;
    const ofExamples = countsShown ? `, ${found.shown} with something of an example` : "";
    console.log(`${document.name}: ${made} of ${found.schemas.length} schemas${ofExamples}`);
    for (const [reason, names] of byReason(document.name, known))
      console.log(`  can't be: ${listed(names)}: ${reason}`);
    for (const { name, why } of failed) console.log(`  FAILED ${name}: ${why}`);
    sum.schemas += found.schemas.length;
    sum.made += made;
    sum.shown += found.shown;
    sum.unsatisfiable += known.length;
    sum.failed += failed.length;
    rmSync(sdk, { recursive: true });
  }
  console.log(
    `fixtures-check: ${documents.length} documents (${sum.refused} refused by generate), ${sum.schemas} schemas: ` +
      `${sum.made} fixtures pass their own schema${countsShown ? ` (${sum.shown} with something of an example)` : ""}, ${sum.unsatisfiable} schemas accept nothing, ${sum.failed} failed`,
  );
  return sum.failed === 0 ? 0 : 1;
}

/** cloudflare has hundreds with the same one. */
function listed(names: readonly string[]): string {
  return names.length > 12 ? `${names.length} schemas, ${names[0]} and so on` : names.join(", ");
}
