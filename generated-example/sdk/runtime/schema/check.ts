// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type * as z from "zod";

/**
 * What `.check(…)` of a zod schema takes. Each function of this folder gives one, for what zod itself cannot say of JSON
 * Schema. It concerns values of its own type only: all others pass.
 */
export type SchemaCheck = (payload: z.core.ParsePayload) => void;

/** What is used of a zod schema inside a check. */
export interface InnerSchema {
  safeParse(value: unknown): InnerResult;
}

type InnerResult =
  | { readonly success: true }
  | { readonly success: false; readonly error: { readonly issues: readonly z.core.$ZodIssue[] } };

/** An issue that is none of zod's own kinds. */
export function report(payload: z.core.ParsePayload, message: string, path: readonly PropertyKey[] = []): void {
  payload.issues.push({ code: "custom", message, input: payload.value, path: [...path], continue: true });
}

/** Hands on what an inner schema says of a part of the value, with the path to that part. */
export function reportInner(payload: z.core.ParsePayload, inner: InnerIssues): void {
  for (const issue of inner.issues) {
    const moved = { ...issue, input: payload.value, path: [...inner.path, ...issue.path], continue: true };
    // A finished issue has all that one in the making has; zod's types do not relate the members of the two unions.
    payload.issues.push(moved as z.core.$ZodRawIssue);
  }
}

interface InnerIssues {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly path: readonly PropertyKey[];
}

/** Runs a schema over a part of the value. */
export function checkInner(
  payload: z.core.ParsePayload,
  schema: InnerSchema,
  { value, path }: { readonly value: unknown; readonly path: readonly PropertyKey[] },
): void {
  const result = schema.safeParse(value);
  if (!result.success) reportInner(payload, { issues: result.error.issues, path });
}

/** Whether the schema accepts the value. */
export function accepts(schema: InnerSchema, value: unknown): boolean {
  return schema.safeParse(value).success;
}
