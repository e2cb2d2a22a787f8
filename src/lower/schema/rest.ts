import type { JsonObject } from "../../spec/json.js";
import type { Node } from "../node.js";

/** The schema less some of its keywords, at the same place. */
export function without(node: Node<JsonObject>, keywords: readonly string[]): Node<JsonObject> {
  const value = Object.fromEntries(Object.entries(node.value).filter(([key]) => !keywords.includes(key)));
  return { value, pointer: node.pointer };
}

/** The keywords that are about values of one type; they say nothing of others (JSON Schema 2020-12 validation, 6). */
export const keywordsOfType = {
  object: ["properties", "additionalProperties", "patternProperties", "required", "minProperties", "maxProperties"],
  array: ["items", "prefixItems", "minItems", "maxItems", "uniqueItems"],
  string: ["pattern", "minLength", "maxLength"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
} as const;

/** The keywords that become checks of the schema in which they stand, whatever its kind. */
export const checkKeywords: readonly string[] = [
  "not",
  "if",
  "then",
  "else",
  "contains",
  "minContains",
  "maxContains",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
];

const assertions: readonly string[] = [
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "allOf",
  "oneOf",
  "anyOf",
  "const",
  "enum",
  ...Object.values(keywordsOfType).flat(),
];

/** True where the schema says something besides annotations, checks and the plain `type` that composed schemas repeat. */
export function hasAssertions(node: Node<JsonObject>): boolean {
  return hasAny(node, assertions);
}

/** Has one of the keywords, and not as an empty list, which says nothing (save of `enum`, which then admits nothing). */
export function hasAny(node: Node<JsonObject>, keywords: readonly string[]): boolean {
  return keywords.some((keyword) => {
    if (!Object.hasOwn(node.value, keyword)) return false;
    const value = node.value[keyword];
    return keyword === "enum" || !(Array.isArray(value) && value.length === 0);
  });
}
