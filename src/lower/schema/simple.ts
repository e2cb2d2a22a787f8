import { nonNullTypes, schemaBase, typesOf } from "./base.js";
import type { SchemaRule } from "./context.js";

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
