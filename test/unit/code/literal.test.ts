import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { literal } from "../../../src/code/code.js";
import { type LiteralValue, numberLiteral, objectKey, stringLiteral, typeKey } from "../../../src/code/literal.js";
import { printed } from "../render/plain-names.js";

/** What the source says when it is run. */
function evaluated(source: string): unknown {
  return runInNewContext(`"use strict"; (${source})`);
}

describe("a string literal", () => {
  const cases: readonly { name: string; given: string; want: string }[] = [
    { name: "plain text", given: "Pet", want: '"Pet"' },
    { name: "nothing", given: "", want: '""' },
    { name: "quotes of its own kind", given: 'say "hi"', want: '"say \\"hi\\""' },
    { name: "other quotes stay", given: "it's `x`", want: '"it\'s `x`"' },
    { name: "a backslash", given: "a\\b", want: '"a\\\\b"' },
    { name: "a backslash at the end", given: "a\\", want: '"a\\\\"' },
    { name: "line breaks", given: "a\r\nb", want: '"a\\r\\nb"' },
    { name: "line separators of ECMAScript", given: "a\u2028b\u2029c", want: '"a\\u2028b\\u2029c"' },
    { name: "NUL", given: "a\0b", want: '"a\\u0000b"' },
    { name: "C1 controls", given: "\u0085", want: '"\\u0085"' },
    { name: "bidirectional controls", given: "\u202e\u2066", want: '"\\u202e\\u2066"' },
    { name: "a byte order mark", given: "\ufeffa", want: '"\\ufeffa"' },
    { name: "characters without width", given: "a\u200bb\u2060", want: '"a\\u200bb\\u2060"' },
    { name: "an unpaired surrogate", given: "\ud800x", want: '"\\ud800x"' },
    { name: "a pair of surrogates stays", given: "🐶", want: '"🐶"' },
    { name: "letters of any script stay", given: "Ünïcödé 中文", want: '"Ünïcödé 中文"' },
    { name: "a template hole", given: "\u0024{evil()}", want: '"\u0024{evil()}"' },
    { name: "the end of a script element", given: "</script>", want: '"<\\/script>"' },
    { name: "a source map directive", given: "//# sourceMappingURL=x", want: '"/\\/# sourceMappingURL=x"' },
    { name: "its old spelling", given: "//@ sourceMappingURL=x", want: '"/\\/@ sourceMappingURL=x"' },
    {
      name: "its spelling in a block comment",
      given: "/*# sourceMappingURL=x */",
      want: '"/\\*# sourceMappingURL=x */"',
    },
    { name: "a media range stays", given: "*/*", want: '"*/*"' },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(stringLiteral(given)).toBe(want);
    expect(evaluated(stringLiteral(given))).toBe(given);
  });

  test("means every single UTF-16 unit, and none that hides stands in the source", () => {
    const hidden = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const given = String.fromCharCode(unit);
      const source = stringLiteral(given);
      if (JSON.parse(source) !== given) expect.fail(`U+${unit.toString(16)} became ${source}`);
      if (hidden.test(source)) expect.fail(`U+${unit.toString(16)} is written as itself`);
    }
  });
});

describe("a number literal", () => {
  test.each([
    [0, "0"],
    [-0, "-0"],
    [1.5, "1.5"],
    [-3, "-3"],
    [1e21, "1e+21"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NaN, "NaN"],
  ])("%s", (given, want) => {
    expect(numberLiteral(given)).toBe(want);
    expect(evaluated(numberLiteral(given))).toBe(given);
  });
});

describe("a key", () => {
  test.each([
    ["name", "name", "name"],
    ["$ref", "$ref", "$ref"],
    ["delete", "delete", "delete"],
    ["constructor", "constructor", "constructor"],
    ["__proto__", '["__proto__"]', "__proto__"],
    ["0", "0", "0"],
    ["42", "42", "42"],
    ["007", '"007"', '"007"'],
    ["1e3", '"1e3"', '"1e3"'],
    ["99999999999999999999", '"99999999999999999999"', '"99999999999999999999"'],
    ["-1", '"-1"', '"-1"'],
    ["content-type", '"content-type"', '"content-type"'],
    ["", '""', '""'],
    ["été", '"été"', '"été"'],
    ["a\u2028b", '"a\\u2028b"', '"a\\u2028b"'],
    ["]: evil()", '"]: evil()"', '"]: evil()"'],
  ])("%j", (given, inObject, inType) => {
    expect(objectKey(given)).toBe(inObject);
    expect(typeKey(given)).toBe(inType);
    const made = evaluated(`{ ${objectKey(given)}: 1 }`);
    expect(Object.keys(made as object)).toEqual([given]);
  });
});

describe("any value as a literal", () => {
  const cases: readonly { name: string; given: LiteralValue; want: string }[] = [
    { name: "null", given: null, want: "null" },
    { name: "undefined", given: undefined, want: "undefined" },
    { name: "booleans", given: [true, false], want: "[true, false]" },
    { name: "bigint", given: 2n ** 64n, want: "18446744073709551616n" },
    { name: "negative zero inside", given: { a: [-0] }, want: "{ a: [-0] }" },
    { name: "empty ones", given: { a: [], b: {} }, want: "{ a: [], b: {} }" },
    { name: "entries without a value are left out", given: { a: undefined, b: 1 }, want: "{ b: 1 }" },
    {
      name: "a document that looks like code",
      given: { kind: "code", parts: ["evil()"] },
      want: '{ kind: "code", parts: ["evil()"] }',
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(printed(literal(given))).toBe(want);
  });

  test("__proto__ is a member like others", () => {
    const value = JSON.parse('{ "__proto__": { "polluted": true }, "a": 1 }');
    const made = evaluated(printed(literal(value))) as Record<string, unknown>;
    expect(Object.keys(made)).toEqual(["__proto__", "a"]);
    expect(made["polluted"]).toBeUndefined();
    expect(Object.hasOwn(made, "__proto__")).toBe(true);
  });
});
