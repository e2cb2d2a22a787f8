import type { Schema } from "../model/schema.js";
import type { JsonObject } from "../spec/json.js";
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

/** OpenAPI 3.2, 4.14.4 Sequential Media Types: the schema of each item, where the media type object gives one. */
export function promotedItem(
  media: Node<JsonObject>,
  words: readonly string[],
  context: SchemaContext,
): Schema | undefined {
  const found = child(media, "itemSchema");
  return found && promoted(found, [...words, "item"], context);
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
