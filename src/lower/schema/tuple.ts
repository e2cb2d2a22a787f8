import type { TupleSchema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, flagAt, itemsAt, type Node, numberAt } from "../node.js";
import { isImpliedArray } from "./array.js";
import { bareBase, schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { nonNullTypes } from "./types-of.js";

/** JSON Schema 2020-12, 10.3.1.1 prefixItems: the items need not be there unless `minItems` says so. */
export const tupleRule: SchemaRule = {
  name: "tuple",
  because: "before array: `prefixItems` makes a list a tuple",
  matches: (node) => itemsAt(node, "prefixItems").length > 0 && ["array", undefined].includes(nonNullTypes(node)[0]),
  lower: lowerTuple,
};

function lowerTuple(node: Node<JsonObject>, context: SchemaContext): TupleSchema {
  const [minimum, maximum] = [numberAt(node, "minItems") ?? 0, numberAt(node, "maxItems") ?? Number.POSITIVE_INFINITY];
  const items = itemsAt(node, "prefixItems").slice(0, Math.max(0, maximum));
  const rest = child(node, "items");
  const isClosed = maximum <= items.length;
  return {
    kind: "tuple",
    ...schemaBase(node, context),
    items: items.map((item) => context.lower(item)),
    rest:
      rest && !isClosed ? context.lower(rest) : { kind: isClosed ? "never" : "unknown", ...bareBase(node, context) },
    required: Math.min(minimum, items.length),
    ...(minimum > items.length && { minItems: minimum }),
    ...(!isClosed && Number.isFinite(maximum) && { maxItems: maximum }),
    ...(flagAt(node, "uniqueItems") && { uniqueItems: true }),
    ...(isImpliedArray(node) && { isImplied: true }),
  };
}
