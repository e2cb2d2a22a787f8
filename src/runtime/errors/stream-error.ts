import { SdkError, type SdkErrorInit } from "./sdk-error.js";

/** `too-long`: a line or an event is beyond `maxItemLength`. `error-event`: the server says within the stream that it failed. */
export type StreamErrorReason = "too-long" | "error-event";

export interface StreamErrorInit extends SdkErrorInit {
  readonly reason: StreamErrorReason;
  readonly line: number;
  readonly body?: unknown;
}

/** A stream that began well can't go on. */
export class StreamError extends SdkError {
  override readonly kind = "stream";
  readonly reason: StreamErrorReason;
  /** Where in the stream, counted from 1. */
  readonly line: number;
  /** The data of the server's `error` event, parsed where it is JSON. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;

  constructor(init: StreamErrorInit) {
    super(init);
    this.reason = init.reason;
    this.line = init.line;
    this.body = init.body;
  }

  static override get brand(): string {
    return "StreamError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason, line: this.line };
  }
}

/** True where a stream that began well could not go on. */
export function isStreamError(error: unknown): error is StreamError {
  return error instanceof StreamError;
}
