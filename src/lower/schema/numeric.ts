import type { JsonObject } from "../../spec/json.js";
import { type Node, numberAt, stringAt } from "../node.js";
import { schemaBase } from "./base.js";
import type { SchemaRule } from "./context.js";
import { hasAny, keywordsOfType } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const numericRule: SchemaRule = {
  name: "numeric",
  because: "by type, or by a keyword that only numbers have",
  matches: (node) => isNumeric(nonNullTypes(node)[0]) || isImplied(node),
  lower: (node, context) => ({
    kind: "numeric",
    ...schemaBase(node, context),
    integer: nonNullTypes(node)[0] === "integer",
    format: stringAt(node, "format"),
    minimum: numberAt(node, "minimum"),
    maximum: numberAt(node, "maximum"),
    exclusiveMinimum: numberAt(node, "exclusiveMinimum"),
    exclusiveMaximum: numberAt(node, "exclusiveMaximum"),
    multipleOf: positive(numberAt(node, "multipleOf")),
    ...(isImplied(node) && { isImplied: true }),
  }),
};

function isNumeric(type: string | undefined): boolean {
  return type === "integer" || type === "number";
}

function isImplied(node: Node<JsonObject>): boolean {
  return typesOf(node).length === 0 && hasAny(node, keywordsOfType.number);
}

/** JSON Schema 2020-12, 6.2.1: strictly greater than 0. */
function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
