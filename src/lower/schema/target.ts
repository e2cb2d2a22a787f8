import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, stringAt } from "../node.js";

export const referenceKeywords = ["$ref", "$dynamicRef", "$recursiveRef"] as const;

/** What the schema refers to; undefined where it refers to nothing, or to nothing that is there. */
export function targetOf(node: Node<JsonObject>, { document }: Lowering): Node | undefined {
  const ref = referenceKeywords.map((keyword) => stringAt(node, keyword)).find((found) => found !== undefined);
  return ref === undefined ? undefined : document.resolve(ref);
}
