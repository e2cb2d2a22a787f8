import { userWith } from "../auth.js";
import { bodyChunks, contentTypeOf, parseJson } from "../body.js";
import { type Check, shape, text, valid } from "../check.js";
import type { MediaRecord, Metadata } from "../data/records.js";
import type { Store } from "../data/store.js";
import { type Exchange, json, noContent, type Reply, type Route } from "../exchange.js";
import { boundaryOf, type PartHeaders, type PartSink, readMultipart } from "../multipart.js";
import { linkHeader, numberedPage } from "../pagination.js";
import { badRequest, invalid, notFound } from "../problem.js";
import { queryInteger, queryLimit } from "../query.js";
import { type StoredFile, StoringSink } from "./file-sink.js";
import { metadata } from "./post-input.js";
import { byDefault, mayWrite } from "./security.js";

export const mediaRoutes: readonly Route[] = [
  { operationId: "listMedia", method: "GET", path: "/media", security: byDefault, handler: listMedia },
  { operationId: "uploadMedia", method: "POST", path: "/media", security: mayWrite, handler: uploadMedia },
  { operationId: "getMedia", method: "GET", path: "/media/{mediaId}", security: byDefault, handler: getMedia },
  { operationId: "deleteMedia", method: "DELETE", path: "/media/{mediaId}", security: mayWrite, handler: deleteMedia },
];

function listMedia({ query, record, request, store }: Exchange): Reply {
  const page = queryInteger(query, "page", { min: 1, fallback: 1 });
  const all = [...store.media.values()].map(({ media }) => media);
  const { items, totalPages } = numberedPage(all, { page, perPage: queryLimit(query) });
  const address = new URL(record.target, `http://${request.headers.host}`);
  const link = linkHeader(address, { page, totalPages });
  return json(items, { headers: { "x-total-count": String(all.length), ...(link === undefined ? {} : { link }) } });
}

interface UploadFields {
  readonly alt?: string;
  readonly metadata?: Metadata;
}

const uploadFields: Check<UploadFields> = shape({ optional: { alt: text({ max: 500 }), metadata } });

interface UploadedFile extends PartHeaders {
  readonly stored: StoredFile;
}

async function uploadMedia(exchange: Exchange): Promise<Reply> {
  const { principal, request, store } = exchange;
  const owner = userWith("writer", principal);
  if (contentTypeOf(request) !== "multipart/form-data") throw badRequest("The body must be multipart/form-data.");
  const id = store.nextMediaId();
  const upload = new Upload(store.pathOf(id));
  try {
    const boundary = boundaryOf(request.headers["content-type"] ?? "");
    await readMultipart(bodyChunks(exchange), boundary, (part) => upload.open(part));
  } finally {
    await upload.close();
  }
  const fields = valid(uploadFields, upload.fields());
  if (upload.file === undefined) throw invalid([{ pointer: "/file", detail: "is missing" }]);
  const uploaded = addMedia(store, id, { file: upload.file, fields });
  store.log("media.uploaded", owner, `/v1/media/${id}`, { size: uploaded.media.size });
  store.events.publish({ type: "media.uploaded", at: uploaded.media.createdAt, media: uploaded.media });
  return json(uploaded.media, { status: 201, headers: { location: `/v1/media/${id}` } });
}

/** The parts of one upload: one file, and fields that are small. */
class Upload {
  file: UploadedFile | undefined;
  readonly #path: string;
  #sink: StoringSink | undefined;
  readonly #fields = new Map<string, { readonly contentType: string | undefined; text: string }>();

  constructor(path: string) {
    this.#path = path;
  }

  open(part: PartHeaders): PartSink {
    if (part.name === "file" && part.filename !== undefined) return this.#openFile(part);
    const field = { contentType: part.contentType, text: "" };
    this.#fields.set(part.name, field);
    const chunks: Buffer[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      end: () => {
        field.text = Buffer.concat(chunks).toString("utf8");
      },
    };
  }

  #openFile(part: PartHeaders): PartSink {
    if (this.#sink !== undefined) throw badRequest("There is more than one file.");
    this.#sink = new StoringSink(this.#path, (stored) => {
      this.file = { ...part, stored };
    });
    return this.#sink;
  }

  /** Lets go of the file, also where the body broke off. */
  async close(): Promise<void> {
    await this.#sink?.close();
  }

  /** The fields as one object; `metadata` is JSON, as the document's encoding says. */
  fields(): unknown {
    const parsed = [...this.#fields].map(([name, field]) => {
      const isJson = name === "metadata" || /[/+]json\b/.test(field.contentType ?? "");
      return [name, isJson ? parseJson(field.text) : field.text] as const;
    });
    return Object.fromEntries(parsed);
  }
}

function addMedia(store: Store, id: string, upload: { file: UploadedFile; fields: UploadFields }): MediaRecord {
  const { filename = "file", contentType = "application/octet-stream", stored } = upload.file;
  const record: MediaRecord = {
    media: {
      id,
      filename,
      contentType,
      size: stored.size,
      sha256: stored.sha256,
      alt: upload.fields.alt ?? null,
      url: `https://media.inkwell.example/${id}/${encodeURIComponent(filename)}`,
      metadata: upload.fields.metadata ?? {},
      createdAt: store.now(),
    },
    source: { kind: "file", path: stored.path },
    version: 1,
  };
  store.media.set(id, record);
  return record;
}

function getMedia(exchange: Exchange): Reply {
  return json(namedMedia(exchange).media);
}

function deleteMedia(exchange: Exchange): Reply {
  userWith("writer", exchange.principal);
  exchange.store.media.delete(namedMedia(exchange).media.id);
  return noContent;
}

/** The file that the path names. */
export function namedMedia({ path, store }: Exchange): MediaRecord {
  const record = store.media.get(path.mediaId ?? "");
  if (record === undefined) throw notFound(`file ${path.mediaId}`);
  return record;
}
