import type { Api } from "../../model/api.js";
import { mapSchema } from "../../model/map.js";
import type { NamedSchema, Property, Schema, SchemaBase, SchemaId, UnionSchema } from "../../model/schema.js";
import { walkSchema } from "../../model/walk.js";
import { tagSchema } from "../schema/discriminator.js";

type Schemas = ReadonlyMap<SchemaId, NamedSchema>;

/**
 * A variant whose tag is any text to the document becomes one with the values that the discriminator maps to it. So the
 * tag tells the variants apart, in the program and in the check, as it does where the variants say it themselves.
 */
export function tagVariants(api: Api): Api {
  const schemas = new Map(api.schemas);
  for (const [id, named] of api.schemas) {
    if (hasTags(named.schema)) schemas.set(id, { ...named, schema: tagged(named.schema, api.schemas) });
  }
  return { ...api, schemas };
}

function hasTags(schema: Schema): boolean {
  let found = false;
  walkSchema(schema, (inner) => {
    found ||= inner.kind === "union" && inner.tags !== undefined;
  });
  return found;
}

function tagged(schema: Schema, schemas: Schemas): Schema {
  const inner = mapSchema(schema, (part) => tagged(part, schemas));
  if (inner.kind !== "union" || !inner.tags) return inner;
  return { ...inner, variants: inner.variants.map((variant) => withTag(variant, inner, schemas)) };
}

function withTag(variant: Schema, { discriminator, tags }: UnionSchema, schemas: Schemas): Schema {
  const values = variant.kind === "reference" ? tags?.get(variant.target) : undefined;
  if (discriminator === undefined || !values) return variant;
  const declared = declarations(variant, discriminator, schemas, new Set());
  if (!declared.every(({ schema }) => isAnyText(schema, schemas)) || !isObject(variant, schemas)) return variant;
  const { nullable, ...rest } = variant;
  const tag: Property = {
    wireName: discriminator,
    required: declared.length === 0 || declared.some(({ required }) => required),
    schema: tagSchema(values, { ...bare(variant), access: declared[0]?.schema.access ?? "both" }),
  };
  return {
    ...bare(variant),
    kind: "intersection",
    nullable,
    members: [
      { ...rest, nullable: false },
      { ...bare(variant), kind: "object", properties: [tag], additional: "open" },
    ],
  };
}

function bare({ origin }: Schema): SchemaBase {
  return { origin, nullable: false, access: "both", deprecated: false, examples: [] };
}

function declarations(
  schema: Schema,
  name: string,
  schemas: Schemas,
  seen: ReadonlySet<SchemaId>,
): readonly Property[] {
  const inner = (part: Schema): readonly Property[] => declarations(part, name, schemas, seen);
  if (schema.kind === "object") return schema.properties.filter(({ wireName }) => wireName === name);
  if (schema.kind === "intersection") return schema.members.flatMap(inner);
  if (schema.kind === "union") return schema.variants.flatMap(inner);
  if (schema.kind !== "reference" || seen.has(schema.target)) return [];
  const target = schemas.get(schema.target);
  return target ? declarations(target.schema, name, schemas, new Set([...seen, schema.target])) : [];
}

/** GitHub's list of a folder is a variant, and "array" its tag: nothing that is no object can have one. */
function isObject(schema: Schema, schemas: Schemas, seen: ReadonlySet<SchemaId> = new Set()): boolean {
  const inner = (part: Schema): boolean => isObject(part, schemas, seen);
  if (schema.kind === "intersection") return schema.members.some(inner);
  if (schema.kind === "union") return schema.variants.every(inner);
  if (schema.kind !== "reference") return schema.kind === "object";
  const target = seen.has(schema.target) ? undefined : schemas.get(schema.target);
  return target !== undefined && isObject(target.schema, schemas, new Set([...seen, schema.target]));
}

/** The document says no more of it than that it is text. */
function isAnyText(schema: Schema, schemas: Schemas, seen: ReadonlySet<SchemaId> = new Set()): boolean {
  if (schema.kind !== "reference") return schema.kind === "unknown" || schema.kind === "text";
  const target = seen.has(schema.target) ? undefined : schemas.get(schema.target);
  return target !== undefined && isAnyText(target.schema, schemas, new Set([...seen, schema.target]));
}
