import { type RuntimeClock, systemClock } from "./clock.js";

/** At most `requests` in any `per` milliseconds, and at most `burst` of them at once. */
export interface RateLimitRule {
  readonly requests: number;
  readonly per: number;
  readonly burst: number;
}

/** Counts the requests of a limit. One that several processes can reach makes them keep it together. */
export interface RateLimitStore {
  /** Takes a place for one request: 0 where there was one, otherwise the milliseconds after which to ask again. */
  take(key: string, rule: RateLimitRule): number | Promise<number>;
}

/** Counts within this process. */
export function memoryRateLimitStore(clock: Pick<RuntimeClock, "now"> = systemClock): RateLimitStore {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, rule) {
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = new Bucket(rule);
        buckets.set(key, bucket);
      }
      return bucket.take(clock.now());
    },
  };
}

/**
 * A token bucket for the pace, and a record of when the latest requests were sent: a bucket alone lets through `burst`
 * more than `requests` in its first period, which a server that counts strictly answers with 429.
 */
class Bucket {
  readonly #rule: RateLimitRule;
  /** A ring of the times of the latest `requests` requests. */
  readonly #times: number[] = [];
  #oldest = 0;
  #tokens: number;
  #filledAt = 0;

  constructor(rule: RateLimitRule) {
    this.#rule = rule;
    this.#tokens = rule.burst;
  }

  take(now: number): number {
    const { requests, per, burst } = this.#rule;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) * requests) / per);
    this.#filledAt = now;
    const oldest = this.#times.length < requests ? undefined : this.#times[this.#oldest];
    const windowWait = oldest === undefined ? 0 : oldest + per - now;
    const tokenWait = ((1 - this.#tokens) * per) / requests;
    const wait = Math.max(windowWait, tokenWait);
    // Halves of a microsecond are rounding, no waiting.
    if (wait > 0.001) return wait;
    this.#tokens -= 1;
    this.#times[this.#oldest] = now;
    this.#oldest = (this.#oldest + 1) % requests;
    return 0;
  }
}
