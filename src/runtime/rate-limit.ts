import type { RuntimeClock } from "./clock.js";
import { serverTime } from "./errors/retry-after.js";
import type { Policy, Receive } from "./middleware.js";
import { isUsedUp, readRateLimit, readThrottle } from "./rate-limit-headers.js";
import { memoryRateLimitStore, type RateLimitRule, type RateLimitStore } from "./rate-limit-store.js";
import { RateLimiter } from "./rate-limiter.js";
import type { ApiRequest } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** The user's own limit. At most `requests` are sent in any `per` milliseconds. */
export interface RateLimitOptions {
  /** Not needed where the store has a limit of its own. */
  readonly requests?: number | undefined;
  /** Milliseconds. */
  readonly per?: number | undefined;
  /** So many at once; those that follow keep the pace of `requests` in `per`. Default `requests`. */
  readonly burst?: number | undefined;
  /** Who shares the limit, in a store that several clients use. Default: the SDK's name and the origin. */
  readonly key?: string | undefined;
  /** Where requests are counted. Default: in this process. */
  readonly store?: RateLimitStore | undefined;
}

/** The limits that the clients of one credential keep, by origin. */
export class RateLimits {
  readonly #limiters = new Map<string, OriginLimits>();
  readonly #options: RateLimitOptions | undefined;
  readonly #store: RateLimitStore;
  readonly #clientName: string;
  readonly #maxQueue: number;
  readonly #clock: RuntimeClock;

  constructor(
    options: RateLimitOptions | undefined,
    { clientName, maxQueue, clock }: { clientName: string; maxQueue: number; clock: RuntimeClock },
  ) {
    this.#options = options;
    this.#store = options?.store ?? memoryRateLimitStore(clock);
    this.#clientName = clientName;
    this.#maxQueue = maxQueue;
    this.#clock = clock;
  }

  /** What holds for the request's origin and credential. */
  of({ origin, call }: ApiRequest): OriginLimits {
    const { security } = call;
    const key = security === undefined ? origin : `${origin} ${security}`;
    let limits = this.#limiters.get(key);
    if (limits === undefined) {
      limits = new OriginLimits(() => new RateLimiter(this.#takerOf(origin), this.#maxQueue, this.#clock));
      this.#limiters.set(key, limits);
    }
    return limits;
  }

  #takerOf(origin: string): (() => number | Promise<number>) | undefined {
    if (this.#options === undefined) return undefined;
    const { requests = 1, per = 0, burst = requests, key = `${this.#clientName} ${origin}` } = this.#options;
    const rule: RateLimitRule = { requests, per, burst };
    return () => this.#store.take(key, rule);
  }
}

/** One limiter for all, and one for each resource that the server counts by itself (GitHub's `X-RateLimit-Resource`). */
export class OriginLimits {
  readonly #make: () => RateLimiter;
  readonly #common: RateLimiter;
  /** By resource. */
  readonly #own = new Map<string, RateLimiter>();
  /** By operation; known once an operation has used something up. */
  readonly #ofOperation = new Map<string, RateLimiter>();

  constructor(make: () => RateLimiter) {
    this.#make = make;
    this.#common = make();
  }

  limiter(operationId: string): RateLimiter {
    if (this.#ofOperation.size === 0) return this.#common;
    return this.#ofOperation.get(operationId) ?? this.#common;
  }

  /** Learns from an answer how the server stands to further requests. */
  note({ operation, call }: ApiRequest, { status, headers }: TransportResponse): void {
    const isRefusal = status === 429 || status === 503 || status === 403;
    if (!isRefusal && !isUsedUp(headers)) {
      this.limiter(operation.id).relent();
      return;
    }
    const now = serverTime(headers);
    const wait = isRefusal ? readThrottle(status, headers, now) : readRateLimit(headers, now)?.resetMs;
    const limiter = this.#learn(operation.id, headers.get("x-ratelimit-resource"));
    if (wait !== undefined) limiter.pause(wait);
    else if (status === 429) limiter.strike(call.retryPolicy());
  }

  #learn(operationId: string, resource: string | undefined): RateLimiter {
    if (resource === undefined) return this.limiter(operationId);
    const limiter = this.#own.get(resource) ?? this.#make();
    this.#own.set(resource, limiter);
    this.#ofOperation.set(operationId, limiter);
    return limiter;
  }
}

/** One call that is told to wait makes all others wait, too; nothing is sent beyond the user's own limit. */
export function rateLimit(limits: RateLimits): Policy {
  return (request, next, receive) => {
    const origin = limits.of(request);
    const turn = origin.limiter(request.operation.id).admit(request);
    const noted: Receive = (response) => {
      origin.note(request, response);
      return receive(response);
    };
    return turn === undefined ? next(request, noted) : turn.then(() => next(request, noted));
  };
}
