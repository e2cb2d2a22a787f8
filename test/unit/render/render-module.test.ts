import { describe, expect, test } from "vitest";
import { block, code, typeArguments } from "../../../src/code/code.js";
import type { Declaration } from "../../../src/code/declaration.js";
import { Identifier } from "../../../src/code/identifier.js";
import type { ModuleFile } from "../../../src/code/module.js";
import { GlobalSymbol, ImportedSymbol } from "../../../src/code/symbol.js";
import { renderModule, specifier } from "../../../src/render/render-module.js";

const id = (text: string): Identifier => new Identifier(text);

function symbol(
  name: string,
  module: string,
  options: { namespace?: string; typeOnly?: boolean } = {},
): ImportedSymbol {
  const { namespace, typeOnly = false } = options;
  return new ImportedSymbol({
    name: id(name),
    module,
    typeOnly,
    ...(namespace === undefined ? {} : { namespace: id(namespace) }),
  });
}

function file(declarations: readonly Declaration[], rest: Partial<ModuleFile> = {}): ModuleFile {
  return { kind: "module", path: "operations/pets.ts", declarations, reExports: [], ...rest };
}

function constant(name: string, value: Parameters<typeof code>[1], exported = true): Declaration {
  return { kind: "const", name: id(name), exported, value: code`${value}` };
}

describe("declarations", () => {
  const cases: readonly { name: string; given: Declaration; want: string }[] = [
    { name: "a constant", given: constant("a", "x"), want: 'export const a = "x";' },
    { name: "that is not exported", given: constant("a", 1, false), want: "const a = 1;" },
    {
      name: "with a type and a comment",
      given: {
        kind: "const",
        name: id("a"),
        exported: true,
        doc: { text: "Why." },
        type: code`string`,
        value: code`${1}`,
      },
      want: "/** Why. */\nexport const a: string = 1;",
    },
    {
      name: "a type",
      given: { kind: "type", name: id("A"), exported: true, type: code`string` },
      want: "export type A = string;",
    },
    {
      name: "an empty interface",
      given: { kind: "interface", name: id("A"), exported: true, heritage: [], members: [] },
      want: "export interface A {}",
    },
    {
      name: "an interface",
      given: {
        kind: "interface",
        name: id("A"),
        exported: true,
        heritage: [code`B`, code`C`],
        members: [
          { code: code`a: string;` },
          { doc: { text: "Why.", tags: [{ tag: "deprecated" }] }, code: code`b?: string;` },
        ],
      },
      want: "export interface A extends B, C {\n  a: string;\n  /**\n   * Why.\n   * @deprecated\n   */\n  b?: string;\n}",
    },
    {
      name: "a class: members of several lines are set apart",
      given: {
        kind: "class",
        name: id("A"),
        exported: true,
        heritage: code`B`,
        members: [
          { code: code`readonly #a: string;` },
          { code: block(code`constructor() {`, [code`super();`]) },
          { doc: { text: "Why." }, code: block(code`b(): void {`, []) },
        ],
      },
      want: "export class A extends B {\n  readonly #a: string;\n\n  constructor() {\n    super();\n  }\n\n  /** Why. */\n  b(): void {}\n}",
    },
    {
      name: "a function",
      given: {
        kind: "function",
        name: id("a"),
        exported: true,
        typeParameters: code`<T>`,
        parameters: [code`x: T`, code`y?: string`],
        returns: code`T`,
        body: [code`return x;`],
      },
      want: "export function a<T>(x: T, y?: string): T {\n  return x;\n}",
    },
    {
      name: "a function whose head is too long",
      given: {
        kind: "function",
        name: id("a"),
        exported: true,
        parameters: [code`${id("b".repeat(50))}: string`, code`${id("c".repeat(50))}: string`],
        returns: code`void`,
        body: [code`return;`],
      },
      want: `export function a(\n  ${"b".repeat(50)}: string,\n  ${"c".repeat(50)}: string,\n): void {\n  return;\n}`,
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(renderModule(file([given])).text).toBe(`${want}\n`);
  });

  test("stand apart by an empty line", () => {
    expect(renderModule(file([constant("a", 1), constant("b", 2)])).text).toBe(
      "export const a = 1;\n\nexport const b = 2;\n",
    );
  });
});

describe("imports", () => {
  const pet = symbol("Pet", "models.ts", { namespace: "models", typeOnly: true });
  const cases: readonly { name: string; given: Declaration; want: readonly string[] }[] = [
    {
      name: "a namespace of types",
      given: { kind: "type", name: id("A"), exported: true, type: code`${pet}` },
      want: ['import type * as models from "../models.js";'],
    },
    {
      name: "packages first, then files",
      given: constant(
        "a",
        code`${symbol("b", "runtime/index.ts")} ${symbol("c", "zod", { namespace: "z" })} ${symbol("d", "client.ts")}`,
      ),
      want: [
        'import * as z from "zod";',
        'import { d } from "../client.js";',
        'import { b } from "../runtime/index.js";',
      ],
    },
    {
      name: "values and types of one module",
      given: constant("a", code`${symbol("b", "x.ts")} ${symbol("C", "x.ts", { typeOnly: true })}`),
      want: ['import { b } from "../x.js";', 'import type { C } from "../x.js";'],
    },
    {
      name: "what is used as both is a value",
      given: constant("a", code`${symbol("B", "x.ts", { typeOnly: true })} ${symbol("B", "x.ts")}`),
      want: ['import { B } from "../x.js";'],
    },
    {
      name: "names are sorted and imported once",
      given: constant("a", code`${symbol("c", "x.ts")} ${symbol("b", "x.ts")} ${symbol("c", "x.ts")}`),
      want: ['import { b, c } from "../x.js";'],
    },
    {
      name: "a name that the module has itself",
      given: constant("b", code`${symbol("b", "x.ts")}`),
      want: ['import { b as _b } from "../x.js";'],
    },
    {
      name: "one name of two modules",
      given: constant("a", code`${symbol("b", "x.ts")} ${symbol("b", "y.ts")}`),
      want: ['import { b } from "../x.js";', 'import { b as _b } from "../y.js";'],
    },
    {
      name: "a namespace whose name is taken",
      given: constant("models", code`${pet}`),
      want: ['import type * as _models from "../models.js";'],
    },
    {
      name: "the module's own symbols",
      given: constant("a", code`${symbol("b", "operations/pets.ts", { namespace: "pets" })}`),
      want: [],
    },
    {
      name: "a long list",
      given: constant("a", code`${symbol("b".repeat(50), "x.ts")} ${symbol("c".repeat(50), "x.ts")}`),
      want: ["import {", `  ${"b".repeat(50)},`, `  ${"c".repeat(50)},`, '} from "../x.js";'],
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    const { text, imports } = renderModule(file([given]));
    const head = text.slice(0, text.indexOf("export ")).trimEnd();
    expect(head === "" ? [] : head.split("\n")).toEqual(want);
    expect(imports).toBe(head.match(/^import/gm)?.length ?? 0);
  });

  test("what is renamed is called by its new name", () => {
    const { text } = renderModule(file([constant("b", code`${symbol("b", "x.ts")}`)]));
    expect(text).toContain("export const b = _b;");
    expect(renderModule(file([constant("models", code`${pet}`)])).text).toContain("= _models.Pet;");
  });

  test("globals are reached over globalThis where their name is taken", () => {
    const list = typeArguments(new GlobalSymbol(id("Array")), code`string`);
    const uses: Declaration = { kind: "type", name: id("List"), exported: true, type: list };
    const hides: Declaration = { kind: "type", name: id("Array"), exported: true, type: code`number` };
    expect(renderModule(file([uses])).text).toContain("type List = Array<string>;");
    expect(renderModule(file([uses, hides])).text).toContain("type List = globalThis.Array<string>;");
  });

  test.each([
    ["index.ts", "models.ts", "./models.js"],
    ["index.ts", "operations/pets.ts", "./operations/pets.js"],
    ["operations/pets.ts", "models.ts", "../models.js"],
    ["operations/pets.ts", "operations/toys.ts", "./toys.js"],
    ["a/b/c.ts", "a/d/e.ts", "../d/e.js"],
    ["index.ts", "zod", "zod"],
    ["index.ts", "sdkwright/runtime", "sdkwright/runtime"],
  ])("%s names %s as %s", (path, module, want) => {
    expect(specifier(path, module)).toBe(want);
  });
});

test("re-exports: all, a namespace, names, types", () => {
  const { text } = renderModule(
    file([], {
      path: "index.ts",
      reExports: [
        { from: "models.ts", typeOnly: true, names: "all" },
        { from: "schemas.ts", typeOnly: false, names: { as: id("schemas") } },
        { from: "client.ts", typeOnly: false, names: [id("A"), id("b")] },
        { from: "client.ts", typeOnly: true, names: [id("C")] },
      ],
    }),
  );
  expect(text).toBe(
    'export type * from "./models.js";\nexport * as schemas from "./schemas.js";\nexport { A, b } from "./client.js";\nexport type { C } from "./client.js";\n',
  );
});
