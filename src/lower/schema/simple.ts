import { isObject } from "../../spec/json.js";
import { child } from "../node.js";
import { bareBase, schemaBase } from "./base.js";
import type { SchemaRule } from "./context.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const booleanRule: SchemaRule = {
  name: "boolean",
  because: "a type of its own without keywords",
  matches: (node) => nonNullTypes(node)[0] === "boolean",
  lower: (node, context) => ({ kind: "boolean", ...schemaBase(node, context) }),
};

export const nullRule: SchemaRule = {
  name: "null",
  because: "only `type: null` is left of the lists that hold null",
  matches: (node) => typesOf(node).length > 0 && nonNullTypes(node).length === 0,
  lower: (node, context) => ({ kind: "null", ...schemaBase(node, context), nullable: false }),
};

/** `not: {}`: how a property is ruled out. */
export const neverRule: SchemaRule = {
  name: "never",
  because: "before all others: nothing beside it can make a value fit",
  matches: (node) => {
    const ruledOut = child(node, "not")?.value;
    return ruledOut === true || (isObject(ruledOut) && Object.keys(ruledOut).length === 0);
  },
  lower: (node, context) => ({ kind: "never", ...bareBase(node, context) }),
};
