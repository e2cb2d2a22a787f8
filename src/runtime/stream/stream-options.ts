import type { ResponseParseError } from "../errors/response-parse-error.js";
import type { ResponseValidationError } from "../errors/response-validation-error.js";
import type { RequestOptions } from "../options.js";

/** What a call that answers with a stream can be told besides. */
export interface StreamOptions extends RequestOptions {
  /** The longest line, record or event, in characters; a longer one is a `StreamError`. Default 16,777,216. */
  readonly maxItemLength?: number | undefined;
  /** Told of an item that is malformed or not what the document says; it is left out. Default: the error is thrown. */
  readonly onMalformed?: ((problem: ResponseParseError | ResponseValidationError) => void) | undefined;
}

/** What a call that answers with server-sent events can be told besides. */
export interface EventStreamOptions extends StreamOptions {
  /** Connect again where the stream ends or is cut, and go on behind the last event (`Last-Event-ID`). Default false. */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
}

export interface ReconnectOptions {
  /** So many failures in a row, without an event between them, are one too many. Default 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds before the first of them, until the server says another time (`retry:`). Doubles each time. Default 1,000. */
  readonly delay?: number | undefined;
  /** Milliseconds that are never exceeded, but where the server asks for more. Default 30,000. */
  readonly maxDelay?: number | undefined;
  /** Called before each wait. */
  readonly onReconnect?: ((event: ReconnectEvent) => void) | undefined;
}

export interface ReconnectEvent {
  /** From 1 on; an event that arrives sets it back. */
  readonly attempt: number;
  readonly delayMs: number;
  /** Undefined where no event had an id. */
  readonly lastEventId: string | undefined;
  /** Why the stream broke off; undefined where it ended. */
  readonly error: unknown;
}

/** 32 MB of memory. More than a line ever has that is meant to be read by a program that reads line by line. */
export const defaultMaxItemLength = 16_777_216;
