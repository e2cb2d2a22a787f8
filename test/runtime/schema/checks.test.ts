import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  conditional,
  contains,
  dependentRequired,
  dependentSchemas,
  equalsOneOf,
  integer,
  isNotArray,
  isNotNumber,
  isNotObject,
  isNotString,
  matches,
  maxItems,
  maxLength,
  maxProperties,
  minItems,
  minLength,
  minProperties,
  not,
  ofType,
  otherItems,
  otherProperties,
  ownProperties,
  patternProperties,
  propertyNames,
  type SchemaCheck,
  uniqueItems,
} from "../../../src/runtime/index.js";
import { validateValue } from "../../../src/runtime/validate.js";

interface Case {
  readonly name: string;
  readonly check: SchemaCheck;
  readonly accepts: readonly unknown[];
  /** A value, and what is said of it: `path: message`. */
  readonly refuses: readonly (readonly [value: unknown, ...issues: readonly string[]])[];
}

const party = "🎉";
const parsed = (text: string): unknown => JSON.parse(text);

const cases: readonly Case[] = [
  {
    name: "minLength counts characters",
    check: minLength(2),
    accepts: ["ab", party + party, 1, null],
    refuses: [
      ["a", ": Too short: expected at least 2 characters"],
      [party, ": Too short: expected at least 2 characters"],
    ],
  },
  {
    name: "maxLength counts characters",
    check: maxLength(1),
    accepts: ["", "a", party, ["a", "b"]],
    refuses: [["ab", ": Too long: expected at most 1 character"]],
  },
  {
    name: "integer",
    check: integer,
    accepts: [1, -0, 1e300, 2 ** 53 + 2, "1.5", null],
    refuses: [[1.5, ": Expected an integer"]],
  },
  {
    name: "ofType",
    check: ofType("integer", "null"),
    accepts: [1, 1e300, null],
    refuses: [
      [1.5, ": Expected integer or null"],
      [[], ": Expected integer or null"],
    ],
  },
  { name: "minItems", check: minItems(1), accepts: [[1], {}, ""], refuses: [[[], ": Expected at least 1 item"]] },
  { name: "maxItems", check: maxItems(1), accepts: [[1], {}], refuses: [[[1, 2], ": Expected at most 1 item"]] },
  {
    name: "minProperties",
    check: minProperties(1),
    accepts: [{ a: undefined }, [], null],
    refuses: [[{}, ": Expected at least 1 property"]],
  },
  {
    name: "maxProperties",
    check: maxProperties(0),
    accepts: [{}, [1]],
    refuses: [[{ a: 1 }, ": Expected at most 0 properties"]],
  },
  {
    name: "uniqueItems: 1 is not true, the order of keys is nothing",
    check: uniqueItems,
    accepts: [[1, true, "1", 0, false, null], [{ a: 1 }, { a: 2 }, [1], [2]], "aa"],
    refuses: [
      [[1, 2, 1.0], "2: Items must differ from each other: 0 and 2 are equal"],
      [[{ a: 1, b: [2] }, 0, { b: [2], a: 1 }], "2: Items must differ from each other: 0 and 2 are equal"],
      [[0, -0], "1: Items must differ from each other: 0 and 1 are equal"],
    ],
  },
  {
    name: "equalsOneOf",
    check: equalsOneOf([{ a: [1] }, "x"]),
    accepts: [{ a: [1.0] }, "x"],
    refuses: [
      [{ a: [1], b: 1 }, ': Expected one of {"a":[1]}, "x"'],
      [parsed('{ "__proto__": [1] }'), ': Expected one of {"a":[1]}, "x"'],
    ],
  },
  {
    name: "contains",
    check: contains(z.string(), { min: 1, max: 2 }),
    accepts: [["a"], [1, "a", "b"], "a"],
    refuses: [
      [[1], ": Expected at least 1 item of the required kind, found 0"],
      [["a", "b", "c"], ": Expected at most 2 items of the limited kind, found 3"],
    ],
  },
  {
    name: "propertyNames",
    check: propertyNames(z.string().max(1)),
    accepts: [{ a: 1 }, ["ab"]],
    refuses: [[{ ab: 1 }, "ab: Property name: Too big: expected string to have <=1 characters"]],
  },
  {
    name: "dependentRequired looks at own properties only",
    check: dependentRequired({ a: ["b"], toString: ["c"], c: ["constructor"] }),
    accepts: [{}, { a: 1, b: undefined }, { b: 1 }, []],
    refuses: [
      [{ a: 1 }, 'b: Required beside "a"'],
      [{ c: 1 }, 'constructor: Required beside "c"'],
    ],
  },
  {
    name: "dependentSchemas",
    check: dependentSchemas({ a: z.looseObject({ b: z.number() }) }),
    accepts: [{}, { a: 1, b: 2 }],
    refuses: [[{ a: 1, b: "2" }, "b: Invalid input: expected number, received string"]],
  },
  {
    name: "ownProperties",
    check: ownProperties({ toString: z.string(), ["__proto__"]: z.number() }, ["constructor"]),
    accepts: [parsed('{ "constructor": 1 }'), parsed('{ "constructor": 1, "toString": "a", "__proto__": 2 }'), []],
    refuses: [
      [{}, "constructor: Required"],
      [parsed('{ "constructor": 1, "__proto__": "a" }'), "__proto__: Invalid input: expected number, received string"],
    ],
  },
  {
    name: "patternProperties",
    check: patternProperties([[/^x-/u, z.string()]]),
    accepts: [{}, { "x-a": "b", x: 1 }],
    refuses: [[{ "x-a": 1 }, "x-a: Invalid input: expected string, received number"]],
  },
  {
    name: "otherProperties: none",
    check: otherProperties({ names: ["a"], patterns: [/^x-/u] }),
    accepts: [{ a: 1, "x-b": 2 }, [1]],
    refuses: [[{ a: 1, b: 2, c: 3 }, ': Unrecognized keys: "b", "c"']],
  },
  {
    name: "otherProperties: of a kind, known where a branch holds",
    check: otherProperties(
      { when: [{ if: z.looseObject({ a: z.literal(1) }), whenTrue: { all: true }, whenFalse: { names: ["a"] } }] },
      z.boolean(),
    ),
    accepts: [
      { a: 1, b: 2 },
      { a: 2, b: true },
    ],
    refuses: [[{ a: 2, b: 2 }, "b: Invalid input: expected boolean, received number"]],
  },
  {
    name: "otherProperties: known where a property is there",
    check: otherProperties({ names: ["a"], when: [{ if: "a", whenTrue: { names: ["b"] } }] }),
    accepts: [{ a: 1, b: 2 }],
    refuses: [[{ b: 2 }, ': Unrecognized key: "b"']],
  },
  {
    name: "otherItems",
    check: otherItems({
      count: 1,
      contains: [z.string()],
      when: [{ if: z.array(z.unknown()).max(2), whenTrue: { count: 2 } }],
    }),
    accepts: [[1], [1, 2], [1, "a", "b"], {}],
    refuses: [[[1, "a", 3], "2: No item is expected here"]],
  },
  {
    name: "matches",
    check: matches(z.looseObject({ a: z.string() })),
    accepts: [{ a: "b" }],
    refuses: [[{ a: 1 }, "a: Invalid input: expected string, received number"]],
  },
  {
    name: "not",
    check: not(z.string()),
    accepts: [1, null],
    refuses: [["a", ": The value is of the kind that is ruled out here"]],
  },
  {
    name: "conditional",
    check: conditional({ if: z.number(), whenTrue: z.number().min(1), whenFalse: z.literal("a") }),
    accepts: [1, "a"],
    refuses: [
      [0, ": Too small: expected number to be >=1"],
      ["b", ': Invalid input: expected "a"'],
    ],
  },
];

describe("checks for what zod has no word for", () => {
  test.each(cases)("$name", ({ check, accepts, refuses }) => {
    const schema = z.unknown().check(check);
    expect(accepts.map((value) => said(schema, value))).toEqual(accepts.map(() => []));
    expect(refuses.map(([value]) => said(schema, value))).toEqual(refuses.map(([, ...issues]) => issues));
  });

  test("issues have the path from the outermost value on", () => {
    const schema = z.object({ list: z.array(z.unknown().check(matches(z.object({ a: z.string() })))) });
    expect(said(schema, { list: [{ a: "b" }, { a: 1 }] })).toEqual([
      "list.1.a: Invalid input: expected string, received number",
    ]);
  });
});

test("nothing at all is no value of another type", () => {
  for (const other of [isNotObject, isNotArray, isNotString, isNotNumber]) expect(other(undefined)).toBe(false);
  expect([1, [], null, "a", true].every(isNotObject)).toBe(true);
  expect([{}, 1].every(isNotArray)).toBe(true);
  expect([isNotObject({}), isNotArray([]), isNotString(""), isNotNumber(0)]).toEqual([false, false, false, false]);
});

describe("what a newer server may send is drift in lenient mode", () => {
  const drifts: readonly { name: string; schema: z.ZodType; value: unknown }[] = [
    {
      name: "an unknown key beside patterns",
      schema: z.looseObject({}).check(otherProperties({ names: ["a"] })),
      value: { a: 1, b: 2 },
    },
    { name: "more than one variant", schema: z.xor([z.string(), z.string().check(maxLength(3))]), value: "a" },
    {
      name: "an unknown member of an enum, in a schema without type",
      schema: z.looseObject({ a: z.enum(["x"]) }).or(z.custom<never>(isNotObject)),
      value: { a: "y" },
    },
    { name: "an unknown member of a list of values", schema: z.unknown().check(equalsOneOf(["a", [1]])), value: "b" },
  ];
  test.each(drifts)("$name", ({ schema, value }) => {
    expect(validateValue(() => schema, value, "strict").kind).toBe("invalid");
    expect(validateValue(() => schema, value, "lenient").kind).toBe("drift");
  });

  test("what is ruled out is not", () => {
    expect(validateValue(() => z.unknown().check(not(z.string())), "a", "lenient").kind).toBe("invalid");
    expect(validateValue(() => z.unknown().check(equalsOneOf([[1]])), [2], "lenient").kind).toBe("invalid");
  });
});

function said(schema: z.ZodType, value: unknown): readonly string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
