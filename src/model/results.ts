import { essence, isJson } from "./media-type.js";
import type { Response, ResponseMedia } from "./operation.js";
import type { Schema } from "./schema.js";

/**
 * The media types of a success among which a caller chooses by `accept`; empty where all of them give the same. Streams are
 * asked for in another way.
 */
export function resultChoices(response: Response): readonly ResponseMedia[] {
  if (response.media.length < 2) return [];
  const media = response.media.filter((entry) => isWhole(entry) && !isEcho(entry, response));
  return new Set(media.map(resultKey)).size > 1 ? media : [];
}

/** What is given where the caller does not choose: JSON, where there is JSON; otherwise whatever the server likes. */
export function defaultResults({ media }: Response): readonly ResponseMedia[] {
  const json = media.filter(({ kind }) => kind === "json");
  if (json.length > 0) return json;
  const whole = media.filter(isWhole);
  return whole.length > 0 ? whole : media;
}

function isWhole({ kind }: ResponseMedia): boolean {
  return kind !== "events" && kind !== "lines";
}

/** Some frameworks list `text/plain` beside each JSON body: an object is never sent as plain text. */
function isEcho({ mediaType, schema }: ResponseMedia, { media }: Response): boolean {
  if (essence(mediaType) !== "text/plain" || !schema || !structured.includes(schema.kind)) return false;
  return media.some((other) => isJson(other.mediaType) && schemaKey(other.schema) === schemaKey(schema));
}

const structured: readonly Schema["kind"][] = ["reference", "object", "array", "tuple", "intersection", "union"];

function resultKey({ kind, schema }: ResponseMedia): string {
  return kind === "json" ? `json ${schemaKey(schema)}` : kind;
}

function schemaKey(schema: Schema | undefined): string {
  if (schema?.kind === "reference") return schema.target;
  return schema?.kind === "array" ? `${schemaKey(schema.items)}[]` : (schema?.origin.pointer ?? "");
}
