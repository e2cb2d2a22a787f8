import type { JsonValue, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, itemsAt, type Node, originOf } from "../node.js";
import { nonNullTypes, schemaBase, typesOf } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";

export const constRule: SchemaRule = {
  name: "const",
  because: "one value says more than any type beside it",
  matches: (node) => Object.hasOwn(node.value, "const"),
  lower: (node, context) => {
    const value = child(node, "const")?.value ?? null;
    const base = schemaBase(node, context);
    // Null is another value, whatever `type` says.
    const exact = { ...base, nullable: false };
    return value === null ? { kind: "null", ...exact } : { kind: "const", ...exact, value };
  },
};

export const enumRule: SchemaRule = {
  name: "enum",
  because: "a list of values says more than any type beside it",
  matches: (node) => Array.isArray(child(node, "enum")?.value),
  lower: lowerEnum,
};

function lowerEnum(node: Node<JsonObject>, context: SchemaContext): Schema {
  const listed = itemsAt(node, "enum").map(({ value }) => fitted(value, node));
  const values = [...new Map(listed.map((value) => [JSON.stringify(value), value])).values()];
  const base = schemaBase(node, context);
  const allowsNull = values.includes(null) && (typesOf(node).length === 0 || base.nullable);
  const rest = values.filter((value) => value !== null);
  if (rest.length > 0) return { kind: "enum", ...base, nullable: allowsNull, values: rest };
  if (allowsNull) return { kind: "null", ...base, nullable: false };
  context.diagnostics.report("lower/empty-enum", originOf(context, node), {});
  return { kind: "unknown", ...base };
}

/** `type: string, enum: [1, true]` comes from YAML without quotes: the author means strings. The other way round as well. */
function fitted(value: JsonValue, node: Node<JsonObject>): JsonValue {
  const [type, ...others] = nonNullTypes(node);
  if (others.length > 0 || value === null || typeof value === "object") return value;
  if (type === "string") return String(value);
  if (type === "integer" || type === "number") return numeric(value);
  return value;
}

function numeric(value: string | number | boolean): JsonValue {
  if (typeof value !== "string" || value.trim() === "") return value;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
}
