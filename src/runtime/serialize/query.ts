/**
 * OpenAPI 3.2, 4.12.3 Style Values in a query: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`, and `content`.
 * https://spec.openapis.org/oas/v3.2.0#style-values
 */
import type { ParamStyle, PrintList } from "../contract.js";
import { type Encode, encodeReserved, encodeStrict } from "./encode.js";
import {
  isAbsent,
  isObjectValue,
  type ObjectValue,
  presentEntries,
  presentItems,
  printContent,
  printedLists,
  printPrimitive,
} from "./value.js";

/** What `serializeQueryParam` reads: a parameter, or a property of a form with its encoding. */
export interface QueryParam {
  readonly name: string;
  readonly wireName?: string;
  readonly style?: ParamStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly contentType?: string;
  readonly printList?: PrintList;
}

/** Between the values of a list that is not exploded. The delimiters of the two last are not allowed in a URL. */
const delimiters: Readonly<Record<string, string>> = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };

/** `a=1&b=2`, or nothing where there is nothing to send. */
export function serializeQueryParam(param: QueryParam, value: unknown): string {
  if (isAbsent(value)) return "";
  const encode = param.allowReserved === true ? encodeReserved : encodeStrict;
  const name = encodeStrict(param.wireName ?? param.name);
  if (param.contentType !== undefined) return `${name}=${encode(printContent(value, param.contentType))}`;
  // Before TypeScript 5.5 an `unknown` that is not absent may still be null for the compiler.
  if (typeof value !== "object" || value === null || value instanceof Date)
    return `${name}=${encode(printPrimitive(value))}`;
  if (param.style === "deepObject") return deepPairs(name, value, encode).join("&");
  return serializeStructure(param, value, { name, encode });
}

function serializeStructure(param: QueryParam, value: object, how: { name: string; encode: Encode }): string {
  const { name, encode } = how;
  const style = param.style ?? "form";
  const explode = param.explode ?? style === "form";
  const delimiter = delimiters[style] ?? ",";
  if (Array.isArray(value)) {
    const { printList } = param;
    if (printList !== undefined) {
      return printedLists(value, printList, { explode, encode })
        .map((text) => `${name}=${text}`)
        .join("&");
    }
    const items = presentItems(value).map(encode);
    if (items.length === 0) return "";
    return explode ? items.map((item) => `${name}=${item}`).join("&") : `${name}=${items.join(delimiter)}`;
  }
  if (!isObjectValue(value)) return "";
  const entries = presentEntries(value).map(([key, text]) => [encode(key), encode(text)] as const);
  if (entries.length === 0) return "";
  return explode ? entries.map((entry) => entry.join("=")).join("&") : `${name}=${entries.flat().join(delimiter)}`;
}

/** Nested values are not defined by OpenAPI; brackets with indices are what `qs`, Rails and PHP read alike. */
function deepPairs(prefix: string, value: unknown, encode: Encode): readonly string[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => deepPairs(`${prefix}%5B${index}%5D`, item, encode));
  }
  if (!isObjectValue(value)) return [`${prefix}=${encode(printPrimitive(value))}`];
  return entriesOf(value).flatMap(([key, item]) => deepPairs(`${prefix}%5B${encodeStrict(key)}%5D`, item, encode));
}

function entriesOf(value: ObjectValue): readonly (readonly [string, unknown])[] {
  return Object.entries(value);
}
