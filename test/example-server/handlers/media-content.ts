import { randomUUID } from "node:crypto";
import { userWith } from "../auth.js";
import { bodyChunks, contentTypeOf } from "../body.js";
import { mediaEtag, requestedRange } from "../conditional.js";
import { contentOf } from "../data/content.js";
import type { MediaRecord } from "../data/records.js";
import { type Exchange, json, type Reply, type Route } from "../exchange.js";
import { badRequest } from "../problem.js";
import { queryInteger } from "../query.js";
import { type StoredFile, StoringSink } from "./file-sink.js";
import { namedMedia } from "./media.js";
import { byDefault, mayWrite } from "./security.js";

export const mediaContentRoutes: readonly Route[] = [
  {
    operationId: "downloadMedia",
    method: "GET",
    path: "/media/{mediaId}/content",
    security: byDefault,
    handler: downloadMedia,
  },
  {
    operationId: "replaceMediaContent",
    method: "PUT",
    path: "/media/{mediaId}/content",
    security: mayWrite,
    handler: replaceMediaContent,
  },
];

const octets = "application/octet-stream";

/** RFC 9110, 14 Range Requests: https://www.rfc-editor.org/rfc/rfc9110#section-14 */
function downloadMedia(exchange: Exchange): Reply {
  const record = namedMedia(exchange);
  const size = sizeOf(exchange, record);
  const etag = mediaEtag(record, size);
  const range = requestedRange(exchange.request, size, etag);
  const { start, end } = range ?? { start: 0, end: size };
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      etag,
      "accept-ranges": "bytes",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(record.media.filename)}`,
      ...(range === undefined ? {} : { "content-range": `bytes ${start}-${end - 1}/${size}` }),
    },
    body: { kind: "stream", contentType: octets, chunks: contentOf(record, start, end), length: end - start },
  };
}

/** Tests may ask for a computed file of any size with `?size=`, which the document does not know. */
function sizeOf({ query }: Exchange, { media, source }: MediaRecord): number {
  if (source.kind === "file") return media.size;
  return queryInteger(query, "size", { min: 0, fallback: media.size });
}

async function replaceMediaContent(exchange: Exchange): Promise<Reply> {
  const { principal, request, store } = exchange;
  userWith("writer", principal);
  const record = namedMedia(exchange);
  if (contentTypeOf(request) !== octets) throw badRequest(`The body must be ${octets}.`);
  // Downloads of the old content may still be running: the new one is another file.
  const { path, size, sha256 } = await storeBody(exchange, store.pathOf(`${record.media.id}-${randomUUID()}`));
  const media = { ...record.media, size, sha256 };
  store.media.set(media.id, { media, source: { kind: "file", path }, version: record.version + 1 });
  return json(media);
}

async function storeBody(exchange: Exchange, path: string): Promise<StoredFile> {
  let stored: StoredFile | undefined;
  const sink = new StoringSink(path, (file) => {
    stored = file;
  });
  try {
    for await (const chunk of bodyChunks(exchange)) await sink.write(chunk);
    await sink.end();
  } finally {
    await sink.close();
  }
  if (stored === undefined) throw new TypeError("the file was not stored");
  return stored;
}
