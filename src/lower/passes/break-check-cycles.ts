import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import type { Api } from "../../model/api.js";
import { checkSchemas } from "../../model/checks.js";
import { mapSchema } from "../../model/map.js";
import type { Check, NamedSchema, Schema, SchemaId } from "../../model/schema.js";

/**
 * A schema whose check leads back to it with the same value (`A` is whatever is not `A`) has no answer, and whoever looks
 * for one never ends. Each such check is left out. Checks of items and properties look at smaller values, and end.
 */
export function breakCheckCycles(api: Api, diagnostics: Diagnostics): Api {
  const suspects = [...api.schemas.values()].filter(({ schema }) => hasCheckedReference(schema));
  if (suspects.length === 0) return api;
  const schemas = new Map<SchemaId, NamedSchema>(api.schemas);
  const weaker = new Set<SchemaId>();
  for (const named of suspects) {
    const schema = withoutCycles(named.schema, {
      leadsBack: (check) => comesTo((id) => id === named.id, checkTargets(check), schemas),
      report: (keyword, inner) => {
        weaker.add(named.id);
        diagnostics.report("lower/circular-check", inner.origin, { keyword, name: named.nameHint.join(" ") });
      },
    });
    schemas.set(named.id, { ...named, schema });
  }
  if (weaker.size > 0) {
    const isUnsure = (check: Check): boolean => comesTo((id) => weaker.has(id), checkTargets(check), schemas);
    for (const named of schemas.values()) {
      schemas.set(named.id, { ...named, schema: withoutUnsure(named.schema, isUnsure) });
    }
  }
  return { ...api, schemas };
}

/** A schema that has lost a check accepts too much, and whatever is not it would refuse too much: that is not checked either. */
function withoutUnsure(schema: Schema, isUnsure: (check: Check) => boolean): Schema {
  const inner = mapSchema(schema, (part) => withoutUnsure(part, isUnsure));
  return withKept(inner, (check) => check.kind !== "not" || !isUnsure(check));
}

interface Cycles {
  leadsBack(check: Check): boolean;
  report(keyword: string, holder: Schema): void;
}

/** The schema less the checks that lead back to it, wherever they look at the very value. */
function withoutCycles(schema: Schema, cycles: Cycles): Schema {
  const inner = withParts(schema, (part) => withoutCycles(part, cycles));
  return withKept(inner, (check) => {
    const isCircular = cycles.leadsBack(check);
    if (isCircular) cycles.report(keywords[check.kind], schema);
    return !isCircular;
  });
}

function withKept(schema: Schema, isKept: (check: Check) => boolean): Schema {
  const kept = schema.checks?.filter(isKept);
  if (kept === undefined || kept.length === schema.checks?.length) return schema;
  const { checks: _, ...rest } = schema;
  return kept.length === 0 ? rest : { ...rest, checks: kept };
}

function withParts(schema: Schema, change: (part: Schema) => Schema): Schema {
  if (schema.kind === "union") return { ...schema, variants: schema.variants.map(change) };
  return schema.kind === "intersection" ? { ...schema, members: schema.members.map(change) } : schema;
}

const keywords: Readonly<Record<Check["kind"], string>> = {
  type: "type",
  matches: "allOf",
  not: "not",
  conditional: "if",
  contains: "contains",
  propertyNames: "propertyNames",
  dependentRequired: "dependentRequired",
  dependentSchemas: "dependentSchemas",
  otherProperties: "unevaluatedProperties",
  otherItems: "unevaluatedItems",
};

function hasCheckedReference(schema: Schema): boolean {
  return (
    (schema.checks ?? []).some((check) => checkTargets(check).length > 0) || parts(schema).some(hasCheckedReference)
  );
}

function comesTo(
  isGoal: (id: SchemaId) => boolean,
  from: readonly SchemaId[],
  schemas: ReadonlyMap<SchemaId, NamedSchema>,
): boolean {
  const seen = new Set<SchemaId>();
  const pending = [...from];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isGoal(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const named = schemas.get(next);
    if (named) pending.push(...targets(named.schema));
  }
  return false;
}

/** The named schemas that the same value is given to. */
function targets(schema: Schema): readonly SchemaId[] {
  if (schema.kind === "reference") return [schema.target, ...(schema.checks ?? []).flatMap(checkTargets)];
  return [...parts(schema).flatMap(targets), ...(schema.checks ?? []).flatMap(checkTargets)];
}

function parts(schema: Schema): readonly Schema[] {
  if (schema.kind === "union") return schema.variants;
  return schema.kind === "intersection" ? schema.members : [];
}

function checkTargets(check: Check): readonly SchemaId[] {
  switch (check.kind) {
    case "contains":
    case "propertyNames":
      return [];
    // The schema of what is left looks at smaller values, the branches that tell what is known do not.
    case "otherProperties":
      return checkSchemas({ ...check, schema: undefined }).flatMap(targets);
    case "otherItems":
      return checkSchemas({ ...check, schema: undefined, known: { ...check.known, contains: [] } }).flatMap(targets);
    default:
      return checkSchemas(check).flatMap(targets);
  }
}
