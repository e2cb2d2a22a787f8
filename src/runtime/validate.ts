import type { SchemaThunk, TypedValues } from "./contract.js";
import { isDrift, toIssues } from "./drift.js";
import type { ValidationIssue } from "./errors/validation-issue.js";
import { resolveSchema, type SafeParser } from "./resolve-schema.js";
import type { ValidationMode } from "./validation-mode.js";

/** What a schema says of a value, seen through a mode. */
export type Verdict =
  | { readonly kind: "valid"; readonly value: unknown }
  /** Not quite what the document says, and let through as it came. */
  | { readonly kind: "drift"; readonly value: unknown; readonly issues: readonly ValidationIssue[] }
  | { readonly kind: "invalid"; readonly issues: readonly ValidationIssue[] };

/**
 * Judges a value that was received. The schema itself is exact; the mode decides what becomes of its issues. Typed values
 * are decoded in every mode, in `off` and `warn` as far as it can be done.
 */
export function validateValue(
  schema: SchemaThunk | undefined,
  value: unknown,
  mode: ValidationMode,
  values?: TypedValues,
): Verdict {
  const parser = schema === undefined || mode === "off" ? undefined : resolveSchema(schema);
  if (parser === undefined) return { kind: "valid", value: decoded(schema, value, values) };
  const result = parser.safeParse(value);
  if (result.success) return { kind: "valid", value: result.data };
  const verdict = judge(result.error.issues, value, mode);
  return verdict.kind === "drift" ? { ...verdict, value: decoded(schema, value, values) } : verdict;
}

/** The same; undefined where a value of a recursive schema nests deeper than any stack: the other side's fault, and no crash. */
export function validateReceived(...given: Parameters<typeof validateValue>): Verdict | undefined {
  try {
    return validateValue(...given);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decoded(schema: SchemaThunk | undefined, value: unknown, values: TypedValues | undefined): unknown {
  return values === undefined || schema === undefined ? value : values.decode(schema, value);
}

/** Judges a value that is to be sent. It is sent as it is: serializing it encodes its typed values. */
export function validateGiven(
  schema: SchemaThunk | undefined,
  value: unknown,
  mode: ValidationMode,
  values?: TypedValues,
): Verdict {
  const parser = schema === undefined || mode === "off" ? undefined : resolveSchema(schema);
  if (parser === undefined) return { kind: "valid", value };
  const result = values === undefined ? parser.safeParse(value) : parser.safeEncode(value);
  return result.success ? { kind: "valid", value } : judge(result.error.issues, value, mode);
}

type Issues = Extract<ReturnType<SafeParser["safeParse"]>, { success: false }>["error"]["issues"];

function judge(issues: Issues, value: unknown, mode: ValidationMode): Verdict {
  if (mode === "warn" || (mode === "lenient" && issues.every((issue) => isDrift(issue, value)))) {
    return { kind: "drift", value, issues: toIssues(issues, value) };
  }
  return { kind: "invalid", issues: toIssues(issues, value) };
}
