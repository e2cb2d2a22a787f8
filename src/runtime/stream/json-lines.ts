import { ApiPromise } from "../api-promise.js";
import type { ApiCaller } from "../client-insides.js";
import type { SdkError } from "../errors/sdk-error.js";
import type { OperationSource } from "../operation-source.js";
import { ApiStream, type ItemSource } from "./api-stream.js";
import { emptySource, streamBody } from "./expect-stream.js";
import { LineSplitter, type Splitter } from "./line-splitter.js";
import { parseItem, reportMalformed } from "./malformed.js";
import { type ItemReader, readStream } from "./read-stream.js";
import { RecordSplitter, recordSeparator } from "./record-splitter.js";
import type { StreamBody } from "./stream-body.js";
import { defaultMaxItemLength, type StreamOptions } from "./stream-options.js";
import { StreamPromise } from "./stream-promise.js";

/** Calls an operation that answers with JSON Lines, NDJSON or a JSON text sequence. Generated functions call it. */
export function callLines<Item, Failure = SdkError>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: StreamOptions = {},
): StreamPromise<Item, Failure> {
  const reply = ApiPromise.replyOf(client.call<unknown>(operation, params, options));
  return new StreamPromise<Item, Failure>(reply, (value, info) => {
    const body = streamBody({ value, info, impossible: /^text\/html$/ });
    return new ApiStream<Item>(info, body === undefined ? emptySource() : lineSource(body, options));
  });
}

function lineSource<Item>(body: StreamBody, options: StreamOptions): ItemSource<Item> {
  const reader = new LineReader<Item>(body, options);
  return {
    lastEventId: undefined,
    items: () => readStream({ body, reader, charset: body.charset }),
    close: () => body.release(),
  };
}

class LineReader<Item> implements ItemReader<Item> {
  readonly isDone = false;
  readonly #body: StreamBody;
  readonly #options: StreamOptions;
  #splitter: Splitter | undefined;
  #what = "Line";

  constructor(body: StreamBody, options: StreamOptions) {
    this.#body = body;
    this.#options = options;
  }

  feed(text: string): void {
    if (text === "") return;
    this.#splitter ??= this.#chooseSplitter(text);
    this.#splitter.feed(text);
  }

  /** Content types are not always right; no JSON begins with RS. */
  #chooseSplitter(text: string): Splitter {
    const maxLength = this.#options.maxItemLength ?? defaultMaxItemLength;
    if (!text.startsWith(recordSeparator)) return new LineSplitter(maxLength);
    this.#what = "Record";
    return new RecordSplitter(maxLength);
  }

  next(): Item | undefined {
    const splitter = this.#splitter;
    if (splitter === undefined) return undefined;
    for (let text = splitter.next(); text !== undefined; text = splitter.next()) {
      const item = this.#read(text, splitter.line);
      if (item !== undefined) return item;
    }
    return undefined;
  }

  end(): Item | undefined {
    const text = this.#splitter?.end();
    return text === undefined ? undefined : this.#read(text, this.#splitter?.line ?? 0);
  }

  /** Undefined where the line was reported and is left out. */
  #read(text: string, line: number): Item | undefined {
    try {
      const schema = this.#body.media.itemSchema;
      const value = parseItem({ text, line, schema, what: this.#what }, this.#body);
      // Generated code states `Item` for this very descriptor, and the value has been validated against it.
      return this.#body.check(schema, value, line) as Item;
    } catch (error) {
      reportMalformed(error, this.#body, this.#options);
      return undefined;
    }
  }
}
