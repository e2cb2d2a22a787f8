// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { SchemaThunk } from "./contract.js";
import { isDrift, toIssues, type ZodIssue } from "./drift.js";
import type { ValidationIssue } from "./errors/validation-issue.js";
import type { ValidationMode } from "./validation-mode.js";

/** What a schema says of a value, seen through a mode. */
export type Verdict =
  | { readonly kind: "valid"; readonly value: unknown }
  /** Not quite what the document says, and let through as it came. */
  | { readonly kind: "drift"; readonly value: unknown; readonly issues: readonly ValidationIssue[] }
  | { readonly kind: "invalid"; readonly issues: readonly ValidationIssue[] };

/** What is used of a zod schema. */
interface SafeParser {
  safeParse(value: unknown): ParseResult;
}

type ParseResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly ZodIssue[] } };

const schemas = /* @__PURE__ */ new WeakMap<SchemaThunk, SafeParser | undefined>();

/** The schema itself is exact; the mode decides what becomes of its issues. */
export function validateValue(schema: SchemaThunk | undefined, value: unknown, mode: ValidationMode): Verdict {
  const parser = schema === undefined || mode === "off" ? undefined : resolveSchema(schema);
  if (parser === undefined) return { kind: "valid", value };
  const result = parser.safeParse(value);
  if (result.success) return { kind: "valid", value: result.data };
  const { issues } = result.error;
  if (mode === "warn" || (mode === "lenient" && issues.every((issue) => isDrift(issue, value)))) {
    return { kind: "drift", value, issues: toIssues(issues, value) };
  }
  return { kind: "invalid", issues: toIssues(issues, value) };
}

/** A thunk is called once: building a schema is what makes importing an SDK slow otherwise. */
function resolveSchema(thunk: SchemaThunk): SafeParser | undefined {
  if (schemas.has(thunk)) return schemas.get(thunk);
  const schema = thunk();
  const parser = isParser(schema) ? schema : undefined;
  schemas.set(thunk, parser);
  return parser;
}

function isParser(value: unknown): value is SafeParser {
  return typeof value === "object" && value !== null && "safeParse" in value && typeof value.safeParse === "function";
}
