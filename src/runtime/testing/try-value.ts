/** Asking a schema what is wrong with a value, and doing what it says. */
import type * as z from "zod";
import type { Schema } from "../contract.js";
import { isPlain } from "./match.js";
import { leaveOut, mendValue } from "./mend-value.js";

type ZodType = z.core.$ZodType;

const maxRounds = 30;

/** Stands for a value of which nothing is said: any other is better. */
export const anything = /* @__PURE__ */ Symbol("anything");

/** The value as it goes over the wire. */
export function settle(value: unknown): unknown {
  if (value === anything) return {};
  if (Array.isArray(value)) return value.map(settle);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settle(item)]));
}

export function accepts(schema: ZodType, value: unknown): boolean {
  return (schema as Schema).safeParse(settle(value)).success;
}

export interface Tried {
  readonly value: unknown;
  /** By the schema. */
  readonly accepted: boolean;
}

/** The value with what the schema says of it mended, as far as that helps. */
export function mend(schema: ZodType, value: unknown): Tried {
  const mended = mendInRounds(schema, value);
  if (mended.issues.length === 0) return { value: mended.value, accepted: true };
  // Where the schema asks for one thing and for another, what it speaks of may be left out.
  const without = mendInRounds(schema, mended.issues.reduce(leaveOut, mended.value));
  return without.issues.length === 0
    ? { value: without.value, accepted: true }
    : { value: mended.value, accepted: false };
}

interface Mended {
  readonly value: unknown;
  /** What the schema still says of it. */
  readonly issues: readonly z.core.$ZodIssue[];
}

function mendInRounds(schema: ZodType, value: unknown): Mended {
  // Every schema of zod's can be asked.
  const { safeParse } = schema as Schema;
  // Mending one thing for one member of an `allOf` may break it for another one, on and on.
  const seen = new Set<string>();
  let current = value;
  for (;;) {
    const { error } = safeParse(current);
    if (error === undefined) return { value: current, issues: [] };
    const text = JSON.stringify(current);
    if (seen.has(text) || seen.size === maxRounds) return { value: current, issues: error.issues };
    seen.add(text);
    current = error.issues.reduce(mendValue, current);
  }
}

/** What is `anything` stays so: another member of an `allOf` may say more. */
export function mendKeeping(schema: ZodType, value: unknown): Tried {
  const settled = settle(value);
  const mended = mend(schema, settled);
  if (mended.value === settled || JSON.stringify(mended.value) === JSON.stringify(settled)) return { ...mended, value };
  return mended;
}
