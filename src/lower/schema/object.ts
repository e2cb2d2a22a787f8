import type { ObjectSchema, Property } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, entriesOf, itemsAt, type Node, numberAt, objectAt } from "../node.js";
import { bareBase, nonNullTypes, schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";

export const objectRule: SchemaRule = {
  name: "object",
  because: "last: many documents leave `type: object` out, so any keyword of objects is enough",
  matches: (node) =>
    nonNullTypes(node)[0] === "object" ||
    (nonNullTypes(node).length === 0 &&
      ["properties", "additionalProperties", "required"].some((keyword) => Object.hasOwn(node.value, keyword))),
  lower: (node, context) => ({
    kind: "object",
    ...schemaBase(node, context),
    properties: properties(node, context),
    additional: additional(node, context),
    minProperties: numberAt(node, "minProperties"),
    maxProperties: numberAt(node, "maxProperties"),
  }),
};

/** The declared properties, and those that are required without being declared. */
function properties(node: Node<JsonObject>, context: SchemaContext): readonly Property[] {
  const required = new Set(
    itemsAt(node, "required").flatMap(({ value }) => (typeof value === "string" ? [value] : [])),
  );
  const declared = entriesOf(objectAt(node, "properties")).map(([wireName, schema]) => ({
    wireName,
    required: required.has(wireName),
    schema: context.lower(schema),
  }));
  const names = new Set(declared.map(({ wireName }) => wireName));
  const undeclared = [...required].filter((name) => !names.has(name));
  return [
    ...declared,
    ...undeclared.map(
      (wireName): Property => ({
        wireName,
        required: true,
        schema: { kind: "unknown", ...bareBase(node, context) },
      }),
    ),
  ];
}

function additional(node: Node<JsonObject>, context: SchemaContext): ObjectSchema["additional"] {
  const found = child(node, "additionalProperties");
  if (!found) return "open";
  // JSON Schema 2020-12, 10.3.2.3: it is about names that no pattern matches; which those are is not known here.
  if (Object.keys(objectAt(node, "patternProperties")?.value ?? {}).length > 0) {
    return { kind: "unknown", ...bareBase(found, context) };
  }
  if (found.value === false) return "closed";
  if (found.value === true || (asObject(found) && Object.keys(found.value ?? {}).length === 0)) {
    return { kind: "unknown", ...bareBase(found, context) };
  }
  return context.lower(found);
}
