import type { JsonPointer } from "../diagnostics/origin.js";
import { pointerTokens, toPointer } from "../diagnostics/origin.js";
import { isArray, isObject, type JsonValue, own } from "./json.js";

/** What a pointer names in a value; undefined where it names nothing. Own members only. */
export function valueAt(root: JsonValue, pointer: JsonPointer): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const token of pointerTokens(pointer)) {
    value = member(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** RFC 6901 section 6: the fragment of a URI, percent-encoded, as a pointer. Undefined where it is none (`#anchor`). */
export function fragmentPointer(fragment: string): JsonPointer | undefined {
  const text = decodePercent(fragment);
  return text === "" || text.startsWith("/") ? toPointer(text) : undefined;
}

/** Percent-decoded; text that is not well-formed is kept as it is. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone "%" is no escape: authors write it for itself.
    return text;
  }
}

function member(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (isArray(value)) return /^(?:0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) ? own(value, token) : undefined;
}
