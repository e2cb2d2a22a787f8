import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, originOf } from "../node.js";

// Assertions of JSON Schema 2020-12 that the emitted types and schemas do not check yet.
const unsupported: readonly string[] = [
  "not",
  "if",
  "contains",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "unevaluatedItems",
  "$dynamicRef",
  "$recursiveRef",
];

/** Says once for each keyword and place that more is accepted than the document allows. */
export function reportUnsupportedKeywords(node: Node<JsonObject>, lowering: Lowering): void {
  for (const keyword of unsupported) {
    if (Object.hasOwn(node.value, keyword)) {
      lowering.diagnostics.report("lower/unsupported-keyword", originOf(lowering, node), { keyword });
    }
  }
}
