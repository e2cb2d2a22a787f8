import type { Schema } from "./schema.js";

/** The schema with each schema directly inside it replaced. */
export function mapSchema(schema: Schema, change: (inner: Schema) => Schema): Schema {
  switch (schema.kind) {
    case "array":
      return { ...schema, items: change(schema.items) };
    case "tuple":
      return { ...schema, items: schema.items.map(change), rest: change(schema.rest) };
    case "object": {
      const properties = schema.properties.map((property) => ({ ...property, schema: change(property.schema) }));
      const { additional } = schema;
      return { ...schema, properties, additional: typeof additional === "string" ? additional : change(additional) };
    }
    case "union":
      return { ...schema, variants: schema.variants.map(change) };
    case "intersection":
      return { ...schema, members: schema.members.map(change) };
    default:
      return schema;
  }
}
