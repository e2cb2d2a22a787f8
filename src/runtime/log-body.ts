import type { ResponseHeaders } from "./contract.js";
import { essenceOf, familyOf } from "./media-type.js";
import { removeSecrets } from "./redact.js";
import type { ApiRequest } from "./request.js";
import { decodeUtf8 } from "./text.js";

/** A longer text is no longer read by anybody. */
const maxShownText = 2_000;

/** What is looked at: more than is shown, so that a secret is whole, and found, where the text is cut off. */
export const maxLoggedBytes = 16_000;

const textFamilies: readonly string[] = ["json", "text", "form", "events", "lines"];

/** Undefined where there is no body. */
export function printRequestBody({ body, call }: ApiRequest): string | undefined {
  if (body === undefined) return undefined;
  return typeof body === "string" ? harmlessText(body.slice(0, maxLoggedBytes), call.secrets()) : "(not text)";
}

/** The beginning of a response's body; undefined where nobody has read it. */
export function printResponseBody(
  { call }: ApiRequest,
  bytes: Uint8Array | undefined,
  headers: ResponseHeaders,
): string | undefined {
  if (bytes === undefined) return undefined;
  const type = headers.get("content-type");
  if (type !== undefined && !textFamilies.includes(familyOf(essenceOf(type)))) return "(not text)";
  return harmlessText(decodeUtf8(bytes), call.secrets());
}

/** Names of fields that hold what nobody else may see. */
const secretNames =
  "(?:pass(?:word|wd|phrase)|pwd|secret|token|credential|api_?-?key|private_?-?key|authorization|cookie|session)";

let secretFieldRules: { readonly member: RegExp; readonly pair: RegExp } | undefined;

/** `"password": "…"`, also where the text ends within the value, and `password=…`. */
function secretFieldPatterns(): { readonly member: RegExp; readonly pair: RegExp } {
  const name = (others: string) => `${others}{0,64}${secretNames}${others}{0,64}`;
  secretFieldRules ??= {
    member: new RegExp(`("${name('[^"\\\\]')}"\\s{0,8}:\\s{0,8})("(?:[^"\\\\]|\\\\.)*"?|[^\\s,}\\]"[{]+)`, "gi"),
    pair: new RegExp(`((?:^|[&\\s])${name('[^=&\\s"]')}=)[^&\\s]+`, "gi"),
  };
  return secretFieldRules;
}

/** By the text, not by its structure: it may be cut off, or no JSON at all. */
function harmlessText(text: string, secrets: readonly string[]): string {
  const { member, pair } = secretFieldPatterns();
  const hidden = text.replace(member, '$1"REDACTED"').replace(pair, "$1REDACTED");
  return removeSecrets(hidden, secrets).slice(0, maxShownText);
}
