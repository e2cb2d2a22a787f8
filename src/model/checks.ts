import type { Check, KnownItems, KnownProperties, KnownWhen, Schema } from "./schema.js";

type Change = (inner: Schema) => Schema;

/** The check with each schema directly inside it replaced. */
export function mapCheck(check: Check, change: Change): Check {
  switch (check.kind) {
    case "matches":
    case "not":
    case "contains":
    case "propertyNames":
      return { ...check, schema: change(check.schema) };
    case "conditional":
      return {
        ...check,
        if: change(check.if),
        whenTrue: check.whenTrue && change(check.whenTrue),
        whenFalse: check.whenFalse && change(check.whenFalse),
      };
    case "dependentSchemas":
      return { ...check, schemas: check.schemas.map((entry) => ({ ...entry, schema: change(entry.schema) })) };
    case "otherProperties":
      return { ...check, known: mapProperties(check.known, change), schema: check.schema && change(check.schema) };
    case "otherItems":
      return { ...check, known: mapItems(check.known, change), schema: check.schema && change(check.schema) };
    default:
      return check;
  }
}

/** The schemas directly inside the check. */
export function checkSchemas(check: Check): readonly Schema[] {
  const schemas: Schema[] = [];
  mapCheck(check, (schema) => {
    schemas.push(schema);
    return schema;
  });
  return schemas;
}

function mapProperties(known: KnownProperties, change: Change): KnownProperties {
  return { ...known, when: known.when.map((branch) => mapWhen(branch, change, mapProperties)) };
}

function mapItems(known: KnownItems, change: Change): KnownItems {
  return {
    ...known,
    contains: known.contains.map(change),
    when: known.when.map((branch) => mapWhen(branch, change, mapItems)),
  };
}

function mapWhen<Known>(
  branch: KnownWhen<Known>,
  change: Change,
  mapKnown: (known: Known, change: Change) => Known,
): KnownWhen<Known> {
  return {
    if: typeof branch.if === "string" ? branch.if : change(branch.if),
    whenTrue: branch.whenTrue && mapKnown(branch.whenTrue, change),
    whenFalse: branch.whenFalse && mapKnown(branch.whenFalse, change),
  };
}
