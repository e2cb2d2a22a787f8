import type { Api } from "../../model/api.js";
import { mapSchema } from "../../model/map.js";
import type { IntersectionSchema, NamedSchema, ObjectSchema, Property, Schema, SchemaId } from "../../model/schema.js";
import { walkSchema } from "../../model/walk.js";
import { outerAnnotations } from "../schema/base.js";

type Schemas = ReadonlyMap<SchemaId, NamedSchema>;

/**
 * `required` beside `allOf` asks for properties that a member declares. By itself it says nothing of their values, and so
 * they would be `unknown` and, in the member, still optional: here they become required where they are declared.
 */
export function completeRequired(api: Api): Api {
  const schemas = new Map(api.schemas);
  for (const [id, named] of api.schemas) {
    if (!asksForMore(named.schema)) continue;
    schemas.set(id, { ...named, schema: completed(named.schema, api.schemas) });
  }
  return { ...api, schemas };
}

function asksForMore(schema: Schema): boolean {
  let found = false;
  walkSchema(schema, (inner) => {
    found ||= inner.kind === "intersection" && inner.members.some((member) => askedFor(member).length > 0);
  });
  return found;
}

/** The properties that the member requires without saying anything of them. */
function askedFor(member: Schema): readonly Property[] {
  return member.kind === "object" ? member.properties.filter(isBare) : [];
}

function isBare({ required, schema }: Property): boolean {
  return required && schema.kind === "unknown" && schema.checks === undefined && schema.description === undefined;
}

function completed(schema: Schema, schemas: Schemas): Schema {
  const inner = mapSchema(schema, (part) => completed(part, schemas));
  if (inner.kind !== "intersection") return inner;
  const moved = inner.members.reduce<IntersectionSchema>(requiredInPlace, inner);
  return joined({ ...moved, members: moved.members.map((member) => declared(member, moved.members, schemas)) });
}

/** What an object among the members declares becomes required there, and the member that asks for it need not. */
function requiredInPlace(whole: IntersectionSchema, asking: Schema): IntersectionSchema {
  if (asking.kind !== "object" || asking.additional !== "open" || asking.patterns) return whole;
  const names = new Set(askedFor(asking).map(({ wireName }) => wireName));
  const holder = whole.members.find(
    (member): member is ObjectSchema =>
      member.kind === "object" &&
      member !== asking &&
      !member.nullable &&
      (asking.isImplied === true || !member.isImplied) &&
      member.properties.some((property) => names.has(property.wireName) && !isBare(property)),
  );
  if (!holder) return whole;
  const found = new Set(holder.properties.filter((property) => !isBare(property)).map(({ wireName }) => wireName));
  const less = {
    ...asking,
    properties: asking.properties.filter((property) => !(isBare(property) && found.has(property.wireName))),
  };
  const more = {
    ...holder,
    properties: holder.properties.map((property) =>
      names.has(property.wireName) ? { ...property, required: true } : property,
    ),
  };
  const members = whole.members.flatMap((member) => {
    if (member === holder) return [more];
    if (member !== asking) return [member];
    return saysNothing(less) ? [] : [less];
  });
  return { ...whole, members };
}

/** Beside another object. */
function saysNothing({ properties, minProperties, maxProperties, checks }: ObjectSchema): boolean {
  return [minProperties, maxProperties, checks].every((keyword) => keyword === undefined) && properties.length === 0;
}

/** What a member refers to declares is declared again. */
function declared(member: Schema, members: readonly Schema[], schemas: Schemas): Schema {
  if (member.kind !== "object" || askedFor(member).length === 0) return member;
  const others = members.filter((other) => other !== member);
  const properties = member.properties.map((property) => {
    if (!isBare(property)) return property;
    const found = others.map((other) => declaredBy(other, property.wireName, schemas, new Set()));
    const schema = found.find((one) => one !== undefined);
    return schema ? { ...property, schema } : property;
  });
  return { ...member, properties };
}

function declaredBy(schema: Schema, name: string, schemas: Schemas, seen: ReadonlySet<SchemaId>): Schema | undefined {
  if (schema.kind === "object") {
    return schema.properties.find((property) => property.wireName === name && !isBare(property))?.schema;
  }
  if (schema.kind === "intersection") {
    const found = schema.members.map((member) => declaredBy(member, name, schemas, seen));
    return found.find((one) => one !== undefined);
  }
  if (schema.kind !== "reference" || seen.has(schema.target)) return undefined;
  const target = schemas.get(schema.target);
  return target && declaredBy(target.schema, name, schemas, new Set([...seen, schema.target]));
}

/** A member that is left alone is the whole. */
function joined(schema: IntersectionSchema): Schema {
  const [only, ...others] = schema.members;
  return only && others.length === 0 ? { ...only, ...outerAnnotations(schema, only) } : schema;
}
