import type { JsonValue } from "../model/schema.js";

/**
 * The example where its JSON is within the limit of characters; otherwise a list's first item, an object's entries that are.
 * Nothing where not even a part is.
 */
export function fittingExample(value: JsonValue, limit: number): readonly JsonValue[] {
  if (sizeOf(value) <= limit) return [value];
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) {
    const [first] = value;
    return first === undefined ? [] : fittingExample(first, limit - 2).map((item) => [item]);
  }
  const entries = fittingEntries(value, limit);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

/** None of them takes more than a part, so that one large text does not stand for all. */
function fittingEntries(
  value: { readonly [key: string]: JsonValue },
  limit: number,
): readonly (readonly [string, JsonValue])[] {
  // The braces; then a colon and a comma each.
  let left = limit - 2;
  return Object.entries(value).flatMap(([key, item]) => {
    const [part] = fittingExample(item, Math.min(left, limit / 4));
    if (part === undefined) return [];
    const size = sizeOf(key) + sizeOf(part) + 2;
    if (size > left) return [];
    left -= size;
    return [[key, part] as const];
  });
}

function sizeOf(value: JsonValue): number {
  return JSON.stringify(value).length;
}

/** Of a read-only list, which `Array.isArray` does not tell apart. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
