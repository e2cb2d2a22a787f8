/**
 * `npm run fixtures-check`, or `npm run fixtures-check -- github square`: a fixture of every schema of every document of the
 * corpus must be what its own zod schema accepts. Smaller documents first.
 */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { corpusDocuments, missingCorpus, projectRoot } from "../corpus/documents.js";
import { generate } from "../corpus/generate.js";
import { checkFixtures } from "./check-sdk.js";
import { reasonFor } from "./unsatisfiable.js";

process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
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
    const { report } = await generate(document, sdk);
    if (report?.ok !== true) {
      sum.refused += 1;
      console.log(`${document.name}: refused by generate`);
      continue;
    }
    const { schemas, shown, failures } = await checkFixtures(sdk);
    const known = failures.filter(({ name }) => reasonFor(document.name, name) !== undefined);
    const failed = failures.filter(({ name }) => reasonFor(document.name, name) === undefined);
    console.log(
      `${document.name}: ${schemas - failures.length} of ${schemas} schemas, ${shown} with something of an example`,
    );
    for (const { name } of known) console.log(`  can't be: ${name}: ${reasonFor(document.name, name)}`);
    for (const { name, why } of failed) console.log(`  FAILED ${name}: ${why}`);
    sum.schemas += schemas;
    sum.made += schemas - failures.length;
    sum.shown += shown;
    sum.unsatisfiable += known.length;
    sum.failed += failed.length;
    rmSync(sdk, { recursive: true });
  }
  console.log(
    `fixtures-check: ${documents.length} documents (${sum.refused} refused by generate), ${sum.schemas} schemas: ` +
      `${sum.made} fixtures pass their own schema (${sum.shown} with something of the document's examples), ${sum.unsatisfiable} schemas accept nothing, ${sum.failed} failed`,
  );
  return sum.failed === 0 ? 0 : 1;
}
