import type { BodyKind } from "../model/operation.js";
import type { Schema } from "../model/schema.js";

/** RFC 9110, 8.3.1: type and subtype without parameters, in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** `application/json`, and by RFC 6839 all that ends in `+json`. */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === "application/json" || type === "text/json" || type.endsWith("+json");
}

const lineTypes: readonly string[] = [
  "application/jsonl",
  "application/x-jsonl",
  "application/jsonlines",
  "application/x-jsonlines",
  "application/x-ndjson",
  "application/ndjson",
  "application/json-seq",
  "application/stream+json",
];

/** How a response body of this media type is handed to the caller. */
export function responseKind(mediaType: string, schema: Schema | undefined): BodyKind {
  const type = essence(mediaType);
  if (type === "text/event-stream") return "events";
  if (lineTypes.includes(type)) return "lines";
  if (schema?.kind === "binary") return "binary";
  if (isJson(type)) return "json";
  if (type === "*/*") return schema && schema.kind !== "unknown" ? "json" : "binary";
  return isText(type) ? "text" : "binary";
}

function isText(type: string): boolean {
  return (
    type.startsWith("text/") ||
    type === "application/xml" ||
    type.endsWith("+xml") ||
    type === "application/x-www-form-urlencoded" ||
    type === "application/yaml" ||
    type === "application/x-yaml" ||
    type.endsWith("+yaml")
  );
}

/** The first JSON one is the default, so it comes first; otherwise the document's order stays. */
export function defaultFirst<Media extends { readonly mediaType: string }>(media: readonly Media[]): readonly Media[] {
  const json = media.find(({ mediaType }) => isJson(mediaType));
  return json ? [json, ...media.filter((entry) => entry !== json)] : media;
}
