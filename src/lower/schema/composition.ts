import type { Check, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, itemsAt, type Node } from "../node.js";
import { typeCheck } from "./checks.js";
import type { SchemaContext } from "./context.js";
import { possibleTypes } from "./possible.js";
import { checkKeywords, hasAny, hasAssertions, keywordsOfType, without } from "./rest.js";
import { typesOf } from "./types-of.js";

/** A schema that is composed of others (`$ref`, `allOf`, `oneOf`, `anyOf`), taken apart. */
export interface Composition {
  /** The composed schemas. A `type` that stands beside them is theirs as well. */
  readonly members: readonly Node[];
  /** What else the schema says, as a schema of its own; undefined where it says nothing. */
  readonly rest: Schema | undefined;
  /** The `type` beside, where neither the members nor the rest say it. */
  readonly typeCheck: Check | undefined;
}

/** Takes the composition under `keyword` apart. What the checks of the schema are about is left to its base. */
export function takeApart(
  node: Node<JsonObject>,
  keyword: "allOf" | "oneOf" | "anyOf",
  context: SchemaContext,
): Composition {
  const members = itemsAt(node, keyword).map((member) => withTypeOf(node, member));
  const rest = without(node, [keyword, "discriminator", ...checkKeywords]);
  if (hasAssertions(rest)) return { members, rest: context.lower(rest), typeCheck: undefined };
  const composed = { value: { [keyword]: members.map(({ value }) => value) }, pointer: node.pointer };
  return { members, rest: undefined, typeCheck: typeCheck(node, possibleTypes(composed, context)) };
}

const untyped: readonly string[] = [...Object.values(keywordsOfType).flat(), "allOf", "oneOf", "anyOf"];

/** The member with the type of the schema in which it stands, which holds for it as well. */
function withTypeOf(outer: Node<JsonObject>, member: Node): Node {
  const object = asObject(member);
  if (!object || typesOf(outer).length === 0 || typesOf(object).length > 0) return member;
  if (hasAny(object, ["$ref", "$dynamicRef", "$recursiveRef", "enum", "const"]) || !hasAny(object, untyped))
    return member;
  return { value: { ...object.value, type: outer.value["type"] ?? null }, pointer: member.pointer };
}
