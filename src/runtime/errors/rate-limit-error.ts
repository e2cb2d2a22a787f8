import type { ApiErrorInit } from "../contract.js";
import { ApiError } from "./api-error.js";
import { readRetryAfter } from "./retry-after.js";

export interface RateLimitErrorInit<Body = unknown> extends ApiErrorInit<Body> {
  /** Where it is not `Retry-After` that tells. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * 429: too many requests. Without `attempts` nothing was sent: the client itself holds back, because the server has asked
 * it to or because its own queue is full (`maxQueue`).
 */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 429;
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: RateLimitErrorInit<Body>) {
    super(init);
    this.retryAfterMs = init.retryAfterMs ?? readRetryAfter(init.headers);
  }

  static override get brand(): string {
    return "RateLimitError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
