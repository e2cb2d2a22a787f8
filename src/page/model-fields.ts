import type { Api } from "../model/api.js";
import type { Property, Schema, SchemaId } from "../model/schema.js";

/** A property of a model, and the named schema that it comes from; undefined where it is the model's own. */
export interface ModelField {
  readonly property: Property;
  readonly from: SchemaId | undefined;
}

/**
 * The properties of an object, with those of what it is composed of by `allOf`; none where a value may be something else. A property
 * that several parts declare is told once, by the part that is nearest to the model.
 */
export function modelFields(schema: Schema, api: Api): readonly ModelField[] {
  const found = new Map<string, ModelField>();
  const visit = (part: Schema, from: SchemaId | undefined, seen: ReadonlySet<SchemaId>): void => {
    if (part.kind === "object") {
      for (const property of part.properties) {
        const known = found.get(property.wireName);
        // Required by one part, it is required of the whole.
        const isRequired = property.required || (known?.property.required ?? false);
        const field = known ?? { property, from };
        found.set(property.wireName, { ...field, property: { ...field.property, required: isRequired } });
      }
    } else if (part.kind === "intersection") {
      const own = part.members.filter(({ kind }) => kind !== "reference");
      for (const member of [...own, ...part.members.filter(({ kind }) => kind === "reference")])
        visit(member, from, seen);
    } else if (part.kind === "reference" && !seen.has(part.target)) {
      const target = api.schemas.get(part.target);
      if (target) visit(target.schema, part.target, new Set([...seen, part.target]));
    }
  };
  if (schema.kind === "object" || schema.kind === "intersection") visit(schema, undefined, new Set());
  return [...found.values()];
}
