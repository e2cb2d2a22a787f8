/** RFC 9457 3.1 for `detail` and `title`, RFC 6749 5.2 for `error_description`; the rest is common practice. */

/** Where APIs put what went wrong, the most telling first. */
const places = "detail title message error.message error_description errors.0.message errors.0.detail errors.0 error";

/** A longer text is a page, not a message. */
const maxLength = 500;

/** The server's own words for an error; undefined where its body has none. `marked`: where the document says they are. */
export function messageOf(body: unknown, marked?: readonly string[]): string | undefined {
  const known = places.split(" ").map((path) => path.split("."));
  for (const place of marked === undefined ? known : [marked, ...known]) {
    const text = place.reduce<unknown>(propertyOf, body);
    if (typeof text === "string" && text.trim()) return text.slice(0, maxLength);
  }
  return undefined;
}

/** An own property; undefined where there is none. */
export function propertyOf(value: unknown, key: string): unknown {
  const isOwn = typeof value === "object" && value !== null && Object.hasOwn(value, key);
  return isOwn ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
