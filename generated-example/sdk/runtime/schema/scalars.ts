// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 6.2 and 6.3, where zod means something else. */
import { report, type SchemaCheck } from "./check.js";

/** A number without a fraction. `z.int()` would refuse what lies beyond 2^53: a server may well send it. */
export const integer: SchemaCheck = ({ value, issues }) => {
  if (typeof value !== "number" || Number.isInteger(value)) return;
  issues.push({ code: "invalid_type", expected: "int", input: value, message: "Expected an integer" });
};

/** At least so many characters. A character is a code point (RFC 8259, 7): an emoji is one, and two for `length`. */
export function minLength(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    // A string has at most as many characters as code units: most are decided without counting.
    if (typeof value !== "string" || (value.length >= minimum && length(value) >= minimum)) return;
    report(payload, `Too short: expected at least ${characters(minimum)}`);
  };
}

/** At most so many characters. */
export function maxLength(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (typeof value !== "string" || value.length <= maximum || length(value) <= maximum) return;
    report(payload, `Too long: expected at most ${characters(maximum)}`);
  };
}

function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}
