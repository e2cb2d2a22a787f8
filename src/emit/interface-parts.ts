import type { IntersectionSchema, ObjectSchema, Property, ReferenceSchema, Schema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { EmitInput } from "./emitter.js";

type Input = Pick<EmitInput, "api" | "plan">;

/** An `allOf` that can be written as one interface: what it extends, and what it adds. */
export interface InterfaceParts {
  readonly bases: readonly ReferenceSchema[];
  readonly own: ObjectSchema;
  /** What it inherits and what it adds. */
  readonly all: readonly Property[];
}

/**
 * `allOf` of named objects and of objects written in place is an interface that extends the former and has the
 * properties of the latter. Undefined where that would not say the same, or would not compile: then it stays `A & B`.
 */
export function interfaceParts(schema: Schema, input: Input): InterfaceParts | undefined {
  if (schema.kind !== "intersection" || schema.nullable) return undefined;
  const known = partsOf.get(input.plan) ?? new Map<Schema, InterfaceParts | undefined>();
  partsOf.set(input.plan, known);
  if (!known.has(schema)) known.set(schema, findParts(schema, input));
  return known.get(schema);
}

// A tower of schemas over schemas is climbed once, not once for each of its floors.
const partsOf = new WeakMap<ClientPlan, Map<Schema, InterfaceParts | undefined>>();

function findParts(schema: IntersectionSchema, input: Input): InterfaceParts | undefined {
  const bases = schema.members.filter((member) => member.kind === "reference");
  const inline = schema.members.filter((member) => member.kind === "object");
  if (bases.length + inline.length < schema.members.length) return undefined;
  if (schema.members.some(({ nullable }) => nullable)) return undefined;
  if (inline.some(({ additional, patterns = [] }) => typeof additional !== "string" || patterns.length > 0))
    return undefined;
  const inherited = bases.map((base) => allProperties(base, input));
  if (!inherited.every((properties) => properties !== undefined)) return undefined;
  const properties = inline.flatMap((member) => member.properties);
  if (bases.length + properties.length === 0 || !isConsistent(inherited.flat(), properties, input)) return undefined;
  const own: ObjectSchema = { ...(inline[0] ?? emptyObject(schema)), properties, additional: "open" };
  return { bases, own, all: [...inherited.flat(), ...properties] };
}

function emptyObject({ origin }: Schema): ObjectSchema {
  return {
    kind: "object",
    origin,
    nullable: false,
    access: "both",
    deprecated: false,
    examples: [],
    properties: [],
    additional: "open",
  };
}

/** All properties of an object type, its bases' included; undefined where it is no object type that can be extended. */
function allProperties({ target }: ReferenceSchema, input: Input): readonly Property[] | undefined {
  const schema = input.api.schemas.get(target)?.schema;
  if (schema?.kind === "object" && !schema.nullable && schema.properties.length > 0) {
    return typeof schema.additional === "string" ? schema.properties : undefined;
  }
  // Ends: a schema that is nothing but itself has been broken up in `lower`.
  return schema && interfaceParts(schema, input)?.all;
}

/** No two bases share a property, and none is declared again unless what is declared is plainly narrower. */
function isConsistent(inherited: readonly Property[], own: readonly Property[], input: Input): boolean {
  const known = new Map<string, Property>();
  for (const property of inherited) {
    if (known.has(property.wireName)) return false;
    known.set(property.wireName, property);
  }
  const names = new Set(own.map(({ wireName }) => wireName));
  return (
    names.size === own.length && own.every((property) => isNarrower(property, known.get(property.wireName), input))
  );
}

function isNarrower(own: Property, base: Property | undefined, { plan, api }: Input): boolean {
  if (!base) return true;
  if (base.required && !own.required) return false;
  if (own.schema.nullable && !base.schema.nullable) return false;
  if (base.schema.kind === "unknown") return true;
  // The very schema, declared again where it becomes required.
  const { pointer, source } = base.schema.origin;
  if (own.schema.origin.pointer === pointer && own.schema.origin.source === source) return true;
  const target = base.schema.kind === "reference" ? api.schemas.get(base.schema.target)?.schema : base.schema;
  if (target?.kind === "enum") {
    return (literalTexts(own.schema) ?? [undefined]).every(
      (value) => value !== undefined && target.values.includes(value),
    );
  }
  if (base.schema.kind !== "text" || plan.typedValues.of(own.schema) !== plan.typedValues.of(base.schema)) return false;
  return own.schema.kind === "text" || literalTexts(own.schema) !== undefined;
}

/** The texts that the schema lists; undefined where it admits anything else. */
function literalTexts(schema: Schema): readonly string[] | undefined {
  if (schema.kind === "union" && schema.discriminator === undefined) {
    const lists = schema.variants.map(literalTexts);
    return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  }
  const values = schema.kind === "const" ? [schema.value] : schema.kind === "enum" ? schema.values : undefined;
  return values?.every((value) => typeof value === "string") ? values : undefined;
}
