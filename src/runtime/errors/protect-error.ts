import { removeSecrets } from "../redact.js";

/** What must not be seen of an error. Beside it, not in it: whoever prints all its properties finds nothing. */
const secretsByError = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

/** Takes secrets out of an error's texts, and remembers them for what is printed of its other values. */
export function protectError(error: Error, secrets: readonly string[]): void {
  if (secrets.length === 0 || secretsByError.has(error)) return;
  secretsByError.set(error, secrets);
  const texts: { message?: string | undefined; stack?: string | undefined } = error;
  for (const key of ["message", "stack"] as const) {
    const text = texts[key];
    const clean = text && removeSecrets(text, secrets);
    if (clean !== text) texts[key] = clean;
  }
}

/** A server's value may nest deeper than the stack: printing an error must not fail. */
const maxDepth = 100;

/** A value of an error as it may be printed. */
export function printable<Value>(error: object, value: Value): Value {
  // Texts stay texts; what is too deep becomes one.
  return cleaned(value, secretsByError.get(error) ?? [], new Set()) as Value;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function cleaned(value: unknown, secrets: readonly string[], parents: Set<object>): unknown {
  if (typeof value === "string") return removeSecrets(value, secrets);
  if (!isPlain(value)) return value;
  if (parents.has(value)) return "[Circular]";
  if (parents.size > maxDepth) return "[Nested]";
  parents.add(value);
  const copy = Array.isArray(value)
    ? value.map((item) => cleaned(item, secrets, parents))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [removeSecrets(key, secrets), cleaned(item, secrets, parents)]),
      );
  parents.delete(value);
  return copy;
}
