import type { JsonObject } from "../../spec/json.js";
import { child, type Node } from "../node.js";

/** The `type` keyword as a list; empty where it is absent. */
export function typesOf(node: Node<JsonObject>): readonly string[] {
  const type = child(node, "type")?.value;
  if (typeof type === "string") return [type];
  return Array.isArray(type) ? type.filter((entry): entry is string => typeof entry === "string") : [];
}

export function nonNullTypes(node: Node<JsonObject>): readonly string[] {
  return typesOf(node).filter((type) => type !== "null");
}
