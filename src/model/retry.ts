/** How failed requests are repeated; false: not at all. Milliseconds. What is not said is left to the runtime. */
export type RetryRule = RetrySettings | false;

export interface RetrySettings {
  readonly maxRetries?: number | undefined;
  readonly baseDelay?: number | undefined;
  readonly maxDelay?: number | undefined;
  readonly factor?: number | undefined;
  readonly maxElapsed?: number | undefined;
  readonly maxRetryAfter?: number | undefined;
  /** `503` or `5XX`. */
  readonly statuses?: readonly (number | StatusRange)[] | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly connectionErrors?: boolean | undefined;
  readonly budget?: boolean | undefined;
}

export type StatusRange = "1XX" | "2XX" | "3XX" | "4XX" | "5XX";

/** Why a request may be sent twice. */
export interface Idempotency {
  /** The header that carries a key, by which the server recognises a repetition. */
  readonly header?: string | undefined;
  /** It does no harm even without a key. */
  readonly repeatable?: boolean | undefined;
}

/** Limits of one operation, in milliseconds; a number is the limit of the whole call. */
export type TimeoutRule =
  | number
  | {
      readonly connect?: number | undefined;
      readonly headers?: number | undefined;
      readonly body?: number | undefined;
      readonly total?: number | undefined;
      readonly queue?: number | undefined;
    };
