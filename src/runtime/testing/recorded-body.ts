import type { Bytes } from "../bytes.js";
import type { ResponseBody } from "../transport/transport.js";

/** Told of what was read, once: when it has ended, failed, or nobody wants more of it. */
export type OnRecorded = (bytes: Uint8Array, isComplete: boolean) => void;

/** Hands a body on, and keeps what went through. */
export class RecordedBody implements ResponseBody {
  readonly #body: ResponseBody;
  readonly #onRecorded: OnRecorded;
  readonly #chunks: Uint8Array[] = [];
  #isTold = false;

  constructor(body: ResponseBody, onRecorded: OnRecorded) {
    this.#body = body;
    this.#onRecorded = onRecorded;
  }

  async bytes(limit?: number): Promise<Bytes> {
    try {
      const bytes = await this.#body.bytes(limit);
      this.#chunks.push(bytes);
      this.#tell(limit === undefined || bytes.byteLength < limit);
      return bytes;
    } catch (error) {
      this.#tell(false);
      throw error;
    }
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#body.stream().getReader();
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (done) {
              this.#tell(true);
              controller.close();
              return;
            }
            this.#chunks.push(value);
            controller.enqueue(value);
          } catch (error) {
            this.#tell(false);
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.#tell(false);
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#tell(false);
    this.#body.discard();
  }

  #tell(isComplete: boolean): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const bytes = new Uint8Array(this.#chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
    let offset = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    this.#onRecorded(bytes, isComplete);
  }
}
