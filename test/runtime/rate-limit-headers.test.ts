import { describe, expect, it } from "vitest";
import { readRetryAfter, serverTime } from "../../src/runtime/errors/retry-after.js";
import { isUsedUp, parseRateLimit, readRateLimit, readThrottle } from "../../src/runtime/rate-limit-headers.js";
import { RecordHeaders } from "../../src/runtime/response-headers.js";
import { readVectors } from "./support/vectors.js";

/** Friday, 2023-11-14T22:13:20Z. */
const now = 1_700_000_000_000;
const date = "Tue, 14 Nov 2023 22:13:20 GMT";

describe("Retry-After", () => {
  it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ["seconds", { "retry-after": "120" }, 120_000],
    ["a date", { "retry-after": "Tue, 14 Nov 2023 22:13:50 GMT" }, 30_000],
    ["a date of RFC 850", { "retry-after": "Tuesday, 14-Nov-23 22:13:50 GMT" }, 30_000],
    ["a date of asctime, which is GMT", { "retry-after": "Tue Nov 14 22:13:50 2023" }, 30_000],
    ["a day of one digit", { "retry-after": "Fri Dec  1 00:00:00 2023" }, 1_388_800_000],
    ["a date that is over", { "retry-after": "Tue, 14 Nov 2023 22:00:00 GMT" }, 0],
    ["milliseconds before seconds", { "retry-after-ms": "250", "retry-after": "30" }, 250],
    ["Azure's milliseconds", { "x-ms-retry-after-ms": "75", "retry-after": "30" }, 75],
    ["a fraction", { "retry-after": "1.5" }, 1_500],
    ["milliseconds that are none", { "retry-after-ms": "soon", "retry-after": "30" }, 30_000],
    ["nothing", {}, undefined],
    ["a negative number", { "retry-after": "-1" }, undefined],
    ["two numbers", { "retry-after": "120, 240" }, undefined],
    ["a local date", { "retry-after": "2023-11-14 22:13:50" }, undefined],
  ])("is read: %s", (_what, headers, want) => {
    expect(readRetryAfter(new RecordHeaders(headers), now)).toBe(want);
  });
});

describe("the limit of a response", () => {
  const state = (limit?: number, remaining?: number, resetMs?: number) => ({ limit, remaining, resetMs });
  it.each<[string, Readonly<Record<string, string>>, ReturnType<typeof state> | undefined]>([
    ["none", { "content-type": "text/plain" }, undefined],
    [
      "GitHub's, with a point in time",
      { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000030" },
      state(60, 0, 30_000),
    ],
    [
      "a point in time that is over",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1699999990" },
      state(undefined, 0, 0),
    ],
    ["milliseconds since the epoch", { "x-ratelimit-reset": "1700000002500" }, state(undefined, undefined, 2_500)],
    ["seconds from now", { "ratelimit-remaining": "7", "ratelimit-reset": "50" }, state(undefined, 7, 50_000)],
    [
      "a date",
      { "x-rate-limit-remaining": "0", "x-rate-limit-reset": "Tue, 14 Nov 2023 22:13:50 GMT" },
      state(undefined, 0, 30_000),
    ],
    [
      "a duration",
      { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2.5s" },
      state(undefined, 0, 62_500),
    ],
    [
      "the one of several that is used up",
      {
        "x-ratelimit-remaining-requests": "59",
        "x-ratelimit-reset-requests": "6m0s",
        "x-ratelimit-remaining-tokens": "0",
        "x-ratelimit-reset-tokens": "120ms",
      },
      state(undefined, 0, 120),
    ],
    [
      "the draft's",
      { ratelimit: '"a";r=5;t=9, "b";r=0;t=3', "ratelimit-policy": '"b";q=10;w=60' },
      state(10, 0, 3_000),
    ],
    [
      "the draft's, without a time",
      { ratelimit: '"b";r=0', "ratelimit-policy": '"b";q=10;w=60' },
      state(10, 0, 60_000),
    ],
    ["an older draft's", { ratelimit: "limit=10, remaining=0, reset=10" }, state(10, 0, 10_000)],
    ["what can't be read", { ratelimit: "???", "x-ratelimit-reset": "tomorrow" }, undefined],
  ])("is read: %s", (_what, headers, want) => {
    expect(readRateLimit(new RecordHeaders(headers), now)).toEqual(want);
  });

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ["nothing said", {}, false],
    ["some left", { "x-ratelimit-remaining": "10" }, false],
    ["none left", { "x-ratelimit-remaining": "0" }, true],
    ["none left, as a fraction", { "x-ratelimit-remaining": "0.0" }, true],
    ["the draft's", { ratelimit: '"default";r=0;t=5' }, true],
    ["the draft's, some left", { ratelimit: '"default";r=05;t=0' }, false],
    ["an older draft's", { ratelimit: "limit=10, remaining=0, reset=10" }, true],
    ["a limit per hour that is called r", { ratelimit: '"hour";r=100;t=0' }, false],
  ])("is used up or not: %s", (_what, headers, want) => {
    expect(isUsedUp(new RecordHeaders(headers))).toBe(want);
  });

  it.each<[string, number, Readonly<Record<string, string>>, number | undefined]>([
    [
      "429 with Retry-After",
      429,
      { "retry-after": "2", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" },
      2_000,
    ],
    ["429 with a reset", 429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" }, 9_000],
    ["429 that says nothing", 429, {}, undefined],
    ["503 with Retry-After", 503, { "retry-after": "2" }, 2_000],
    [
      "503 with a limit that has nothing to do with it",
      503,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" },
      undefined,
    ],
    ["GitHub's 403", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000007" }, 7_000],
    ["a plain 403", 403, { "x-ratelimit-remaining": "4" }, undefined],
    ["500 with Retry-After", 500, { "retry-after": "2" }, undefined],
  ])("makes a response that turns away: %s", (_what, status, headers, want) => {
    expect(readThrottle(status, new RecordHeaders(headers), now)).toBe(want);
  });

  it("is told by the server's clock", () => {
    expect(serverTime(new RecordHeaders({ date }))).toBe(now);
    expect(Math.abs(serverTime(new RecordHeaders({ date: "nonsense" })) - Date.now())).toBeLessThan(1_000);
  });
});

interface RetryAfterCase {
  readonly id: string;
  readonly now: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs: number | "cap" | null;
}

const retryAfter = readVectors<RetryAfterCase>("retry-after");

describe.skipIf(retryAfter === undefined)("../shared/suites/vectors/retry-after.json", () => {
  it.each(retryAfter ?? [])("$id", ({ now: at, headers, delayMs }) => {
    const found = readRetryAfter(new RecordHeaders(headers), Date.parse(at));
    if (delayMs === "cap") expect(found).toBeGreaterThan(60_000);
    else expect(found ?? null).toBe(delayMs);
  });
});

interface FieldCase {
  readonly id: string;
  readonly header: string;
  readonly input: string;
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}
interface HeadersCase {
  readonly id: string;
  readonly nowSeconds: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly expected: Readonly<Record<string, number | null>>;
}

const rateLimit = readVectors<FieldCase | HeadersCase>("ratelimit");

describe.skipIf(rateLimit === undefined)("../shared/suites/vectors/ratelimit.json", () => {
  const fields = (rateLimit ?? []).filter((one): one is FieldCase => "input" in one);
  const responses = (rateLimit ?? []).filter((one): one is HeadersCase => "headers" in one);

  it.each(fields)("$id", ({ input, expected }) => {
    const found = parseRateLimit(input).map(({ policy, params }) => ({
      policy,
      ...Object.fromEntries([...params].map(([name, value]) => [name, printable(value)])),
    }));
    expect(found).toEqual(expected);
  });

  it.each(responses)("$id", ({ nowSeconds, headers: all, expected }) => {
    const { $status, ...rest } = all;
    const headers = new RecordHeaders(rest as Record<string, string>);
    if ("retryInMs" in expected) {
      expect(readThrottle(Number($status), headers, nowSeconds * 1_000) ?? null).toBe(expected["retryInMs"]);
      return;
    }
    const { limit, remaining, resetMs } = readRateLimit(headers, nowSeconds * 1_000) ?? {};
    expect({ limit, remaining, resetInMs: resetMs }).toEqual(expected);
  });

  it("has been read", () => expect(fields.length + responses.length).toBe(53));
});

function printable(value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
}
