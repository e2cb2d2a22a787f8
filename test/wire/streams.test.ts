import { describe, expect, test } from "vitest";
import { eventId, postId } from "../example-server/start.js";
import { loadGenerated } from "./support/generate.js";
import { committedSdk, failureOf, type Sdk, useWire } from "./support/wire.js";

const variants: readonly (readonly [name: string, load: () => Promise<Sdk>])[] = [
  ["undici", committedSdk],
  [
    "fetch",
    () => loadGenerated("streams", "fixtures/inkwell.yaml", { transport: "fetch", runtime: "bundled" }) as Promise<Sdk>,
  ],
];

describe.each(variants)("streams of the example API through %s", (_name, load) => {
  const wire = useWire(load, { events: 40 });
  const all = { "Last-Event-ID": eventId(0) };

  test("events are typed and in order; break frees the connection, and the server sees it", async () => {
    const seen: string[] = [];
    const names = new Set<string>();
    for await (const { id, event, data } of wire.inkwell.events.stream(all)) {
      seen.push(id ?? "");
      expect(data.type).toBe(event);
      if (data.type === "post.published") names.add(data.post.title);
      if (seen.length === 40) break;
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => eventId(index + 1)));
    expect(names.size).toBeGreaterThan(0);
    await expect.poll(() => wire.server.state.events.listeners).toBe(0);
    await expect.poll(() => wire.server.connections.open).toBe(0);
  });

  test("what happens while one listens arrives at once", async () => {
    const stream = wire.inkwell.events.stream({ "Last-Event-ID": eventId(40) })[Symbol.asyncIterator]();
    const next = stream.next();
    await expect.poll(() => wire.server.state.events.listeners).toBe(1);
    await wire.inkwell.posts.publish({ postId: postId(3) });
    const { value } = await next;
    expect(value).toMatchObject({ event: "post.published", data: { post: { id: postId(3) } } });
    await stream.return?.();
    await expect.poll(() => wire.server.state.events.listeners).toBe(0);
  });

  test("a stream that is cut within an event goes on where it was, without a gap or a double", async () => {
    for (const after of [1500, 700]) {
      wire.server.fault({ kind: "reset-body", operationId: "streamEvents", after });
    }
    const seen: string[] = [];
    const broken: unknown[] = [];
    const reconnect = { onReconnect: ({ error }: { error: unknown }): unknown => broken.push(error) };
    const options = {
      reconnect: {
        ...reconnect,
        delay: 1,
        onReconnect: (event: { error: unknown }) => void reconnect.onReconnect(event),
      },
      query: { close: true },
    };
    for await (const { id } of wire.inkwell.events.stream(all, options)) {
      seen.push(id ?? "");
      if (seen.length === 40) break;
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => eventId(index + 1)));
    expect(broken.length).toBeGreaterThanOrEqual(2);
    expect(broken[0]).toBeInstanceOf(wire.sdk.ConnectionError);
  });

  test("close() of the client ends a stream that would never end", async () => {
    const client = wire.client({ apiKey: "test-key" });
    const stream = await client.events.stream(all);
    const walk = (async () => {
      for await (const { id } of stream) if (id === eventId(40)) void client.close();
    })();
    expect(await failureOf(walk)).toBeInstanceOf(wire.sdk.AbortedError);
    await expect.poll(() => wire.server.state.events.listeners).toBe(0);
  });

  test("the log is read line by line, with line separators of JavaScript in it", async () => {
    const { token } = wire.server.tokens.issue(["audit:read"]);
    const entries = [];
    for await (const entry of wire.inkwell.audit.exportLog(
      {},
      { headers: { authorization: `Bearer ${token}` }, security: false },
    )) {
      entries.push(entry);
    }
    expect(entries.map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(JSON.stringify(entries)).toContain("\u2028");
  });

  test("a declared error of a stream is its class", async () => {
    const error = await failureOf(wire.inkwell.events.stream({ "Last-Event-ID": "yesterday" }));
    expect(error).toBeInstanceOf(wire.sdk.BadRequestProblem);
  });

  test("a summary is awaited whole, or streamed word by word", async () => {
    const params = { postId: postId(1), body: { maxWords: 5 } };
    const { text } = await wire.inkwell.posts.summarize(params);
    expect(wire.latest().headers["accept"]).not.toContain("event-stream");
    let streamed = "";
    for await (const { data } of wire.inkwell.posts.summarize(params).stream()) streamed += data.delta;
    expect(streamed).toBe(text);
    expect(wire.latest().headers["accept"]).toMatch(/^text\/event-stream/);
  });
});
