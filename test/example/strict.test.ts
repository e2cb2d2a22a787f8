import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateInMemory } from "./in-memory.js";
import { type Compiler, patience, typeErrors } from "./type-check.js";

const bundler = { module: "ESNext", moduleResolution: "Bundler" };
const loose = { exactOptionalPropertyTypes: false };

const settings: readonly {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly compilers: readonly Compiler[];
}[] = [
  { name: "nodenext", options: {}, compilers: ["typescript", "typescript7"] },
  {
    name: "bundler, without exactOptionalPropertyTypes",
    options: { ...bundler, ...loose },
    compilers: ["typescript", "typescript6", "typescript7"],
  },
  // The compilers agree on what they check: the fastest speaks for the others here.
  { name: "bundler", options: bundler, compilers: ["typescript7"] },
  { name: "nodenext, without exactOptionalPropertyTypes", options: loose, compilers: ["typescript7"] },
  { name: "with the DOM beside Node.js", options: { lib: ["ES2023", "DOM"] }, compilers: ["typescript7"] },
];

describe.each(settings)("the example type-checks with the strictest settings: $name", ({ options, compilers }) => {
  test.each(compilers)("%s", patience, async (compiler) => {
    expect(await typeErrors({ compiler, include: ["generated-example"], options })).toEqual([]);
  });
});

describe("the SDK for browsers", () => {
  const folder = resolve(".cache/example-fetch");

  beforeAll(async () => {
    const files = await generateInMemory("fixtures/inkwell.yaml", { transport: "fetch", runtime: "bundled" });
    for (const [path, text] of files) {
      mkdirSync(dirname(resolve(folder, path)), { recursive: true });
      writeFileSync(resolve(folder, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("type-checks without Node.js's types", patience, async () => {
    const options = { ...bundler, lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] };
    expect(await typeErrors({ compiler: "typescript7", include: [folder], options })).toEqual([]);
  });
});

test("an error would be told", patience, async () => {
  const errors = await typeErrors({
    compiler: "typescript7",
    include: ["generated-example"],
    options: { lib: ["ES5"] },
  });
  expect(errors.length).toBeGreaterThan(10);
});
