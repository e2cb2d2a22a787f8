import { type BodySource, isBodySource, type OpenBody } from "../request-body.js";
import { requestProblem } from "../request-problem.js";

type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/** Bytes in any shape. */
export type Content = string | Blob | ArrayBuffer | ArrayBufferView | ByteStream | BodySource;

/** True for what stands for bytes by itself; a string does not. */
export function isContent(value: unknown): value is Exclude<Content, string> {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || isStreamed(value);
}

/** True for what is not there as a whole. */
export function isStreamed(value: unknown): value is ByteStream | BodySource {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof ReadableStream || Symbol.asyncIterator in value || isBodySource(value);
}

/** The bytes of a buffer or of a view, not copied. */
export function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** Whatever it is as something that can be opened. */
export function sourceOf(content: Content): BodySource {
  if (typeof content === "string") return memorySource(new TextEncoder().encode(content));
  if (content instanceof Blob) return blobSource(content);
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return memorySource(bytesOf(content));
  return isBodySource(content) ? content : new StreamSource(content);
}

/** As much as is handed over at a time: progress is told, and a call given up, in steps of it. */
const stepBytes = 65_536;

function memorySource(bytes: Uint8Array): BodySource {
  return { replayable: true, openBody: () => ({ size: bytes.byteLength, chunks: stepsOf(bytes) }) };
}

async function* stepsOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.byteLength; at += stepBytes) yield bytes.subarray(at, at + stepBytes);
}

function blobSource(blob: Blob): BodySource {
  const openBody = (): OpenBody => {
    const { chunks, close } = openStream(blob.stream());
    return { size: blob.size, chunks: inSteps(chunks), close };
  };
  return { replayable: true, openBody };
}

/** A platform may give all that a Blob has in memory as one chunk. */
async function* inSteps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) yield* stepsOf(chunk);
}

/** A stream of the caller's: it can be read once. */
class StreamSource implements BodySource {
  readonly replayable = false;
  readonly #stream: ByteStream;
  #isUsed = false;

  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  openBody(): OpenBody {
    const stream = this.#stream;
    if (this.#isUsed || (stream instanceof ReadableStream && stream.locked)) {
      throw requestProblem("body", "is, or holds, a stream that has been read already: it can be sent only once");
    }
    this.#isUsed = true;
    return { size: undefined, ...(stream instanceof ReadableStream ? openStream(stream) : openIterable(stream)) };
  }
}

type Opened = Required<Pick<OpenBody, "chunks" | "close">>;

function openStream(stream: ReadableStream<Uint8Array>): Opened {
  const reader = stream.getReader();
  // Cancelling ends a read that is under way, too. Nobody waits for it.
  const close = (): void => void reader.cancel().catch(() => undefined);
  return { chunks: readAll(reader, close), close };
}

async function* readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  close: () => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield checked(value);
    }
  } finally {
    close();
  }
}

function openIterable(iterable: AsyncIterable<Uint8Array | string>): Opened {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    chunks: { [Symbol.asyncIterator]: () => encodeAll({ [Symbol.asyncIterator]: () => iterator }) },
    close: () => {
      // A stream of Node.js ends at once; a generator when it next comes to a `yield`.
      if ("destroy" in iterable && typeof iterable.destroy === "function") iterable.destroy();
      else void iterator.return?.()?.catch(() => undefined);
    },
  };
}

async function* encodeAll(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : checked(chunk);
}

/** JavaScript has no types that would keep objects out of a stream of bytes. */
function checked(chunk: unknown): Uint8Array {
  if (chunk instanceof ArrayBuffer || ArrayBuffer.isView(chunk)) return bytesOf(chunk);
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  throw requestProblem(
    "body",
    `its stream gave ${chunk === null ? "null" : `a value of type ${typeof chunk}`}, not bytes`,
  );
}
