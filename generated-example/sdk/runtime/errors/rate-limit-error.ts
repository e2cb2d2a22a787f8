// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ApiErrorInit } from "../contract.js";
import { ApiError } from "./api-error.js";
import { readRetryAfter } from "./retry-after.js";

/** 429: too many requests. */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "RateLimitError";
  declare readonly status: 429;
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: ApiErrorInit<Body>) {
    super(init);
    this.retryAfterMs = readRetryAfter(init.headers, Date.now());
  }

  static override get brand(): string {
    return "RateLimitError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
