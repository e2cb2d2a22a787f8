/** RFC 9110 8.4 Content-Encoding, https://www.rfc-editor.org/rfc/rfc9110#field.content-encoding */
import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import type { Bytes } from "../bytes.js";
import type { ResponseHeaders } from "../contract.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { builtinModule } from "../platform.js";
import { toTransportError } from "./failure.js";
import type { ResponseBody } from "./transport.js";
import { wholeZstdFrames } from "./zstd-frames.js";

type Chunks = AsyncGenerator<Uint8Array, void, void>;

/** As curl and undici's own fetch have it: each takes a decoder and a level of the stack, and multiplies what comes out. */
const maxCodings = 5;

/** Makes the decoder; `first` is the first chunk of what it will get. */
type MakeDecoder = (first: Uint8Array) => Transform;

const contentDecoders: Readonly<Record<string, MakeDecoder | undefined>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  br: () => createBrotliDecompress(),
  // RFC 9110 8.4.1.2 means the zlib format; many servers send the bare stream. CMF's low bits tell (RFC 1950 2.2).
  deflate: (first) => (((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()),
};

/** Node.js 22.15 and later have it; an import of what is not there would not even load. */
const makeZstdDecoder = /* @__PURE__ */ findZstdDecoder();

/** What can be decoded, for `Accept-Encoding`. */
export function decodableCodings(): string {
  return makeZstdDecoder === undefined ? "gzip, deflate, br" : "gzip, deflate, br, zstd";
}

function findZstdDecoder(): MakeDecoder | undefined {
  const zlib = builtinModule("node:zlib") as { createZstdDecompress?(): Transform } | undefined;
  const create = zlib?.createZstdDecompress;
  return create === undefined ? undefined : () => create();
}

export interface CodedResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** For messages. */
  readonly origin: string;
}

/** The body without its content codings; the body itself where it has none. */
export function decodeContent(body: ResponseBody, response: CodedResponse): ResponseBody {
  const header = response.headers.get("content-encoding");
  if (header === undefined) return body;
  const codings = header
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  return codings.length === 0 ? body : new CodedBody(body, codings, response);
}

class CodedBody implements ResponseBody {
  readonly #inner: ResponseBody;
  readonly #codings: readonly string[];
  readonly #response: CodedResponse;

  constructor(inner: ResponseBody, codings: readonly string[], response: CodedResponse) {
    this.#inner = inner;
    this.#codings = codings;
    this.#response = response;
  }

  /** Through the stream: a small body may become a huge one, of which an error wants the beginning only. */
  async bytes(limit: number = Number.POSITIVE_INFINITY): Promise<Bytes> {
    const reader = this.stream().getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
    }
    if (size >= limit) await reader.cancel();
    return new Uint8Array(Buffer.concat(chunks, size));
  }

  stream(): ReadableStream<Bytes> {
    const decoded = decodeChunks(this.#inner.stream(), this.#makeDecoders());
    const { origin } = this.#response;
    return new ReadableStream<Bytes>(
      {
        async pull(controller) {
          try {
            const { done, value } = await decoded.next();
            if (done === true) controller.close();
            else controller.enqueue(value);
          } catch (error) {
            controller.error(toTransportError(error, origin));
          }
        },
        async cancel() {
          await decoded.return();
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#inner.discard();
  }

  /** The last coding was applied last. @throws ResponseParseError for one that nobody here knows, and for too many */
  #makeDecoders(): readonly ((chunks: Chunks) => Chunks)[] {
    if (this.#codings.length > maxCodings)
      throw this.#failure(`The response has ${this.#codings.length} content codings, of which ${maxCodings} are read`);
    return [...this.#codings].reverse().map((coding) => {
      if (coding === "zstd" && makeZstdDecoder !== undefined) {
        return (chunks) => throughDecoder(wholeZstdFrames(chunks), makeZstdDecoder);
      }
      const decoder = Object.hasOwn(contentDecoders, coding) ? contentDecoders[coding] : undefined;
      if (decoder !== undefined) return (chunks) => throughDecoder(chunks, decoder);
      throw this.#failure(`The response's Content-Encoding ${JSON.stringify(coding)} is unknown`);
    });
  }

  #failure(message: string): ResponseParseError {
    const { status, headers } = this.#response;
    return new ResponseParseError({ message, status, contentType: headers.get("content-type"), excerpt: "" });
  }
}

async function* decodeChunks(
  source: ReadableStream<Uint8Array>,
  decoders: readonly ((chunks: Chunks) => Chunks)[],
): AsyncGenerator<Bytes, void, void> {
  let chunks = streamChunks(source);
  for (const decode of decoders) chunks = decode(chunks);
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

/** Ends with an error where the coded form is cut short: zlib says so when its input ends. */
async function* throughDecoder(source: Chunks, make: MakeDecoder): Chunks {
  const first = await source.next();
  // HEAD and 304 carry the header without the body.
  if (first.done === true) return;
  const decoder = make(first.value);
  // Whoever reads the decoder sees the error; the callback is there because `pipeline` wants one.
  pipeline(Readable.from(prepend(first.value, source)), decoder, () => undefined);
  yield* decoder;
}

async function* prepend(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}

async function* streamChunks(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.byteLength > 0) yield value;
    }
  } finally {
    await reader.cancel();
  }
}
