import type { JsonValue } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, type Node } from "../node.js";
import { hasExtension } from "./extension-value.js";

/** The document's `default`, or what Microsoft's and Fern's generators take where nothing is given. It is told, not sent. */
export function defaultOf(node: Node<JsonObject>): JsonValue | undefined {
  const own = child(node, "default");
  if (own || !hasExtension(node)) return own?.value;
  return (child(node, "x-ms-client-default") ?? child(node, "x-fern-default"))?.value;
}
