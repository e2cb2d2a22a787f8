import type { Bytes } from "../bytes.js";
import { isBrowser } from "../platform.js";
import type { TransportBody } from "../request-body.js";

/** What every `fetch` takes; `isStreamed` bodies need `duplex: "half"`. */
export interface FetchBodyInit {
  readonly body: string | Blob | ArrayBuffer | Bytes | ReadableStream<Uint8Array>;
  readonly isStreamed: boolean;
}

/** Where a request can't be streamed, it is sent as one Blob, which is then in memory (or on disk) as a whole. */
export async function toFetchBody(body: TransportBody): Promise<FetchBodyInit> {
  if (typeof body === "string" || body instanceof Blob || body instanceof ArrayBuffer)
    return { body, isStreamed: false };
  // What lies in shared memory is refused by `fetch` itself, with a message that says so.
  if (body instanceof Uint8Array) return { body: body as Bytes, isStreamed: false };
  const stream = body instanceof ReadableStream ? body : streamOf(body);
  if (canStreamRequests()) return { body: stream, isStreamed: true };
  return { body: await new Response(stream).blob(), isStreamed: false };
}

let canStream: boolean | undefined;

/**
 * A platform that knows request streams asks for `duplex`, and does not take the stream for a text. Of browsers some do,
 * but over HTTP/2 and 3 only, and nothing tells beforehand which it will be: they fail where the server speaks HTTP/1.1.
 */
function canStreamRequests(): boolean {
  canStream ??= !isBrowser() && detectRequestStreams();
  return canStream;
}

function detectRequestStreams(): boolean {
  let isAsked = false;
  const init = {
    body: new ReadableStream(),
    method: "POST",
    get duplex(): string {
      isAsked = true;
      return "half";
    },
  };
  try {
    return !new Request("http://localhost/", init as RequestInit).headers.has("content-type") && isAsked;
  } catch {
    return false;
  }
}

/** `ReadableStream.from` is not everywhere yet. */
function streamOf(iterable: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const iterator = iterable[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
