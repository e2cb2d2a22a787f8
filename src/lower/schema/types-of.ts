import type { JsonObject } from "../../spec/json.js";
import { type Node, rawValue } from "../node.js";

const none: readonly string[] = [];

/** The `type` keyword as a list; empty where it is absent. */
export function typesOf(node: Node<JsonObject>): readonly string[] {
  const type = rawValue(node, "type");
  if (typeof type === "string") return [type];
  return Array.isArray(type) ? type.filter((entry): entry is string => typeof entry === "string") : none;
}

export function nonNullTypes(node: Node<JsonObject>): readonly string[] {
  const types = typesOf(node);
  return types.includes("null") ? types.filter((type) => type !== "null") : types;
}
