import type { BodyKind } from "./operation.js";

/** RFC 9110, 8.3.1: type and subtype without parameters, in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** `application/json`, and by RFC 6839 all that ends in `+json`. */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === "application/json" || type === "text/json" || type.endsWith("+json");
}

/** RFC 2046, 5.1. */
export function isMultipart(mediaType: string): boolean {
  return essence(mediaType).startsWith("multipart/");
}

/** What the runtime takes a media type for by itself; where another kind is meant, the descriptor says so. */
export function runtimeKind(mediaType: string): BodyKind {
  const type = essence(mediaType);
  if (isJson(type)) return "json";
  return type.startsWith("text/") || type === "application/xml" || type.endsWith("+xml") ? "text" : "binary";
}

/** How a response of this media type is handed to the caller where its schema says nothing else. */
export function defaultKind(mediaType: string): BodyKind {
  const type = essence(mediaType);
  if (isJson(type)) return "json";
  if (type === "text/event-stream") return "events";
  if (lineTypes.includes(type)) return "lines";
  return isText(type) ? "text" : "binary";
}

const lineTypes: readonly string[] = [
  "application/jsonl",
  "text/jsonl",
  "application/x-jsonl",
  "application/jsonlines",
  "application/x-jsonlines",
  "application/x-ndjson",
  "application/ndjson",
  "application/json-seq",
  "application/stream+json",
];

/** What is read as a string: text, XML and YAML, and what a form would send. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return (
    type.startsWith("text/") ||
    type === "application/xml" ||
    type.endsWith("+xml") ||
    type === "application/yaml" ||
    type === "application/x-yaml" ||
    type.endsWith("+yaml") ||
    type === "application/x-www-form-urlencoded"
  );
}
