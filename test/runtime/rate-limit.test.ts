import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type ClientOptions,
  flexibleRateLimitStore,
  type QueueEvent,
  RateLimitError,
} from "../../src/runtime/index.js";
import { memoryRateLimitStore } from "../../src/runtime/rate-limit-store.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { answerJson, startServer, type TestServer } from "./support/server.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await closeClients();
  for (const close of closers.splice(0)) await close();
});

type Answer = readonly [status: number, headers?: Record<string, string>];

/** Answers the first requests with the steps, all others with 200; `times` tells when they came. */
async function serve(...steps: readonly Answer[]): Promise<TestServer & { readonly times: number[] }> {
  const times: number[] = [];
  const server = await startServer((request, response) => {
    const [status, headers] = steps[times.length] ?? [200];
    times.push(performance.now());
    return answerJson({}, status, headers)(request, response);
  });
  closers.push(server.close);
  return Object.assign(server, { times });
}

const get = operation();
const named = (id: string) => operation({ id, path: `/${id}` });
const paths = (server: TestServer) => server.requests.map(({ target }) => target.slice(1));
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("a server that asks to wait", () => {
  it.each<[string, Answer]>([
    ["429 with Retry-After", [429, { "retry-after-ms": "150" }]],
    ["503 with Retry-After", [503, { "retry-after-ms": "150" }]],
    ["200 with nothing left", [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0.15" }]],
    ["200 with nothing left, in the draft's words", [200, { ratelimit: '"default";r=0;t=0.15' }]],
  ])("is waited for by all calls: %s", async (_what, step) => {
    const server = await serve(step);
    const client = makeClient({ baseUrl: server.url });
    await client.call(get, {}).safe();
    const derived = client.with({ headers: { a: "b" } });
    const events: QueueEvent[] = [];
    const hooks = { onQueue: (event: QueueEvent) => void events.push(event) };
    const calls = [client, derived, client, derived].map((one) => one.call(get, {}, { hooks }));
    await Promise.all(calls);
    expect(server.times).toHaveLength(5);
    const [first = 0, ...others] = server.times;
    expect(Math.min(...others) - first).toBeGreaterThanOrEqual(140);
    expect(events.map(({ reason, length }) => [reason, length])).toEqual([1, 2, 3, 4].map((n) => ["rateLimit", n]));
    expect(events.every(({ waitedMs }) => waitedMs > 100)).toBe(true);
  });

  it("and doesn't say for how long is waited for, too", async () => {
    const server = await serve([429]);
    const client = makeClient({ baseUrl: server.url, retry: { baseDelay: 0 } });
    expect(await client.call(get, {})).toEqual({});
  });

  it("is waited for by its own calls only: not by another origin's, nor with other credentials", async () => {
    const [server, other] = [await serve([429, { "retry-after": "30" }]), await serve()];
    const security = { key: { type: "apiKey", in: "header", name: "x-key", env: "NONE" } } as const;
    const client = makeClient({ baseUrl: server.url, auth: { key: "a" } }, { security });
    await client.call(get, {}).safe();
    await client.call(get, {}, { baseUrl: other.url });
    await client.with({ auth: { key: "b" } }).call(get, {});
    expect(server.requests).toHaveLength(2);
    expect(other.requests).toHaveLength(1);
  });

  it("is not waited for in vain: the call fails at once, and nothing is sent", async () => {
    const server = await serve([429, { "retry-after": "30" }]);
    const client = makeClient({ baseUrl: server.url });
    await client.call(get, {}).safe();
    const error = await client.call(get, {}, { timeout: 2_000 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ operationId: "getPet", url: `${server.url}/pets`, attempts: [] });
    const { retryAfterMs, message } = error as RateLimitError;
    expect(retryAfterMs).toBeGreaterThan(29_000);
    expect(message).toBe(`${server.url} has asked all calls to wait ${retryAfterMs} ms more: nothing was sent`);
    await expect(client.call(get, {}, { retry: { maxRetryAfter: 5_000 } })).rejects.toBeInstanceOf(RateLimitError);
    expect(server.requests).toHaveLength(1);
  });

  it("is waited for no longer than `timeout.queue` and the signal want, and nothing is left", async () => {
    const server = await serve([429, { "retry-after": "30" }]);
    const client = makeClient({ baseUrl: server.url });
    await client.call(get, {}).safe();
    const before = timers();
    const abort = new AbortController();
    const calls = [
      client.call(get, {}, { timeout: { queue: 60 } }),
      client.call(get, {}, { signal: abort.signal }),
    ].map((call) => call.catch((error: unknown) => error));
    setTimeout(() => abort.abort(), 30);
    const [late, aborted] = await Promise.all(calls);
    expect(late).toMatchObject({
      name: "TimeoutError",
      phase: "queue",
      message: expect.stringContaining("60 ms"),
      attempts: [],
    });
    expect(aborted).toMatchObject({ name: "AbortedError" });
    expect(timers()).toBeLessThanOrEqual(before + 1);
    expect(server.requests).toHaveLength(1);
  });

  it("is waited for by the calls of one resource only, where it says so", async () => {
    const server = await serve([200], [429, { "retry-after": "30", "x-ratelimit-resource": "search" }]);
    const client = makeClient({ baseUrl: server.url, timeout: 1_000 });
    const [list, search] = [named("list"), named("search")];
    await client.call(list, {});
    await client.call(search, {}).safe();
    await client.call(list, {});
    await expect(client.call(search, {})).rejects.toMatchObject({ status: 429, attempts: [] });
    expect(paths(server)).toEqual(["list", "search", "list"]);
  });

  it("is not waited for with `rateLimit: false`", async () => {
    const server = await serve([429, { "retry-after": "30" }]);
    const client = makeClient({ baseUrl: server.url, rateLimit: false });
    await client.call(get, {}).safe();
    expect(await client.call(get, {})).toEqual({});
  });

  it("lets the oldest go first, the operations by turns", async () => {
    const server = await serve([429, { "retry-after-ms": "100" }]);
    const client = makeClient({ baseUrl: server.url, connections: 1, retry: { baseDelay: 0 } });
    const first = client.call(named("first"), {});
    await expect.poll(() => server.requests.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const calls = ["a", "a", "a", "b", "b", "c"].map((id) => client.call(named(id), {}));
    await Promise.all([first, ...calls]);
    const order = paths(server).filter((path) => path !== "first");
    expect(order).toEqual(["a", "b", "c", "a", "b", "a"]);
  });
});

describe("a limit of one's own", () => {
  it("is used to its full, and no more", async () => {
    const server = await serve();
    const client = makeClient({ baseUrl: server.url, rateLimit: { requests: 10, per: 300 } });
    const start = performance.now();
    await Promise.all(Array.from({ length: 35 }, () => client.call(get, {})));
    expect(server.requests).toHaveLength(35);
    expect(performance.now() - start).toBeGreaterThan(880);
  });

  it("spreads what comes after a burst", async () => {
    const server = await serve();
    const client = makeClient({ baseUrl: server.url, rateLimit: { requests: 100, per: 1_000, burst: 2 } });
    const start = performance.now();
    await Promise.all(Array.from({ length: 12 }, () => client.call(get, {})));
    expect(performance.now() - start).toBeGreaterThan(95);
  });

  it("counts each attempt", async () => {
    const server = await serve([500], [500]);
    const retry = { baseDelay: 0 };
    const client = makeClient({ baseUrl: server.url, retry, rateLimit: { requests: 1, per: 80 } });
    const start = performance.now();
    await client.call(get, {});
    expect(performance.now() - start).toBeGreaterThan(155);
  });

  it("is shared with derived clients, unless they have their own", async () => {
    const server = await serve();
    const client = makeClient({ baseUrl: server.url, timeout: { queue: 20 }, rateLimit: { requests: 1, per: 10_000 } });
    await client.call(get, {});
    await expect(client.with({ headers: {} }).call(get, {})).rejects.toMatchObject({ phase: "queue" });
    await client.with({ rateLimit: { requests: 1, per: 10_000 } }).call(get, {});
    expect(server.requests).toHaveLength(2);
  });

  it("turns away what the queue has no place for", async () => {
    const server = await serve();
    const client = makeClient({ baseUrl: server.url, rateLimit: { requests: 1, per: 100 }, maxQueue: 2 });
    const calls = await Promise.all(Array.from({ length: 5 }, () => client.call(get, {}).safe()));
    expect(calls.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
    expect(calls[4]).toMatchObject({
      error: {
        name: "RateLimitError",
        message: "2 calls wait already, and `maxQueue` admits no more: nothing was sent",
        attempts: [],
      },
    });
  });

  it.each<[string, ClientOptions, string]>([
    ["no requests", { rateLimit: { per: 1 } }, "`rateLimit` needs `requests` and `per`, or a `store` that has a limit"],
    [
      "half a request",
      { rateLimit: { requests: 0.5, per: 1 } },
      "`rateLimit.requests` must be a whole number from 1 on, not 0.5",
    ],
    ["no time", { rateLimit: { requests: 1, per: 0 } }, "`rateLimit.per` must be milliseconds, not 0"],
    ["no place", { maxConcurrency: 0 }, "`maxConcurrency` must be a whole number from 1 on, not 0"],
    ["a queue of less than nobody", { maxQueue: -1 }, "`maxQueue` must be a whole number from 0 on, not -1"],
  ])("that makes no sense is a mistake: %s", (_what, options, message) => {
    expect(() => makeClient({ baseUrl: "http://localhost", ...options })).toThrow(message);
  });

  it("may be kept elsewhere, by a store", async () => {
    const server = await serve();
    const keys: string[] = [];
    const waits = [0, 30, 30, 0];
    const store = {
      take: async (key: string) => {
        keys.push(key);
        return waits.shift() ?? 0;
      },
    };
    const client = makeClient({ baseUrl: server.url, rateLimit: { store } });
    await client.call(get, {});
    await client.call(get, {});
    expect(keys).toEqual(Array.from({ length: 4 }, () => `Petstore ${server.url}`));
  });

  it("that can't be kept, because the store fails, fails the call", async () => {
    const server = await serve();
    const store = { take: () => Promise.reject(new Error("Redis is away")) };
    const client = makeClient({ baseUrl: server.url, rateLimit: { store }, retry: { baseDelay: 0 } });
    await expect(client.call(get, {})).rejects.toMatchObject({
      name: "SdkError",
      message: "The rate limit's store has failed: Redis is away",
      operationId: "getPet",
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("the store in memory", () => {
  it("counts by key", () => {
    const store = memoryRateLimitStore();
    const rule = { requests: 2, per: 1_000, burst: 2 };
    const taken = ["a", "a", "a", "b"].map((key) => store.take(key, rule));
    expect(taken.map((wait) => Number(wait) > 0)).toEqual([false, false, true, false]);
    expect(taken[2]).toBeGreaterThan(900);
  });

  it("keeps the limit in every window", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const store = memoryRateLimitStore();
    const rule = { requests: 10, per: 1_000, burst: 4 };
    const times: number[] = [];
    for (let step = 0; step < 3_000; step += 1) {
      if (store.take("a", rule) === 0) times.push(performance.now());
      vi.advanceTimersByTime(step % 7);
    }
    vi.useRealTimers();
    const within = (start: number) => times.filter((time) => time >= start && time < start + rule.per).length;
    expect(Math.max(...times.map(within))).toBe(10);
    expect((times[3] ?? 0) - (times[0] ?? 0)).toBeLessThan(10);
    // Nine seconds at ten a second, and the burst.
    expect(times.length).toBeGreaterThanOrEqual(88);
  });

  it("gives places at the pace of the limit, and takes none for those that must wait", () => {
    const store = memoryRateLimitStore();
    const rule = { requests: 100, per: 1_000, burst: 1 };
    expect(store.take("a", rule)).toBe(0);
    const waits = Array.from({ length: 5 }, () => Number(store.take("a", rule)));
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(10);
  });
});

describe("a limiter of rate-limiter-flexible", () => {
  it.each<[string, () => Promise<unknown>, number]>([
    ["has a place", () => Promise.resolve({ remainingPoints: 1 }), 0],
    ["has none for a while", () => Promise.reject({ msBeforeNext: 250 }), 250],
    ["has none just now", () => Promise.reject({ msBeforeNext: 0 }), 1],
  ])("%s", async (_what, consume, want) => {
    expect(await flexibleRateLimitStore({ consume }).take("a", { requests: 1, per: 1, burst: 1 })).toBe(want);
  });

  it("that fails says so", async () => {
    const store = flexibleRateLimitStore({ consume: () => Promise.reject(new Error("ECONNREFUSED")) });
    await expect(store.take("a", { requests: 1, per: 1, burst: 1 })).rejects.toThrow("ECONNREFUSED");
  });
});
