/** OpenAPI 3.2, 4.12.3 `simple` style in a header; RFC 9110 5.5 Field Values. */
import type { ParamDescriptor } from "../contract.js";
import { isObjectValue, presentEntries, presentItems, printContent, printPrimitive } from "./value.js";

/** A header's value; it is not percent-encoded. Undefined where there is nothing to send. */
export function serializeHeaderParam(param: ParamDescriptor, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (param.contentType !== undefined) return printContent(value, param.contentType);
  if (Array.isArray(value)) {
    // Nothing is percent-encoded in a header. A list of nothing is not sent.
    const printed = param.printList?.(value, (text) => text);
    return printed === undefined ? joined(presentItems(value)) : printed || undefined;
  }
  if (!isObjectValue(value)) return printPrimitive(value);
  const entries = presentEntries(value);
  return joined(param.explode === true ? entries.map((entry) => entry.join("=")) : entries.flat());
}

/** Visible ASCII, space, tab, and the bytes above: all that may stand in a header. */
const validValue = /^[\t -~\x80-\xFF]*$/;
const validName = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What is wrong with a header, in words that don't repeat its value: it may be a secret. */
export function headerProblem(name: string, value: string): string | undefined {
  if (!validName.test(name)) return `${JSON.stringify(name)} is not a header name`;
  if (validValue.test(value)) return undefined;
  const what = /[\r\n]/.test(value) ? "line break" : "character that is not allowed there";
  return `the value of the header ${name} has a ${what}`;
}

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join(",");
}
