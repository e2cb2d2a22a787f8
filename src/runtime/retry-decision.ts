import { ConnectionError } from "./errors/connection-error.js";
import { readRetryAfter, serverTime } from "./errors/retry-after.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { readThrottle } from "./rate-limit-headers.js";
import { isReplayable } from "./replayable-body.js";
import type { ApiRequest } from "./request.js";
import { listsStatus, type RetryPolicy } from "./retry-policy.js";
import { atLeast, backoff } from "./retry-timing.js";
import { codeOf } from "./transport/failure.js";
import type { TransportResponse } from "./transport/transport.js";

/** What came of an attempt that failed. */
export type Failure =
  | { readonly response: TransportResponse; readonly error?: undefined }
  | { readonly error: unknown; readonly response?: undefined };

/** What to do about it; `refused` says why there is no further attempt though it might help. */
export type Decision =
  | { readonly kind: "final" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "retry"; readonly delayMs: number };

export interface FailedAttempt {
  readonly failure: Failure;
  /** 1 for the first. */
  readonly attempt: number;
  readonly request: ApiRequest;
  readonly policy: RetryPolicy;
}

const final: Decision = { kind: "final" };

/** Whether a failed request is sent again, and when. The budget has its say afterwards. */
export function decideRetry(failed: FailedAttempt): Decision {
  const { failure, attempt, request, policy } = failed;
  if (!isWorthwhile(failure, policy) || policy.maxRetries === 0) return final;
  if (failure.response?.headers.get("x-should-retry") === "false")
    return refuse("the server says that it would be of no use");
  if (!isSafe(failed)) {
    return refuse(`a ${request.method} may have been carried out; with an idempotency key it could be repeated`);
  }
  if (!isReplayable(request.body)) return refuse("the body is, or holds, a stream, which can be sent only once");
  const asked = askedDelay(failure);
  if (asked !== undefined && asked > policy.maxRetryAfter) {
    return refuse(
      `the server asks to wait ${asked} ms, longer than \`retry.maxRetryAfter\` (${policy.maxRetryAfter} ms)`,
    );
  }
  if (attempt > policy.maxRetries) return final;
  const delayMs = asked === undefined ? backoff(attempt, policy) : atLeast(asked);
  return hasTime(failed, delayMs);
}

function hasTime({ request, policy }: FailedAttempt, delayMs: number): Decision {
  const { call } = request;
  const elapsed = call.elapsed();
  const { maxElapsed } = policy;
  if (maxElapsed !== undefined && elapsed + delayMs > maxElapsed) {
    return refuse(`\`retry.maxElapsed\` (${maxElapsed} ms) is over`);
  }
  const { total } = call.timeouts;
  if (total > 0 && elapsed + delayMs >= total) {
    const left = Math.max(0, Math.floor(total - elapsed));
    return refuse(
      `the next attempt would be after ${Math.ceil(delayMs)} ms, and ${left} ms of \`timeout.total\` are left`,
    );
  }
  return { kind: "retry", delayMs };
}

function refuse(why: string): Decision {
  return { kind: "refused", why };
}

/** ENOTFOUND may be a name server that starts; what never works (certificates, no HTTP) is not here. */
const passingCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_SOCKET",
]);

function isWorthwhile({ response, error }: Failure, policy: RetryPolicy): boolean {
  if (response !== undefined) return listsStatus(policy, response.status) || isThrottled(response);
  if (!policy.connectionErrors) return false;
  if (error instanceof TimeoutError) return error.phase === "connect" || error.phase === "headers";
  return error instanceof ConnectionError && isPassing(error);
}

function isPassing({ cause }: ConnectionError): boolean {
  const code = codeOf(cause);
  // A browser's fetch fails with a TypeError that says nothing.
  return code === undefined ? cause instanceof TypeError : passingCodes.has(code);
}

/** GitHub turns away with 403, too. */
function isThrottled({ status, headers }: TransportResponse): boolean {
  return headers.get("x-should-retry") === "true" || (status === 403 && readThrottle(status, headers, 0) !== undefined);
}

/** Whether a second request does no harm. */
function isSafe({ failure, request, policy }: FailedAttempt): boolean {
  return policy.methods.includes(request.method) || isRepeatable(request) || didNothing(failure);
}

function isRepeatable({ operation, headers, call }: ApiRequest): boolean {
  const { idempotency } = operation;
  return idempotency?.repeatable === true || headers[call.idempotencyHeader] !== undefined;
}

/** RFC 6585 4 has nothing to say of it, but a request that is turned away is not carried out. */
function didNothing({ response, error }: Failure): boolean {
  if (response === undefined) {
    return error instanceof ConnectionError
      ? error.notSent
      : error instanceof TimeoutError && error.phase === "connect";
  }
  const { status, headers } = response;
  if (status === 503) return readRetryAfter(headers, 0) !== undefined;
  return status === 429 || status === 403;
}

function askedDelay({ response }: Failure): number | undefined {
  if (response === undefined) return undefined;
  const now = serverTime(response.headers);
  return readThrottle(response.status, response.headers, now) ?? readRetryAfter(response.headers, now);
}
