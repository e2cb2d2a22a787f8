import { TokenSources } from "./auth/token-sources.js";
import { type RuntimeClock, systemClock } from "./clock.js";
import { ConcurrencyLimiter } from "./concurrency.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { type RateLimitOptions, RateLimits } from "./rate-limit.js";
import { RetryBudgets } from "./retry-budget.js";

/** What a client and those that were derived from it know together of the servers that they talk to. */
export interface SharedState {
  readonly clock: RuntimeClock;
  readonly tokenSources: TokenSources;
  readonly budgets: RetryBudgets;
  /** Undefined where there is no limit. */
  readonly concurrency: ConcurrencyLimiter | undefined;
  /** Undefined where the user wants none to be looked at. */
  readonly limits: RateLimits | undefined;
}

/** Where a derived client finds what it shares: options are all that its constructor is given. */
export const sharedState: unique symbol = /* @__PURE__ */ Symbol("sdkwright.shared");

/** Those of a client's options that this is about. */
interface LimitOptions {
  readonly rateLimit?: RateLimitOptions | false | undefined;
  readonly maxConcurrency?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly [sharedState]?: Partial<SharedState> | undefined;
}

/** What a client shares with the one that it is derived from, and what it needs besides. @throws ConfigurationError */
export function resolveShared(clientName: string, options: LimitOptions): SharedState {
  const { rateLimit, maxConcurrency, maxQueue = Number.POSITIVE_INFINITY, [sharedState]: inherited } = options;
  checkNumbers(options);
  const makeConcurrency = () =>
    maxConcurrency === undefined ? undefined : new ConcurrencyLimiter(maxConcurrency, maxQueue);
  const clock = inherited?.clock ?? systemClock;
  const makeLimits = () =>
    rateLimit === false ? undefined : new RateLimits(rateLimit, { clientName, maxQueue, clock });
  return {
    clock,
    tokenSources: inherited?.tokenSources ?? new TokenSources(),
    budgets: inherited?.budgets ?? new RetryBudgets(),
    concurrency: inherited?.concurrency ?? makeConcurrency(),
    limits: inherited?.limits ?? makeLimits(),
  };
}

/** What a derived client takes over: limits of its own are its own, and other credentials have other limits. */
export function inheritShared(
  { clock, tokenSources, budgets, concurrency, limits }: SharedState,
  options: LimitOptions,
  hasOwnCredentials: boolean,
): Partial<SharedState> {
  const { rateLimit, maxConcurrency, maxQueue } = options;
  const keepsLimits = rateLimit === undefined && maxQueue === undefined && !hasOwnCredentials;
  return {
    clock,
    tokenSources,
    budgets,
    concurrency: maxConcurrency === undefined && maxQueue === undefined ? concurrency : undefined,
    limits: keepsLimits ? limits : undefined,
  };
}

function checkNumbers({ rateLimit, maxConcurrency, maxQueue }: LimitOptions): void {
  expectCount("maxConcurrency", maxConcurrency, 1);
  expectCount("maxQueue", maxQueue, 0);
  if (rateLimit === undefined || rateLimit === false) return;
  const { requests, per, burst, store } = rateLimit;
  if (store === undefined && (requests === undefined || per === undefined)) {
    throw new ConfigurationError({ message: "`rateLimit` needs `requests` and `per`, or a `store` that has a limit" });
  }
  expectCount("rateLimit.requests", requests, 1);
  expectCount("rateLimit.burst", burst, 1);
  if (per === undefined || per > 0) return;
  throw new ConfigurationError({ message: `\`rateLimit.per\` must be milliseconds, not ${per}` });
}

function expectCount(name: string, value: number | undefined, least: number): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= least)) return;
  throw new ConfigurationError({ message: `\`${name}\` must be a whole number from ${least} on, not ${value}` });
}
