// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ApiErrorInit } from "../contract.js";
import { readThrottle, serverTime } from "../rate-limit-headers.js";
import { ApiError } from "./api-error.js";

export interface RateLimitErrorInit<Body = unknown> extends ApiErrorInit<Body> {
  /** Where it is not the headers that tell. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * 429: too many requests. Without `attempts` nothing was sent: the client itself holds back, because the server has asked
 * it to or because its own queue is full (`maxQueue`).
 */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "RateLimitError";
  declare readonly status: 429;
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: RateLimitErrorInit<Body>) {
    super(init);
    this.retryAfterMs = init.retryAfterMs ?? readThrottle(429, init.headers, serverTime(init.headers));
  }

  static override get brand(): string {
    return "RateLimitError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
