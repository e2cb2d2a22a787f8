import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { itemsAt, type Node } from "../node.js";
import { outerAnnotations, schemaBase, withChecks } from "./base.js";
import { takeApart } from "./composition.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { closesObjects } from "./possible.js";
import { checkKeywords, without } from "./rest.js";

export const allOfRule: SchemaRule = {
  name: "allOf",
  because: "before the types: what stands beside `allOf` is one more member",
  matches: (node) => itemsAt(node, "allOf").length > 0,
  lower: lowerAllOf,
};

function lowerAllOf(node: Node<JsonObject>, context: SchemaContext): Schema {
  const { members, rest, typeCheck } = takeApart(node, "allOf", context);
  const base = withChecks({ ...schemaBase(node, context), nullable: false }, [typeCheck]);
  const all = [...members.map((member) => context.lower(member)), ...(rest ? [rest] : [])];
  // A member that accepts everything adds nothing.
  const telling = all.filter((member) => member.kind !== "unknown" || member.checks !== undefined);
  const [only, ...others] = telling;
  if (only === undefined) return { kind: "unknown", ...base };
  if (others.length === 0) return { ...only, ...outerAnnotations(base, only) };
  const isClosed = closesObjects(without(node, checkKeywords), context);
  return { kind: "intersection", ...base, members: telling, ...(isClosed && { isClosed }) };
}
