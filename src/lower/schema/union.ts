import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { itemsAt, type Node, objectAt, stringAt } from "../node.js";
import { nonNullTypes, outerAnnotations, schemaBase, typesOf } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { hasAssertions, without } from "./rest.js";

export const unionRule: SchemaRule = {
  name: "union",
  because: "before the types: what stands beside `oneOf` or `anyOf` must hold for every variant",
  matches: (node) => itemsAt(node, "oneOf").length > 0 || itemsAt(node, "anyOf").length > 0,
  lower: lowerUnion,
};

function lowerUnion(node: Node<JsonObject>, context: SchemaContext): Schema {
  const keyword = itemsAt(node, "oneOf").length > 0 ? "oneOf" : "anyOf";
  const rest = without(node, [keyword, "discriminator"]);
  const union = unionOf(node, keyword, context);
  if (!hasAssertions(rest)) return union;
  return {
    kind: "intersection",
    ...schemaBase(node, context),
    nullable: false,
    members: [context.lower(rest), { ...union, description: undefined, title: undefined }],
  };
}

/** A `null` among the variants makes the union nullable; a single variant left is no union. */
function unionOf(node: Node<JsonObject>, keyword: "oneOf" | "anyOf", context: SchemaContext): Schema {
  const base = schemaBase(node, context);
  const variants = itemsAt(node, keyword).map((variant) => context.lower(variant));
  const telling = variants.filter(({ kind }) => kind !== "null");
  const nullable = telling.length < variants.length || telling.some((variant) => variant.nullable);
  const [only, ...others] = telling;
  if (only === undefined) return { kind: "null", ...base, nullable: false };
  if (others.length === 0) return { ...only, ...outerAnnotations(base, only), nullable };
  const discriminator = objectAt(node, "discriminator");
  return {
    kind: "union",
    ...base,
    nullable,
    variants: telling,
    discriminator: discriminator && stringAt(discriminator, "propertyName"),
  };
}

/** `type: [string, integer]`: a union of what the schema says for each of them. */
export const severalTypesRule: SchemaRule = {
  name: "several types",
  because: "before the single types",
  matches: (node) => nonNullTypes(node).length > 1,
  lower: (node, context) => {
    const base = schemaBase(node, context);
    const shared = without(node, ["type", "title", "description", "default", "example", "examples", "deprecated"]);
    const variants = nonNullTypes(node).map((type) =>
      context.lower({ value: { ...shared.value, type }, pointer: node.pointer }),
    );
    return { kind: "union", ...base, nullable: typesOf(node).includes("null"), variants };
  },
};
