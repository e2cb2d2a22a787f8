import { ApiPromise, type PendingReply } from "../api-promise.js";
import type { SdkError } from "../errors/sdk-error.js";
import type { RawResponse } from "../raw-response.js";
import type { ResponseInfo, ResponseWithData } from "../response.js";
import type { ApiStream } from "./api-stream.js";

/** Makes the stream of a decoded answer; `body` is undefined where the answer has none. */
export type OpenStream<Item> = (body: unknown, info: ResponseInfo) => ApiStream<Item>;

/**
 * The result of an operation that streams. `await` gives the stream, once the response has begun; `for await` walks it
 * without the `await` before.
 */
export class StreamPromise<Item, Failure = SdkError>
  extends ApiPromise<ApiStream<Item>, Record<number, ApiStream<Item>>, Failure>
  implements AsyncIterable<Item>
{
  constructor(reply: Promise<PendingReply<unknown>>, open: OpenStream<Item>) {
    super(reply.then((pending) => new StreamReply(pending, open)));
  }

  [Symbol.asyncIterator](): AsyncIterator<Item, void, undefined> {
    return new LateIterator<Item>(this);
  }
}

/** Walks a stream that is not there yet. A generator would do, at twice the cost for each item. */
class LateIterator<Item> implements AsyncIterator<Item, void, undefined> {
  readonly #stream: Promise<ApiStream<Item>>;
  #opened: Promise<AsyncGenerator<Item, void, undefined>> | undefined;
  #items: AsyncGenerator<Item, void, undefined> | undefined;

  constructor(stream: Promise<ApiStream<Item>>) {
    this.#stream = stream;
  }

  async #open(): Promise<AsyncGenerator<Item, void, undefined>> {
    this.#items = (await this.#stream)[Symbol.asyncIterator]();
    return this.#items;
  }

  next(): Promise<IteratorResult<Item, void>> {
    if (this.#items !== undefined) return this.#items.next();
    this.#opened ??= this.#open();
    return this.#opened.then((items) => items.next());
  }

  async return(): Promise<IteratorResult<Item, void>> {
    this.#opened ??= this.#open();
    return (await this.#opened).return();
  }
}

class StreamReply<Item> implements PendingReply<ApiStream<Item>> {
  readonly status: number;
  readonly #reply: PendingReply<unknown>;
  readonly #open: OpenStream<Item>;
  #opened: Promise<ResponseWithData<ApiStream<Item>>> | undefined;

  constructor(reply: PendingReply<unknown>, open: OpenStream<Item>) {
    this.status = reply.status;
    this.#reply = reply;
    this.#open = open;
  }

  async data(): Promise<ApiStream<Item>> {
    return (await this.withResponse()).data;
  }

  withResponse(): Promise<ResponseWithData<ApiStream<Item>>> {
    this.#opened ??= this.#reply.withResponse().then((info) => ({ ...info, data: this.#open(info.data, info) }));
    return this.#opened;
  }

  raw(): RawResponse {
    return this.#reply.raw();
  }
}
