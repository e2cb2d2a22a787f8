import type { Bytes } from "./bytes.js";
import type { ResponseBody } from "./transport/transport.js";

/** How much was read of a body, and its beginning; undefined where nobody has read it or wants to see it. */
export interface ReadBody {
  readonly bytes: number | undefined;
  readonly body: Uint8Array | undefined;
}

export type TellOfBody = (read: ReadBody, error?: unknown) => void;

const unread: ReadBody = { bytes: undefined, body: undefined };

/** A body that tells once how much was read, and with which error, if any. */
export class ObservedBody implements ResponseBody {
  readonly #inner: ResponseBody;
  /** So many bytes of its beginning are kept. */
  readonly #kept: number;
  #tell: TellOfBody | undefined;

  constructor(inner: ResponseBody, kept: number, tell: TellOfBody) {
    this.#inner = inner;
    this.#kept = kept;
    this.#tell = tell;
  }

  readyText(): string | undefined {
    const text = this.#inner.readyText?.();
    if (text !== undefined) this.#endWhole(new TextEncoder().encode(text));
    return text;
  }

  async bytes(limit?: number): Promise<Bytes> {
    try {
      const bytes = await this.#inner.bytes(limit);
      this.#endWhole(bytes);
      return bytes;
    } catch (error) {
      this.#end(unread, error);
      throw error;
    }
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#inner.stream().getReader();
    const counter = new ByteCounter(this.#kept);
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (!done) {
              counter.add(value);
              controller.enqueue(value);
              return;
            }
            this.#end(counter.read);
            controller.close();
          } catch (error) {
            this.#end(counter.read, error);
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.#end(counter.read);
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#end(unread);
    this.#inner.discard();
  }

  #endWhole(bytes: Uint8Array): void {
    this.#end({ bytes: bytes.byteLength, body: this.#kept > 0 ? bytes.slice(0, this.#kept) : undefined });
  }

  #end(read: ReadBody, error?: unknown): void {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.(read, error);
  }
}

/** Counts what passes and keeps its beginning. */
class ByteCounter {
  readonly #kept: number;
  readonly #beginning: number[] = [];
  #size = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    const missing = this.#kept - this.#beginning.length;
    if (missing > 0) this.#beginning.push(...chunk.subarray(0, missing));
  }

  get read(): ReadBody {
    return { bytes: this.#size, body: this.#kept > 0 ? Uint8Array.from(this.#beginning) : undefined };
  }
}
