import ajvModule, { type ValidateFunction } from "@redocly/ajv";
import type { DocumentedApi, DocumentedExample } from "./documented-examples.js";

/** Whether another validator accepts an example. */
export type Witness = (example: DocumentedExample) => boolean;

/** Validates examples with ajv, straight from the document: it knows nothing of our model and of zod. */
export function callWitness({ schemas }: DocumentedApi): Witness {
  const ajv = new ajvModule.default({ strict: false, validateFormats: false, inlineRefs: false });
  ajv.addSchema({ components: { schemas: jsonSchema(schemas, "map") } }, "document");
  const compiled = new Map<string, ValidateFunction>();
  return ({ schema, value }) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(Object(jsonSchema(schema, "schema")));
    compiled.set(key, validate);
    // This ajv remembers what it was asked about an object, so it gets a new one.
    return validate(structuredClone(value));
  };
}

/** Says in JSON Schema what OpenAPI 3.0 says with `nullable`, and leaves out what is not a schema. */
function jsonSchema(value: unknown, position: "schema" | "map"): unknown {
  if (Array.isArray(value)) return value.map((item) => jsonSchema(item, "schema"));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (position === "map") return Object.fromEntries(entries.map(([key, item]) => [key, jsonSchema(item, "schema")]));
  const { nullable, ...rest } = Object.fromEntries(
    entries.filter(([key]) => !notSchemas.has(key)).map(([key, item]) => [key, keyword(key, item)]),
  );
  return nullable === true ? { anyOf: [{ type: "null" }, rest] } : rest;
}

function keyword(key: string, value: unknown): unknown {
  if (key === "enum" || key === "required") return value;
  if (key === "$ref") return `document${value}`;
  return jsonSchema(value, key === "properties" ? "map" : "schema");
}

const notSchemas = new Set(["example", "examples", "default", "discriminator", "xml", "externalDocs"]);
