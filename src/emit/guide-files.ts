import type { LiteralValue } from "../code/literal.js";
import type { Api } from "../model/api.js";
import { essence, isJson, isMultipart, isText } from "../model/media-type.js";
import type { RequestMedia } from "../model/operation.js";
import type { Schema, SchemaId } from "../model/schema.js";
import { walkSchema } from "../model/walk.js";

/** The guide's section on files: one, or none where the API neither takes nor gives any. */
export function filesGuide(api: Api): readonly { readonly [name: string]: LiteralValue }[] {
  const sent = api.operations.flatMap(({ body }) => body?.media.filter((media) => isFile(media, api)) ?? []);
  const given = api.operations.flatMap(({ responses }) => responses.filter(({ isError }) => !isError));
  const isReceived = given.some(({ media }) => media.some(({ kind }) => kind === "binary"));
  if (sent.length === 0 && !isReceived) return [];
  const multipart = sent.some(({ mediaType }) => isMultipart(mediaType)) ? [{}] : [];
  return [{ sent: sent.length > 0 ? [{ multipart }] : [], received: isReceived ? [{}] : [] }];
}

/** What the types of operations take bytes for. */
function isFile({ mediaType, schema, itemSchema }: RequestMedia, api: Api): boolean {
  const type = essence(mediaType);
  if (isMultipart(type)) return [schema, itemSchema].some((one) => one !== undefined && holdsFile(one, api, new Set()));
  if (isJson(type) || isText(type)) return false;
  return type !== "*/*" || schema.kind === "unknown" || schema.kind === "binary";
}

function holdsFile(schema: Schema, api: Api, seen: Set<SchemaId>): boolean {
  let found = false;
  walkSchema(schema, (inner) => {
    if (inner.kind === "binary") found = true;
    if (inner.kind !== "reference" || seen.has(inner.target)) return;
    seen.add(inner.target);
    const target = api.schemas.get(inner.target);
    if (target) found ||= holdsFile(target.schema, api, seen);
  });
  return found;
}
