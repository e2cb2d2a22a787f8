import type { JsonObject } from "../../spec/json.js";
import { child, flagAt, type Node, numberAt } from "../node.js";
import { bareBase, schemaBase } from "./base.js";
import type { SchemaRule } from "./context.js";
import { hasAny, keywordsOfType } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const arrayRule: SchemaRule = {
  name: "array",
  because: "after tuple: `prefixItems` makes a list a tuple",
  matches: (node) => nonNullTypes(node)[0] === "array" || isImpliedArray(node),
  lower: (node, context) => {
    const items = child(node, "items");
    return {
      kind: "array",
      ...schemaBase(node, context),
      items: items ? context.lower(items) : { kind: "unknown", ...bareBase(node, context) },
      minItems: numberAt(node, "minItems"),
      maxItems: numberAt(node, "maxItems"),
      uniqueItems: flagAt(node, "uniqueItems") ?? false,
      ...(isImpliedArray(node) && { isImplied: true }),
    };
  },
};

export function isImpliedArray(node: Node<JsonObject>): boolean {
  return typesOf(node).length === 0 && hasAny(node, keywordsOfType.array);
}
