import { ConfigurationError } from "./errors/configuration-error.js";

/** How failed attempts are repeated. Times are milliseconds. */
export interface RetryOptions {
  /** Repetitions, the first attempt not counted. Default 2; with `maxElapsed`, as many as fit into it. */
  readonly maxRetries?: number | undefined;
  /** The longest first wait; each further one may be twice as long. The wait is random up to it. Default 500. */
  readonly baseDelay?: number | undefined;
  /** No computed wait is longer. Default 8,000. */
  readonly maxDelay?: number | undefined;
  /** What the longest wait grows by from attempt to attempt. Default 2. */
  readonly factor?: number | undefined;
  /** A server that asks for more than this is not waited for: the call fails at once. Default 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /** Nothing is repeated so long after the call began. Default: no limit but `timeout.total`. */
  readonly maxElapsed?: number | undefined;
  /** Statuses that are worth another attempt. Default 408, 425, 429, 500, 502, 503, 504. */
  readonly statuses?: readonly (number | StatusRange)[] | undefined;
  /**
   * Methods that may be sent twice. Default GET, HEAD, OPTIONS, PUT, DELETE, TRACE and QUERY (RFC 9110 9.2.2). All
   * others are repeated only where it is known that nothing happened, or with an idempotency key.
   */
  readonly methods?: readonly string[] | undefined;
  /** Whether broken connections and timeouts are worth another attempt. Default true. */
  readonly connectionErrors?: boolean | undefined;
  /** Whether a server that fails again and again is spared after a while. Default true. */
  readonly budget?: boolean | undefined;
}

/** All of the statuses that begin with the digit. */
export type StatusRange = "1XX" | "2XX" | "3XX" | "4XX" | "5XX";

/** `false` repeats nothing; a number is `maxRetries`. */
export type RetryOption = boolean | number | RetryOptions;

/** The options with everything filled in. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly baseDelay: number;
  readonly maxDelay: number;
  readonly factor: number;
  readonly maxRetryAfter: number;
  readonly maxElapsed: number | undefined;
  readonly statuses: readonly (number | StatusRange)[];
  readonly methods: readonly string[];
  readonly connectionErrors: boolean;
  readonly budget: boolean;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 2,
  baseDelay: 500,
  maxDelay: 8_000,
  factor: 2,
  maxRetryAfter: 60_000,
  maxElapsed: undefined,
  // Of 5xx, 501 and 505 say that it will never work.
  statuses: [408, 425, 429, 500, 502, 503, 504],
  // RFC 9110 9.2.2; QUERY: draft-ietf-httpbis-safe-method-w-body.
  methods: ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"],
  connectionErrors: true,
  budget: true,
};

/** Lays an option over what holds otherwise. */
export function resolveRetry(option: RetryOption | undefined, fallback: RetryPolicy): RetryPolicy {
  if (option === undefined || option === true) return fallback;
  if (option === false) return { ...fallback, maxRetries: 0 };
  if (typeof option === "number") return { ...fallback, maxRetries: option };
  const given: Partial<RetryPolicy> = Object.fromEntries(
    Object.entries(option).filter(([, value]) => value !== undefined),
  );
  const unlimited = given.maxElapsed !== undefined && given.maxRetries === undefined;
  return { ...fallback, ...given, ...(unlimited ? { maxRetries: Number.POSITIVE_INFINITY } : undefined) };
}

/** @throws ConfigurationError for what can't be meant: a negative wait, a count that is no number */
export function checkRetry(option: RetryOption | undefined): void {
  if (option === undefined || typeof option === "boolean") return;
  const fields: Readonly<Record<string, unknown>> = typeof option === "number" ? { maxRetries: option } : { ...option };
  for (const name of ["maxRetries", "baseDelay", "maxDelay", "factor", "maxRetryAfter", "maxElapsed"]) {
    const value = fields[name];
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw new ConfigurationError({ message: `\`retry.${name}\` must be a number that is not negative, not ${value}` });
  }
}

/** Whether the policy lists the status, by itself or by its range. */
export function listsStatus({ statuses }: RetryPolicy, status: number): boolean {
  return statuses.some((entry) => entry === status || entry === `${Math.floor(status / 100)}XX`);
}
