/** RFC 8259 values as JavaScript ones. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Read members whose name comes from a document through `own`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for objects, false for arrays, null and the rest. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for arrays. `Array.isArray` alone does not narrow readonly ones. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A member that the object itself has: never `constructor` or `toString` of its prototype. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
