import type { JsonValue } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, type Node } from "../node.js";

/** The document's `default`, or what Microsoft's and Fern's generators take where nothing is given. It is told, not sent. */
export function defaultOf(node: Node<JsonObject>): JsonValue | undefined {
  return (child(node, "default") ?? child(node, "x-ms-client-default") ?? child(node, "x-fern-default"))?.value;
}
