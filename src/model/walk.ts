import { checkSchemas } from "./checks.js";
import { matchSchema, type SchemaHandlers } from "./match.js";
import type { Schema } from "./schema.js";

const nothing: readonly Schema[] = [];
const none = (): readonly Schema[] => nothing;

/** The schemas directly inside `schema`; references are not followed. */
export function childSchemas(schema: Schema): readonly Schema[] {
  const own = matchSchema(schema, parts, undefined);
  return schema.checks ? [...own, ...schema.checks.flatMap(checkSchemas)] : own;
}

const parts: SchemaHandlers<readonly Schema[]> = {
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
};

/** Calls `visit` for `schema` and every schema inside it, outermost first; references are not followed. */
export function walkSchema(schema: Schema, visit: (schema: Schema) => void): void {
  visit(schema);
  for (const child of childSchemas(schema)) walkSchema(child, visit);
}
