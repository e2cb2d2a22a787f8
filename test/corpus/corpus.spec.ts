import { resolve } from "node:path";
import { describe, type ExpectStatic, test } from "vitest";
import { corpusDocuments, missingCorpus } from "./documents.js";
import { countFunctions, faultsOf } from "./emitted-files.js";
import { type Generation, generate, scratch } from "./generate.js";
import { type CorpusRow, rowOf } from "./row.js";
import { type Compiler, typeCheck } from "./type-check.js";

/** The long ones first, so that two at a time end together. */
const documents = corpusDocuments().toSorted((left, right) => right.bytes - left.bytes);

/** Of different kinds and versions; TypeScript 5.9 takes several times as long as 7. */
const checkedTwice = new Set([
  "adyen-checkout", // 3.1, base types with discriminators, large unions
  "argocd", // Swagger 2.0
  "digitalocean", // of many files
  "discord", // 3.1, tuples and unions
  "hey-full-31", // every feature of 3.1
  "redocly-cafe-split-32", // 3.2, of several files
  "readme-discriminators", // every way to write one
  "square", // bodies of files
]);

/** Where we count otherwise than the index, and why. */
const otherCounts: Readonly<Record<string, { readonly operations: number; readonly because: string }>> = {
  gr4vy: { operations: 120, because: "29 operations have x-speakeasy-ignore: true" },
  openrouter: { operations: 95, because: "2 operations have x-speakeasy-ignore: true" },
};

if (missingCorpus !== undefined) test.skip(missingCorpus);

describe
  .skipIf(missingCorpus !== undefined)
  .concurrent("every document becomes an SDK that type-checks, or is refused with a reason", () => {
    test.for(documents)("$name", async (document, { task, expect }) => {
      const sdk = resolve(scratch, document.name);
      const generation = await generate(document, sdk);
      task.meta.corpusRow = rowOf(document, generation);
      expectEnd(generation, expect);
      if (task.meta.corpusRow.outcome === "refused") return;
      const operations = otherCounts[document.name]?.operations ?? document.operations;
      expect(generation.report?.operations).toBe(operations);
      expect(countFunctions(sdk)).toBe(operations);
      expect(faultsOf(sdk)).toEqual([]);
      const compilers: readonly Compiler[] = checkedTwice.has(document.name)
        ? ["typescript7", "typescript"]
        : ["typescript7"];
      for (const compiler of compilers) {
        const { errors } = await typeCheck(sdk, compiler);
        task.meta.corpusRow = withErrors(task.meta.corpusRow, compiler, errors.length);
        expect(errors.slice(0, 20), `${compiler}: ${errors.length} errors`).toEqual([]);
      }
    });
  });

/** Exit 0, or exit 1 with an error of the document; never 70, a signal or the time limit. */
function expectEnd({ process, report }: Generation, expect: ExpectStatic): void {
  expect(process.timedOut, "ran into the limit").toBe(false);
  expect([0, 1], `exit code; ${process.stderr.slice(-2000)}`).toContain(process.code);
  expect(report?.ok).toBe(process.code === 0);
  const errors = report?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  expect(errors.length > 0, errors.map(({ message }) => message).join("\n")).toBe(process.code === 1);
}

function withErrors(row: CorpusRow, compiler: Compiler, errors: number): CorpusRow {
  return { ...row, typeErrors: { ...row.typeErrors, [compiler]: errors } };
}
