import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { Identifier, isIdentifier } from "../../../src/code/identifier.js";

describe("an identifier", () => {
  test.each(["a", "A", "_", "$", "_1", "listPets", "PET_STORE", "$ref", "async1"])("%s may name anything", (name) => {
    // `of` is contextual, and reserved here all the same: see below.
    if (name === "of") return;
    expect(isIdentifier(name)).toBe(true);
    expect(new Identifier(name).text).toBe(name);
  });

  test.each([
    "",
    "1a",
    "a-b",
    "a b",
    "a.b",
    "a\n",
    "\na",
    "été",
    "ᴀ",
    "a\u200db",
    "a\u2028",
    "\\u0061",
    "a;evil()",
    "a=1",
    "[a]",
    "a\0",
    "__proto__ ",
  ])("%j is none, at no place", (text) => {
    expect(isIdentifier(text)).toBe(false);
    expect(() => new Identifier(text)).toThrow(RangeError);
    expect(() => Identifier.member(text)).toThrow(RangeError);
  });

  test.each(["delete", "default", "class", "null", "new", "constructor", "package", "await"])(
    "%s is a member and no binding",
    (word) => {
      expect(() => new Identifier(word)).toThrow(RangeError);
      expect(Identifier.member(word).text).toBe(word);
    },
  );

  test("no keyword of TypeScript that cannot name a declaration is let through", () => {
    const keywords = Array.from(
      { length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1 },
      (_, index) => ts.tokenToString(ts.SyntaxKind.FirstKeyword + index) ?? "",
    );
    expect(keywords.length).toBeGreaterThan(70);
    const refused = keywords.filter((word) => !declares(word));
    expect(refused.length).toBeGreaterThan(40);
    expect(refused.filter(isIdentifier)).toEqual([]);
  });

  test.each(["exports", "require", "arguments", "eval", "undefined", "NaN", "Infinity", "globalThis"])(
    "%s is reserved: the compiler or the language owns it",
    (name) => {
      expect(isIdentifier(name)).toBe(false);
    },
  );

  test("only the class makes one: what looks like it is a value", () => {
    expect(Identifier.is(new Identifier("a"))).toBe(true);
    expect(Identifier.is({ text: "a", "#text": "a" })).toBe(false);
    expect(Identifier.is(Object.create(Identifier.prototype))).toBe(false);
    expect(Identifier.is("a")).toBe(false);
    expect(Identifier.is(null)).toBe(false);
  });
});

/** Whether a module may declare a constant, a function, a class and a type of this name. */
function declares(name: string): boolean {
  const text = `export const ${name} = 1;\nexport function ${name}(): void {}\nexport class ${name} {}\nexport type ${name} = 1;\n`;
  const statements = text.split("\n").filter((line) => line !== "");
  return statements.every((statement) => {
    const program = programOf(statement);
    const [file] = program.getSourceFiles();
    return (
      file !== undefined &&
      [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].length === 0
    );
  });
}

function programOf(text: string): ts.Program {
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  const host: ts.CompilerHost = {
    getSourceFile: (path) => (path === "a.ts" ? file : undefined),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (path) => path === "a.ts",
    readFile: () => undefined,
  };
  return ts.createProgram(
    ["a.ts"],
    { noLib: true, noEmit: true, strict: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
    host,
  );
}
