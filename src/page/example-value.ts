import { objectKey, stringLiteral } from "../code/literal.js";
import type { Api } from "../model/api.js";
import type { JsonValue, Property, Schema, SchemaId, UnionSchema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import { fitsExample } from "./fits-example.js";

/** Longer examples of the document's own would hide the call. */
const longest = 400;

/** How many schemas may stand within each other, and from where on lists are left empty. */
const deepest = 8;
const deepestItems = 3;

/** Texts of the properties that an object of a choice must have besides: what tells it apart. */
type Fixed = ReadonlyMap<string, string>;

/** Makes values that the compiler accepts for a schema: the document's own example where it fits, or what must be there. */
export class ExampleValues {
  readonly #api: Api;
  readonly #plan: ClientPlan;

  constructor(api: Api, plan: ClientPlan) {
    this.#api = api;
    this.#plan = plan;
  }

  /** As TypeScript on one line. */
  of(schema: Schema, path: readonly SchemaId[] = [], fixed: Fixed = new Map()): string {
    return this.#given(schema, fixed) ?? this.#made(schema, path, fixed);
  }

  /** What the document gives, where it is short and of the right type; a `Date` or a bigint stands in no document. */
  #given(schema: Schema, fixed: Fixed): string | undefined {
    if (fixed.size > 0) return undefined;
    const values = this.#plan.typedValues;
    const given = [...schema.examples, ...(schema.default === undefined ? [] : [schema.default])].find(
      (value) => JSON.stringify(value).length <= longest && fitsExample(value, schema, this.#api),
    );
    if (given === undefined || given === null) return undefined;
    if (values.of(schema) === "date") return `new Date(${literalText(given)})`;
    if (values.of(schema) === "bigint") return Number.isSafeInteger(given) ? `${given}n` : undefined;
    return values.within(schema) ? undefined : literalText(given);
  }

  #made(schema: Schema, path: readonly SchemaId[], fixed: Fixed): string {
    switch (schema.kind) {
      case "reference": {
        const target = this.#api.schemas.get(schema.target)?.schema;
        return target && path.length < deepest ? this.of(target, [...path, schema.target], fixed) : "{}";
      }
      case "const":
        return literalText(schema.value);
      case "enum":
        return literalText(schema.values[0] ?? null);
      case "union":
        return this.#chosen(schema, path);
      case "intersection":
      case "object":
        return this.#object(this.#propertiesOf(schema, path), path, fixed);
      case "array":
        return path.length < deepestItems || (schema.minItems ?? 0) > 0 ? `[${this.of(schema.items, path)}]` : "[]";
      case "tuple":
        return `[${schema.items.map((item) => this.of(item, path)).join(", ")}]`;
      case "text":
        return this.#plan.typedValues.of(schema) === "date" ? 'new Date("2030-01-01T00:00:00Z")' : '"…"';
      case "numeric":
        return this.#plan.typedValues.of(schema) === "bigint" ? "1n" : "1";
      default:
        return plainValues[schema.kind];
    }
  }

  /** The first variant that does not lead back to where we are. */
  #chosen({ variants, discriminator, tags }: UnionSchema, path: readonly SchemaId[]): string {
    const isNew = (variant: Schema): boolean => variant.kind !== "reference" || !path.includes(variant.target);
    const variant = variants.find(isNew) ?? variants[0];
    if (!variant) return "undefined";
    const [tag] = (variant.kind === "reference" && tags?.get(variant.target)) || [];
    const isTagged = discriminator !== undefined && tag !== undefined;
    return this.of(variant, path, isTagged ? new Map([[discriminator, stringLiteral(tag)]]) : new Map());
  }

  #object(properties: readonly Property[], path: readonly SchemaId[], fixed: Fixed): string {
    const own = properties
      .filter(({ required, schema, wireName }) => required && schema.access !== "read" && !fixed.has(wireName))
      .map(({ wireName, schema }) => `${objectKey(wireName)}: ${this.of(schema, path)}`);
    return `{${padded([...[...fixed].map(([name, text]) => `${objectKey(name)}: ${text}`), ...own])}}`;
  }

  /** Of an object and all that it is composed of; of a choice within, those of the first variant. */
  #propertiesOf(schema: Schema, path: readonly SchemaId[]): readonly Property[] {
    switch (schema.kind) {
      case "object":
        return schema.properties;
      case "intersection":
        return merged(schema.members.flatMap((member) => this.#propertiesOf(member, path)));
      case "union":
        return schema.variants[0] ? this.#propertiesOf(schema.variants[0], path) : [];
      case "reference": {
        const target = path.includes(schema.target) ? undefined : this.#api.schemas.get(schema.target)?.schema;
        return target ? this.#propertiesOf(target, [...path, schema.target]) : [];
      }
      default:
        return [];
    }
  }
}

/** Each property once: required where one part requires it, of the schema of the part that says one. */
function merged(properties: readonly Property[]): readonly Property[] {
  const found = new Map<string, Property>();
  for (const property of properties) {
    const known = found.get(property.wireName);
    const schema = known && property.schema.kind === "unknown" ? known.schema : property.schema;
    const required = property.required || (known?.required ?? false);
    found.set(property.wireName, { ...property, schema, required });
  }
  return [...found.values()];
}

const plainValues = {
  boolean: "true",
  null: "null",
  binary: "new Blob([])",
  unknown: "{}",
  never: "undefined",
} as const;

function padded(entries: readonly string[]): string {
  return entries.length === 0 ? "" : ` ${entries.join(", ")} `;
}

function literalText(value: JsonValue): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literalText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${padded(Object.entries(value).map(([key, entry]) => `${objectKey(key)}: ${literalText(entry)}`))}}`;
}
