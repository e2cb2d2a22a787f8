import { mapCheck } from "./checks.js";
import type { Schema } from "./schema.js";

type Change = (inner: Schema) => Schema;

/** The schema with each schema directly inside it replaced. */
export function mapSchema(schema: Schema, change: Change): Schema {
  const mapped = mapParts(schema, change);
  return schema.checks ? { ...mapped, checks: schema.checks.map((check) => mapCheck(check, change)) } : mapped;
}

function mapParts(schema: Schema, change: Change): Schema {
  switch (schema.kind) {
    case "array":
      return { ...schema, items: change(schema.items) };
    case "tuple":
      return { ...schema, items: schema.items.map(change), rest: change(schema.rest) };
    case "object": {
      const properties = schema.properties.map((property) => ({ ...property, schema: change(property.schema) }));
      const { additional, patterns } = schema;
      return {
        ...schema,
        properties,
        additional: typeof additional === "string" ? additional : change(additional),
        ...(patterns && { patterns: patterns.map((entry) => ({ ...entry, schema: change(entry.schema) })) }),
      };
    }
    case "union":
      return { ...schema, variants: schema.variants.map(change) };
    case "intersection":
      return { ...schema, members: schema.members.map(change) };
    default:
      return schema;
  }
}
