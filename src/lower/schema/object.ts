import type { ObjectSchema, PatternProperty, Property } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, entriesOf, type Node, numberAt, objectAt, originOf, valuesAt } from "../node.js";
import { bareBase, schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { compiledPattern } from "./pattern.js";
import { hasAny, keywordsOfType } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const objectRule: SchemaRule = {
  name: "object",
  because: "last: many documents leave `type: object` out, so any keyword of objects is enough",
  matches: (node) => nonNullTypes(node)[0] === "object" || isImplied(node),
  lower: (node, context) => {
    const patterns = patternProperties(node, context);
    return {
      kind: "object",
      ...schemaBase(node, context),
      properties: properties(node, context),
      additional: additional(node, context),
      ...(patterns.length > 0 && { patterns }),
      minProperties: numberAt(node, "minProperties"),
      maxProperties: numberAt(node, "maxProperties"),
      ...(isImplied(node) && { isImplied: true }),
    };
  },
};

function isImplied(node: Node<JsonObject>): boolean {
  return typesOf(node).length === 0 && hasAny(node, keywordsOfType.object);
}

/** The declared properties, and those that are required without being declared. */
function properties(node: Node<JsonObject>, context: SchemaContext): readonly Property[] {
  const required = new Set(valuesAt(node, "required").flatMap((value) => (typeof value === "string" ? [value] : [])));
  const declared = entriesOf(objectAt(node, "properties")).map(([wireName, schema]) => ({
    wireName,
    required: required.has(wireName),
    schema: context.lower(schema),
  }));
  const names = new Set(declared.map(({ wireName }) => wireName));
  const undeclared = [...required].filter((name) => !names.has(name) && !isPatternName(name, node, context));
  return [...declared, ...undeclared.map((wireName) => undeclaredProperty(wireName, node, context))];
}

/**
 * RAML 1.0 writes a pattern of names as `/^x-/`, and `//` for any: converters to OpenAPI leave it among the required
 * names, where no object has it. https://github.com/raml-org/raml-spec/blob/master/versions/raml-10/raml-10.md#additional-properties
 */
function isPatternName(name: string, node: Node<JsonObject>, context: SchemaContext): boolean {
  // Not a comment, which is no pattern either.
  if (!/^\/(?!\*).*\/$/.test(name)) return false;
  context.diagnostics.report("lower/required-pattern", originOf(context, child(node, "required") ?? node), { name });
  return true;
}

/** Its value is whatever `additionalProperties` says of the rest, and something has to be there. */
function undeclaredProperty(wireName: string, node: Node<JsonObject>, context: SchemaContext): Property {
  const rest = objectAt(node, "patternProperties") ? undefined : child(node, "additionalProperties");
  const schema = rest ? context.lower(rest) : { kind: "unknown" as const, ...bareBase(node, context) };
  return { wireName, required: true, schema };
}

function patternProperties(node: Node<JsonObject>, context: SchemaContext): readonly PatternProperty[] {
  return entriesOf(objectAt(node, "patternProperties")).flatMap(([source, schema]) => {
    const pattern = compiledPattern(source, schema, context);
    return pattern ? [{ pattern, schema: context.lower(schema) }] : [];
  });
}

function additional(node: Node<JsonObject>, context: SchemaContext): ObjectSchema["additional"] {
  const found = child(node, "additionalProperties");
  if (!found) return "open";
  if (found.value === false) return "closed";
  if (found.value === true || (asObject(found) && Object.keys(found.value ?? {}).length === 0)) {
    return { kind: "unknown", ...bareBase(found, context) };
  }
  return context.lower(found);
}
