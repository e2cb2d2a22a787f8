import type { Schema, SchemaBase, UnionSchema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { type Node, objectAt, stringAt, valuesAt } from "../node.js";
import { outerAnnotations, schemaBase, withChecks } from "./base.js";
import { takeApart } from "./composition.js";
import { type SchemaContext, type SchemaRule, schemaIdAt } from "./context.js";
import { mappedTags } from "./discriminator.js";
import { areAlternatives, closesObjects, possibleTypes } from "./possible.js";
import { checkKeywords, without } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const unionRule: SchemaRule = {
  name: "union",
  because: "before the types: what stands beside `oneOf` or `anyOf` must hold for every variant",
  matches: (node) => valuesAt(node, "oneOf").length > 0 || valuesAt(node, "anyOf").length > 0,
  lower: lowerUnion,
};

function lowerUnion(node: Node<JsonObject>, context: SchemaContext): Schema {
  const keyword = valuesAt(node, "oneOf").length > 0 ? "oneOf" : "anyOf";
  const { members, rest, typeCheck } = takeApart(node, keyword, context);
  const base = withChecks(schemaBase(node, context), [typeCheck]);
  if (!rest) return unionOf(members, { node, base, isExclusive: keyword === "oneOf", context });
  const { checks: _, description: _description, title: _title, ...plain } = base;
  const union = unionOf(members, { node, base: plain, isExclusive: keyword === "oneOf", context });
  const isClosed = closesObjects(without(node, checkKeywords), context);
  return { kind: "intersection", ...base, nullable: false, members: [rest, union], ...(isClosed && { isClosed }) };
}

interface UnionParts {
  readonly node: Node<JsonObject>;
  readonly base: SchemaBase;
  readonly isExclusive: boolean;
  readonly context: SchemaContext;
}

/** A `null` among the variants makes the union nullable; a single variant left is no union. */
function unionOf(members: readonly Node[], { node, base, isExclusive, context }: UnionParts): Schema {
  const variants = members.map((member) => context.lower(member));
  const discriminator = objectAt(node, "discriminator");
  const exclusive = isExclusive && !discriminator && !areAlternatives(members, node, context) && { isExclusive: true };
  if (exclusive && members.filter((member) => possibleTypes(member, context).has("null")).length > 1) {
    // Null fits more than one of them, and so it may not fit the whole.
    return { kind: "union", ...base, nullable: false, variants, ...exclusive };
  }
  const telling = variants.filter(({ kind }) => kind !== "null");
  const nullable = telling.length < variants.length || telling.some((variant) => variant.nullable);
  const [only, ...others] = telling;
  if (only === undefined) return { kind: "null", ...base, nullable: false };
  // The variant's checks do not concern a null that stands beside it.
  const isWhole = only.checks !== undefined && nullable && !only.nullable;
  if (others.length === 0 && !isWhole) return { ...only, ...outerAnnotations(base, only), nullable };
  return {
    kind: "union",
    ...base,
    nullable,
    variants: telling,
    ...(discriminator && tagged(discriminator, context)),
    ...exclusive,
  };
}

function tagged(discriminator: Node<JsonObject>, context: SchemaContext): Pick<UnionSchema, "discriminator" | "tags"> {
  const tags = [...mappedTags(discriminator, context)].map(
    ([pointer, values]) => [schemaIdAt(pointer), values] as const,
  );
  return {
    discriminator: stringAt(discriminator, "propertyName"),
    ...(tags.length > 0 && { tags: new Map(tags) }),
  };
}

/** `type: [string, integer]`: a union of what the schema says for each of them. */
export const severalTypesRule: SchemaRule = {
  name: "several types",
  because: "before the single types",
  matches: (node) => nonNullTypes(node).length > 1,
  lower: (node, context) => {
    const base = schemaBase(node, context);
    const annotations = ["title", "description", "default", "example", "examples", "deprecated"];
    const shared = without(node, ["type", ...annotations, ...checkKeywords]);
    const variants = nonNullTypes(node).map((type) =>
      context.lower({ value: { ...shared.value, type }, pointer: node.pointer }),
    );
    return { kind: "union", ...base, nullable: typesOf(node).includes("null"), variants };
  },
};
