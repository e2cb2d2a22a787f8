import { type JsonPointer, pointerTokens } from "../../diagnostics/origin.js";
import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { type Node, stringAt } from "../node.js";
import { bareBase, schemaBase, withChecks } from "./base.js";
import { typeCheck } from "./checks.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { closesObjects, possibleTypes } from "./possible.js";
import { checkKeywords, hasAssertions, without } from "./rest.js";
import { referenceKeywords, targetOf } from "./target.js";

export const referenceRule: SchemaRule = {
  name: "reference",
  because: "first: what stands beside a `$ref` only adds to it",
  matches: (node) => referenceKeywords.some((keyword) => stringAt(node, keyword) !== undefined),
  lower: lowerReference,
};

/** JSON Schema 2020-12, 8.2.3.1: `$ref` is a keyword like others; assertions beside it must hold as well. */
function lowerReference(node: Node<JsonObject>, context: SchemaContext): Schema {
  const target = targetOf(node, context);
  if (target && Object.keys(node.value).length === 1) {
    const id = context.registry.name(target, referenceName(target.pointer));
    return { kind: "reference", ...bareBase(node, context), target: id };
  }
  const base = { ...schemaBase(node, context), nullable: false };
  const beside = without(node, referenceKeywords);
  // `spec` has reported a reference that points at nothing.
  const rest = without(beside, checkKeywords);
  if (!target) {
    return hasAssertions(rest) ? withChecks(context.lower(rest), base.checks ?? []) : { kind: "unknown", ...base };
  }
  const id = context.registry.name(target, referenceName(target.pointer));
  if (!hasAssertions(rest)) {
    const check = typeCheck(node, possibleTypes(target, context));
    return { kind: "reference", ...withChecks(base, [check]), target: id };
  }
  const { checks: _, ...plain } = base;
  const reference: Schema = { kind: "reference", ...plain, target: id };
  const isClosed = closesObjects(without(node, checkKeywords), context);
  return { kind: "intersection", ...base, members: [reference, context.lower(rest)], ...(isClosed && { isClosed }) };
}

/** Words for a schema by its place: `/components/schemas/Pet` is `Pet`, `/components/schemas/Pet/properties/tag` is `Pet tag`. */
export function referenceName(pointer: JsonPointer): readonly string[] {
  const tokens = pointerTokens(pointer);
  if (tokens[0] === "components" || tokens[0] === "$defs")
    return meaningful(tokens.slice(tokens[0] === "components" ? 2 : 1));
  return meaningful(tokens.slice(1));
}

const structural: ReadonlySet<string> = new Set([
  "properties",
  "schema",
  "content",
  "application/json",
  "allOf",
  "oneOf",
  "anyOf",
  "$defs",
  "paths",
  "requestBody",
]);

function meaningful(tokens: readonly string[]): readonly string[] {
  const words = tokens.filter((token, index) => index === 0 || !structural.has(token));
  return words.length === 0 ? ["Schema"] : words;
}
