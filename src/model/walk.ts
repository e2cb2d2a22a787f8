import { checkSchemas } from "./checks.js";
import { matchSchema } from "./match.js";
import type { Schema } from "./schema.js";

const none = (): readonly Schema[] => [];

/** The schemas directly inside `schema`; references are not followed. */
export function childSchemas(schema: Schema): readonly Schema[] {
  return schema.checks ? [...parts(schema), ...schema.checks.flatMap(checkSchemas)] : parts(schema);
}

function parts(schema: Schema): readonly Schema[] {
  return matchSchema(schema, {
    unknown: none,
    never: none,
    null: none,
    boolean: none,
    text: none,
    numeric: none,
    binary: none,
    const: none,
    enum: none,
    reference: none,
    array: ({ items }) => [items],
    tuple: ({ items, rest }) => [...items, rest],
    object: ({ properties, additional, patterns = [] }) => [
      ...properties.map((property) => property.schema),
      ...patterns.map((entry) => entry.schema),
      ...(typeof additional === "string" ? [] : [additional]),
    ],
    union: ({ variants }) => variants,
    intersection: ({ members }) => members,
  });
}

/** Calls `visit` for `schema` and every schema inside it, outermost first; references are not followed. */
export function walkSchema(schema: Schema, visit: (schema: Schema) => void): void {
  visit(schema);
  for (const child of childSchemas(schema)) walkSchema(child, visit);
}
