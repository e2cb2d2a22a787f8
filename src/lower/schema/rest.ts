import type { JsonObject } from "../../spec/json.js";
import type { Node } from "../node.js";

/** The schema less some of its keywords, at the same place. */
export function without(node: Node<JsonObject>, keywords: readonly string[]): Node<JsonObject> {
  const value = Object.fromEntries(Object.entries(node.value).filter(([key]) => !keywords.includes(key)));
  return { value, pointer: node.pointer };
}

const assertions: readonly string[] = [
  "$ref",
  "allOf",
  "oneOf",
  "anyOf",
  "const",
  "enum",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "prefixItems",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
];

/** True where the schema says something besides annotations and the plain `type` that composed schemas repeat. */
export function hasAssertions(node: Node<JsonObject>): boolean {
  return assertions.some((keyword) => {
    if (!Object.hasOwn(node.value, keyword)) return false;
    const value = node.value[keyword];
    return !(Array.isArray(value) && value.length === 0);
  });
}
