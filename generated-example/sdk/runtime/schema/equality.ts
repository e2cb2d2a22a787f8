// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 4.2.2 Instance Equality: 1 and 1.0 are equal, 1 and true are not, the order of keys is nothing. */
import type { SchemaCheck } from "./check.js";
import { report } from "./check.js";
import { isRecord } from "./json-type.js";

/** Whether two values are the same value of JSON. */
export function isSameValue(left: unknown, right: unknown): boolean {
  // -0 is 0 in JSON.
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSameValue(item, right[index]));
  }
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameValue(left[key], right[key]))
  );
}

/** The value equals one of the given ones: `const` and `enum` where some of them are objects or lists. */
export function equalsOneOf(values: readonly unknown[]): SchemaCheck {
  return ({ value, issues }) => {
    if (values.some((candidate) => isSameValue(candidate, value))) return;
    // The runtime takes it for drift where a value of this type could be a new member of the list.
    const known = values.filter(isPrimitive);
    issues.push({ code: "invalid_value", values: known, input: value, message: message(values), continue: true });
  };
}

function isPrimitive(value: unknown): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

function message(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? `Expected ${shown}` : `Expected one of ${shown}`;
}

/** No two items are equal. */
export const uniqueItems: SchemaCheck = (payload) => {
  const { value } = payload;
  if (!Array.isArray(value)) return;
  const [first, second] = firstPair(value) ?? [];
  if (first !== undefined && second !== undefined) {
    report(payload, `Items must differ from each other: ${first} and ${second} are equal`, [second]);
  }
};

/** The indexes of two equal items. */
function firstPair(items: readonly unknown[]): readonly [number, number] | undefined {
  // Most lists hold strings or numbers; comparing each with each would take quadratic time.
  const primitives = new Map<unknown, number>();
  const others: number[] = [];
  for (const [index, item] of items.entries()) {
    if (typeof item !== "object" || item === null) {
      const former = primitives.get(item);
      if (former !== undefined) return [former, index];
      primitives.set(item, index);
    } else {
      const former = others.find((other) => isSameValue(items[other], item));
      if (former !== undefined) return [former, index];
      others.push(index);
    }
  }
  return undefined;
}
