import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, originOf } from "../node.js";
import { targetOf } from "./target.js";

// What they refer to may depend on how a value is reached, which no type can say.
const dynamic: readonly string[] = ["$dynamicRef", "$recursiveRef"];

/** Says once for each keyword and place that more is accepted than the document allows. */
export function reportUnsupportedKeywords(node: Node<JsonObject>, lowering: Lowering): void {
  for (const keyword of dynamic) {
    if (Object.hasOwn(node.value, keyword) && !targetOf(node, lowering)) {
      lowering.diagnostics.report("lower/unsupported-keyword", originOf(lowering, node), { keyword });
    }
  }
}
