/** JSON Schema 2020-12 core, 8.2.3: https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3 */
import type { OpenApiDocument } from "../../spec/document.js";
import { isObject, type JsonObject, type JsonValue } from "../../spec/json.js";
import { type Lowering, type Node, stringAt } from "../node.js";

export const referenceKeywords = ["$ref", "$dynamicRef", "$recursiveRef"] as const;

/** What the schema refers to; undefined where it refers to nothing, or where that depends on how a value is reached. */
export function targetOf(node: Node<JsonObject>, { document }: Lowering): Node | undefined {
  const ref = stringAt(node, "$ref");
  if (ref !== undefined) return document.resolve(ref);
  const dynamic = stringAt(node, "$dynamicRef");
  return dynamic === undefined || isAmbiguous(dynamic, document) ? undefined : document.resolve(dynamic);
}

/** With one anchor of the name, a dynamic reference leads to it from everywhere. */
function isAmbiguous(ref: string, document: OpenApiDocument): boolean {
  const names = dynamicAnchors.get(document) ?? namesIn(document.root);
  dynamicAnchors.set(document, names);
  const anchor = ref.slice(ref.indexOf("#") + 1);
  return names.filter((name) => name === anchor).length > 1;
}

const dynamicAnchors = new WeakMap<OpenApiDocument, readonly string[]>();

function namesIn(root: JsonValue): readonly string[] {
  const names: string[] = [];
  const seen = new Set<JsonValue>();
  const pending: JsonValue[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isObject(next) && typeof next["$dynamicAnchor"] === "string") names.push(next["$dynamicAnchor"]);
    pending.push(...Object.values(next));
  }
  return names;
}
