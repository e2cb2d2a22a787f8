import type { RetryPolicy } from "./retry-policy.js";

/** Clients that were turned away together must not come back together. */
const maxUpwardJitter = 0.1;

/**
 * The wait after a failed attempt (1 for the first), in milliseconds: anything between nothing and a bound that grows
 * exponentially. "Full jitter": https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(attempt: number, policy: RetryPolicy): number {
  return Math.random() * Math.min(policy.maxDelay, policy.baseDelay * policy.factor ** (attempt - 1));
}

/** At least as long as the server asks, and up to a tenth longer. */
export function atLeast(delayMs: number): number {
  return delayMs * (1 + Math.random() * maxUpwardJitter);
}
