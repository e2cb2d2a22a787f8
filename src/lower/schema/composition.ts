import type { Check, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { itemsAt, type Node } from "../node.js";
import { typeCheck } from "./checks.js";
import type { SchemaContext } from "./context.js";
import { withTypeOf } from "./inherit-type.js";
import { possibleTypes, valueTypes } from "./possible.js";
import { checkKeywords, hasAssertions, without } from "./rest.js";

/** A schema that is composed of others (`$ref`, `allOf`, `oneOf`, `anyOf`), taken apart. */
export interface Composition {
  /** The composed schemas. A `type` that stands beside them is theirs as well. */
  readonly members: readonly Node[];
  /** What else the schema says, as a schema of its own; undefined where it says nothing. */
  readonly rest: Schema | undefined;
  /** The `type` beside, where neither the members nor the rest say it, or limits of texts or numbers alone. */
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
  const beside = hasAssertions(rest) ? context.lower(rest) : undefined;
  const isScalar = (beside?.kind === "text" || beside?.kind === "numeric") && beside.isImplied;
  if (beside && !isScalar && !acceptsAnything(beside)) return { members, rest: beside, typeCheck: undefined };
  const composed = { value: { [keyword]: members.map(({ value }) => value) }, pointer: node.pointer };
  const types = possibleTypes(composed, context);
  // `minLength` beside a list says nothing; beside a choice it limits the texts, and is no reason to read it as text.
  if (isScalar) {
    const has = valueTypes(beside.kind === "text" ? "string" : "number").some((type) => types.has(type));
    return { members, rest: undefined, typeCheck: has ? { kind: "matches", schema: beside } : undefined };
  }
  return { members, rest: undefined, typeCheck: typeCheck(node, types) };
}

/** `additionalProperties: true` and nothing else: it looks like a type, but by itself it refuses no value. */
function acceptsAnything(schema: Schema): boolean {
  if (schema.kind !== "object" || !schema.isImplied || schema.checks || schema.nullable) return false;
  const { properties, patterns = [], minProperties, maxProperties, additional } = schema;
  if (properties.length + patterns.length > 0 || minProperties !== undefined || maxProperties !== undefined)
    return false;
  return (
    additional === "open" || (typeof additional !== "string" && additional.kind === "unknown" && !additional.checks)
  );
}
