// biome-ignore-all lint/suspicious/noThenProperty: the name of the keyword
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../src/model/schema.js";
import { lowered } from "../unit/lower/lowered.js";
import { compile } from "./compile.js";
import { documentAround } from "./document.js";

/** A schema that leads back to itself by each keyword, or by several. None of them may go on without end. */
const self = { $ref: "#" };
const values: readonly JsonValue[] = [null, true, 1, "a", [], [[]], ["a", [1]], {}, { a: {} }, { a: { a: 1 }, b: [] }];

const onTheSameValue: Readonly<Record<string, JsonValue>> = {
  not: { not: self },
  "not, typed": { type: "object", not: self },
  "not of not": { not: { not: self } },
  "not in allOf": { allOf: [{ type: "object", not: self }] },
  "not over allOf": { not: { allOf: [{ type: "object" }, self] } },
  "not over anyOf": { not: { anyOf: [{ type: "object" }, self] } },
  if: { if: self, then: { type: "object" } },
  then: { if: { type: "object" }, then: self },
  else: { if: { type: "object" }, else: self },
  dependentSchemas: { dependentSchemas: { a: self } },
  "several types with not": { type: ["object", "string"], not: self },
  "unevaluatedProperties over if": { if: self, then: { properties: { a: true } }, unevaluatedProperties: false },
  "unevaluatedProperties over anyOf": { anyOf: [{ not: self }, true], unevaluatedProperties: false },
  "unevaluatedItems over anyOf": { anyOf: [{ not: self }, true], unevaluatedItems: false },
  "a property of itself": { properties: { a: { not: { $ref: "#/properties/a" } } } },
};

const onSmallerValues: Readonly<Record<string, JsonValue>> = {
  contains: { contains: self },
  propertyNames: { propertyNames: self },
  "not in a property": { properties: { a: { not: self } } },
  "not in items": { type: "array", items: { not: self } },
  additionalProperties: { additionalProperties: { not: self } },
  unevaluatedProperties: { unevaluatedProperties: { not: self } },
  unevaluatedItems: { unevaluatedItems: self },
  "contains and unevaluatedItems": { contains: self, unevaluatedItems: false },
  patternProperties: { patternProperties: { "^a": { not: self } } },
};

const settings = { draft: "draft2020-12", remotes: {} } as const;

async function reported(schema: JsonValue): Promise<readonly string[]> {
  const Tested: unknown = JSON.parse(documentAround(schema, "draft2020-12")).components.schemas.Tested;
  return (await lowered({ components: { schemas: { Tested } } })).reported.map((line) => line.replace(/ .*/, ""));
}

describe("schemas that lead back to themselves", () => {
  test.each(Object.entries(onTheSameValue))("with the same value, by %s: reported", async (_, schema) => {
    const accepts = await compile(schema, settings);
    expect(values.map(accepts)).toEqual(values.map(() => expect.any(Boolean)));
    expect(new Set(await reported(schema))).toEqual(new Set(["lower/circular-check"]));
  });

  test.each(Object.entries(onSmallerValues))("with smaller values, by %s: that ends", async (_, schema) => {
    const accepts = await compile(schema, settings);
    expect(values.map(accepts)).toEqual(values.map(() => expect.any(Boolean)));
    expect(await reported(schema)).toEqual([]);
  });

  test("recursion by checks means what it says", async () => {
    const contains = await compile({ contains: self }, settings);
    expect([1, [], [[]], [[], 1], [[1]]].map(contains)).toEqual([true, false, false, true, true]);
    const property = await compile({ type: "object", properties: { a: { not: self } } }, settings);
    expect([{}, { a: {} }, { a: 1 }, { a: { a: {} } }, { a: { a: 1 } }].map(property)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  test("through two schemas only as much is left out as must be", async () => {
    const { reported: codes } = await lowered({
      components: {
        schemas: {
          A: { type: "object", not: { $ref: "#/components/schemas/B" } },
          B: {
            type: "object",
            not: { $ref: "#/components/schemas/A" },
            if: { required: ["x"] },
            then: { minProperties: 2 },
          },
        },
      },
    });
    expect(codes).toEqual(["lower/circular-check at /components/schemas/A"]);
  });
});

test("what must not be a schema that has lost its check is not refused for that", async () => {
  const { api } = await lowered({
    components: {
      schemas: {
        Odd: { not: { $ref: "#/components/schemas/Odd" } },
        Holder: { type: "object", properties: { name: { type: "string", not: { $ref: "#/components/schemas/Odd" } } } },
        Strict: { type: "string", not: { const: "" } },
      },
    },
  });
  const [odd, holder, strict] = [...api.schemas.values()].map(({ schema }) => schema);
  expect(odd?.checks).toBeUndefined();
  expect(holder?.kind === "object" ? holder.properties[0]?.schema.checks : "no object").toBeUndefined();
  expect(strict?.checks).toHaveLength(1);
});
