import { describe, expect, test } from "vitest";
import {
  alternatives,
  arrayCode,
  block,
  bracketed,
  Code,
  call,
  code,
  concat,
  documented,
  empty,
  group,
  joinLines,
  literal,
  methodCall,
  objectCode,
  typeArguments,
  typeProperty,
} from "../../../src/code/code.js";
import { flatText } from "../../../src/code/distinct.js";
import { Identifier } from "../../../src/code/identifier.js";
import { GlobalSymbol, ImportedSymbol } from "../../../src/code/symbol.js";
import { printed } from "../render/plain-names.js";

const name = new Identifier("pet");
const symbol = new ImportedSymbol({
  name: new Identifier("Pet"),
  module: "models.ts",
  namespace: new Identifier("models"),
});
const long = (letter: string): Code => code`${new Identifier(letter.repeat(40))}`;

describe("holes of the code tag", () => {
  const cases: readonly { name: string; given: Code; want: string }[] = [
    { name: "a string is quoted", given: code`a = ${'x"; evil(); "'};`, want: 'a = "x\\"; evil(); \\"";' },
    { name: "numbers, booleans, null", given: code`${1}, ${-0}, ${true}, ${null}`, want: "1, -0, true, null" },
    { name: "a list and an object", given: code`f(${[1, "a"]}, ${{ "a-b": 1 }})`, want: 'f([1, "a"], { "a-b": 1 })' },
    { name: "an identifier is a name", given: code`const ${name} = 1;`, want: "const pet = 1;" },
    { name: "a symbol with a namespace", given: code`x: ${symbol}`, want: "x: models.Pet" },
    { name: "a global", given: code`${new GlobalSymbol(new Identifier("Blob"))}`, want: "Blob" },
    { name: "code inside code", given: code`[${code`a + ${1}`}]`, want: "[a + 1]" },
    { name: "nothing", given: code`a${empty}b`, want: "ab" },
    { name: "a line break of ours", given: code`a\n${"b\nc"}`, want: 'a\n"b\\nc"' },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(printed(given)).toBe(want);
  });

  const lookalikes: readonly { name: string; given: object }[] = [
    { name: "code", given: { kind: "code", parts: ["evil()"], "#parts": ["evil()"], width: 6 } },
    { name: "an identifier", given: { text: "evil()", "#text": "evil()", place: "binding" } },
    {
      name: "a symbol",
      given: { name: { text: "evil()" }, module: "child_process", namespace: { text: "x" }, "#name": {} },
    },
    { name: "a layout part", given: { kind: "group", content: { parts: ["evil()"] }, reserve: 0 } },
    {
      name: "a list part",
      given: { items: [{ parts: ["evil()"] }], layout: { open: "evil(", close: ")", separator: ",", reserve: 0 } },
    },
  ];
  test.each(lookalikes)("an object that looks like $name is data", ({ given }) => {
    const value = JSON.parse(JSON.stringify(given));
    const text = printed(code`x = ${value};`);
    expect(text).toContain('"evil()"');
    expect(text).toBe(`x = ${printed(literal(value))};`);
    expect(Code.is(value) || Identifier.is(value) || ImportedSymbol.is(value) || GlobalSymbol.is(value)).toBe(false);
  });

  test("an object with the prototype of Code is none", () => {
    expect(Code.is(Object.create(Code.prototype))).toBe(false);
  });
});

describe("brackets", () => {
  const cases: readonly { name: string; given: Code; want: string }[] = [
    { name: "none inside", given: arrayCode([]), want: "[]" },
    { name: "on one line", given: arrayCode([code`a`, code`b`]), want: "[a, b]" },
    {
      name: "an item a line, and a separator behind the last",
      given: arrayCode([long("a"), long("b"), long("c")]),
      want: `[\n  ${"a".repeat(40)},\n  ${"b".repeat(40)},\n  ${"c".repeat(40)},\n]`,
    },
    {
      name: "type arguments have no separator behind the last",
      given: typeArguments(new Identifier("Map"), long("a"), long("b"), long("c")),
      want: `Map<\n  ${"a".repeat(40)},\n  ${"b".repeat(40)},\n  ${"c".repeat(40)}\n>`,
    },
    {
      name: "room for what follows on the line is kept",
      given: bracketed("(", [long("a"), code`b: number`], ")", { tail: code`: Promise<${"x".repeat(40)}> {` }),
      want: `(\n  ${"a".repeat(40)},\n  b: number,\n): Promise<"${"x".repeat(40)}"> {`,
    },
    { name: "padded", given: objectCode([["a", literal(1)]]), want: "{ a: 1 }" },
    { name: "an entry without value is left out", given: objectCode([["a", undefined]]), want: "{}" },
    {
      name: "another separator",
      given: bracketed("{", [code`a: 1`, code`b: 2`], "}", { padded: true, separator: ";" }),
      want: "{ a: 1; b: 2 }",
    },
    {
      name: "an outer break does not break what fits inside",
      given: objectCode([
        ["first", objectCode([["a", long("a")]])],
        ["second", objectCode([["b", long("b")]])],
      ]),
      want: `{\n  first: { a: ${"a".repeat(40)} },\n  second: { b: ${"b".repeat(40)} },\n}`,
    },
    {
      name: "a hard break inside breaks all around it",
      given: arrayCode([block(code`{`, [code`a: 1;`])]),
      want: "[\n  {\n    a: 1;\n  },\n]",
    },
    {
      name: "a single argument hugs the parentheses",
      given: call(
        name,
        objectCode([
          ["a", long("a")],
          ["b", long("b")],
          ["c", long("c")],
        ]),
      ),
      want: `pet({\n  a: ${"a".repeat(40)},\n  b: ${"b".repeat(40)},\n  c: ${"c".repeat(40)},\n})`,
    },
    { name: "a method call", given: methodCall(code`z.string()`, "min", literal(1)), want: "z.string().min(1)" },
    { name: "a method with a reserved name", given: methodCall(code`client`, "delete"), want: "client.delete()" },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(printed(given)).toBe(want);
  });

  test("a line of exactly the width stays, one more breaks", () => {
    const list = (width: number): string =>
      printed(arrayCode([code`${new Identifier("a".repeat(width - 6))}`, code`b`]));
    // Two columns stay free for what usually follows: `);`
    expect(list(97).includes("\n")).toBe(false);
    expect(list(100).includes("\n")).toBe(true);
  });

  test("no line ends in a space", () => {
    const given = concat(code`x = `, block(code`{`, [code`a: `, empty, code`b`]));
    expect(printed(given)).not.toMatch(/ $/m);
  });
});

describe("alternatives", () => {
  const a = code`a`;
  const b = code`b`;
  const cases: readonly { name: string; given: Code; want: string }[] = [
    { name: "one", given: alternatives([a], "|"), want: "a" },
    { name: "two", given: alternatives([a, b], "|"), want: "a | b" },
    {
      name: "a union of unions is one union",
      given: alternatives([alternatives([a, b], "|"), code`c`], "|"),
      want: "a | b | c",
    },
    {
      name: "another operator inside is not taken apart",
      given: alternatives([code`(${alternatives([a, b], "&")})`, code`c`], "|"),
      want: "(a & b) | c",
    },
    {
      name: "each on its own line",
      given: alternatives([long("a"), long("b"), long("c")], "|"),
      want: `\n  | ${"a".repeat(40)}\n  | ${"b".repeat(40)}\n  | ${"c".repeat(40)}`,
    },
    {
      name: "a flattened union breaks as one",
      given: alternatives([alternatives([long("a"), long("b")], "|"), long("c")], "|"),
      want: `\n  | ${"a".repeat(40)}\n  | ${"b".repeat(40)}\n  | ${"c".repeat(40)}`,
    },
    {
      name: "an intersection with a block stays on its line",
      given: alternatives([block(code`{`, [code`a: 1;`]), b], "&"),
      want: "{\n  a: 1;\n} & b",
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(printed(given)).toBe(want);
  });

  test("being an operand once leaves a type as it is elsewhere", () => {
    const union = alternatives([a, b], "|");
    alternatives([union], "&");
    expect(printed(alternatives([union, code`c`], "|"))).toBe("a | b | c");
    expect(printed(union)).toBe("a | b");
  });
});

describe("the rest", () => {
  test.each([
    { name: "a block without lines", given: block(code`class A {`, []), want: "class A {}" },
    { name: "lines", given: joinLines([code`a`, code`b`]), want: "a\nb" },
    { name: "a documented member", given: documented({ text: "Why." }, code`a: 1;`), want: "/** Why. */\na: 1;" },
    { name: "without anything to say", given: documented({}, code`a: 1;`), want: "a: 1;" },
    { name: "a property", given: typeProperty("a", false, code`string`), want: "a: string" },
    {
      name: "an optional property with a name that must be quoted",
      given: typeProperty("a-b", true, code`string`),
      want: '"a-b"?: string',
    },
    { name: "a group that fits", given: group(code`a`), want: "a" },
  ])("$name", ({ given, want }) => {
    expect(printed(given)).toBe(want);
  });

  test("comments and blocks stand at their indentation", () => {
    const inner = block(code`b: {`, [documented({ text: "One.\n\nTwo." }, code`c: 1;`)]);
    expect(printed(block(code`a: {`, [inner]))).toBe(
      "a: {\n  b: {\n    /**\n     * One.\n     *\n     * Two.\n     */\n    c: 1;\n  }\n}",
    );
  });

  test("width is that of one line, and infinite where there is none", () => {
    expect(code`ab${1}`.width).toBe(3);
    expect(code`${symbol}`.width).toBe("models.Pet".length);
    expect(block(code`{`, [code`a`]).width).toBe(Number.POSITIVE_INFINITY);
    expect(arrayCode([code`a`, code`b`]).width).toBe("[a, b]".length);
  });

  test("flat text tells types apart", () => {
    expect(flatText(alternatives([code`a`, code`b`], "|"))).not.toBe(flatText(alternatives([code`a`, code`c`], "|")));
    expect(flatText(code`${symbol}`)).toContain("Pet");
  });
});
