/**
 * RFC 3986 2.1-2.3 percent-encoding, https://www.rfc-editor.org/rfc/rfc3986#section-2
 * and RFC 6570 3.2.3 reserved expansion, https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3
 */

/** Turns a text into one that may stand at its place. */
export type Encode = (text: string) => string;

const unreservedOnly = /^[\w.~-]*$/;

/** Encodes all but the unreserved characters. */
export function encodeStrict(text: string): string {
  if (unreservedOnly.test(text)) return text;
  return encodeText(text).replace(/[!'()*]/g, percent);
}

/**
 * `allowReserved` in a query: reserved characters and percent-encoded triples stay.
 * `#` does not: it would end the query, so no server could ever see it.
 */
export function encodeReserved(text: string): string {
  if (unreservedOnly.test(text)) return text;
  return text
    .split(/(%[\dA-Fa-f]{2}|[:/?[\]@!$&'()*+,;=]+)/)
    .map((part, index) => (index % 2 === 1 ? part : encodeStrict(part)))
    .join("");
}

/** `allowReserved` in a path: `/` and `?` would change which resource is meant (OpenAPI 3.2, 4.8.2 Path Templating). */
export function encodeReservedPath(text: string): string {
  return encodeReserved(text).replace(/[/?]/g, percent);
}

/** The fixed parts of a path template: what can stand in a path or a query stays as the document has it. */
export function encodeLiteral(text: string): string {
  return encodeReserved(text);
}

/** Leaves the text as it is: header values and `cookie` style. */
export function encodeNothing(text: string): string {
  return text;
}

function encodeText(text: string): string {
  // Half of a surrogate pair can't be encoded: U+FFFD stands for it, as in every UTF-8 encoder.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
