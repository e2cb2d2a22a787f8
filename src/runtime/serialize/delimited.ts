/**
 * Swagger 2.0, `collectionFormat`: https://swagger.io/specification/v2/#parameter-object. What OpenAPI 3 has no style for:
 * tabs, delimiters in paths and headers, lists of lists. Reached from the descriptors that need it, and from nowhere else.
 */
import type { PrintList } from "../contract.js";
import type { Encode } from "./encode.js";
import { isAbsent, printPrimitive } from "./value.js";

/** @param delimiters between the items of the list, then between those of lists in it, and so on */
export function delimited(...delimiters: readonly string[]): PrintList {
  return (list, encode) => joined(list, delimiters, encode);
}

function joined(list: readonly unknown[], [delimiter = ",", ...inner]: readonly string[], encode: Encode): string {
  const items = list.filter((item) => !isAbsent(item));
  const texts = items.map((item) =>
    Array.isArray(item) && inner.length > 0 ? joined(item, inner, encode) : encode(printPrimitive(item)),
  );
  // A comma may stand in a URL as it is, and servers expect it so.
  return texts.join(delimiter === "," ? "," : encode(delimiter));
}
