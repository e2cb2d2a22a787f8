import { describe, expect, test } from "vitest";
import { loweredSchema } from "./lowered.js";

const text = { kind: "text" };
const number = { kind: "numeric", integer: false };
const integer = { kind: "numeric", integer: true };
const flag = { kind: "boolean" };
const unknown = { kind: "unknown" };

interface Case {
  readonly name: string;
  readonly given: unknown;
  readonly want: object;
  /** Diagnostics, at pointers below the schema. */
  readonly reported?: readonly string[];
}

function table(title: string, cases: readonly Case[], others: object = {}): void {
  describe(title, () => {
    test.each(cases)("$name", async ({ given, want, reported = [] }) => {
      const result = await loweredSchema(given, others);
      expect(result.schema).toEqual(want);
      expect(result.reported.map((entry) => entry.replace("/components/schemas/X", ""))).toEqual(reported);
    });
  });
}

table("simple kinds", [
  { name: "true accepts everything", given: true, want: unknown },
  { name: "false accepts nothing", given: false, want: { kind: "never" } },
  { name: "an empty schema accepts everything", given: {}, want: unknown },
  { name: "string", given: { type: "string" }, want: text },
  {
    name: "string with its limits",
    given: { type: "string", minLength: 1, maxLength: 5, pattern: "^a$", format: "email" },
    want: { ...text, format: "email", minLength: 1, maxLength: 5, pattern: "^a$", patternFlags: "u" },
  },
  { name: "a keyword of strings alone", given: { minLength: 1 }, want: { ...text, minLength: 1, isImplied: true } },
  {
    name: "a pattern that needs the old rules",
    given: { type: "string", pattern: "^[\\w-.]+$" },
    want: { ...text, pattern: "^[\\w-.]+$", patternFlags: "" },
  },
  {
    name: "a pattern of another language",
    given: { type: "string", pattern: "(?i)a" },
    want: text,
    reported: ["lower/invalid-pattern at /pattern"],
  },
  { name: "number", given: { type: "number" }, want: number },
  {
    name: "integer with its limits",
    given: { type: "integer", format: "int64", minimum: 0, maximum: 10, multipleOf: 5 },
    want: { ...integer, format: "int64", minimum: 0, maximum: 10, multipleOf: 5 },
  },
  {
    name: "exclusive limits",
    given: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    want: { ...number, exclusiveMinimum: 0, exclusiveMaximum: 1 },
  },
  { name: "multiples of nothing", given: { type: "number", multipleOf: 0 }, want: number },
  { name: "a keyword of numbers alone", given: { minimum: 1 }, want: { ...number, minimum: 1, isImplied: true } },
  { name: "boolean", given: { type: "boolean" }, want: flag },
  { name: "null", given: { type: "null" }, want: { kind: "null" } },
  { name: "bytes by format", given: { type: "string", format: "binary" }, want: { kind: "binary" } },
  { name: "bytes by media type", given: { contentMediaType: "application/octet-stream" }, want: { kind: "binary" } },
  {
    name: "bytes that are encoded are text",
    given: { type: "string", contentMediaType: "application/octet-stream", contentEncoding: "base64" },
    want: text,
  },
]);

table("annotations", [
  {
    name: "all of them",
    given: {
      type: "string",
      title: "T",
      description: "D",
      deprecated: true,
      default: "d",
      examples: ["e"],
      readOnly: true,
    },
    want: { ...text, title: "T", description: "D", deprecated: true, default: "d", examples: ["e"], access: "read" },
  },
  {
    name: "example and examples",
    given: { type: "string", example: "a", examples: ["b"] },
    want: { ...text, examples: ["a", "b"] },
  },
  { name: "write-only", given: { type: "string", writeOnly: true }, want: { ...text, access: "write" } },
  {
    name: "read-only and write-only at once says nothing",
    given: { type: "string", readOnly: true, writeOnly: true },
    want: text,
  },
  {
    name: "a default that is null",
    given: { type: ["string", "null"], default: null },
    want: { ...text, nullable: true, default: null },
  },
]);

table(
  "null, in each of its spellings",
  [
    { name: "type list", given: { type: ["string", "null"] }, want: { ...text, nullable: true } },
    { name: "type list, null first", given: { type: ["null", "string"] }, want: { ...text, nullable: true } },
    { name: "a list of null alone", given: { type: ["null"] }, want: { kind: "null" } },
    { name: "anyOf", given: { anyOf: [{ type: "string" }, { type: "null" }] }, want: { ...text, nullable: true } },
    {
      name: "oneOf with a reference",
      given: { oneOf: [{ $ref: "#/components/schemas/Other" }, { type: "null" }], description: "D" },
      want: { kind: "reference", target: "/components/schemas/Other", nullable: true, description: "D" },
    },
    {
      name: "a union of more",
      given: { anyOf: [{ type: "string" }, { type: "number" }, { type: "null" }] },
      want: { kind: "union", nullable: true, variants: [text, number] },
    },
    {
      name: "in an enum without type",
      given: { enum: ["a", null] },
      want: { kind: "enum", values: ["a"], nullable: true },
    },
    {
      name: "in an enum whose type admits it",
      given: { type: ["string", "null"], enum: ["a", null] },
      want: { kind: "enum", values: ["a"], nullable: true },
    },
    {
      name: "in an enum whose type does not",
      given: { type: "string", enum: ["a", null] },
      want: { kind: "enum", values: ["a"] },
    },
    {
      name: "not in the enum, though the type admits it",
      given: { type: ["string", "null"], enum: ["a"] },
      want: { kind: "enum", values: ["a"] },
    },
    { name: "const null", given: { const: null }, want: { kind: "null" } },
    {
      name: "a constant beside a type that admits null",
      given: { type: ["string", "null"], const: "a" },
      want: { kind: "const", value: "a" },
    },
  ],
  { Other: { type: "object", properties: { a: { type: "string" } } } },
);

table("values", [
  { name: "enum", given: { type: "string", enum: ["a", "b"] }, want: { kind: "enum", values: ["a", "b"] } },
  { name: "numbers", given: { type: "integer", enum: [1, 2] }, want: { kind: "enum", values: [1, 2] } },
  { name: "of several types", given: { enum: ["a", 1, true] }, want: { kind: "enum", values: ["a", 1, true] } },
  { name: "the same twice", given: { type: "string", enum: ["a", "a"] }, want: { kind: "enum", values: ["a"] } },
  {
    name: "unquoted in YAML: strings are meant",
    given: { type: "string", enum: [1, true] },
    want: { kind: "enum", values: ["1", "true"] },
  },
  {
    name: "quoted in YAML: numbers are meant",
    given: { type: "integer", enum: ["1", "2"] },
    want: { kind: "enum", values: [1, 2] },
  },
  {
    name: "none",
    given: { enum: [] },
    want: { kind: "unknown", checks: [{ kind: "matches", schema: { kind: "enum", values: [] } }] },
    reported: ["lower/empty-enum at "],
  },
  { name: "null alone", given: { enum: [null] }, want: { kind: "null" } },
  { name: "const", given: { const: "a" }, want: { kind: "const", value: "a" } },
  { name: "const false", given: { const: false }, want: { kind: "const", value: false } },
  { name: "const object", given: { const: { a: 1 } }, want: { kind: "const", value: { a: 1 } } },
]);

table("lists", [
  { name: "array", given: { type: "array", items: { type: "string" } }, want: { kind: "array", items: text } },
  { name: "without items", given: { type: "array" }, want: { kind: "array", items: unknown } },
  { name: "items alone", given: { items: { type: "string" } }, want: { kind: "array", items: text, isImplied: true } },
  {
    name: "limits",
    given: { type: "array", items: true, minItems: 1, maxItems: 3, uniqueItems: true },
    want: { kind: "array", items: unknown, minItems: 1, maxItems: 3, uniqueItems: true },
  },
  {
    name: "tuple",
    given: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    want: { kind: "tuple", items: [text, number], rest: unknown, required: 0 },
  },
  {
    name: "tuple that ends",
    given: { type: "array", prefixItems: [{ type: "string" }], items: false, minItems: 1 },
    want: { kind: "tuple", items: [text], rest: { kind: "never" }, required: 1 },
  },
  {
    name: "tuple that is as long as it may be",
    given: { prefixItems: [{ type: "string" }], maxItems: 1 },
    want: { kind: "tuple", items: [text], rest: { kind: "never" }, required: 0, isImplied: true },
  },
  {
    name: "tuple with a rest",
    given: { prefixItems: [{ type: "string" }], items: { type: "number" }, minItems: 5 },
    want: { kind: "tuple", items: [text], rest: number, required: 1, minItems: 5, isImplied: true },
  },
]);

const a = { wireName: "a", required: false, schema: text };
table("objects", [
  {
    name: "properties",
    given: { type: "object", required: ["b"], properties: { a: { type: "string" }, b: { type: "number" } } },
    want: { kind: "object", properties: [a, { wireName: "b", required: true, schema: number }], additional: "open" },
  },
  {
    name: "without type",
    given: { properties: { a: { type: "string" } } },
    want: { kind: "object", properties: [a], additional: "open", isImplied: true },
  },
  { name: "nothing said", given: { type: "object" }, want: { kind: "object", properties: [], additional: "open" } },
  {
    name: "required without being declared",
    given: { type: "object", required: ["x"] },
    want: { kind: "object", properties: [{ wireName: "x", required: true, schema: unknown }], additional: "open" },
  },
  {
    name: "no others",
    given: { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    want: { kind: "object", properties: [a], additional: "closed" },
  },
  {
    name: "others of a type",
    given: { type: "object", additionalProperties: { type: "number" } },
    want: { kind: "object", properties: [], additional: number },
  },
  {
    name: "others of any type",
    given: { type: "object", additionalProperties: true },
    want: { kind: "object", properties: [], additional: unknown },
  },
  {
    name: "others, said with an empty schema",
    given: { type: "object", additionalProperties: {} },
    want: { kind: "object", properties: [], additional: unknown },
  },
  {
    name: "limits",
    given: { type: "object", minProperties: 1, maxProperties: 2 },
    want: { kind: "object", properties: [], additional: "open", minProperties: 1, maxProperties: 2 },
  },
  {
    name: "nullable",
    given: { type: ["object", "null"], properties: { a: { type: "string" } } },
    want: { kind: "object", nullable: true, properties: [a], additional: "open" },
  },
  {
    name: "patterns of names beside a closed list",
    given: {
      type: "object",
      properties: { a: { type: "string" } },
      patternProperties: { "^x-": true },
      additionalProperties: false,
    },
    want: {
      kind: "object",
      properties: [a],
      patterns: [{ pattern: { source: "^x-", flags: "u" }, schema: unknown }],
      additional: "closed",
    },
  },
  {
    name: "patterns of names beside a type for the others",
    given: {
      type: "object",
      patternProperties: { "^x-": { type: "string" } },
      additionalProperties: { type: "number" },
    },
    want: {
      kind: "object",
      properties: [],
      patterns: [{ pattern: { source: "^x-", flags: "u" }, schema: text }],
      additional: number,
    },
  },
  {
    name: "a pattern of names that is none",
    given: { type: "object", patternProperties: { "(?i)a": { type: "string" } } },
    want: { kind: "object", properties: [], additional: "open" },
    reported: ["lower/invalid-pattern at /patternProperties/(?i)a"],
  },
  {
    name: "keywords of several types of values and no type: the object is meant",
    given: { properties: { a: { type: "string" } }, minLength: 2 },
    want: {
      kind: "object",
      properties: [a],
      additional: "open",
      isImplied: true,
      checks: [{ kind: "matches", schema: { ...text, minLength: 2, isImplied: true } }],
    },
  },
  {
    name: "properties called like members of every object",
    given: JSON.parse(
      '{ "type": "object", "properties": { "__proto__": { "type": "string" }, "constructor": { "type": "number" }, "toString": true } }',
    ),
    want: {
      kind: "object",
      additional: "open",
      properties: [
        { wireName: "__proto__", required: false, schema: text },
        { wireName: "constructor", required: false, schema: number },
        { wireName: "toString", required: false, schema: unknown },
      ],
    },
  },
  {
    name: "properties called like keywords",
    given: {
      type: "object",
      properties: {
        $ref: { type: "string" },
        const: { type: "string" },
        enum: { type: "string" },
        type: { type: "string" },
      },
    },
    want: {
      kind: "object",
      additional: "open",
      properties: ["$ref", "const", "enum", "type"].map((wireName) => ({ wireName, required: false, schema: text })),
    },
  },
]);

const reference = { kind: "reference", target: "/components/schemas/Other" };
const ref = { $ref: "#/components/schemas/Other" };
table(
  "composition",
  [
    { name: "a reference", given: ref, want: reference },
    {
      name: "with annotations beside it",
      given: { ...ref, description: "D", deprecated: true },
      want: { ...reference, description: "D", deprecated: true },
    },
    {
      name: "with assertions beside it",
      given: { ...ref, required: ["a"] },
      want: {
        kind: "intersection",
        members: [
          reference,
          {
            kind: "object",
            // As `Other` declares it.
            properties: [{ wireName: "a", required: true, schema: text }],
            additional: "open",
            isImplied: true,
          },
        ],
      },
    },
    {
      name: "additionalProperties: true beside a choice says nothing",
      given: { additionalProperties: true, anyOf: [{ type: "string" }, { type: "boolean" }] },
      want: { kind: "union", variants: [text, flag] },
    },
    {
      name: "a limit of texts beside what is none says nothing",
      given: { minLength: 1, allOf: [{ type: "array", items: { type: "string" } }] },
      want: { kind: "array", items: text },
    },
    {
      name: "a limit of texts beside a choice is a check",
      given: { minLength: 1, anyOf: [{ type: "string" }, { type: "boolean" }] },
      want: {
        kind: "union",
        variants: [text, flag],
        checks: [{ kind: "matches", schema: { ...text, minLength: 1, isImplied: true } }],
      },
    },
    {
      name: "allOf of one is that one",
      given: { allOf: [ref], description: "D" },
      want: { ...reference, description: "D" },
    },
    {
      name: "allOf",
      given: { allOf: [ref, { type: "object", properties: { a: { type: "string" } } }] },
      want: { kind: "intersection", members: [reference, { kind: "object", properties: [a], additional: "open" }] },
    },
    {
      name: "properties beside allOf are one more member",
      given: { type: "object", allOf: [ref], properties: { a: { type: "string" } } },
      want: { kind: "intersection", members: [reference, { kind: "object", properties: [a], additional: "open" }] },
    },
    {
      name: "members that only describe add nothing",
      given: { allOf: [ref, { description: "D" }, {}] },
      want: reference,
    },
    { name: "allOf of nothing that counts", given: { allOf: [{}, {}] }, want: unknown },
    {
      name: "oneOf",
      given: { oneOf: [{ type: "string" }, ref] },
      want: { kind: "union", variants: [text, reference] },
    },
    { name: "oneOf of one is that one", given: { oneOf: [ref] }, want: reference },
    {
      name: "a discriminator",
      given: { oneOf: [ref, { type: "object" }], discriminator: { propertyName: "kind" } },
      want: {
        kind: "union",
        variants: [reference, { kind: "object", properties: [], additional: "open" }],
        discriminator: "kind",
      },
    },
    {
      name: "oneOf beside anyOf: both hold",
      given: { oneOf: [{ type: "string" }, ref], anyOf: [{ type: "number" }, ref] },
      want: {
        kind: "intersection",
        members: [
          { kind: "union", variants: [number, reference] },
          { kind: "union", variants: [text, reference] },
        ],
      },
    },
    {
      name: "properties beside oneOf hold for every variant",
      given: { type: "object", properties: { a: { type: "string" } }, oneOf: [ref, { type: "object" }] },
      want: {
        kind: "intersection",
        members: [
          { kind: "object", properties: [a], additional: "open" },
          {
            kind: "union",
            variants: [reference, { kind: "object", properties: [], additional: "open" }],
            isExclusive: true,
          },
        ],
      },
    },
    {
      name: "several types",
      given: { type: ["string", "integer", "null"], description: "D" },
      want: { kind: "union", nullable: true, description: "D", variants: [text, integer] },
    },
    {
      name: "several types share what is said of each",
      given: { type: ["string", "number"], minLength: 2, minimum: 1 },
      want: {
        kind: "union",
        variants: [
          { ...text, minLength: 2 },
          { ...number, minimum: 1 },
        ],
      },
    },
    {
      name: "a reference to nothing is reported and anything",
      given: { type: "object", properties: { b: { $ref: "#/components/schemas/Nowhere" } } },
      want: { kind: "object", additional: "open", properties: [{ wireName: "b", required: false, schema: unknown }] },
      reported: ["spec/unresolved-ref at /properties/b/$ref"],
    },
  ],
  { Other: { type: "object", properties: { a: { type: "string" } } } },
);

const noFraction = ["null", "string"];
table("checks say nothing of the type", [
  {
    name: "not",
    given: { type: "object", not: { required: ["a"] } },
    want: {
      ...{ kind: "object", properties: [], additional: "open" },
      checks: [
        {
          kind: "not",
          schema: {
            kind: "object",
            properties: [{ wireName: "a", required: true, schema: unknown }],
            additional: "open",
          },
        },
      ],
    },
  },
  { name: "not anything", given: { not: {} }, want: { kind: "never" } },
  { name: "not nothing", given: { type: "string", not: false }, want: text },
  {
    name: "if, then, else",
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name
    given: { type: "string", if: { maxLength: 1 }, then: { const: "a" }, else: { pattern: "^b" } },
    want: {
      ...text,
      checks: [
        {
          kind: "conditional",
          if: { ...text, maxLength: 1 },
          whenTrue: { kind: "const", value: "a" },
          whenFalse: { ...text, pattern: "^b", patternFlags: "u" },
        },
      ],
    },
  },
  { name: "if without branches", given: { type: "string", if: { maxLength: 1 } }, want: text },
  {
    name: "contains",
    given: { type: "array", contains: { type: "string" }, minContains: 2, maxContains: 3 },
    want: { kind: "array", items: unknown, checks: [{ kind: "contains", schema: text, min: 2, max: 3 }] },
  },
  {
    name: "contains none at least",
    given: { type: "array", contains: {}, minContains: 0 },
    want: { kind: "array", items: unknown },
  },
  {
    name: "propertyNames: a name is a string anyway",
    given: { type: "object", propertyNames: { maxLength: 3 } },
    want: {
      ...{ kind: "object", properties: [], additional: "open" },
      checks: [{ kind: "propertyNames", schema: { ...text, maxLength: 3, isImplied: false } }],
    },
  },
  {
    name: "dependentRequired",
    given: { type: "object", dependentRequired: { a: ["b"], c: [] } },
    want: {
      ...{ kind: "object", properties: [], additional: "open" },
      checks: [{ kind: "dependentRequired", names: [{ property: "a", required: ["b"] }] }],
    },
  },
  {
    name: "dependentSchemas",
    given: { type: "object", dependentSchemas: { a: { type: "object" } } },
    want: {
      ...{ kind: "object", properties: [], additional: "open" },
      checks: [
        {
          kind: "dependentSchemas",
          schemas: [{ property: "a", schema: { kind: "object", properties: [], additional: "open" } }],
        },
      ],
    },
  },
  {
    name: "a type beside a composition that says more",
    given: { type: noFraction, anyOf: [{ type: "string" }, { type: "number" }, { type: "null" }] },
    want: {
      kind: "union",
      nullable: true,
      variants: [text, number],
      checks: [{ kind: "type", types: noFraction }],
    },
  },
  {
    name: "a type is that of what is composed, too",
    given: {
      type: "object",
      oneOf: [
        { required: ["a"], properties: { a: { const: 1 } } },
        { required: ["a"], properties: { a: { const: 2 } } },
      ],
    },
    want: {
      kind: "union",
      variants: [1, 2].map((value) => ({
        kind: "object",
        properties: [{ wireName: "a", required: true, schema: { kind: "const", value } }],
        additional: "open",
      })),
    },
  },
  {
    name: "a pattern beside a list of values",
    given: { type: "string", enum: ["a", "b"], maxLength: 1, pattern: "^a" },
    want: {
      kind: "enum",
      values: ["a", "b"],
      checks: [{ kind: "matches", schema: { ...text, maxLength: 1, pattern: "^a", patternFlags: "u" } }],
    },
  },
  {
    name: "limits that each value of a list keeps",
    given: { type: "string", enum: ["a", "b"], maxLength: 1 },
    want: { kind: "enum", values: ["a", "b"] },
  },
]);

const nothing = { names: [], patterns: [], all: false, when: [] };
table(
  "what nothing has looked at",
  [
    {
      name: "properties of members and references are known",
      given: {
        type: "object",
        allOf: [{ $ref: "#/components/schemas/Other" }],
        properties: { b: true },
        unevaluatedProperties: false,
      },
      want: {
        kind: "intersection",
        members: [
          { kind: "reference", target: "/components/schemas/Other" },
          { kind: "object", properties: [{ wireName: "b", required: false, schema: unknown }], additional: "open" },
        ],
        checks: [{ kind: "otherProperties", known: { ...nothing, names: ["b", "a"] } }],
      },
    },
    {
      name: "those of a branch only where it holds",
      given: {
        type: "object",
        if: { $ref: "#/components/schemas/Other" },
        else: { properties: { c: true } },
        unevaluatedProperties: { type: "string" },
      },
      want: {
        ...{ kind: "object", properties: [], additional: "open" },
        checks: [
          {
            kind: "conditional",
            if: { kind: "reference", target: "/components/schemas/Other" },
            whenFalse: {
              kind: "object",
              properties: [{ wireName: "c", required: false, schema: unknown }],
              additional: "open",
            },
          },
          {
            kind: "otherProperties",
            schema: text,
            known: {
              ...nothing,
              when: [
                {
                  if: { kind: "reference", target: "/components/schemas/Other" },
                  whenTrue: { ...nothing, names: ["a"] },
                  whenFalse: { ...nothing, names: ["c"] },
                },
              ],
            },
          },
        ],
      },
    },
    {
      name: "nothing is left where all are known",
      given: { type: "object", additionalProperties: { type: "string" }, unevaluatedProperties: false },
      want: { kind: "object", properties: [], additional: text },
    },
    {
      name: "items",
      given: { type: "array", prefixItems: [{ type: "string" }], unevaluatedItems: false },
      want: {
        ...{ kind: "tuple", items: [text], rest: unknown, required: 0 },
        checks: [{ kind: "otherItems", known: { count: 1, contains: [], when: [] } }],
      },
    },
  ],
  { Other: { type: "object", properties: { a: { type: "string" } } } },
);

const dynamic = { $dynamicRef: "#item" };
table("dynamic references", [
  {
    name: "lead to the only anchor of their name",
    given: { type: "array", items: dynamic, $defs: { item: { $dynamicAnchor: "item", type: "string" } } },
    want: { kind: "array", items: { kind: "reference", target: "/components/schemas/X/$defs/item" } },
  },
  {
    name: "with several anchors are anything",
    given: {
      type: "array",
      items: dynamic,
      $defs: { a: { $dynamicAnchor: "item", type: "string" }, b: { $dynamicAnchor: "item", type: "number" } },
    },
    want: { kind: "array", items: unknown },
    reported: ["lower/unsupported-keyword at /items"],
  },
  {
    name: "without an anchor are anything",
    given: { type: "array", items: dynamic },
    want: { kind: "array", items: unknown },
    reported: ["lower/unsupported-keyword at /items"],
  },
  {
    name: "of the older kind are anything",
    given: { type: "array", items: { $recursiveRef: "#" } },
    want: { kind: "array", items: unknown },
    reported: ["lower/unsupported-keyword at /items"],
  },
]);

describe("a schema that is nothing but itself", () => {
  const cases: readonly { name: string; schemas: object }[] = [
    { name: "itself", schemas: { X: { $ref: "#/components/schemas/X" } } },
    { name: "over another", schemas: { X: { $ref: "#/components/schemas/Y" }, Y: { $ref: "#/components/schemas/X" } } },
    {
      name: "over allOf",
      schemas: { X: { allOf: [{ $ref: "#/components/schemas/X" }, { type: "object", properties: { a: true } }] } },
    },
    {
      name: "over oneOf",
      schemas: {
        X: { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Y" }] },
        Y: { anyOf: [{ $ref: "#/components/schemas/X" }, { type: "number" }] },
      },
    },
  ];
  test.each(cases)("$name", async ({ schemas }) => {
    const { X, ...others } = schemas as Record<string, object>;
    const { schema, reported } = await loweredSchema(X, others);
    expect(schema).toMatchObject({ kind: "unknown" });
    // A circle of references alone is cut where the document is read.
    expect(reported.join()).toMatch(/(?:lower\/circular-alias|spec\/ref-cycle) at \/components\/schemas\/X/);
  });

  test("through a property or an item it is fine", async () => {
    const self = { $ref: "#/components/schemas/X" };
    const { schema, reported } = await loweredSchema({
      type: "object",
      properties: { next: self, all: { type: "array", items: self } },
      additionalProperties: self,
    });
    const again = { kind: "reference", target: "/components/schemas/X" };
    expect(reported).toEqual([]);
    expect(schema).toEqual({
      kind: "object",
      additional: again,
      properties: [
        { wireName: "next", required: false, schema: again },
        { wireName: "all", required: false, schema: { kind: "array", items: again } },
      ],
    });
  });
});
