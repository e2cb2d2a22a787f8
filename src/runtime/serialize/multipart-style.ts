/**
 * OpenAPI 3.1.1 and 3.2, 4.15.2 Fixed Fields for RFC 6570-style Serialization, in multipart/form-data:
 * names and values are those of the query, but nothing is percent-encoded.
 */
import type { EncodingDescriptor } from "../contract.js";
import { isContent } from "./content.js";
import { partOf } from "./part.js";
import { isAbsent, isObjectValue, presentEntries, presentItems, printedLists, printPrimitive } from "./value.js";

type Pair = readonly [name: string, text: string];

const delimiters: Readonly<Record<string, string>> = { form: ",", spaceDelimited: " ", pipeDelimited: "|" };

/** True for a list or an object whose style the document names. Files have none. */
export function isStyled(encoding: EncodingDescriptor | undefined, value: unknown): encoding is EncodingDescriptor {
  if (encoding === undefined || (encoding.style === undefined && encoding.explode === undefined)) return false;
  if (Array.isArray(value)) return value.every((item) => partOf(item).data === item && !isContent(item));
  return isObjectValue(value) && !isContent(value) && partOf(value).data === value;
}

/** The parts that a value becomes. */
export function styledPairs(name: string, value: unknown, encoding: EncodingDescriptor): readonly Pair[] {
  const style = encoding.style ?? "form";
  if (style === "deepObject") return deepPairs(name, value);
  const explode = encoding.explode ?? style === "form";
  const delimiter = delimiters[style] ?? ",";
  if (Array.isArray(value)) {
    const { printList } = encoding;
    if (printList !== undefined) {
      return printedLists(value, printList, { explode, encode: (text) => text }).map((text) => [name, text]);
    }
    const items = presentItems(value);
    if (explode) return items.map((item) => [name, item]);
    return items.length === 0 ? [] : [[name, items.join(delimiter)]];
  }
  const entries = isObjectValue(value) ? presentEntries(value) : [];
  if (explode) return entries;
  return entries.length === 0 ? [] : [[name, entries.flat().join(delimiter)]];
}

function deepPairs(name: string, value: unknown): readonly Pair[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => deepPairs(`${name}[${index}]`, item));
  if (!isObjectValue(value)) return [[name, printPrimitive(value)]];
  return Object.entries(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item));
}
