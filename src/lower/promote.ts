import type { Schema } from "../model/schema.js";
import { asObject, child, type Node } from "./node.js";
import { bareBase } from "./schema/base.js";
import type { SchemaContext } from "./schema/context.js";

/**
 * Lowers the schema of a body. What a careful author would have named (an object, a choice, a list of objects) becomes
 * a type of its own, so that it can be imported and its zod schema used.
 */
export function promoted(node: Node, words: readonly string[], context: SchemaContext): Schema {
  const schema = context.lower(node);
  if (isWorthAName(schema)) return reference(node, words, schema, context);
  const object = asObject(node);
  const items = object && child(object, "items");
  if (schema.kind !== "array" || !items || !isWorthAName(schema.items)) return schema;
  return { ...schema, items: reference(items, [...words, "item"], schema.items, context) };
}

function isWorthAName(schema: Schema): boolean {
  return (
    schema.kind === "union" ||
    schema.kind === "intersection" ||
    (schema.kind === "object" && schema.properties.length > 0)
  );
}

function reference(node: Node, words: readonly string[], schema: Schema, context: SchemaContext): Schema {
  return {
    kind: "reference",
    ...bareBase(node, context),
    description: schema.description,
    target: context.registry.name(node, words),
  };
}
