import type { Api } from "../model/api.js";
import type { Schema, SchemaId } from "../model/schema.js";
import { childSchemas, walkSchema } from "../model/walk.js";
import type { TypeOptions } from "./type-options.js";

/** Scalars that are objects of their own in TypeScript and something else on the wire. */
export type TypedValue = "date" | "bigint";

export interface TypedValuesPlan {
  /** True where some value of the SDK may be typed. */
  readonly any: boolean;
  /** What the schema's own values are; undefined where they are what they are on the wire. */
  of(schema: Schema): TypedValue | undefined;
  /** Whether the schema has typed values anywhere inside, through references too. */
  within(schema: Schema): boolean;
}

const longFormats: readonly (string | undefined)[] = ["int64", "uint64"];

/** `types.dates` and `types.int64`: which schemas they are about. */
export function planTypedValues(api: Api, { dates, int64 }: TypeOptions): TypedValuesPlan {
  if (dates === "string" && int64 === "number") return { any: false, of: () => undefined, within: () => false };
  const of = (schema: Schema): TypedValue | undefined => {
    // Values of any type besides: nothing says which of them are meant.
    if ("isImplied" in schema && schema.isImplied) return undefined;
    if (schema.kind === "text" && dates === "date" && schema.format === "date-time") return "date";
    if (schema.kind === "numeric" && int64 === "bigint" && longFormats.includes(schema.format)) return "bigint";
    return undefined;
  };
  const holders = holdersOf(api, of);
  const within = (schema: Schema): boolean =>
    schema.kind === "reference"
      ? holders.has(schema.target)
      : of(schema) !== undefined || childSchemas(schema).some(within);
  return { any: true, of, within };
}

/** The named schemas that have a typed value inside, or refer to one that has. */
function holdersOf(api: Api, of: TypedValuesPlan["of"]): ReadonlySet<SchemaId> {
  const users = new Map<SchemaId, SchemaId[]>();
  const pending: SchemaId[] = [];
  for (const [id, { schema }] of api.schemas) {
    walkSchema(schema, (inner) => {
      if (of(inner) !== undefined) pending.push(id);
      if (inner.kind === "reference") users.set(inner.target, [...(users.get(inner.target) ?? []), id]);
    });
  }
  const holders = new Set<SchemaId>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (holders.has(next)) continue;
    holders.add(next);
    pending.push(...(users.get(next) ?? []));
  }
  return holders;
}
