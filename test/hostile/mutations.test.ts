import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { corpusDocuments, pathOf } from "../corpus/documents.js";
import { mutated, randomOf } from "./mutate.js";
import { attempt } from "./try-mutation.js";

/** The example API and, where the corpus is on this machine, some real documents of every version. */
const real = ["petstore-v2", "train-travel", "redocly-cafe-32", "readme-schema-types", "hey-full-31"];
const documents: readonly (readonly [name: string, path: string])[] = [
  ["inkwell", fileURLToPath(new URL("../../fixtures/inkwell.yaml", import.meta.url))],
  ...corpusDocuments()
    .filter(({ name }) => real.includes(name))
    .map((document) => [document.name, pathOf(document)] as const),
];
const rounds = 12;

describe("real documents, broken at random: `npm run mutate` does it in length", () => {
  test.each(documents)(
    "%s is refused, or becomes sound code, with a place for each mistake",
    { timeout: 120_000 },
    async (name, path) => {
      const original: unknown = parse(readFileSync(path, "utf8"), { maxAliasCount: -1 });
      for (let seed = 1; seed <= rounds; seed += 1) {
        const { document, steps } = mutated(original, randomOf(seed));
        const { faults } = await attempt(JSON.stringify(document));
        expect({ name, seed, steps: faults.length > 0 ? steps : [], faults }).toEqual({
          name,
          seed,
          steps: [],
          faults: [],
        });
      }
    },
  );

  test("the same seed breaks a document in the same way", () => {
    const once = mutated({ a: [1, { b: 2 }], c: "d" }, randomOf(5));
    expect(mutated({ a: [1, { b: 2 }], c: "d" }, randomOf(5))).toEqual(once);
    expect(once.steps.length).toBeGreaterThan(0);
  });
});
