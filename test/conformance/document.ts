import type { JsonValue } from "../../src/model/schema.js";

/** The place of the tested schema in the document that holds it. */
export const schemaPlace = "/components/schemas/Tested";

export type Draft = "draft2020-12" | "draft4";

/** An OpenAPI document with the schema as its only component: 3.0 has the dialect of draft 4, 3.1 that of 2020-12. */
export function documentAround(schema: JsonValue, draft: Draft): string {
  return JSON.stringify({
    openapi: draft === "draft4" ? "3.0.4" : "3.1.1",
    info: { title: "Conformance", version: "1.0.0" },
    paths: {},
    // A document of its own refers to itself by "#"; here its root stands elsewhere.
    components: { schemas: { Tested: moved(schema) } },
  });
}

/** References to the schema's own root follow it; inside a resource with an `$id` they are relative to that. */
function moved(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return schema.map((item) => moved(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema);
  if (typeof Object.fromEntries(entries)["$id"] === "string") return schema;
  return Object.fromEntries(entries.map(([key, value]) => [key, movedMember(key, value)]));
}

/** Values of these keywords are data, not schemas. */
const data: ReadonlySet<string> = new Set(["const", "enum", "default", "examples", "example"]);

function movedMember(key: string, value: JsonValue): JsonValue {
  if (data.has(key)) return value;
  const isLocal = (key === "$ref" || key === "$dynamicRef") && typeof value === "string" && /^#(?:\/|$)/.test(value);
  return isLocal ? `#${schemaPlace}${value.slice(1)}` : moved(value);
}
