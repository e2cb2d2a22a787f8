import type { Api } from "../../model/api.js";
import type { Schema } from "../../model/schema.js";
import type { ClientPlan } from "../../plan/client-plan.js";

/** One version of an SDK. */
export interface Side {
  readonly api: Api;
  readonly plan: ClientPlan;
}

/** The schema that stands behind references; undefined where they lead in a circle or nowhere. */
export function resolved(schema: Schema, { api }: Side): Schema {
  let found = schema;
  const seen = new Set<string>();
  while (found.kind === "reference" && !seen.has(found.target)) {
    seen.add(found.target);
    const named = api.schemas.get(found.target);
    if (!named) break;
    // What is said beside the reference holds as well.
    found = found.nullable ? { ...named.schema, nullable: true } : named.schema;
  }
  return found;
}

/** The type as a reader of the change list knows it: short, with names where there are some. */
export function typeText(schema: Schema, side: Side): string {
  const text = bareText(schema, side);
  return schema.nullable && text !== "null" && text !== "unknown" ? `${text} | null` : text;
}

function bareText(schema: Schema, side: Side): string {
  switch (schema.kind) {
    case "reference":
      return side.plan.typeOf(schema.target).name.text;
    case "text":
      return "string";
    case "numeric":
      return "number";
    case "binary":
      return "binary";
    case "const":
      return JSON.stringify(schema.value);
    case "enum":
      return schema.values.map((value) => JSON.stringify(value)).join(" | ");
    case "array":
      return `${inner(schema.items, side)}[]`;
    case "tuple":
      return `[${schema.items.map((item) => typeText(item, side)).join(", ")}]`;
    case "union":
      return schema.variants.map((variant) => typeText(variant, side)).join(" | ");
    case "intersection":
      return schema.members.map((member) => inner(member, side)).join(" & ");
    case "object": {
      const names = schema.properties.map(({ wireName, required }) => (required ? wireName : `${wireName}?`));
      return names.length === 0 ? "object" : `{ ${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""} }`;
    }
    case "unknown":
    case "never":
    case "null":
    case "boolean":
      return schema.kind;
  }
}

function inner(schema: Schema, side: Side): string {
  const text = typeText(schema, side);
  return text.includes(" ") && !text.startsWith("{") ? `(${text})` : text;
}
