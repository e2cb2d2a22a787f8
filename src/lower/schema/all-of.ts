import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { itemsAt, type Node } from "../node.js";
import { outerAnnotations, schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { hasAssertions, without } from "./rest.js";

export const allOfRule: SchemaRule = {
  name: "allOf",
  because: "before the types: what stands beside `allOf` is one more member",
  matches: (node) => itemsAt(node, "allOf").length > 0,
  lower: lowerAllOf,
};

function lowerAllOf(node: Node<JsonObject>, context: SchemaContext): Schema {
  const rest = without(node, ["allOf"]);
  const base = { ...schemaBase(node, context), nullable: false };
  const members = itemsAt(node, "allOf").map((member) => context.lower(member));
  const all = hasAssertions(rest) ? [...members, context.lower(rest)] : members;
  // A member that accepts everything adds nothing.
  const telling = all.filter((member) => member.kind !== "unknown");
  const [only, ...others] = telling;
  if (only === undefined) return { kind: "unknown", ...base };
  if (others.length === 0) return { ...only, ...outerAnnotations(base, only) };
  return { kind: "intersection", ...base, members: telling };
}
