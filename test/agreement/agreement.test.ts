import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { documentNamed, missingCorpus, pathOf } from "../corpus/documents.js";
import { type Comparison, compareTypes, programsOf } from "./compare.js";
import { unexpected } from "./exceptions.js";
import { compareSchemas } from "./schemas.js";
import { compileTypes } from "./sdk-types.js";
import { compareWitness, witnessTypes } from "./witness.js";
import { witnessExceptions } from "./witness-exceptions.js";

const folder = resolve(".cache/agreement-test");
const slow = { timeout: 300_000 };

async function compiled(input: string, types = {}) {
  const sdk = await compileTypes(input, types);
  if (!sdk) throw new Error(`${input} was refused`);
  return sdk;
}

describe("each type and the zod schema of its name agree", () => {
  test.each([
    ["as text and numbers", {}],
    ["as Date and bigint", { dates: "date", int64: "bigint" }],
  ])("in the example, dates and 64-bit integers %s", slow, async (what, types) => {
    const result = compareSchemas(await compiled("fixtures/inkwell.yaml", types), resolve(folder, what));
    expect(unexpected("inkwell", result, {})).toEqual([]);
    expect(result.pairs).toBeGreaterThan(30);
  });

  // All of them: `npm run agreement`.
  test.skipIf(missingCorpus !== undefined).each(["hey-full-31", "clerk"])("in %s of the corpus", slow, async (name) => {
    const sdk = await compiled(pathOf(documentNamed(name)));
    const result = compareSchemas(sdk, resolve(folder, name));
    expect(unexpected(name, result, {})).toEqual([]);
    expect(result.pairs).toBe(sdk.api.schemas.size);
  });

  test("one that does not is found", slow, async () => {
    const sdk = await compiled("fixtures/inkwell.yaml");
    const edited = {
      ...sdk,
      files: sdk.files.map((file) =>
        file.path === "models.ts"
          ? {
              ...file,
              text: `${file.text.replace(/export interface User \{/, "export interface User {\n  surplus: string;")}`,
            }
          : file,
      ),
    };
    const { differing } = compareSchemas(edited, resolve(folder, "edited"));
    expect([...differing]).toEqual([["User", "the schema admits more than the type"]]);
  });
});

describe("each type and openapi-typescript's type of the same schema agree", () => {
  test.skipIf(missingCorpus !== undefined).each(["train-travel", "museum"])("in %s", slow, async (name) => {
    const path = pathOf(documentNamed(name));
    const result = compareWitness(await compiled(path), await witnessTypes(path), resolve(folder, `${name}.witness`));
    expect(unexpected(name, result, witnessExceptions)).toEqual([]);
    expect(result.pairs).toBeGreaterThan(10);
  });
});

describe("the table of exceptions", () => {
  const found: Comparison = { pairs: 3, differing: new Map([["Pet", "the type admits more"]]), faults: [] };

  test("a difference that is not in it is told, and an exception that no longer occurs", () => {
    expect(unexpected("zoo", found, {})).toEqual(["Pet: the type admits more"]);
    expect(unexpected("zoo", found, { zoo: { Pet: "because" } })).toEqual([]);
    expect(unexpected("zoo", found, { zoo: { Pet: "because", Cat: "because" } })).toEqual([
      "Cat: no longer an exception; take it out of the table",
    ]);
  });

  test("many pairs are several programs, each with the beginning", () => {
    const pairs = Array.from({ length: 1500 }, (_, index) => ({ name: `P${index}`, text: `type P${index} = 1;` }));
    const programs = programsOf("// head", pairs);
    expect(programs.map((text) => text.split("\n").length)).toEqual([701, 701, 101]);
    expect(compareTypes(0, [], [])).toEqual({ pairs: 0, differing: new Map(), faults: [] });
  });
});
