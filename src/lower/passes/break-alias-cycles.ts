import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import type { Api } from "../../model/api.js";
import { matchSchema, type SchemaHandlers } from "../../model/match.js";
import type { NamedSchema, Schema, SchemaId } from "../../model/schema.js";

/**
 * A schema that is nothing but itself (`A` is `B`, `B` is `A`, also through unions and intersections) describes no value
 * and is no type. Each such reference is read as unknown. Cycles through properties and items are fine and stay.
 */
export function breakAliasCycles(api: Api, diagnostics: Diagnostics): Api {
  const cyclic = cyclicIds(api.schemas);
  if (cyclic.size === 0) return api;
  const schemas = new Map<SchemaId, NamedSchema>();
  for (const [id, named] of api.schemas) {
    if (!cyclic.has(id)) schemas.set(id, named);
    else {
      diagnostics.report("lower/circular-alias", named.schema.origin, { name: named.nameHint.join(" ") });
      schemas.set(id, { ...named, schema: { ...named.schema, kind: "unknown" } });
    }
  }
  return { ...api, schemas };
}

/** The ids from which a walk over aliases alone comes back to them. */
function cyclicIds(schemas: ReadonlyMap<SchemaId, NamedSchema>): ReadonlySet<SchemaId> {
  const targets = new Map([...schemas].map(([id, { schema }]) => [id, aliasTargets(schema)]));
  return new Set([...schemas.keys()].filter((id) => (targets.get(id) ?? []).length > 0 && reaches(id, targets)));
}

function reaches(start: SchemaId, targets: ReadonlyMap<SchemaId, readonly SchemaId[]>): boolean {
  const seen = new Set<SchemaId>();
  const pending = [...(targets.get(start) ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(targets.get(next) ?? []));
  }
  return false;
}

const none = (): readonly SchemaId[] => [];

/** What the schema is, rather than what it has. */
const aliases: SchemaHandlers<readonly SchemaId[]> = {
  unknown: none,
  never: none,
  null: none,
  boolean: none,
  text: none,
  numeric: none,
  binary: none,
  const: none,
  enum: none,
  array: none,
  tuple: none,
  object: none,
  reference: ({ target }) => [target],
  union: ({ variants }) => variants.flatMap(aliasTargets),
  intersection: ({ members }) => members.flatMap(aliasTargets),
};

function aliasTargets(schema: Schema): readonly SchemaId[] {
  return matchSchema(schema, aliases, undefined);
}
