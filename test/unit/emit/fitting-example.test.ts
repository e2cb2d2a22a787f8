import { expect, test } from "vitest";
import { fittingExample } from "../../../src/emit/fitting-example.js";
import type { JsonValue } from "../../../src/model/schema.js";

const long = "x".repeat(100);

test.each<[string, JsonValue, number, readonly JsonValue[]]>([
  ["within the limit: as it is", { a: [1, 2], b: "text" }, 100, [{ a: [1, 2], b: "text" }]],
  ["a long text: nothing", long, 50, []],
  ["a long list: its first item", ["a", long], 50, [["a"]]],
  ["a list whose first item is too long", [long, "a"], 50, []],
  ["an object: the entries that are short", { a: long, b: 1, c: { d: long, e: 2 } }, 60, [{ b: 1, c: { e: 2 } }]],
  [
    "many short entries: as many as fit",
    { a: "1234567890", b: "1234567890", c: "1234567890", d: 1 },
    48,
    [{ a: "1234567890", b: "1234567890", d: 1 }],
  ],
  [
    "the short ones first, in their order",
    { a: "123456789", b: 1, c: "123456789", d: 2 },
    45,
    [{ a: "123456789", b: 1, d: 2 }],
  ],
  ["nothing of it", { a: long }, 50, []],
  ["null", null, 10, [null]],
])("%s", (_, value, limit, expected) => {
  const fitting = fittingExample(value, limit);
  expect(fitting).toEqual(expected);
  expect(JSON.stringify(fitting[0] ?? "").length).toBeLessThanOrEqual(limit);
});

test("a key that would be the prototype stays a key", () => {
  const [part] = fittingExample(JSON.parse(`{"__proto__": 1, "a": "${long}"}`), 60);
  expect(JSON.stringify(part)).toBe('{"__proto__":1}');
});
