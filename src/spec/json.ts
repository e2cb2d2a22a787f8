/** RFC 8259 values as JavaScript ones. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Read members whose name comes from a document through `own`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An object of a document that is still being made ready: bundling, upgrading and mending change it in place. */
export interface Draft {
  [key: string]: JsonValue;
}

/** True for objects, false for arrays, null and the rest. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `isObject` for those who make the document ready. */
export function isDraft(value: JsonValue | undefined): value is Draft {
  return isObject(value);
}

/** True for arrays. `Array.isArray` alone does not narrow readonly ones. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** `isArray` for those who make the document ready. */
export function isDraftList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}

/** A member that the object itself has: never `constructor` or `toString` of its prototype. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a member, also one named `__proto__`, which an assignment would take for the prototype. */
export function setOwn(object: Draft, key: string, value: JsonValue): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What a value is, for a message: `a list`, `null`, `a number`. */
export function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
