// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 6901, JSON Pointer: reading a value, and a copy with another one in its place. */

/** What stands at the pointer; undefined where nothing does. Own properties only. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of tokensOf(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    // Any object may be read by a string key; own property checked.
    current = (current as Readonly<Record<string, unknown>>)[token];
  }
  return current;
}

/** A copy with `replacement` at the pointer; what is beside the way there is shared. Objects that are missing are made. */
export function withValueAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return replaced(value, tokensOf(pointer), replacement);
}

function replaced(value: unknown, [token, ...rest]: readonly string[], replacement: unknown): unknown {
  if (token === undefined) return replacement;
  const object: object = typeof value === "object" && value !== null ? value : {};
  const inner = Object.hasOwn(object, token) ? (object as Readonly<Record<string, unknown>>)[token] : undefined;
  const changed = replaced(inner, rest, replacement);
  if (!Array.isArray(object)) return { ...object, [token]: changed };
  return object.map((item: unknown, index) => (String(index) === token ? changed : item));
}

function tokensOf(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
