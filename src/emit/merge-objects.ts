import type { ObjectSchema, Schema } from "../model/schema.js";

/** Objects written in place are one object type where no two declare the same property; where two do, all stay apart. */
export function mergeObjects(members: readonly Schema[]): readonly Schema[] {
  const plain: readonly ObjectSchema[] = members.filter(isPlainObject);
  const [first, ...others] = plain;
  if (!first || others.length === 0) return members;
  const properties = plain.flatMap((member) => member.properties);
  if (new Set(properties.map(({ wireName }) => wireName)).size < properties.length) return members;
  const whole: ObjectSchema = { ...first, properties, additional: "open" };
  return members.flatMap((member): readonly Schema[] => {
    if (member === first) return [whole];
    return isPlainObject(member) ? [] : [member];
  });
}

/** One whose type is its properties alone. */
function isPlainObject(schema: Schema): schema is ObjectSchema {
  if (schema.kind !== "object" || schema.nullable || schema.properties.length === 0) return false;
  return typeof schema.additional === "string" && (schema.patterns ?? []).length === 0;
}
