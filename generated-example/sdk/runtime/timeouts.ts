// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** All limits, filled in. Milliseconds, 0 for no limit. */
export interface Timeouts {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
  readonly total: number;
  readonly queue: number;
  /** The user has set `total`: it then holds for downloads and streams, too. */
  readonly totalIsGiven: boolean;
}

/** Milliseconds; 0 means no limit. */
export interface TimeoutOptions {
  /** Making a connection. Default 10 s. Per client only: connections are shared. */
  readonly connect?: number | undefined;
  /** From the request's being sent to the response's headers. Default 30 s. */
  readonly headers?: number | undefined;
  /** Between two chunks of the body. Default 30 s. */
  readonly body?: number | undefined;
  /** The whole call, everything included. Default 60 s; none for downloads and streams, unless it is set. */
  readonly total?: number | undefined;
  /** Waiting for one's turn: `maxConcurrency`, `rateLimit`, or a pause that the server has asked for. Default: none but `total`. */
  readonly queue?: number | undefined;
}

/** A server that says nothing for half a minute is gone; a minute is what a person waits. */
export const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  body: 30_000,
  total: 60_000,
  queue: 0,
  totalIsGiven: false,
};

/** Lays an option over what holds otherwise; a number is the limit of the whole call. */
export function resolveTimeouts(timeout: number | TimeoutOptions | undefined, fallback: Timeouts): Timeouts {
  if (timeout === undefined) return fallback;
  if (typeof timeout === "number") return { ...fallback, total: timeout, totalIsGiven: true };
  return {
    connect: timeout.connect ?? fallback.connect,
    headers: timeout.headers ?? fallback.headers,
    body: timeout.body ?? fallback.body,
    total: timeout.total ?? fallback.total,
    queue: timeout.queue ?? fallback.queue,
    totalIsGiven: timeout.total !== undefined || fallback.totalIsGiven,
  };
}
