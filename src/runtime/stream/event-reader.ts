import type { EventDescriptor, ResponseMediaDescriptor } from "../contract.js";
import { messageOf } from "../error-message.js";
import { StreamError } from "../errors/stream-error.js";
import { EventParser, type ParsedEvent } from "./event-parser.js";
import { type JsonItem, parseItem, reportMalformed } from "./malformed.js";
import type { ItemReader } from "./read-stream.js";
import type { ServerSentEvent } from "./server-sent-event.js";
import type { StreamBody } from "./stream-body.js";
import { defaultMaxItemLength, type StreamOptions } from "./stream-options.js";

/** What OpenAI began and many do. It is no JSON, so nobody means it as an event. */
const usualSentinel = "[DONE]";

/** The events of one response, their data parsed and checked as the document says. */
export class EventReader<Item> implements ItemReader<Item> {
  isDone = false;
  readonly parser: EventParser;
  readonly #body: StreamBody;
  readonly #options: StreamOptions;
  readonly #media: ResponseMediaDescriptor;
  readonly #sentinel: string | undefined;

  constructor(body: StreamBody, options: StreamOptions, lastEventId: string) {
    const { media } = body;
    this.parser = new EventParser(options.maxItemLength ?? defaultMaxItemLength, lastEventId);
    this.#body = body;
    this.#options = options;
    this.#media = media;
    this.#sentinel = media.sentinel ?? (media.format === "text" ? undefined : usualSentinel);
  }

  feed(text: string): void {
    this.parser.feed(text);
  }

  next(): Item | undefined {
    for (let event = this.parser.next(); event !== undefined; event = this.parser.next()) {
      if (event.data === this.#sentinel) {
        this.isDone = true;
        return undefined;
      }
      try {
        // Generated code states `Item` for this very descriptor, and the data has been validated against it.
        return this.#read(event) as Item;
      } catch (error) {
        reportMalformed(error, this.#body, this.#options);
      }
    }
    return undefined;
  }

  /** An event that the end cuts off is none. */
  end(): undefined {
    return undefined;
  }

  #read(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry } = parsed;
    const events = this.#media.events;
    const named = events !== undefined && Object.hasOwn(events, event) ? events[event] : undefined;
    if (named === undefined && event === "error") return this.#readError(parsed);
    if (named === undefined && this.#media.onlyNamed === true) return this.#readUnknown(parsed);
    return { event, data: this.#dataOf(parsed, named ?? this.#media), id, retry };
  }

  #dataOf({ data, line }: ParsedEvent, { itemSchema, format }: EventDescriptor): unknown {
    if (format === "text") return this.#body.check(itemSchema, data, line);
    return this.#body.check(
      itemSchema,
      this.#parse({ text: data, line, schema: itemSchema, what: "Line" }, format),
      line,
    );
  }

  #parse(item: JsonItem, format: EventDescriptor["format"]): unknown {
    try {
      return parseItem(item, this.#body);
    } catch (error) {
      if (format === "either") return item.text;
      throw error;
    }
  }

  /** A newer server has events that the document does not know. */
  #readUnknown(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry } = parsed;
    const data = this.#body.passUnknown(parseEither(parsed.data), `Unknown event "${event}"`, parsed.line);
    return { event, data, id, retry };
  }

  /** An event called `error` that is not what the document says of events: the server tells that it has failed. */
  #readError(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry, line } = parsed;
    const body = parseEither(parsed.data);
    const isDeclared = this.#media.onlyNamed !== true && this.#body.accepts(this.#media.itemSchema, body);
    if (isDeclared) return { event, data: this.#dataOf(parsed, this.#media), id, retry };
    const message =
      messageOf(body) ?? (typeof body === "string" && body !== "" ? body.slice(0, 500) : "no reason given");
    throw new StreamError({
      message: `The server broke off the stream: ${message}`,
      reason: "error-event",
      line,
      body,
    });
  }
}

function parseEither(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
