// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { RateLimitStore } from "./rate-limit-store.js";

/** What is used of a limiter of `rate-limiter-flexible` (`RateLimiterRedis`, `RateLimiterMemory`, …). */
export interface FlexibleLimiter {
  /** Rejects with `{ msBeforeNext }` where there is no place, with an `Error` where the store can't be reached. */
  consume(key: string): Promise<unknown>;
}

/**
 * Lets processes keep one limit together, through a limiter of the package `rate-limiter-flexible`: what it is made with
 * (`points`, `duration`) is the limit. An error of its store fails the call; the package's `insuranceLimiter` prevents it.
 *
 * @example
 * const limiter = new RateLimiterRedis({ storeClient: redis, points: 100, duration: 60 });
 * const client = new Petstore({ rateLimit: { store: flexibleRateLimitStore(limiter) } });
 */
export function flexibleRateLimitStore(limiter: FlexibleLimiter): RateLimitStore {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (rejection) {
        const wait = waitOf(rejection);
        if (wait === undefined) throw rejection;
        return wait;
      }
    },
  };
}

function waitOf(rejection: unknown): number | undefined {
  if (typeof rejection !== "object" || rejection === null || !("msBeforeNext" in rejection)) return undefined;
  // 0 would be asked again and again.
  return typeof rejection.msBeforeNext === "number" ? Math.max(1, rejection.msBeforeNext) : undefined;
}
