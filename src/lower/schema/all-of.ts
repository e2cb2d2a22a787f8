import type { ObjectSchema, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { type Node, valuesAt } from "../node.js";
import { bareBase, outerAnnotations, schemaBase, withChecks } from "./base.js";
import { takeApart } from "./composition.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { inheritedTag, tagSchema } from "./discriminator.js";
import { closesObjects } from "./possible.js";
import { checkKeywords, without } from "./rest.js";

export const allOfRule: SchemaRule = {
  name: "allOf",
  because: "before the types: what stands beside `allOf` is one more member",
  matches: (node) => valuesAt(node, "allOf").length > 0,
  lower: lowerAllOf,
};

function lowerAllOf(node: Node<JsonObject>, context: SchemaContext): Schema {
  const { members, rest, typeCheck } = takeApart(node, "allOf", context);
  const base = withChecks({ ...schemaBase(node, context), nullable: false }, [typeCheck]);
  const all = withInheritedTag(
    [...members.map((member) => context.lower(member)), ...(rest ? [rest] : [])],
    node,
    context,
  );
  // A member that accepts everything adds nothing.
  const telling = all.filter((member) => member.kind !== "unknown" || member.checks !== undefined);
  const [only, ...others] = telling;
  if (only === undefined) return { kind: "unknown", ...base };
  if (others.length === 0) return { ...only, ...outerAnnotations(base, only) };
  const isClosed = closesObjects(without(node, checkKeywords), context);
  return { kind: "intersection", ...base, members: telling, ...(isClosed && { isClosed }) };
}

/** What the discriminator of a base maps to this schema is what its tag holds. */
function withInheritedTag(
  members: readonly Schema[],
  node: Node<JsonObject>,
  context: SchemaContext,
): readonly Schema[] {
  const tag = inheritedTag(node, context);
  if (!tag) return members;
  const base = bareBase(node, context);
  const own = { wireName: tag.property, required: tag.required, schema: tagSchema(tag.values, base) };
  const holder = members.find((member): member is ObjectSchema => member.kind === "object" && !member.nullable);
  const whole: ObjectSchema = holder ?? { ...base, kind: "object", properties: [], additional: "open" };
  // The description of the property stays where the schema declares it anew.
  const declared = whole.properties.find(({ wireName }) => wireName === tag.property)?.schema;
  const schema = declared ? { ...own.schema, ...outerAnnotations(declared, own.schema) } : own.schema;
  const others = whole.properties.filter(({ wireName }) => wireName !== tag.property);
  const tagged: ObjectSchema = { ...whole, properties: [{ ...own, schema }, ...others] };
  return holder ? members.map((member) => (member === holder ? tagged : member)) : [...members, tagged];
}
