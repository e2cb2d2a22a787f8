import { objectKey, stringLiteral } from "../code/literal.js";
import type { Api } from "../model/api.js";
import type { JsonValue, ObjectSchema, Schema } from "../model/schema.js";

/** How deep an example goes into objects that hold objects. */
const deepest = 3;

/** A value that the schema may accept, as TypeScript on one line: the document's own example, or what must be there. */
export function exampleValue(schema: Schema, api: Api, depth = 0): string {
  const [given] = [...schema.examples, ...(schema.default === undefined ? [] : [schema.default])];
  if (given !== undefined && JSON.stringify(given).length <= 200) return literalText(given);
  switch (schema.kind) {
    case "reference": {
      const target = api.schemas.get(schema.target)?.schema;
      return target && depth < deepest ? exampleValue(target, api, depth + 1) : "{}";
    }
    case "const":
      return literalText(schema.value);
    case "enum":
      return literalText(schema.values[0] ?? null);
    case "union":
      return schema.variants[0] ? exampleValue(schema.variants[0], api, depth + 1) : "undefined";
    case "intersection":
      return intersected(schema.members, api, depth);
    case "object":
      return `{${padded(properties(schema, api, depth))}}`;
    case "array":
      return depth < deepest ? `[${exampleValue(schema.items, api, depth + 1)}]` : "[]";
    case "tuple":
      return `[${schema.items.map((item) => exampleValue(item, api, depth + 1)).join(", ")}]`;
    default:
      return plainValues[schema.kind];
  }
}

const plainValues = {
  text: '"…"',
  numeric: "1",
  boolean: "true",
  null: "null",
  binary: "new Blob([])",
  unknown: "{}",
  never: "undefined",
} as const;

function properties({ properties: all }: ObjectSchema, api: Api, depth: number): readonly string[] {
  return all
    .filter(({ required, schema }) => required && schema.access !== "read")
    .map(({ wireName, schema }) => `${objectKey(wireName)}: ${exampleValue(schema, api, depth + 1)}`);
}

/** Objects are what is composed; the properties of all of them. */
function intersected(members: readonly Schema[], api: Api, depth: number): string {
  const parts = members.map((member) => exampleValue(member, api, depth + 1)).filter((text) => /^\{.*\}$/.test(text));
  return `{${padded(parts.map((text) => text.slice(1, -1).trim()).filter((text) => text !== ""))}}`;
}

function padded(entries: readonly string[]): string {
  return entries.length === 0 ? "" : ` ${entries.join(", ")} `;
}

function literalText(value: JsonValue): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literalText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${padded(Object.entries(value).map(([key, entry]) => `${objectKey(key)}: ${literalText(entry)}`))}}`;
}
