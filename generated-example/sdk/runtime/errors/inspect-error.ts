// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What `inspectError` reads; a structural type, because `SdkError` itself imports this file. */
interface Inspectable {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: unknown;
  toJSON(): Record<string, unknown>;
}

/** Bodies are cut here: an error is read on a screen. */
const maxValueLength = 1_000;

/** Shown by the first line already. */
const hidden = new Set(["name", "kind", "message"]);

/** An error as a person reads it: the message, where it was thrown, then one line for each thing that is known. */
export function inspectError(error: Inspectable): string {
  const lines = [`${error.name}: ${error.message}`, ...framesOf(error.stack)];
  for (const [key, value] of Object.entries(error.toJSON())) {
    if (hidden.has(key) || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    lines.push(`  ${key}: ${printValue(value)}`);
  }
  if (error.cause !== undefined) lines.push(`  cause: ${printCause(error.cause)}`);
  return lines.join("\n");
}

function framesOf(stack: string | undefined): readonly string[] {
  return (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
}

function printValue(value: unknown): string {
  const text = typeof value === "string" ? value : (safeJson(value) ?? String(value));
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}… (${text.length} characters)` : text;
}

/** A body may be anything, a cycle included: printing must not fail. */
function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item));
  } catch {
    return undefined;
  }
}

function printCause(cause: unknown): string {
  if (!(cause instanceof Error)) return printValue(cause);
  const code = "code" in cause && cause.code !== undefined ? ` (${String(cause.code)})` : "";
  return `${cause.name}: ${cause.message}${code}`;
}
