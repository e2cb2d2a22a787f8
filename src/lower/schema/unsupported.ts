import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, originOf } from "../node.js";

// What they refer to depends on how a value is reached: they are read as plain references.
const unsupported: readonly string[] = ["$dynamicRef", "$recursiveRef"];

/** Says once for each keyword and place that more is accepted than the document allows. */
export function reportUnsupportedKeywords(node: Node<JsonObject>, lowering: Lowering): void {
  for (const keyword of unsupported) {
    if (Object.hasOwn(node.value, keyword)) {
      lowering.diagnostics.report("lower/unsupported-keyword", originOf(lowering, node), { keyword });
    }
  }
}
