import { SdkError, type SdkErrorInit } from "./sdk-error.js";

/** What took too long: making the connection, the first byte of the answer, a pause within its body, the whole call, or a queue. */
export type TimeoutPhase = "connect" | "headers" | "body" | "total" | "queue";

export interface TimeoutErrorInit extends SdkErrorInit {
  readonly phase: TimeoutPhase;
}

/** A limit of the `timeout` option has passed. */
export class TimeoutError extends SdkError {
  override readonly kind = "timeout";
  readonly phase: TimeoutPhase;

  constructor(init: TimeoutErrorInit) {
    super(init);
    this.phase = init.phase;
  }

  static override get brand(): string {
    return "TimeoutError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase };
  }
}

/** True where a limit of the `timeout` option has passed; with `phase`, only for that one. */
export function isTimeoutError(error: unknown, phase?: TimeoutPhase): error is TimeoutError {
  return error instanceof TimeoutError && (phase === undefined || error.phase === phase);
}
