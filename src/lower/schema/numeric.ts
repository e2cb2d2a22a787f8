import type { JsonObject } from "../../spec/json.js";
import { type Node, numberAt, stringAt } from "../node.js";
import { nonNullTypes, schemaBase, typesOf } from "./base.js";
import type { SchemaRule } from "./context.js";

export const numericRule: SchemaRule = {
  name: "numeric",
  because: "by type, or by a keyword that only numbers have",
  matches: (node) => isNumeric(nonNullTypes(node)[0]) || (typesOf(node).length === 0 && hasNumericKeyword(node)),
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
  }),
};

function isNumeric(type: string | undefined): boolean {
  return type === "integer" || type === "number";
}

function hasNumericKeyword(node: Node<JsonObject>): boolean {
  return ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"].some((keyword) =>
    Object.hasOwn(node.value, keyword),
  );
}

/** JSON Schema 2020-12, 6.2.1: strictly greater than 0. */
function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
