import { defaultKind, essence, isJson } from "../model/media-type.js";
import type { BodyKind } from "../model/operation.js";
import type { Schema } from "../model/schema.js";

/** How a response body of this media type and schema is handed to the caller. */
export function responseKind(mediaType: string, schema: Schema | undefined): BodyKind {
  const kind = defaultKind(mediaType);
  if (kind === "events" || kind === "lines") return kind;
  if (schema?.kind === "binary") return "binary";
  // `*/*` with a schema: generators of documents write it where they mean JSON.
  if (essence(mediaType) === "*/*" && schema && schema.kind !== "unknown") return "json";
  return kind;
}

/** The first JSON one is the default, so it comes first; otherwise the document's order stays. */
export function defaultFirst<Media extends { readonly mediaType: string }>(media: readonly Media[]): readonly Media[] {
  const json = media.find(({ mediaType }) => isJson(mediaType));
  return json ? [json, ...media.filter((entry) => entry !== json)] : media;
}
