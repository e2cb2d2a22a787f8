import fc from "fast-check";
import { name, schemaNames } from "./names.js";

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });
const small = fc.integer({ min: -3, max: 40 });

/** Keywords whose values are no schemas; `undefined` is left out when the document is written. */
const notes = {
  title: maybe(name),
  description: maybe(name),
  deprecated: maybe(fc.boolean()),
  nullable: maybe(fc.boolean()),
  readOnly: maybe(fc.boolean()),
  writeOnly: maybe(fc.boolean()),
  default: maybe(fc.jsonValue({ maxDepth: 1 })),
  examples: maybe(fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 2 })),
};

const text = fc.record({
  ...notes,
  type: fc.constantFrom("string", ["string", "null"]),
  format: maybe(fc.constantFrom("date-time", "date", "uuid", "email", "uri", "binary", "byte", "ipv4", "odd", "int64")),
  pattern: maybe(
    fc.constantFrom("^a+$", "^(a+)+$", "[", "^\\p{L}$", "(?<n>a)\\k<n>", "^[A-Z_]+$", "*/", "`\u0024{1}`"),
  ),
  minLength: maybe(small),
  maxLength: maybe(small),
});
const number = fc.record({
  ...notes,
  type: fc.constantFrom("integer", "number", ["integer", "null"], ["number", "string"]),
  format: maybe(fc.constantFrom("int32", "int64", "uint64", "float", "double", "decimal")),
  minimum: maybe(fc.oneof(small, fc.double({ noNaN: true, noDefaultInfinity: true }))),
  maximum: maybe(small),
  exclusiveMinimum: maybe(fc.oneof(small, fc.boolean())),
  multipleOf: maybe(fc.constantFrom(0, 1, 0.1, 2, -1)),
});
const fixed = fc.oneof(
  fc.record({ ...notes, enum: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 5 }) }),
  fc.record({ ...notes, type: fc.constant("string"), enum: fc.array(name, { maxLength: 6 }) }),
  fc.record({ ...notes, const: fc.jsonValue({ maxDepth: 2 }) }),
);
const reference = fc
  .oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...schemaNames) }, { weight: 1, arbitrary: name })
  .map((target) => ({ $ref: `#/components/schemas/${target}` }));

export const { schema } = fc.letrec<{ schema: unknown; object: unknown; list: unknown; choice: unknown }>((tie) => {
  const inner = tie("schema");
  const map = fc.dictionary(name, inner, { maxKeys: 4 });
  return {
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<unknown>({}, true, false, { type: "boolean" }, { type: "null" }, { type: "object" }),
      text,
      number,
      fixed,
      reference,
      tie("object"),
      tie("list"),
      tie("choice"),
    ),
    object: fc.record({
      ...notes,
      type: fc.constantFrom("object", ["object", "null"], undefined),
      properties: maybe(map),
      required: maybe(fc.array(name, { maxLength: 3 })),
      additionalProperties: maybe(fc.oneof(fc.boolean(), inner)),
      patternProperties: maybe(fc.dictionary(fc.constantFrom("^x-", "[", "a"), inner, { maxKeys: 1 })),
      propertyNames: maybe(inner),
      minProperties: maybe(small),
      unevaluatedProperties: maybe(fc.oneof(fc.boolean(), inner)),
      dependentRequired: maybe(fc.dictionary(name, fc.array(name, { maxLength: 2 }), { maxKeys: 1 })),
    }),
    list: fc.record({
      ...notes,
      type: fc.constantFrom("array", ["array", "null"]),
      items: maybe(inner),
      prefixItems: maybe(fc.array(inner, { maxLength: 3 })),
      contains: maybe(inner),
      minItems: maybe(small),
      maxItems: maybe(small),
      uniqueItems: maybe(fc.boolean()),
    }),
    choice: fc.record({
      ...notes,
      allOf: maybe(fc.array(inner, { maxLength: 3 })),
      anyOf: maybe(fc.array(inner, { maxLength: 3 })),
      oneOf: maybe(fc.array(inner, { maxLength: 4 })),
      not: maybe(inner),
      discriminator: maybe(
        fc.record({
          propertyName: name,
          mapping: maybe(fc.dictionary(name, fc.constantFrom("A", "#/components/schemas/B", "x"), { maxKeys: 2 })),
        }),
      ),
    }),
  };
});
