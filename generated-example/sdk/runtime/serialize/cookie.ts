// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenAPI 3.2, 4.12.3 `form` and `cookie` styles in a cookie; RFC 6265 4.1.1 for what a cookie may hold. */
import type { ParamDescriptor } from "../contract.js";
import { encodeNothing, encodeReserved, encodeStrict } from "./encode.js";
import { isAbsent, isObjectValue, presentEntries, presentItems, printContent, printPrimitive } from "./value.js";

/** `a=1; b=2`, or nothing where there is nothing to send. */
export function serializeCookieParam(param: ParamDescriptor, value: unknown): string {
  if (isAbsent(value)) return "";
  const encode = encoderOf(param);
  const name = encode(param.wireName ?? param.name);
  if (param.contentType !== undefined) return `${name}=${encodeStrict(printContent(value, param.contentType))}`;
  const explode = param.explode ?? true;
  if (Array.isArray(value)) {
    const items = presentItems(value).map(encode);
    if (items.length === 0) return "";
    return explode ? items.map((item) => `${name}=${item}`).join("; ") : `${name}=${items.join(",")}`;
  }
  if (!isObjectValue(value)) return `${name}=${encode(printPrimitive(value))}`;
  const entries = presentEntries(value).map(([key, text]) => [encode(key), encode(text)] as const);
  if (entries.length === 0) return "";
  return explode ? entries.map((entry) => entry.join("=")).join("; ") : `${name}=${entries.flat().join(",")}`;
}

/** `cookie` style sends the value as it is: a `;` or a control character in it would make another cookie. */
export function cookieProblem(param: ParamDescriptor, value: unknown): string | undefined {
  if (param.style !== "cookie" || isAbsent(value)) return undefined;
  return textsOf(value).some((text) => /[;\p{Cc}]/u.test(text))
    ? "a cookie can't hold a semicolon or a control character"
    : undefined;
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return presentItems(value);
  return isObjectValue(value) ? presentEntries(value).flat() : [printPrimitive(value)];
}

function encoderOf(param: ParamDescriptor): (text: string) => string {
  if (param.style === "cookie") return encodeNothing;
  return param.allowReserved === true ? encodeReserved : encodeStrict;
}
