import type { Bytes } from "./bytes.js";
import type { ResponseBody } from "./transport/transport.js";

/** A body that tells once how many bytes were read, and with which error, if any. */
export class ObservedBody implements ResponseBody {
  readonly #inner: ResponseBody;
  #tell: ((bytes: number | undefined, error?: unknown) => void) | undefined;

  constructor(inner: ResponseBody, tell: (bytes: number | undefined, error?: unknown) => void) {
    this.#inner = inner;
    this.#tell = tell;
  }

  readyText(): string | undefined {
    const text = this.#inner.readyText?.();
    if (text !== undefined) this.#end(new TextEncoder().encode(text).byteLength);
    return text;
  }

  async bytes(limit?: number): Promise<Bytes> {
    try {
      const bytes = await this.#inner.bytes(limit);
      this.#end(bytes.byteLength);
      return bytes;
    } catch (error) {
      this.#end(undefined, error);
      throw error;
    }
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#inner.stream().getReader();
    let size = 0;
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (!done) {
              size += value.byteLength;
              controller.enqueue(value);
              return;
            }
            this.#end(size);
            controller.close();
          } catch (error) {
            this.#end(size, error);
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.#end(size);
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#end(undefined);
    this.#inner.discard();
  }

  #end(bytes: number | undefined, error?: unknown): void {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.(bytes, error);
  }
}
