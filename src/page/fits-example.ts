import type { Api } from "../model/api.js";
import type { JsonValue, ObjectSchema, Schema } from "../model/schema.js";

type JsonObject = { readonly [key: string]: JsonValue };

/** How deep an example is looked into; what is deeper is taken as it is. */
const deepest = 12;

/**
 * Whether the compiler would take a document's example for its schema. It is about types alone, as they are sent: documents have
 * examples of older versions, numbers as texts, and answers where requests are meant.
 */
export function fitsExample(value: JsonValue, schema: Schema, api: Api, depth = 0): boolean {
  if (depth > deepest) return true;
  const fits = (inner: JsonValue, as: Schema): boolean => fitsExample(inner, as, api, depth + 1);
  if (value === null && schema.nullable) return true;
  switch (schema.kind) {
    case "reference": {
      const target = api.schemas.get(schema.target)?.schema;
      return target !== undefined && fits(value, target);
    }
    case "const":
      return value === schema.value;
    case "enum":
      return schema.values.includes(value);
    case "union":
      return schema.variants.some((variant) => fits(value, variant));
    case "intersection":
      return schema.members.every((member) => fits(value, member));
    case "array":
      return Array.isArray(value) && value.every((item) => fits(item, schema.items));
    case "object":
      return isObject(value) && objectFits(value, schema, fits);
    case "text":
      return typeof value === "string";
    case "numeric":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "unknown":
      return true;
    case "tuple":
    case "binary":
    case "never":
      return false;
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectFits(
  value: JsonObject,
  { properties, additional }: ObjectSchema,
  fits: (value: JsonValue, schema: Schema) => boolean,
): boolean {
  const known = new Map(properties.map((property) => [property.wireName, property]));
  const isWhole = properties.every(
    ({ wireName, required, schema }) => !required || schema.access === "read" || Object.hasOwn(value, wireName),
  );
  return (
    isWhole &&
    Object.entries(value).every(([key, entry]) => {
      const property = known.get(key);
      if (property) return property.schema.access !== "read" && fits(entry, property.schema);
      return typeof additional === "object" && fits(entry, additional);
    })
  );
}
