import { type JsonPointer, pointerTokens } from "../../diagnostics/origin.js";
import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { type Node, stringAt } from "../node.js";
import { schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { hasAssertions, without } from "./rest.js";

export const referenceRule: SchemaRule = {
  name: "reference",
  because: "first: what stands beside a `$ref` only adds to it",
  matches: (node) => stringAt(node, "$ref") !== undefined,
  lower: lowerReference,
};

/** JSON Schema 2020-12, 8.2.3.1: `$ref` is a keyword like others; assertions beside it must hold as well. */
function lowerReference(node: Node<JsonObject>, context: SchemaContext): Schema {
  const rest = without(node, ["$ref"]);
  const base = schemaBase(rest, context);
  const target = context.document.resolve(stringAt(node, "$ref") ?? "");
  // `spec` has reported a reference that points at nothing.
  if (!target) return { kind: "unknown", ...base };
  const reference: Schema = {
    kind: "reference",
    ...base,
    nullable: false,
    target: context.registry.name(target, referenceName(target.pointer)),
  };
  if (!hasAssertions(rest)) return reference;
  return { kind: "intersection", ...base, nullable: false, members: [reference, context.lower(rest)] };
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
