import { describe, expect, test } from "vitest";
import { runSchemas } from "./emitted.js";

interface Case {
  readonly name: string;
  readonly schema: unknown;
  /** What JSON Schema 2020-12 says of these values. */
  readonly accepts: readonly unknown[];
  readonly refuses: readonly unknown[];
}

const text = { type: "string" };
const pet = { type: "object", required: ["name"], properties: { name: text } };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const proto = (value: unknown): unknown => JSON.parse(`{ "__proto__": ${JSON.stringify(value)} }`);

const others = {
  Pet: pet,
  Tree: {
    type: "object",
    properties: { value: text, children: { type: "array", items: ref("Tree") } },
    additionalProperties: false,
  },
};

const cases: readonly Case[] = [
  { name: "anything", schema: true, accepts: [null, 1, "a", {}, []], refuses: [] },
  { name: "nothing", schema: false, accepts: [], refuses: [null, 1, "a", {}] },
  { name: "text", schema: text, accepts: ["", "a"], refuses: [1, null, {}] },
  {
    name: "limits of text",
    schema: { type: "string", minLength: 2, maxLength: 3 },
    accepts: ["ab", "abc"],
    refuses: ["a", "abcd"],
  },
  {
    name: "a length counts characters, not UTF-16 units",
    schema: { type: "string", maxLength: 1 },
    accepts: ["🐶"],
    refuses: ["ab"],
  },
  {
    name: "a pattern may match anywhere",
    schema: { type: "string", pattern: "b+" },
    accepts: ["abba"],
    refuses: ["aa"],
  },
  {
    name: "a pattern with quotes, slashes and backslashes",
    schema: { type: "string", pattern: '^/"`\\\\\\d$' },
    accepts: ['/"`\\1'],
    refuses: ["x"],
  },
  {
    name: "a pattern of properties of Unicode",
    schema: { type: "string", pattern: "^\\p{L}+$" },
    accepts: ["é"],
    refuses: ["1"],
  },
  {
    name: "a pattern that needs the old rules",
    schema: { type: "string", pattern: "^[\\w-.]+$" },
    accepts: ["a-b.c"],
    refuses: ["a b"],
  },
  { name: "number", schema: { type: "number" }, accepts: [0, -1.5, 1e300], refuses: ["1", null] },
  {
    name: "limits of numbers",
    schema: { type: "number", minimum: 0, exclusiveMaximum: 1 },
    accepts: [0, 0.99],
    refuses: [-0.1, 1],
  },
  { name: "multiples", schema: { type: "number", multipleOf: 0.01 }, accepts: [0.07, 19.99, 1.1], refuses: [0.001] },
  { name: "integer", schema: { type: "integer" }, accepts: [1, -1, 1.0], refuses: [1.5, "1"] },
  {
    name: "64-bit integers that lost their last digits are integers",
    schema: { type: "integer", format: "int64" },
    accepts: [2 ** 63, 1],
    refuses: [0.5],
  },
  { name: "null beside a type", schema: { type: ["string", "null"] }, accepts: ["a", null], refuses: [1] },
  {
    name: "several types",
    schema: { type: ["string", "integer", "null"] },
    accepts: ["a", 1, null],
    refuses: [1.5, true],
  },
  { name: "enum", schema: { type: "string", enum: ["a", "b"] }, accepts: ["a"], refuses: ["c", null] },
  {
    name: "enum of several types",
    schema: { enum: ["a", 1, true, null] },
    accepts: ["a", 1, true, null],
    refuses: ["1", false],
  },
  {
    name: "enum with names of members of every object",
    schema: { enum: ["__proto__", "constructor"] },
    accepts: ["__proto__", "constructor"],
    refuses: ["toString"],
  },
  { name: "const", schema: { const: 1 }, accepts: [1], refuses: [2, "1", null] },
  {
    name: "list",
    schema: { type: "array", items: text, minItems: 1, maxItems: 2 },
    accepts: [["a"], ["a", "b"]],
    refuses: [[], ["a", "b", "c"], [1], {}],
  },
  {
    name: "tuple",
    schema: { type: "array", prefixItems: [text, { type: "number" }], minItems: 1 },
    accepts: [["a"], ["a", 1], ["a", 1, "rest"]],
    refuses: [[], [1], ["a", "b"]],
  },
  {
    name: "tuple that ends",
    schema: { prefixItems: [text], items: false, type: "array" },
    accepts: [[], ["a"]],
    refuses: [["a", "b"], [1]],
  },
  {
    name: "tuple with a rest",
    schema: { type: "array", prefixItems: [text], items: { type: "number" } },
    accepts: [[], ["a"], ["a", 1, 2]],
    refuses: [["a", "b"]],
  },
  {
    name: "object",
    schema: pet,
    accepts: [{ name: "a" }, { name: "a", other: 1 }],
    refuses: [{}, { name: 1 }, null, "a"],
  },
  {
    name: "closed object",
    schema: { ...pet, additionalProperties: false },
    accepts: [{ name: "a" }],
    refuses: [{ name: "a", other: 1 }],
  },
  {
    name: "an empty closed object",
    schema: { type: "object", additionalProperties: false },
    accepts: [{}],
    refuses: [{ a: 1 }, []],
  },
  {
    name: "a record",
    schema: { type: "object", additionalProperties: { type: "number" } },
    accepts: [{}, { a: 1 }],
    refuses: [{ a: "1" }, null],
  },
  {
    name: "others beside properties",
    schema: { ...pet, additionalProperties: { type: "number" } },
    accepts: [{ name: "a", b: 1 }],
    refuses: [{ name: "a", b: "1" }, { b: 1 }],
  },
  {
    name: "optional is not nullable",
    schema: { type: "object", properties: { a: text } },
    accepts: [{}, { a: "a" }],
    refuses: [{ a: null }],
  },
  {
    name: "nullable and optional",
    schema: { type: "object", properties: { a: { type: ["string", "null"] } } },
    accepts: [{}, { a: null }],
    refuses: [{ a: 1 }],
  },
  {
    // zod never looks at `__proto__`, and drops it.
    name: "properties called like members of every object",
    schema: {
      type: "object",
      required: ["constructor"],
      properties: { ...(proto(text) as object), constructor: text, toString: { type: "number" } },
    },
    accepts: [
      { ...(proto("a") as object), constructor: "a" },
      { constructor: "a", toString: 1 },
    ],
    refuses: [{}, { constructor: 1 }],
  },
  { name: "a reference", schema: ref("Pet"), accepts: [{ name: "a" }], refuses: [{}, null] },
  {
    name: "a reference or null",
    schema: { anyOf: [ref("Pet"), { type: "null" }] },
    accepts: [{ name: "a" }, null],
    refuses: [{}],
  },
  {
    name: "a recursive schema",
    schema: ref("Tree"),
    accepts: [{}, { children: [{ value: "a", children: [] }] }],
    refuses: [{ children: [{ children: [1] }] }, { other: 1 }],
  },
  {
    name: "allOf",
    schema: { allOf: [ref("Pet"), { type: "object", required: ["age"], properties: { age: { type: "number" } } }] },
    accepts: [{ name: "a", age: 1 }],
    refuses: [{ name: "a" }, { age: 1 }],
  },
  {
    name: "assertions beside a reference",
    schema: { ...ref("Pet"), required: ["extra"] },
    accepts: [{ name: "a", extra: null }],
    refuses: [{ name: "a" }, { extra: 1 }],
  },
  { name: "oneOf", schema: { oneOf: [text, ref("Pet")] }, accepts: ["a", { name: "a" }], refuses: [1, {}] },
  {
    name: "oneOf is one and no more",
    schema: {
      oneOf: [
        { type: "integer", minimum: 0 },
        { type: "integer", maximum: 0 },
      ],
    },
    accepts: [1, -1],
    refuses: [0, "a"],
  },
  {
    name: "anyOf may be several",
    schema: {
      anyOf: [
        { type: "integer", minimum: 0 },
        { type: "integer", maximum: 0 },
      ],
    },
    accepts: [1, -1, 0],
    refuses: ["a"],
  },
  {
    name: "an object as a constant",
    schema: { const: { a: [1, { b: null }] } },
    accepts: [{ a: [1, { b: null }] }],
    refuses: [{ a: [1] }, { a: [1, { b: null }], c: 1 }, null],
  },
  {
    name: "unique items",
    schema: { type: "array", uniqueItems: true },
    accepts: [[], [1, "1", { a: 1 }, { a: 2 }]],
    refuses: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  },
  {
    name: "a number of properties",
    schema: { type: "object", minProperties: 1, maxProperties: 2 },
    accepts: [{ a: 1 }, { a: 1, b: 2 }],
    refuses: [{}, { a: 1, b: 2, c: 3 }],
  },
  {
    name: "names by pattern, and no others",
    schema: { type: "object", patternProperties: { "^x-": text }, additionalProperties: false },
    accepts: [{}, { "x-a": "b" }],
    refuses: [{ "x-a": 1 }, { y: "b" }],
  },
  {
    name: "properties beside oneOf",
    schema: {
      type: "object",
      required: ["id"],
      properties: { id: text },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    accepts: [{ id: "1", a: 1 }],
    refuses: [{ id: "1" }, { a: 1 }],
  },
];

describe("a zod schema accepts what the document accepts, and nothing more", () => {
  test.each(cases)("$name", async ({ schema, accepts, refuses }) => {
    const { X } = await runSchemas({ X: schema, ...others });
    const accepted = (value: unknown): boolean => X?.safeParse(value).success === true;
    expect(accepts.filter((value) => !accepted(value))).toEqual([]);
    expect(refuses.filter(accepted)).toEqual([]);
  });

  test("and gives back what it was given, unknown keys included", async () => {
    const { X } = await runSchemas({ X: { ...pet, properties: { name: text, nested: pet } } });
    const value = { name: "a", nested: { name: "b", z: 1 }, y: [1] };
    expect(X?.parse(value)).toEqual(value);
  });
});

test("schemas that are called like what their code uses", async () => {
  const names = ["Number", "RegExp", "Array", "Object", "Schema", "Boolean", "Promise", "String"];
  const schema = {
    type: "object",
    required: ["id", "code"],
    properties: {
      id: { type: "integer", format: "int64" },
      code: { type: "string", pattern: "^a+$" },
      list: { type: "array", items: text },
    },
  };
  const found = await runSchemas(Object.fromEntries(names.map((name) => [name, schema])));
  for (const name of names) {
    expect(found[name]?.safeParse({ id: 1, code: "aa", list: [] }).success).toBe(true);
    expect(found[name]?.safeParse({ id: 1.5, code: "b" }).success).toBe(false);
  }
});

test("importing builds nothing: a schema is made when it is first used", async () => {
  const schemas = await runSchemas({
    X: { type: "object", properties: { a: { $ref: "#/components/schemas/Y" } } },
    Y: text,
  });
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(["X", "Y"]));
  expect(schemas["X"]?.safeParse({ a: "b" }).success).toBe(true);
});
