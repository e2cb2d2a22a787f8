import { child, flagAt, numberAt } from "../node.js";
import { bareBase, nonNullTypes, schemaBase, typesOf } from "./base.js";
import type { SchemaRule } from "./context.js";

export const arrayRule: SchemaRule = {
  name: "array",
  because: "after tuple: `prefixItems` makes a list a tuple",
  matches: (node) =>
    nonNullTypes(node)[0] === "array" || (typesOf(node).length === 0 && Object.hasOwn(node.value, "items")),
  lower: (node, context) => {
    const items = child(node, "items");
    return {
      kind: "array",
      ...schemaBase(node, context),
      items: items ? context.lower(items) : { kind: "unknown", ...bareBase(node, context) },
      minItems: numberAt(node, "minItems"),
      maxItems: numberAt(node, "maxItems"),
      uniqueItems: flagAt(node, "uniqueItems") ?? false,
    };
  },
};
