import { describe, expect, test } from "vitest";
import { code } from "../../../src/code/code.js";
import { Identifier } from "../../../src/code/identifier.js";
import type { ModuleFile } from "../../../src/code/module.js";
import { ImportedSymbol } from "../../../src/code/symbol.js";
import { type RenderedFile, renderFile } from "../../../src/render/render-file.js";
import { verifyModules } from "../../support/verify-modules.js";

const zod = new ImportedSymbol({ name: Identifier.member("string"), module: "zod", namespace: new Identifier("z") });
const module: ModuleFile = {
  kind: "module",
  path: "a.ts",
  summary: "All there is.",
  declarations: [
    {
      kind: "interface",
      name: new Identifier("Pet"),
      exported: true,
      heritage: [],
      members: [{ code: code`name: string;` }],
    },
    { kind: "const", name: new Identifier("pet"), exported: true, value: code`${zod}(${"text"})` },
    { kind: "function", name: new Identifier("getPet"), exported: true, parameters: [], returns: code`void`, body: [] },
  ],
  reExports: [{ from: "b.ts", typeOnly: false, names: "all" }],
};
const assets = { runtimeText: () => "", templateText: () => "" };
const good = renderFile(module, assets);

function changed(from: string, to: string): RenderedFile {
  expect(good.text).toContain(from);
  return { ...good, text: good.text.replace(from, to) };
}

test("what was planned passes", async () => {
  expect(verifyModules([good])).toEqual([]);
});

describe("the gate finds", () => {
  const cases: readonly { name: string; given: RenderedFile }[] = [
    { name: "a statement too many at the end", given: { ...good, text: `${good.text}evil();\n` } },
    { name: "a statement too many behind a literal", given: changed('"text");', '"text"); evil();') },
    { name: "a second binding of a constant", given: changed('"text");', '"text"), evil = 1;') },
    {
      name: "an import too many",
      given: { ...good, text: good.text.replace("import * as z", 'import "evil";\nimport * as z') },
    },
    { name: "a block", given: { ...good, text: `${good.text}{ evil(); }\n` } },
    { name: "another name", given: changed("interface Pet", "interface Cat") },
    {
      name: "another kind",
      given: changed("export interface Pet {\n  name: string;\n}", "export class Pet {\n  name: string;\n}"),
    },
    { name: "a statement that is missing", given: { ...good, text: good.text.replace(/export function[\s\S]*$/, "") } },
    {
      name: "another order",
      given: { ...good, text: good.text.replace(/(export interface[\s\S]*?\n\n)(export const[^\n]*\n\n)/, "$2$1") },
    },
    { name: "text that does not parse", given: changed('"text"', '"text') },
    { name: "a comment that ends early", given: changed("All there is.", "All */ evil(); /* there is.") },
  ];
  test.each(cases)("$name", async ({ given }) => {
    expect(given.text).not.toBe(good.text);
    const [fault] = verifyModules([given]);
    expect(fault?.path).toBe("a.ts");
    expect(fault?.reason).not.toBe("");
  });
});

test("files that are not ours to plan are not looked at", async () => {
  expect(verifyModules([{ path: "README.md", text: "# not TypeScript ((" }])).toEqual([]);
});
