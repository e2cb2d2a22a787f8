import { type Bytes, concat } from "../bytes.js";
import { timeoutError } from "./failure.js";
import type { ResponseBody } from "./transport.js";

/** What is used of undici's controller. */
export interface FlowController {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** As much as a body may run ahead of its reader. */
const highWaterMark = 256 * 1024;
/** A rest that is read to keep the connection; making a new one costs about as much. */
const maxDrainBytes = 64 * 1024;
/** A rest that doesn't come is not waited for. */
const maxDrainMs = 1_000;

/** The chunks of a response's body as they come in, for one reader. A body that is read whole costs no stream. */
export class UndiciBody implements ResponseBody {
  readonly #controller: FlowController;
  readonly #idleMs: number;
  #chunks: Buffer[] = [];
  #size = 0;
  #state: "open" | "ended" | "failed" = "open";
  #error: Error | undefined;
  #isPaused = false;
  #isDropped = false;
  /** How much a whole reader wants; undefined while nobody or a stream reads. */
  #wanted: number | undefined;
  #wake: (() => void) | undefined;
  /** Runs only while somebody waits: a reader that takes its time is not the server's fault. */
  #timer: NodeJS.Timeout | undefined;

  constructor(controller: FlowController, idleMs: number) {
    this.#controller = controller;
    this.#idleMs = idleMs;
  }

  push(chunk: Buffer): void {
    this.#size += chunk.byteLength;
    if (this.#isDropped) {
      if (this.#size > maxDrainBytes) this.#controller.abort(notNeeded());
      return;
    }
    this.#chunks.push(chunk);
    if (this.#wanted === undefined) {
      if (this.#size >= highWaterMark) this.#pause();
      this.#notify();
    } else if (this.#size >= this.#wanted) this.#notify();
    else this.#timer?.refresh();
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#notify();
  }

  fail(error: Error): void {
    if (this.#state === "open") {
      this.#state = "failed";
      this.#error = error;
    }
    this.#notify();
  }

  readyText(): string | undefined {
    if (this.#state !== "ended") return undefined;
    const chunks = this.#chunks;
    this.#chunks = [];
    const text = utf8Text(chunks);
    // A byte order mark is no part of the text.
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  async bytes(limit: number = Number.POSITIVE_INFINITY): Promise<Bytes> {
    this.#wanted = limit;
    if (this.#state === "open" && this.#size < limit) await this.#nextChange();
    if (this.#state === "failed") throw this.#error;
    const bytes = concat(this.#chunks, this.#size);
    this.discard();
    return bytes;
  }

  stream(): ReadableStream<Bytes> {
    return new ReadableStream<Bytes>(
      {
        pull: (controller) => this.#pull(controller),
        cancel: () => {
          if (this.#state === "open") this.#controller.abort(notNeeded());
        },
      },
      // Nothing is pulled before somebody reads.
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#chunks = [];
    if (this.#state !== "open" || this.#isDropped) return;
    this.#isDropped = true;
    this.#size = 0;
    this.#timer = setTimeout(stopDraining, maxDrainMs, this.#controller);
    this.#resume();
  }

  async #pull(controller: ReadableStreamDefaultController<Bytes>): Promise<void> {
    if (this.#chunks.length === 0 && this.#state === "open") await this.#nextChange();
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#size = 0;
    for (const chunk of chunks) controller.enqueue(viewOf(chunk));
    if (chunks.length > 0) return;
    if (this.#state === "failed") controller.error(this.#error);
    else controller.close();
  }

  #nextChange(): Promise<void> {
    if (this.#idleMs > 0) this.#timer = setTimeout(expireIdle, this.#idleMs, this, this.#idleMs);
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#resume();
    });
  }

  #notify(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  #pause(): void {
    this.#isPaused = true;
    this.#controller.pause();
  }

  #resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#controller.resume();
  }

  /** The server has said nothing for too long. */
  expire(error: Error): void {
    this.fail(error);
    this.#controller.abort(error);
  }
}

function expireIdle(body: UndiciBody, limitMs: number): void {
  body.expire(timeoutError("body", limitMs));
}

function stopDraining(controller: FlowController): void {
  controller.abort(notNeeded());
}

/** Nobody sees it: undici wants a reason. */
function notNeeded(): Error {
  return new Error("The rest of the body is not needed");
}

function utf8Text(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  if (chunks.length > 1) return Buffer.concat(chunks).toString();
  return first === undefined ? "" : first.toString();
}

/** A copy: a chunk lies in a buffer of the socket that is much larger than most bodies. */
/** A plain Uint8Array over the same memory: undici's chunks are Buffers. */
function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Bytes {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}
