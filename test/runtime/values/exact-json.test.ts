import { describe, expect, it } from "vitest";
import { printJson } from "../../../src/runtime/serialize/value.js";
import { mayHoldLongIntegers, parseWithBigints } from "../../../src/runtime/values/exact-json.js";

describe("a second reading of JSON", () => {
  it.each<[string, unknown]>([
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["9007199254740991", 9007199254740991],
    ["12345678901234567890123", 12345678901234567890123n],
    ["1234567890123456.5", 1234567890123456.5],
    ["1234567890123456e2", 123456789012345600],
    ["-0", -0],
    ["[1,[],{},null,true,false,9007199254740993]", [1, [], {}, null, true, false, 9007199254740993n]],
    ['{"a":{"b":[9007199254740993]},"c":"9007199254740993"}', { a: { b: [9007199254740993n] }, c: "9007199254740993" }],
    ['{"9007199254740993":9007199254740993}', { "9007199254740993": 9007199254740993n }],
    ['"a \\"9007199254740993\\" \\u0041 \\\\"', 'a "9007199254740993" A \\'],
    ['{"a\\"]":"}","":9007199254740993}', { 'a"]': "}", "": 9007199254740993n }],
    [' { "a" : 1 , "a" : 2 } ', { a: 2 }],
  ])("of %s", (text, want) => {
    expect(parseWithBigints(text)).toEqual(want);
  });

  it("is what JSON.parse gives where no integer is too long", () => {
    const texts = ['{"a":[1.5e3,-2,{"b":null}],"c":{"d":[[]]}}', '[[[1],{"x":{}}],"\u2028"]', '"x"', "null", "{}"];
    for (const text of texts) expect(parseWithBigints(text)).toEqual(JSON.parse(text));
  });

  it("takes __proto__ for a name like others", () => {
    const value = parseWithBigints('{"__proto__":{"polluted":9007199254740993}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("needs no stack for depth", () => {
    const depth = 50_000;
    expect(() => parseWithBigints("[".repeat(depth) + "]".repeat(depth))).not.toThrow();
  });

  it("needs no stack for escapes", () => {
    const value = parseWithBigints(`{"id":9007199254740993,"a":"${"\\n".repeat(6_000_000)}"}`);
    expect(value).toMatchObject({ id: 9007199254740993n });
  });

  it("is done for long runs of digits only", () => {
    expect(mayHoldLongIntegers('{"a":123456789012345}')).toBe(false);
    expect(mayHoldLongIntegers('{"a":1234567890123456}')).toBe(true);
  });
});

describe("JSON of bigint", () => {
  it.each<[unknown, string | undefined]>([
    [9007199254740993n, "9007199254740993"],
    [{ a: [-9007199254740993n, "x"], b: 1n }, '{"a":[-9007199254740993,"x"],"b":1}'],
    [{ a: 1n, b: "bigint:5", c: "bigint::6" }, '{"a":1,"b":"bigint:5","c":"bigint::6"}'],
    [{ a: 1 }, '{"a":1}'],
    [undefined, undefined],
  ])("case %#", (value, want) => {
    expect(printJson(value)).toBe(want);
  });

  it("still refuses a cycle", () => {
    const value: Record<string, unknown> = { n: 1n };
    value["self"] = value;
    expect(() => printJson(value)).toThrow(TypeError);
  });
});
