import type { JsonObject } from "../../spec/json.js";
import { asObject, type Node } from "../node.js";
import { hasAny, keywordsOfType } from "./rest.js";
import { referenceKeywords } from "./target.js";
import { typesOf } from "./types-of.js";

const untyped: readonly string[] = [...Object.values(keywordsOfType).flat(), "allOf", "oneOf", "anyOf"];

/**
 * The schema with the type of the one in which it stands and whose values it is about, too: that holds anyway, and
 * without it every value of another type would fit.
 */
export function withTypeOf(outer: Node<JsonObject>, inner: Node): Node {
  const object = asObject(inner);
  if (!object || typesOf(outer).length === 0 || typesOf(object).length > 0) return inner;
  if (hasAny(object, [...referenceKeywords, "enum", "const"]) || !hasAny(object, untyped)) return inner;
  return { value: { ...object.value, type: outer.value["type"] ?? null }, pointer: inner.pointer };
}
