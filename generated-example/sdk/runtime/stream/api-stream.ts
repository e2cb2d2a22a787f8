// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ResponseHeaders } from "../contract.js";
import type {} from "../dispose.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { ResponseInfo } from "../response.js";

/** Where the items of a stream come from. */
export interface ItemSource<Item> {
  readonly lastEventId: string | undefined;
  items(): AsyncGenerator<Item, void, undefined>;
  /** Frees the connection at once. */
  close(): Promise<void>;
}

/**
 * The answer of an operation that streams: server-sent events or JSON Lines, parsed and checked one by one while they
 * come. It can be walked once; leaving the loop frees the connection, and so do `close()`, the call's signal and
 * closing the client. A slow reader slows the server down.
 */
export class ApiStream<Item> implements AsyncIterable<Item>, ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestId: string | undefined;
  readonly url: string;
  readonly #source: ItemSource<Item>;
  #isUsed = false;

  constructor({ status, headers, requestId, url }: ResponseInfo, source: ItemSource<Item>) {
    this.status = status;
    this.headers = headers;
    this.requestId = requestId;
    this.url = url;
    this.#source = source;
  }

  /** Of server-sent events: the id to go on behind, sent as `Last-Event-ID`. Undefined before the first id. */
  get lastEventId(): string | undefined {
    return this.#source.lastEventId;
  }

  /** @throws ConfigurationError where it has been walked already */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    if (this.#isUsed)
      throw new ConfigurationError({ message: "The stream has been read already: it can be read once" });
    this.#isUsed = true;
    return this.#source.items();
  }

  /** Frees the connection at once. A loop over the stream ends as if the server had ended it. */
  close(): Promise<void> {
    return this.#source.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
