import { afterEach, describe, expect, it } from "vitest";
import type { QueueEvent } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { answerJson, startServer } from "./support/server.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await closeClients();
  for (const close of closers.splice(0)) await close();
});

/** Answers after a while, and knows how many requests were there at a time. */
async function serve(delayMs = 15, status = 200) {
  const seen = { now: 0, most: 0, paths: [] as string[] };
  const server = await startServer((request, response) => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    seen.paths.push(request.target.slice(1));
    setTimeout(() => {
      seen.now -= 1;
      answerJson({}, status)(request, response);
    }, delayMs);
  });
  closers.push(server.close);
  return { ...server, seen };
}

const get = operation();
const bytes = operation({ responses: { 200: { content: { "application/json": { kind: "binary" } } } } });

describe("maxConcurrency", () => {
  it("is never exceeded, by derived clients together", async () => {
    const { url, seen } = await serve();
    const client = makeClient({ baseUrl: url, maxConcurrency: 3 });
    const derived = client.with({ headers: {} });
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? client : derived).call(get, {})));
    expect(seen).toMatchObject({ most: 3, now: 0 });
    expect(seen.paths).toHaveLength(20);
  });

  it("frees a place when a call fails, is given up, or hands its body over", async () => {
    const { url, seen } = await serve(10, 500);
    const client = makeClient({ baseUrl: url, maxConcurrency: 1 });
    await client.call(get, {}).safe();
    await client.call(get, {}, { timeout: 2 }).safe();
    await client.call(get, {}, { signal: AbortSignal.abort() }).safe();
    await client.call(get, {}, { headers: { "bad name": "x" } }).safe();
    const raw = await client.call(bytes, {}).raw();
    await client.call(get, {}, { timeout: 1_000 }).safe();
    raw.discard();
    expect(seen.paths.length).toBeGreaterThanOrEqual(3);
    const middleware = [() => Promise.reject(new Error("no"))];
    await client.with({ middleware }).call(get, {}).safe();
    expect(await client.call(get, {}).safe()).toMatchObject({ error: { status: 500 } });
  });

  it("keeps the place over all attempts, and asks for no second one where a middleware sends again", async () => {
    const { url, seen } = await serve(1, 500);
    const client = makeClient({
      baseUrl: url,
      maxConcurrency: 1,
      retry: { baseDelay: 0 },
      middleware: [
        async (request, next) => {
          (await next(request)).body.discard();
          return next(request);
        },
      ],
    });
    await Promise.all([client.call(get, {}).safe(), client.call(get, {}).safe()]);
    expect(seen).toMatchObject({ most: 1 });
    expect(seen.paths).toHaveLength(12);
  });

  it("lets the operations go by turns, and tells hooks of the wait", async () => {
    const { url, seen } = await serve();
    const events: QueueEvent[] = [];
    const hooks = { onQueue: (event: QueueEvent) => void events.push(event) };
    const client = makeClient({ baseUrl: url, maxConcurrency: 1, hooks });
    const send = (id: string) => client.call(operation({ id, path: `/${id}` }), {});
    await Promise.all(["a", "a", "a", "a", "b", "b", "c"].map(send));
    expect(seen.paths).toEqual(["a", "a", "b", "c", "a", "b", "a"]);
    expect(events.map(({ operationId }) => operationId)).toEqual(["a", "b", "c", "a", "b", "a"]);
    expect(events.map(({ length }) => length).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.every(({ reason, waitedMs }) => reason === "concurrency" && waitedMs > 5)).toBe(true);
  });

  it("makes nobody wait longer than `timeout.queue`, and admits no more than `maxQueue`", async () => {
    const { url, seen } = await serve(150);
    const client = makeClient({ baseUrl: url, maxConcurrency: 1, maxQueue: 1, timeout: { queue: 40 } });
    const results = await Promise.all([1, 2, 3].map(() => client.call(get, {}).safe()));
    expect(results).toMatchObject([
      { ok: true },
      { ok: false, error: { name: "TimeoutError", phase: "queue", attempts: [] } },
      { ok: false, error: { name: "RateLimitError", status: 429, attempts: [] } },
    ]);
    expect(seen.paths).toHaveLength(1);
  });

  it("does not lose a place to a hook that throws", async () => {
    const { url } = await serve();
    const hooks = {
      onQueue: () => {
        throw new Error("no");
      },
    };
    const client = makeClient({ baseUrl: url, maxConcurrency: 1 });
    const results = await Promise.all([client.call(get, {}), client.call(get, {}, { hooks }).safe()]);
    expect(results[1]).toMatchObject({ ok: false, error: { message: "no" } });
    expect(await client.call(get, {})).toEqual({});
  });

  it("counts the time in the queue for the total", async () => {
    const { url } = await serve(200);
    const client = makeClient({ baseUrl: url, maxConcurrency: 1 });
    const [, late] = await Promise.all([client.call(get, {}), client.call(get, {}, { timeout: 50 }).safe()]);
    expect(late).toMatchObject({ error: { name: "TimeoutError", phase: "total", attempts: [] } });
  });
});
