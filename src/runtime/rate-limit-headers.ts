/**
 * How servers tell what is left of a limit: draft-ietf-httpapi-ratelimit-headers (`RateLimit`, `RateLimit-Policy`, and the
 * fields of its older versions), GitHub's `X-RateLimit-*` and its many relatives.
 */
import type { ResponseHeaders } from "./contract.js";
import { readRetryAfter, serverTime } from "./errors/retry-after.js";
import { parseHttpDate } from "./http-date.js";
import { type BareItem, parseStructuredList } from "./structured-list.js";

/** What a response says of a limit; what it doesn't say is undefined. */
export interface RateLimitState {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Milliseconds until there is more. */
  readonly resetMs: number | undefined;
}

interface Dialect {
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

const dialects: readonly Dialect[] = [
  { limit: "x-ratelimit-limit", remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset" },
  { limit: "ratelimit-limit", remaining: "ratelimit-remaining", reset: "ratelimit-reset" },
  { limit: "x-rate-limit-limit", remaining: "x-rate-limit-remaining", reset: "x-rate-limit-reset" },
  {
    limit: "x-ratelimit-limit-requests",
    remaining: "x-ratelimit-remaining-requests",
    reset: "x-ratelimit-reset-requests",
  },
  { limit: "x-ratelimit-limit-tokens", remaining: "x-ratelimit-remaining-tokens", reset: "x-ratelimit-reset-tokens" },
];

/** The limit that a response speaks of: one that is used up, if there is one. `nowMs` is the server's time. */
export function readRateLimit(headers: ResponseHeaders, nowMs: number): RateLimitState | undefined {
  const read = [readCombined(headers), ...dialects.map((dialect) => readDialect(headers, dialect, nowMs))];
  const states = read.flatMap((state) => state ?? []);
  return states.find(({ remaining }) => remaining === 0) ?? states[0];
}

/** Whether something is used up. Looked up for each response: cheap, where `readRateLimit` is not. */
export function isUsedUp(headers: ResponseHeaders): boolean {
  for (const { remaining } of dialects) {
    const value = headers.get(remaining);
    if (value !== undefined && Number.parseFloat(value) === 0) return true;
  }
  const combined = headers.get("ratelimit");
  return combined !== undefined && /(?:\br|remaining)=0(?![\d.])/.test(combined);
}

/**
 * How long a response that turns requests away asks to wait, in milliseconds; undefined where it doesn't say, or where it
 * is no such response. GitHub's 403 is one only if it says how long, or that nothing is left.
 */
export function readThrottle(
  status: number,
  headers: ResponseHeaders,
  nowMs: number = serverTime(headers),
): number | undefined {
  if (status !== 429 && status !== 503 && status !== 403) return undefined;
  const after = readRetryAfter(headers, nowMs);
  if (after !== undefined) return after;
  if (status === 503 || !isUsedUp(headers)) return undefined;
  return readRateLimit(headers, nowMs)?.resetMs;
}

/** `RateLimit: "default";r=50;t=30`, or `limit=10, remaining=0, reset=10` of draft 3 to 7. */
function readCombined(headers: ResponseHeaders): RateLimitState | undefined {
  const text = headers.get("ratelimit");
  if (text === undefined) return undefined;
  if (/^\s*(?:limit|remaining|reset)\s*=/i.test(text)) return readPairs(text);
  // The policy that has the least left.
  const entry = parseRateLimit(text).reduce<RateLimitEntry | undefined>(scarcer, undefined);
  if (entry === undefined) return undefined;
  const policy = parseRateLimit(headers.get("ratelimit-policy") ?? "").find((other) => other.policy === entry.policy);
  const seconds = numberOf(entry, "t") ?? (policy && numberOf(policy, "w"));
  return {
    limit: policy && numberOf(policy, "q"),
    remaining: numberOf(entry, "r"),
    resetMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function scarcer(left: RateLimitEntry | undefined, right: RateLimitEntry): RateLimitEntry {
  const rest = (entry: RateLimitEntry): number => numberOf(entry, "r") ?? Number.POSITIVE_INFINITY;
  return left !== undefined && rest(left) <= rest(right) ? left : right;
}

/** A policy of `RateLimit` or `RateLimit-Policy` with its parameters: `q` quota, `w` window, `r` remaining, `t` seconds until the reset. */
export interface RateLimitEntry {
  readonly policy: string;
  readonly params: ReadonlyMap<string, BareItem>;
}

/** Empty where the field is malformed. */
export function parseRateLimit(field: string): readonly RateLimitEntry[] {
  return (parseStructuredList(field) ?? []).flatMap(({ value, params }) =>
    typeof value === "string" ? [{ policy: value, params }] : [],
  );
}

function numberOf({ params }: RateLimitEntry, name: string): number | undefined {
  const value = params.get(name);
  return typeof value === "number" && value >= 0 ? value : undefined;
}

function readPairs(text: string): RateLimitState {
  const numberAfter = (name: string): number | undefined => {
    const found = new RegExp(`\\b${name}\\s*=\\s*(\\d+)`, "i").exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const seconds = numberAfter("reset");
  return {
    limit: numberAfter("limit"),
    remaining: numberAfter("remaining"),
    resetMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function readDialect(headers: ResponseHeaders, names: Dialect, nowMs: number): RateLimitState | undefined {
  const remaining = leadingNumber(headers.get(names.remaining));
  const limit = leadingNumber(headers.get(names.limit));
  // Discord sends both, and this one doesn't need to know what time it is.
  const after = leadingNumber(headers.get(`${names.reset}-after`));
  const resetMs = after === undefined ? readReset(headers.get(names.reset)?.trim(), nowMs) : Math.round(after * 1_000);
  return remaining === undefined && limit === undefined && resetMs === undefined
    ? undefined
    : { limit, remaining, resetMs };
}

function leadingNumber(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseFloat(text);
  return number >= 0 ? number : undefined;
}

/** A number from here on is a point in time: as a wait it would last for more than thirty years. */
const firstEpochSecond = 1_000_000_000;
const firstEpochMillisecond = 100_000_000_000;

/** Seconds from now, seconds or milliseconds since the epoch, a duration with units, or a date. */
function readReset(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    if (value < firstEpochSecond) return Math.round(value * 1_000);
    return Math.max(0, Math.round(value < firstEpochMillisecond ? value * 1_000 : value) - nowMs);
  }
  const duration = readDuration(text);
  if (duration !== undefined) return duration;
  const date = parseHttpDate(text) ?? (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Go's durations, as OpenAI sends them: `6m0s`, `120ms`. */
function readDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|[smhd])/g))
    total += Number(amount) * (units[unit ?? ""] ?? 0);
  return total;
}
