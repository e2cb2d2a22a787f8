import { describe, expect, test } from "vitest";
import { toPointer } from "../../../src/diagnostics/origin.js";
import type { JsonValue } from "../../../src/spec/json.js";
import { loadText } from "./support/load-text.js";

async function upgraded(schema: JsonValue, openapi = "3.0.3"): Promise<JsonValue | undefined> {
  const schemas = { A: { type: "object" }, N: { type: "object", nullable: true }, Subject: schema };
  const { document } = await loadText(JSON.stringify({ openapi, info: {}, paths: {}, components: { schemas } }));
  return document.resolve("#/components/schemas/Subject")?.value;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const nothing = { type: "null" };

describe("nullable of OpenAPI 3.0", () => {
  test.each<[string, JsonValue, JsonValue]>([
    ["a type", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable: false says nothing", { type: "string", nullable: false }, { type: "string" }],
    ["an enum", { type: "string", enum: ["a"], nullable: true }, { type: ["string", "null"], enum: ["a", null] }],
    [
      "an enum with null",
      { type: "string", enum: [null, "a"], nullable: true },
      { type: ["string", "null"], enum: [null, "a"] },
    ],
    ["properties without type", { properties: {}, nullable: true }, { type: ["object", "null"], properties: {} }],
    ["nothing else", { nullable: true, description: "x" }, { description: "x" }],
    [
      "oneOf",
      { oneOf: [ref("A"), { type: "string" }], nullable: true },
      { oneOf: [ref("A"), { type: "string" }, nothing] },
    ],
    [
      "oneOf with a nullable branch",
      { oneOf: [ref("N"), { type: "string" }], nullable: true },
      { oneOf: [ref("N"), { type: "string" }] },
    ],
    [
      "anyOf beside a type",
      { type: "object", anyOf: [ref("A")], nullable: true },
      { type: ["object", "null"], anyOf: [ref("A"), nothing] },
    ],
    [
      "a reference",
      { ...ref("A"), nullable: true, description: "x" },
      { description: "x", anyOf: [ref("A"), nothing] },
    ],
    [
      "allOf of one",
      { allOf: [ref("A")], nullable: true, default: null },
      { default: null, anyOf: [ref("A"), nothing] },
    ],
    [
      "allOf with more",
      { type: "object", allOf: [ref("A")], properties: { b: {} }, nullable: true, "x-y": 1 },
      { "x-y": 1, anyOf: [{ type: "object", allOf: [ref("A")], properties: { b: {} } }, nothing] },
    ],
    [
      "below a property",
      { properties: { a: { items: { type: "string", nullable: true } } } },
      { properties: { a: { items: { type: ["string", "null"] } } } },
    ],
  ])("%s", async (_, schema, want) => {
    expect(await upgraded(schema)).toEqual(want);
  });

  test("in 3.1, where it is no keyword, it is read the same and said once", async () => {
    expect(await upgraded({ type: "string", nullable: true }, "3.1.0")).toEqual({ type: ["string", "null"] });
  });
});

describe("only keywords are upgraded", () => {
  test.each<[string, JsonValue]>([
    [
      "properties of their names",
      {
        properties: {
          nullable: { type: "boolean" },
          exclusiveMinimum: { type: "boolean" },
          $ref: { type: "string" },
          example: {},
          const: {},
        },
      },
    ],
    [
      "examples and defaults",
      {
        default: { nullable: true, type: "x" },
        example: { nullable: true, exclusiveMinimum: true },
        enum: [{ nullable: true, type: "string" }],
      },
    ],
    ["extensions", { "x-schema": { type: "string", nullable: true } }],
  ])("%s", async (_, schema) => {
    expect(await upgraded(schema)).toEqual(schema);
  });
});

describe("bounds, tuples, siblings of $ref", () => {
  test.each<[string, JsonValue, JsonValue]>([
    [
      "exclusive",
      { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      { exclusiveMinimum: 1, exclusiveMaximum: 9 },
    ],
    ["not exclusive", { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    ["exclusive of nothing", { exclusiveMaximum: true }, {}],
    [
      "a list as items",
      { type: "array", items: [{ type: "string", nullable: true }], additionalItems: false },
      { type: "array", prefixItems: [{ type: ["string", "null"] }], items: false },
    ],
    [
      "siblings that assert are ignored",
      { ...ref("A"), type: "object", maxLength: 3, title: "T" },
      { ...ref("A"), title: "T" },
    ],
  ])("%s", async (_, schema, want) => {
    expect(await upgraded(schema)).toEqual(want);
  });

  test("3.1 documents with booleans of 3.0 are mended; siblings of $ref count there", async () => {
    expect(await upgraded({ minimum: 1, exclusiveMinimum: true }, "3.1.0")).toEqual({ exclusiveMinimum: 1 });
    expect(await upgraded({ ...ref("A"), maxProperties: 3 }, "3.1.0")).toEqual({ ...ref("A"), maxProperties: 3 });
  });
});

describe("places after the upgrade", () => {
  const text = `openapi: 3.0.3
info: {}
paths: {}
components:
  schemas:
    A:
      nullable: true
      allOf:
        - type: object
          properties: { b: { type: string }, c: { nullable: true, not: { type: string } } }
    B:
      nullable: true
      oneOf: [{ type: string }]
    C: { $ref: '#/components/schemas/A/allOf/0/properties/b' }
x-webhooks:
  ping: { post: { responses: { "200": { description: ok } } } }
`;

  test.each([
    ["/components/schemas/A/anyOf/0/properties/b", "/components/schemas/A/allOf/0/properties/b"],
    ["/components/schemas/A/anyOf/0/properties/c/anyOf/0/not", "/components/schemas/A/allOf/0/properties/c/not"],
    ["/components/schemas/A/anyOf/1", "/components/schemas/A/nullable"],
    ["/components/schemas/A/anyOf", "/components/schemas/A/anyOf"],
    ["/components/schemas/B/oneOf/0", "/components/schemas/B/oneOf/0"],
    ["/components/schemas/B/oneOf/1", "/components/schemas/B/nullable"],
    ["/webhooks/ping/post", "/x-webhooks/ping/post"],
  ])("%s is the author's %s", async (pointer, want) => {
    const { document } = await loadText(text);
    expect(document.originOf(toPointer(pointer))).toEqual({ source: "openapi.yaml", pointer: want });
  });

  test("a reference to a place that has moved still finds it", async () => {
    const { document, codes } = await loadText(text);
    expect(codes).toEqual([]);
    expect(document.resolve("#/components/schemas/A/allOf/0/properties/b")).toEqual({
      value: { type: "string" },
      pointer: "/components/schemas/A/anyOf/0/properties/b",
    });
  });
});
