// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 9110 8.3.1 Media Type, https://www.rfc-editor.org/rfc/rfc9110#media.type */

export type MediaFamily = "json" | "events" | "lines" | "form" | "multipart" | "text" | "binary";

/** Ordered: `application/vnd.api+json` is JSON before it is anything else. */
const families: readonly { readonly family: MediaFamily; readonly pattern: RegExp }[] = [
  { family: "json", pattern: /^(application|text)\/json$|\+json$/ },
  { family: "events", pattern: /^text\/event-stream$/ },
  { family: "lines", pattern: /^application\/(x-)?(jsonl|jsonlines|ndjson)$|^application\/json-seq$/ },
  { family: "form", pattern: /^application\/x-www-form-urlencoded$/ },
  { family: "multipart", pattern: /^multipart\// },
  { family: "text", pattern: /^text\/|^application\/(xml|yaml|x-yaml)$|\+(xml|yaml)$/ },
];

/** Type and subtype in lower case, without parameters. */
export function essenceOf(mediaType: string): string {
  const end = mediaType.indexOf(";");
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/** What can be done with a body of the type. */
export function familyOf(essence: string): MediaFamily {
  return families.find(({ pattern }) => pattern.test(essence))?.family ?? "binary";
}

/** A parameter of a media type, unquoted: `charset`. */
export function mediaParameter(mediaType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "i").exec(mediaType);
  return match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2];
}

/** The key of a `content` object that covers a media type: itself, then the same suffix family, then a range. */
export function findMedia(keys: readonly string[], mediaType: string): string | undefined {
  const essence = essenceOf(mediaType);
  const exact = keys.filter((key) => essenceOf(key) === essence);
  if (exact.length > 0) return exact.find((key) => sameParameters(key, mediaType)) ?? exact[0];
  const type = essence.slice(0, essence.indexOf("/"));
  return (
    (familyOf(essence) === "json" ? keys.find((key) => familyOf(essenceOf(key)) === "json") : undefined) ??
    keys.find((key) => essenceOf(key) === `${type}/*`) ??
    keys.find((key) => /^\*(\/\*)?$/.test(essenceOf(key)))
  );
}

function sameParameters(left: string, right: string): boolean {
  return normalize(left) === normalize(right);
}

function normalize(mediaType: string): string {
  return mediaType.replace(/\s/g, "").toLowerCase();
}
