// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What the styles need to know of a value: whether it is a primitive, a list or an object, and what is left out. */

export type ObjectValue = Readonly<Record<string, unknown>>;

/** True where nothing is sent. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** True for what is serialized property by property. */
export function isObjectValue(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A primitive as text. What styles don't define, an object within a list, becomes JSON. */
export function printPrimitive(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

/** The items that are sent. */
export function presentItems(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => !isAbsent(item)).map(printPrimitive);
}

/** The properties that are sent. */
export function presentEntries(object: ObjectValue): readonly (readonly [name: string, text: string])[] {
  return Object.entries(object)
    .filter(([, value]) => !isAbsent(value))
    .map(([name, value]) => [name, printPrimitive(value)]);
}

/** A parameter's `content`: the text of its media type. */
export function printContent(value: unknown, contentType: string): string {
  return typeof value === "string" && !/[/+]json\b/i.test(contentType) ? value : (JSON.stringify(value) ?? "");
}
