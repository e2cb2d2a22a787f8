import type { JsonValue, Schema, SchemaBase } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { lowerEnumExtensions } from "../extensions/enum-values.js";
import { child, type Node, originOf, rawValue, stringAt, valuesAt } from "../node.js";
import { bareBase, schemaBase, withChecks } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { compiles } from "./pattern.js";
import { typeOfValue, valueTypes } from "./possible.js";
import { checkKeywords, hasAny, keywordsOfType, without } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const constRule: SchemaRule = {
  name: "const",
  because: "one value says more than any type beside it",
  matches: (node) => Object.hasOwn(node.value, "const"),
  lower: (node, context) => {
    const value = child(node, "const")?.value ?? null;
    // Null is another value, whatever `type` says.
    const base = { ...listBase(node, [value], context), nullable: false };
    return value === null ? { kind: "null", ...base } : { kind: "const", ...base, value };
  },
};

export const enumRule: SchemaRule = {
  name: "enum",
  because: "a list of values says more than any type beside it",
  matches: (node) => Array.isArray(rawValue(node, "enum")),
  lower: lowerEnum,
};

function lowerEnum(node: Node<JsonObject>, context: SchemaContext): Schema {
  const types = nonNullTypes(node);
  const listed = valuesAt(node, "enum").map((value) => fitted(value, types));
  const values = distinct(ofItsType(listed, node));
  const base = listBase(node, values, context);
  const allowsNull = values.includes(null) && (typesOf(node).length === 0 || base.nullable);
  const rest = values.filter((value) => value !== null);
  if (rest.length > 0) {
    const said = lowerEnumExtensions(node, rest, context);
    return { kind: "enum", ...base, nullable: allowsNull, values: rest, ...said };
  }
  if (allowsNull) return { kind: "null", ...base, nullable: false };
  context.diagnostics.report("lower/empty-enum", originOf(context, node), {});
  // The type is that of the other keywords, so that a newer server's values can be read as drift.
  const nothing: Schema = { kind: "enum", ...bareBase(node, context), values: [] };
  return withChecks(context.lower(without(node, ["enum"])), [{ kind: "matches", schema: nothing }]);
}

function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  // Nearly always plain words, which need not be written to be compared.
  if (values.every((value) => typeof value === "string")) return [...new Set(values)];
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Besides being listed, a value must fit what else the schema says; lists of plain words that do are the rule. */
function listBase(node: Node<JsonObject>, values: readonly JsonValue[], context: SchemaContext): SchemaBase {
  const base = schemaBase(node, context);
  const found = new Set(values.map(typeOfValue));
  const telling = Object.entries(keywordsOfType)
    .filter(([type]) => valueTypes(type).some((valueType) => found.has(valueType)))
    .flatMap(([, keywords]) => keywords);
  if (!hasAny(node, telling)) return base;
  const rest = without(node, ["enum", "const", ...checkKeywords]);
  if (values.every((value) => isPlainlyFit(value, rest))) return base;
  return withChecks(base, [{ kind: "matches", schema: context.lower(rest) }]);
}

type Limit = readonly [keyword: string, holds: (limit: number, value: number | string) => boolean];

const limits: readonly Limit[] = [
  ["minLength", (limit, value) => typeof value !== "string" || [...value].length >= limit],
  ["maxLength", (limit, value) => typeof value !== "string" || [...value].length <= limit],
  ["minimum", (limit, value) => typeof value !== "number" || value >= limit],
  ["maximum", (limit, value) => typeof value !== "number" || value <= limit],
  ["exclusiveMinimum", (limit, value) => typeof value !== "number" || value > limit],
  ["exclusiveMaximum", (limit, value) => typeof value !== "number" || value < limit],
];

const otherKeywords = Object.values(keywordsOfType)
  .flat()
  .filter((keyword) => keyword !== "pattern" && limits.every(([limit]) => limit !== keyword));

// One class of characters, repeated, from start to end, its numbers small: no text takes long to match. Other patterns
// are never run here; this one is not the document's any more than `minLength` is.
const simplePattern = /^\^\[[\w -]+\](?:[+*]|\{\d{1,4}(?:,\d{0,4})?\})\$$/;

function keepsPattern(value: string | number, pattern: string | undefined): boolean {
  if (pattern === undefined || typeof value === "number") return true;
  return simplePattern.test(pattern) && compiles(pattern, "u") && new RegExp(pattern, "u").test(value);
}

/** Nothing but limits and a simple pattern stands beside the list, and the value keeps them. */
function isPlainlyFit(value: JsonValue, rest: Node<JsonObject>): boolean {
  if (typeof value !== "string" && typeof value !== "number") return value === null || typeof value === "boolean";
  if (hasAny(rest, otherKeywords) || !keepsPattern(value, stringAt(rest, "pattern"))) return false;
  return limits.every(([keyword, holds]) => {
    const limit = child(rest, keyword)?.value;
    return typeof limit !== "number" || holds(limit, value);
  });
}

/** The values that `type` admits; all of them where it admits none, which no author means. */
function ofItsType(values: readonly JsonValue[], node: Node<JsonObject>): readonly JsonValue[] {
  if (typesOf(node).length === 0) return values;
  const types = typesOf(node).flatMap(valueTypes);
  const admitted = values.filter((value) => types.includes(typeOfValue(value)));
  return admitted.length > 0 ? admitted : values;
}

/** `type: string, enum: [1, true]` comes from YAML without quotes: the author means strings. The other way round as well. */
function fitted(value: JsonValue, types: readonly string[]): JsonValue {
  const [type] = types;
  if (types.length > 1 || value === null || typeof value === "object") return value;
  if (type === "string") return String(value);
  if (type === "integer" || type === "number") return numeric(value);
  return value;
}

function numeric(value: string | number | boolean): JsonValue {
  if (typeof value !== "string" || value.trim() === "") return value;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
}
