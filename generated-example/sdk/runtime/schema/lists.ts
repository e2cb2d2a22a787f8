// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 6.4 and 10.3.1: lists, where zod has no word for it. */
import { accepts, checkInner, type InnerSchema, report, type SchemaCheck } from "./check.js";

/** At least so many items. */
export function minItems(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (Array.isArray(value) && value.length < minimum) report(payload, `Expected at least ${items(minimum)}`);
  };
}

/** At most so many items. */
export function maxItems(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (Array.isArray(value) && value.length > maximum) report(payload, `Expected at most ${items(maximum)}`);
  };
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}

/** How many items fit the schema: at least one unless `min` says otherwise. */
export function contains(schema: InnerSchema, { min = 1, max = Number.POSITIVE_INFINITY } = {}): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!Array.isArray(value)) return;
    const count = value.filter((item) => accepts(schema, item)).length;
    if (count < min) report(payload, `Expected at least ${items(min)} of the required kind, found ${count}`);
    if (count > max) report(payload, `Expected at most ${items(max)} of the limited kind, found ${count}`);
  };
}

/** Which items a schema and what it is composed of have looked at. */
export interface KnownItems {
  /** So many from the start; all of them where it is `"all"`. */
  readonly count?: number | "all";
  /** Items that fit one of these. */
  readonly contains?: readonly InnerSchema[];
  /** What is known besides where the list fits a schema, and where it does not. */
  readonly when?: readonly {
    readonly if: InnerSchema;
    readonly whenTrue?: KnownItems;
    readonly whenFalse?: KnownItems;
  }[];
}

/** Items that nothing has looked at must fit the schema; without one there may be none. 11.2 unevaluatedItems. */
export function otherItems(known: KnownItems, schema?: InnerSchema): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!Array.isArray(value)) return;
    const tests = itemTests(known, value);
    for (const [index, item] of value.entries()) {
      if (tests.some((test) => test(index, item))) continue;
      if (schema) checkInner(payload, schema, { value: item, path: [index] });
      else report(payload, "No item is expected here", [index]);
    }
  };
}

type ItemTest = (index: number, item: unknown) => boolean;

function itemTests(known: KnownItems, value: readonly unknown[]): readonly ItemTest[] {
  const { count = 0 } = known;
  return [
    (index) => count === "all" || index < count,
    ...(known.contains ?? []).map(
      (schema): ItemTest =>
        (_, item) =>
          accepts(schema, item),
    ),
    ...(known.when ?? []).flatMap((branch) => {
      const found = accepts(branch.if, value) ? branch.whenTrue : branch.whenFalse;
      return found === undefined ? [] : itemTests(found, value);
    }),
  ];
}
