import { AbortedError } from "../errors/aborted-error.js";
import type { ItemSource } from "./api-stream.js";
import { EventReader } from "./event-reader.js";
import { readStream } from "./read-stream.js";
import { Pause, Reconnection } from "./reconnect.js";
import type { StreamBody } from "./stream-body.js";
import type { EventStreamOptions } from "./stream-options.js";

export interface EventSourceInit {
  readonly body: StreamBody;
  readonly options: EventStreamOptions;
  /** Calls the operation again; undefined where the server has nothing more to say (204). */
  readonly connect: (lastEventId: string | undefined) => Promise<StreamBody | undefined>;
}

/** The events of one response, or, where the call asks for it, of all that follow when it breaks off. */
export class EventSource<Item> implements ItemSource<Item> {
  readonly #init: EventSourceInit;
  readonly #reconnection: Reconnection;
  #body: StreamBody;
  #reader: EventReader<Item>;
  #pause: Pause | undefined;
  #isClosed = false;

  constructor(init: EventSourceInit) {
    this.#init = init;
    this.#reconnection = new Reconnection(init.options);
    this.#body = init.body;
    this.#reader = new EventReader(init.body, init.options, "");
  }

  get lastEventId(): string | undefined {
    const { lastEventId } = this.#reader.parser;
    return lastEventId === "" ? undefined : lastEventId;
  }

  items(): AsyncGenerator<Item, void, undefined> {
    const { reconnect = false } = this.#init.options;
    return reconnect === false ? readStream({ body: this.#body, reader: this.#reader }) : this.#allItems();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause?.end();
    await this.#body.release();
  }

  async *#allItems(): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      let error: unknown;
      try {
        for await (const item of readStream({ body: this.#body, reader: this.#reader })) {
          this.#reconnection.reset();
          yield item;
        }
        if (this.#reader.isDone) return;
      } catch (reason) {
        error = reason;
      }
      if (!(await this.#resume(error))) return;
    }
  }

  /** False where the stream is over for good; throws what has gone wrong last where nothing helps. */
  async #resume(error: unknown): Promise<boolean> {
    const { lastEventId } = this;
    const { retry } = this.#reader.parser;
    for (let broken = error; !this.#isClosed; ) {
      const delayMs = this.#reconnection.nextDelay({ error: broken, lastEventId, retry });
      if (delayMs === undefined) {
        if (broken === undefined) return false;
        throw broken;
      }
      await this.#wait(delayMs);
      if (this.#isClosed) return false;
      try {
        return await this.#reopen(lastEventId, retry);
      } catch (reason) {
        broken = reason;
      }
    }
    return false;
  }

  async #reopen(lastEventId: string | undefined, retry: number | undefined): Promise<boolean> {
    const body = await this.#init.connect(lastEventId);
    if (body === undefined) return false;
    this.#body = body;
    this.#reader = new EventReader(body, this.#init.options, lastEventId ?? "");
    this.#reader.parser.retry = retry;
    if (this.#isClosed) await body.release();
    return !this.#isClosed;
  }

  /** The caller's signal and the client's `close()` end it with an `AbortedError`. */
  async #wait(delayMs: number): Promise<void> {
    const { signal } = this.#init.options;
    const pause = new Pause(delayMs, this.#body.clock);
    const onAbort = (): void =>
      pause.cancel(new AbortedError({ message: "The call was aborted by its signal", cause: signal?.reason }));
    this.#pause = pause;
    this.#body.openStreams.add(pause);
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      await pause.done;
    } catch (error) {
      throw this.#body.locate(error);
    } finally {
      signal?.removeEventListener("abort", onAbort);
      this.#body.openStreams.delete(pause);
      this.#pause = undefined;
    }
  }
}
