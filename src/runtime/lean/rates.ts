import { systemClock } from "../clock.js";
import { ConcurrencyLimiter, concurrency } from "../concurrency.js";
import { type RateLimitOptions, RateLimits, rateLimit } from "../rate-limit.js";
import { defaultRetryPolicy } from "../retry-policy.js";
import { type ClientFeature, places } from "./feature.js";
import { limited, withinLimits } from "./limits.js";

/** Waits where the server asks to, and keeps a limit of your own where one is given. */
export function withRateLimit(option?: RateLimitOptions, maxQueue: number = Number.POSITIVE_INFINITY): ClientFeature {
  return {
    place: places.rateLimit,
    middleware: ({ name }) => {
      const keep = rateLimit(new RateLimits(option, { clientName: name, maxQueue, clock: systemClock }));
      return (request, next, receive) => withinLimits(request, (inner, done) => keep(inner, next, done), receive);
    },
    prepare: (call) => ({ ...limited(call), retryPolicy: call.retryPolicy ?? (() => defaultRetryPolicy) }),
  };
}

/** So many calls at a time; others wait. */
export function withMaxConcurrency(max: number, maxQueue: number = Number.POSITIVE_INFINITY): ClientFeature {
  const limiter = new ConcurrencyLimiter(max, maxQueue);
  return {
    place: places.concurrency,
    middleware: () => {
      const enter = concurrency(limiter);
      return (request, next, receive) => withinLimits(request, (inner, done) => enter(inner, next, done), receive);
    },
    prepare: (call) => {
      const more = limited(call);
      const settle = more.settle ?? call.settle;
      let leave: (() => void) | undefined;
      return {
        ...more,
        hasPlace: false,
        holdPlace: (given) => {
          leave = given;
        },
        settle: () => {
          settle?.();
          leave?.();
          leave = undefined;
        },
      };
    },
  };
}
