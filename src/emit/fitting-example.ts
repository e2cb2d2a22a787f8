import type { JsonValue } from "../model/schema.js";

/**
 * The example where its JSON is within the limit of characters; otherwise a list's first item, an object's entries that are.
 * Nothing where not even a part is.
 */
export function fittingExample(value: JsonValue, limit: number): readonly JsonValue[] {
  if (exampleSize(value) <= limit) return [value];
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) {
    const [first] = value;
    return first === undefined ? [] : fittingExample(first, limit - 2).map((item) => [item]);
  }
  const entries = fittingEntries(value, limit);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

/** The shortest first, so that most of them are there; none takes more than a part. */
function fittingEntries(
  value: { readonly [key: string]: JsonValue },
  limit: number,
): readonly (readonly [string, JsonValue])[] {
  const parts = Object.entries(value).flatMap(([key, item]) =>
    // A colon and a comma.
    fittingExample(item, limit / 4).map((part) => ({ key, part, size: exampleSize(key) + exampleSize(part) + 2 })),
  );
  // The braces.
  let left = limit - 2;
  const taken = new Set(
    parts
      .toSorted((one, other) => one.size - other.size)
      .filter(({ size }) => {
        left -= size;
        return left >= 0;
      }),
  );
  return parts.filter((part) => taken.has(part)).map(({ key, part }) => [key, part]);
}

/** Values are asked for at every level above them, and with every limit. */
const sizes = new WeakMap<object, number>();

/** Characters of JSON. */
export function exampleSize(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return JSON.stringify(value).length;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const parts = isList(value)
    ? value.map(exampleSize)
    : Object.entries(value).map(([key, item]) => exampleSize(key) + 1 + exampleSize(item));
  // The brackets, and a comma between two parts.
  const size = parts.reduce((sum, part) => sum + part, 2 + Math.max(0, parts.length - 1));
  sizes.set(value, size);
  return size;
}

/** Of a read-only list, which `Array.isArray` does not tell apart. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
