/** JSON Schema 2020-12: keywords that narrow what is accepted and say nothing of its type. */
import type { Check, JsonType, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, entriesOf, itemsAt, type Node, numberAt, objectAt } from "../node.js";
import type { SchemaContext } from "./context.js";
import { withTypeOf } from "./inherit-type.js";
import { knownItems, knownProperties } from "./known.js";
import { type ValueType, valueTypes } from "./possible.js";
import { typesOf } from "./types-of.js";

type CheckOf = (node: Node<JsonObject>, context: SchemaContext) => Check | undefined;

// Nearly no schema has one of them, and every schema is asked.
const keywords: readonly string[] = [
  "not",
  "if",
  "contains",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
];

/** What the schema checks besides its type. */
export function checksOf(node: Node<JsonObject>, context: SchemaContext): readonly Check[] | undefined {
  if (!keywords.some((keyword) => Object.hasOwn(node.value, keyword))) return undefined;
  const found = checks.flatMap((check) => check(node, context) ?? []);
  return found.length > 0 ? found : undefined;
}

const checks: readonly CheckOf[] = [
  not,
  conditional,
  contains,
  propertyNames,
  dependentRequired,
  dependentSchemas,
  otherProperties,
  otherItems,
];

function lowered(node: Node<JsonObject>, keyword: string, context: SchemaContext): Schema | undefined {
  const found = child(node, keyword);
  return found && context.lower(found);
}

function loweredWithType(node: Node<JsonObject>, keyword: string, context: SchemaContext): Schema | undefined {
  const found = child(node, keyword);
  return found && context.lower(withTypeOf(node, found));
}

function not(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schema = loweredWithType(node, "not", context);
  // `not: false` rules out nothing.
  return schema && schema.kind !== "never" ? { kind: "not", schema } : undefined;
}

function conditional(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const condition = loweredWithType(node, "if", context);
  const [whenTrue, whenFalse] = [loweredWithType(node, "then", context), loweredWithType(node, "else", context)];
  return condition && (whenTrue || whenFalse) ? { kind: "conditional", if: condition, whenTrue, whenFalse } : undefined;
}

function contains(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schema = lowered(node, "contains", context);
  const [min, max] = [numberAt(node, "minContains") ?? 1, numberAt(node, "maxContains")];
  return schema && (min > 0 || max !== undefined) ? { kind: "contains", schema, min, max } : undefined;
}

function propertyNames(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schema = lowered(node, "propertyNames", context);
  if (!schema || isOpen(schema)) return undefined;
  // A name is a string, whether the schema says so or not.
  return { kind: "propertyNames", schema: schema.kind === "text" ? { ...schema, isImplied: false } : schema };
}

function dependentRequired(node: Node<JsonObject>): Check | undefined {
  const dependent = objectAt(node, "dependentRequired");
  const names = entriesOf(dependent).map(([property]) => ({
    property,
    required: dependent
      ? itemsAt(dependent, property).flatMap(({ value }) => (typeof value === "string" ? [value] : []))
      : [],
  }));
  const telling = names.filter(({ required }) => required.length > 0);
  return telling.length > 0 ? { kind: "dependentRequired", names: telling } : undefined;
}

function dependentSchemas(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schemas = entriesOf(objectAt(node, "dependentSchemas")).map(([property, schema]) => ({
    property,
    schema: context.lower(withTypeOf(node, schema)),
  }));
  return schemas.length > 0 ? { kind: "dependentSchemas", schemas } : undefined;
}

function otherProperties(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schema = lowered(node, "unevaluatedProperties", context);
  if (!schema || isOpen(schema)) return undefined;
  const known = knownProperties(node, context);
  if (known.all) return undefined;
  return { kind: "otherProperties", known, schema: schema.kind === "never" ? undefined : schema };
}

function otherItems(node: Node<JsonObject>, context: SchemaContext): Check | undefined {
  const schema = lowered(node, "unevaluatedItems", context);
  if (!schema || isOpen(schema)) return undefined;
  const known = knownItems(node, context);
  if (known.count === "all") return undefined;
  return { kind: "otherItems", known, schema: schema.kind === "never" ? undefined : schema };
}

function isOpen(schema: Schema): boolean {
  return schema.kind === "unknown" && !schema.checks;
}

const jsonTypes: readonly JsonType[] = ["null", "boolean", "object", "array", "number", "integer", "string"];

/** The `type` beside a composition, whose values may have the `possible` types. Most repeat what those say already. */
export function typeCheck(node: Node<JsonObject>, possible: ReadonlySet<ValueType>): Check | undefined {
  const types = jsonTypes.filter((type) => typesOf(node).includes(type));
  const admitted = types.flatMap(valueTypes);
  if (types.length === 0 || [...possible].every((type) => admitted.includes(type))) return undefined;
  return { kind: "type", types };
}
