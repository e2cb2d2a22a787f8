import { type Bytes, concat } from "../bytes.js";
import { ConnectionError } from "../errors/connection-error.js";
import { timeoutError, toTransportError } from "./failure.js";
import type { ResponseBody } from "./transport.js";

export interface FetchBodyInit {
  readonly abort: AbortController;
  readonly idleMs: number;
  /** For messages. */
  readonly origin: string;
  /** Called once, when the body is read or given up. */
  readonly finish: () => void;
}

/** The body of a `fetch` response. The platform has decoded its content codings. */
export class FetchBody implements ResponseBody {
  readonly #response: Response;
  readonly #init: FetchBodyInit;

  constructor(response: Response, init: FetchBodyInit) {
    this.#response = response;
    this.#init = init;
    if (response.body === null) init.finish();
  }

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
    return concat(chunks, size);
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#response.body?.getReader();
    const missing = new MissingBytes(this.#response);
    const { finish, origin } = this.#init;
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const chunk = reader === undefined ? undefined : await this.#read(reader);
            if (chunk !== undefined) {
              missing.count(chunk);
              controller.enqueue(chunk);
              return;
            }
            missing.check(origin);
            finish();
            controller.close();
          } catch (error) {
            finish();
            controller.error(this.#toError(error));
          }
        },
        cancel: async (reason) => {
          finish();
          await reader?.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    const { body } = this.#response;
    if (body === null || body.locked) return;
    this.#init.finish();
    // Nobody waits for it, so nobody need know that it failed.
    body.cancel().catch(() => undefined);
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Bytes | undefined> {
    const { idleMs, abort } = this.#init;
    const timer = idleMs > 0 ? setTimeout(() => abort.abort(timeoutError("body", idleMs)), idleMs) : undefined;
    try {
      const { value } = await reader.read();
      // What fetch gives lies in memory of its own, never in shared memory.
      return value as Bytes | undefined;
    } finally {
      if (timer !== undefined) clearTimeout(timer);
    }
  }

  #toError(error: unknown): Error {
    const { signal } = this.#init.abort;
    return toTransportError(signal.aborted ? signal.reason : error, this.#init.origin);
  }
}

/** Not every platform minds a body that is shorter than its `Content-Length`. */
class MissingBytes {
  #missing: number | undefined;

  constructor({ headers, body }: Response) {
    const length = headers.get("content-length");
    const isKnown = body !== null && length !== null && !headers.has("content-encoding");
    this.#missing = isKnown ? Number(length) : undefined;
  }

  count(chunk: Uint8Array): void {
    if (this.#missing !== undefined) this.#missing -= chunk.byteLength;
  }

  check(origin: string): void {
    if (this.#missing === undefined || !(this.#missing > 0)) return;
    throw new ConnectionError({ message: `${origin}: the body ends ${this.#missing} bytes too early` });
  }
}
