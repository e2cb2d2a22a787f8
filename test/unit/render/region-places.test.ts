import { describe, expect, test } from "vitest";
import { code } from "../../../src/code/code.js";
import type { ClassDecl, ConstDecl } from "../../../src/code/declaration.js";
import { Identifier } from "../../../src/code/identifier.js";
import type { ModuleFile } from "../../../src/code/module.js";
import { ImportedSymbol } from "../../../src/code/symbol.js";
import { packageAssets } from "../../../src/host/assets.js";
import { insertRegions } from "../../../src/output/regions.js";
import { renderFile } from "../../../src/render/render-file.js";
import { verifyModules } from "../../support/verify-modules.js";

const used = new ImportedSymbol({ name: new Identifier("used"), module: "other.ts" });
const one: ConstDecl = { kind: "const", name: new Identifier("one"), exported: true, value: code`1` };
const two: ConstDecl = { kind: "const", name: new Identifier("two"), exported: true, value: code`${used}` };
const full: ClassDecl = {
  kind: "class",
  name: new Identifier("Full"),
  exported: true,
  doc: { text: "A class\nof two lines." },
  members: [{ code: code`a = 1;` }, { code: code`b = 2;` }],
};
const bare: ClassDecl = { kind: "class", name: new Identifier("Bare"), exported: true, members: [] };

function rendered(declarations: ModuleFile["declarations"], rest: Partial<ModuleFile> = {}) {
  return renderFile({ kind: "module", path: "a.ts", declarations, reExports: [], ...rest }, packageAssets());
}

const regions = [
  { name: "custom imports", lines: ["import x;"] },
  { name: "custom members", lines: ["  m;"] },
  { name: "custom", lines: ["end;"] },
];

/** The text with a region in each place, below the file's comment. */
function filled(file: ReturnType<typeof rendered>): string {
  return insertRegions(file.text, file.places ?? [], regions).replace(/^\/\*\*[\s\S]*?\*\/\n/, "");
}

describe("the places of a module", () => {
  test("below the imports, in the class, at the end", () => {
    expect(filled(rendered([one, two, full]))).toBe(`
import { used } from "./other.js";

// #region custom imports
import x;
// #endregion custom imports

export const one = 1;

export const two = used;

/**
 * A class
 * of two lines.
 */
export class Full {
  a = 1;
  b = 2;

  // #region custom members
  m;
  // #endregion custom members
}

// #region custom
end;
// #endregion custom
`);
  });

  test("without imports and with a class that has no members", () => {
    expect(filled(rendered([one, bare, two].slice(0, 2)))).toBe(`
// #region custom imports
import x;
// #endregion custom imports

export const one = 1;

export class Bare {}

// #region custom
end;
// #endregion custom
`);
  });

  test("are marked only where the module says so, and the end never", () => {
    const places = (showsRegions: boolean) => rendered([one, full], { showsRegions }).places;
    expect(places(true)?.map(({ isShown }) => isShown)).toEqual([true, true, false]);
    expect(places(false)?.map(({ isShown }) => isShown)).toEqual([false, false, false]);
  });

  test("are not in the text that the gate looks at: a statement too many of ours is seen as ever", async () => {
    const file = rendered([one, full], { showsRegions: true });
    expect(verifyModules([file])).toEqual([]);
    const smuggled = { ...file, text: `${file.text}// #region custom\nevil();\n// #endregion custom\n` };
    expect(verifyModules([smuggled])).toHaveLength(1);
  });
});
