// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * OpenAPI 3.2, 4.14.4 Encoding the x-www-form-urlencoded Media Type
 * https://spec.openapis.org/oas/v3.2.0#encoding-the-x-www-form-urlencoded-media-type
 */
import type { EncodingDescriptor } from "../contract.js";
import { type QueryParam, serializeQueryParam } from "./query.js";
import { isAbsent, isObjectValue, type ObjectValue } from "./value.js";

export type Encodings = Readonly<Record<string, EncodingDescriptor>>;

/** The properties of an object as `a=1&b=2`. A space is `+`. */
export function serializeForm(object: ObjectValue, encodings: Encodings | undefined): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (isAbsent(value)) continue;
    const pair = serializeQueryParam(toQueryParam(name, value, encodings), value);
    if (pair !== "") pairs.push(pair);
  }
  return pairs.join("&").replaceAll("%20", "+");
}

function toQueryParam(name: string, value: unknown, encodings: Encodings | undefined): QueryParam {
  const encoding = encodings !== undefined && Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  if (encoding === undefined) return { name, ...defaultEncoding(value) };
  // 4.15.1: `contentType` is ignored where one of the other three is given.
  const styled = encoding.style !== undefined || encoding.explode !== undefined || encoding.allowReserved !== undefined;
  if (!styled) return { name, ...(encoding.contentType === undefined ? {} : { contentType: encoding.contentType }) };
  const { contentType: _ignored, ...style } = encoding;
  return { name, ...style };
}

/** An object is JSON unless the document says otherwise; lists repeat the name. */
function defaultEncoding(value: unknown): { readonly contentType?: string } {
  return isObjectValue(value) ? { contentType: "application/json" } : {};
}
