// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { SchemaThunk } from "./contract.js";
import type { ZodIssue } from "./drift.js";

/** What is used of a zod schema. */
export interface SafeParser {
  safeParse(value: unknown): ParseResult;
  /** The other way: what a request holds, to what is sent. */
  safeEncode(value: unknown): ParseResult;
}

type ParseResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly ZodIssue[] } };

const schemas = /* @__PURE__ */ new WeakMap<SchemaThunk, SafeParser | undefined>();

/** A thunk is called once: building a schema is what makes importing an SDK slow otherwise. */
export function resolveSchema(thunk: SchemaThunk): SafeParser | undefined {
  if (schemas.has(thunk)) return schemas.get(thunk);
  const schema = thunk();
  const parser = isParser(schema) ? schema : undefined;
  schemas.set(thunk, parser);
  return parser;
}

function isParser(value: unknown): value is SafeParser {
  return typeof value === "object" && value !== null && "safeParse" in value && typeof value.safeParse === "function";
}
