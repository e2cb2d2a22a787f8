import type { ApiErrorInit } from "../contract.js";
import { ApiError } from "./api-error.js";
import { readRetryAfter } from "./retry-after.js";

/** 5xx: the server failed. */
export class ServerError<Body = unknown> extends ApiError<Body> {
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: ApiErrorInit<Body>) {
    super(init);
    this.retryAfterMs = readRetryAfter(init.headers);
  }

  static override get brand(): string {
    return "ServerError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
