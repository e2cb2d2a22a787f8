import type { PrintList } from "../contract.js";
import { RequestValidationError } from "../errors/request-validation-error.js";

/** What the styles need to know of a value: whether it is a primitive, a list or an object, and what is left out. */

export type ObjectValue = Readonly<Record<string, unknown>>;

/** True where nothing is sent. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** True for what is serialized property by property. */
export function isObjectValue(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** JSON in which a bigint is a number with all its digits; undefined for what JSON has no word for. */
export function printJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A bigint, or a cycle: that one throws again.
    if (error instanceof TypeError) return printWithBigints(value);
    throw error;
  }
}

/** `JSON.rawJSON` is there from Node.js 21 on only: the digits are written as marked text, which then loses its mark. */
function printWithBigints(value: unknown): string | undefined {
  const others = printBigintsAs(value, () => 0);
  // A mark that the text does not hold by itself, so that nothing else is taken for a number.
  let mark = "bigint:";
  while (others?.includes(mark)) mark += ":";
  const marked = printBigintsAs(value, (digits) => `${mark}${digits}`);
  return marked?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

function printBigintsAs(value: unknown, print: (digits: bigint) => unknown): string | undefined {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? print(item) : item));
}

/** A primitive as text. What styles don't define, an object within a list, becomes JSON. */
export function printPrimitive(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return printDate(value);
  if (typeof value === "object" && value !== null) return printJson(value) ?? "";
  return String(value);
}

function printDate(date: Date): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new RequestValidationError({ message: "An invalid Date can't be sent", issues: [] });
}

/** The items that are sent. */
export function presentItems(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => !isAbsent(item)).map(printPrimitive);
}

/** What `printList` makes of a list: one text, or where the list is exploded one for each item. */
export function printedLists(
  list: readonly unknown[],
  print: PrintList,
  { explode, encode }: { readonly explode: boolean; readonly encode: (text: string) => string },
): readonly string[] {
  const lists = explode ? list.map((item) => (Array.isArray(item) ? item : [item])) : [list];
  return lists.map((one) => print(one, encode)).filter((text) => text !== "");
}

/** The properties that are sent. */
export function presentEntries(object: ObjectValue): readonly (readonly [name: string, text: string])[] {
  return Object.entries(object)
    .filter(([, value]) => !isAbsent(value))
    .map(([name, value]) => [name, printPrimitive(value)]);
}

/** A parameter's `content`: the text of its media type. */
export function printContent(value: unknown, contentType: string): string {
  return typeof value === "string" && !/[/+]json\b/i.test(contentType) ? value : (printJson(value) ?? "");
}
