import { child, itemsAt, numberAt } from "../node.js";
import { bareBase, nonNullTypes, schemaBase } from "./base.js";
import type { SchemaRule } from "./context.js";

/** JSON Schema 2020-12, 10.3.1.1 prefixItems: the items need not be there unless `minItems` says so. */
export const tupleRule: SchemaRule = {
  name: "tuple",
  because: "before array: `prefixItems` makes a list a tuple",
  matches: (node) => itemsAt(node, "prefixItems").length > 0 && ["array", undefined].includes(nonNullTypes(node)[0]),
  lower: (node, context) => {
    const items = itemsAt(node, "prefixItems").map((item) => context.lower(item));
    const rest = child(node, "items");
    const closed = (numberAt(node, "maxItems") ?? Number.POSITIVE_INFINITY) <= items.length;
    return {
      kind: "tuple",
      ...schemaBase(node, context),
      items,
      rest: rest && !closed ? context.lower(rest) : { kind: closed ? "never" : "unknown", ...bareBase(node, context) },
      required: Math.min(numberAt(node, "minItems") ?? 0, items.length),
    };
  },
};
