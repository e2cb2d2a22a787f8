/** Compares what a call was given with what a test has said of it: only what is named there counts. */

export type RecordLike = Readonly<Record<string, unknown>>;

/** `params.body.title is "a", expected "b"`: one entry for each difference. */
export function differences(expected: unknown, actual: unknown, path = ""): readonly string[] {
  if (isPlain(expected) && isPlain(actual)) {
    return Object.entries(expected)
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) => differences(value, actual[key], path === "" ? key : `${path}.${key}`));
  }
  return isEqual(expected, actual) ? [] : [`${path} is ${show(actual)}, expected ${show(expected)}`];
}

function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  if (!isPlain(left) || !isPlain(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isEqual(left[key], right[key]));
}

function isList(value: unknown): value is readonly unknown[] | Uint8Array {
  return Array.isArray(value) || value instanceof Uint8Array;
}

/** An object literal. */
export function isPlain(value: unknown): value is RecordLike {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

const maxShown = 200;

/** For messages: `{ petId: 7 }`. */
export function show(value: unknown): string {
  const text = shown(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function of yours";
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (!isPlain(value)) return value instanceof Date ? printDate(value) : (JSON.stringify(value) ?? String(value));
  const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${shown(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function printDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "an invalid Date" : date.toISOString();
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
