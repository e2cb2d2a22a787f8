import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AbortedError, ConfigurationError, ConnectionError, TimeoutError } from "../../../src/runtime/index.js";
import { closeClients, makeClient, transports } from "../support/client.js";
import { type Handler, startServer, type TestServer } from "../support/server.js";
import { collect, collectUntilFailure, events, head, lines } from "./support.js";

let server: TestServer | undefined;
/** How many responses the other side has closed. */
let closed = 0;
beforeEach(() => {
  closed = 0;
});
afterEach(async () => {
  await closeClients();
  await server?.close();
});

/** Sends an event every few milliseconds until nobody listens. */
const ticking: Handler = (_request, response) => {
  head(response);
  let number = 0;
  const timer = setInterval(() => response.write(`id: ${++number}\ndata: ${number}\n\n`), 5);
  response.on("close", () => {
    closed += 1;
    clearInterval(timer);
  });
};

/** Says one thing and then nothing more. */
const silent: Handler = (_request, response) => {
  head(response);
  response.write("data: 1\n\n");
  response.on("close", () => {
    closed += 1;
  });
};

describe.each(transports)("a stream through %s", (_name, transport) => {
  const start = async (handler: Handler) => {
    server = await startServer(handler);
    return makeClient({ baseUrl: server.url, transport });
  };
  const isFreed = () => expect.poll(() => closed).toBe(1);

  it("gives its answer when the headers are there, before any item", async () => {
    const client = await start(silent);
    const { data: stream, status, headers, url } = await events(client).withResponse();
    expect([status, headers.get("content-type"), url.endsWith("/events")]).toEqual([200, "text/event-stream", true]);
    expect(stream).toMatchObject({ status: 200, lastEventId: undefined });
    await stream.close();
    await isFreed();
  });

  it("gives items while they come", async () => {
    let response: ServerResponse | undefined;
    const client = await start((_request, outgoing) => {
      response = outgoing;
      head(outgoing);
    });
    const stream = (await events(client))[Symbol.asyncIterator]();
    for (const number of [1, 2, 3]) {
      response?.write(`data: ${number}\n\n`);
      expect((await stream.next()).value).toMatchObject({ data: number });
    }
    response?.end();
    expect((await stream.next()).done).toBe(true);
  });

  it("break frees the connection", async () => {
    const client = await start(ticking);
    for await (const { data } of events(client)) if (data === 3) break;
    await isFreed();
  });

  it("so does an error in the loop", async () => {
    const client = await start(ticking);
    const walk = async (): Promise<void> => {
      for await (const event of events(client)) throw new RangeError(String(event.data));
    };
    await expect(walk()).rejects.toThrow(RangeError);
    await isFreed();
  });

  it("so does return() of its iterator, and no item follows", async () => {
    const stream = await events(await start(ticking));
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.return(undefined);
    await isFreed();
    expect((await iterator.next()).done).toBe(true);
  });

  it("so does close(), also while an item is waited for: the loop ends", async () => {
    const stream = await events(await start(silent));
    const items = await collect(stream, () => setImmediate(() => stream.close()));
    expect(items).toHaveLength(1);
    await isFreed();
  });

  it("close() within half a line is no error", async () => {
    const client = await start((_request, response) => {
      head(response, "application/jsonl");
      response.write('{"a":1}\n{"a":');
    });
    const stream = await lines(client);
    const items = await collect(stream, () => setImmediate(() => stream.close()));
    expect(items).toEqual([{ a: 1 }]);
  });

  it("so does the signal, with an AbortedError", async () => {
    const abort = new AbortController();
    const client = await start(silent);
    const stream = events(client, {}, { signal: abort.signal });
    const onItem = () => setImmediate(() => abort.abort(new Error("enough")));
    const { items, error } = await collectUntilFailure(stream, onItem);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ operationId: "follow", cause: { message: "enough" } });
    await isFreed();
  });

  it("so does close() of the client, which does not wait for the stream's end", async () => {
    const client = await start(silent);
    const onItem = () => setImmediate(() => client.close());
    const { items, error } = await collectUntilFailure(events(client), onItem);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(AbortedError);
    await client.close();
    await isFreed();
  });

  it("close() of the client ends the streams of those derived from it", async () => {
    const client = await start(silent);
    const derived = client.with({ headers: { "x-derived": "yes" } });
    setTimeout(() => client.close(), 30);
    expect((await collectUntilFailure(events(derived))).error).toBeInstanceOf(AbortedError);
    await isFreed();
  });

  it("close() of a derived client ends its own streams alone", async () => {
    const client = await start(silent);
    const derived = client.with({});
    const [own, other] = await Promise.all([events(derived), events(client)]);
    await derived.close();
    expect((await collectUntilFailure(own)).error).toBeInstanceOf(AbortedError);
    const iterator = other[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ data: 1 });
    await iterator.return(undefined);
  });

  it("of a client that was closed while the headers came ends at once", async () => {
    const client = await start(async (_request, response) => {
      await sleep(50);
      head(response);
    });
    const promise = events(client);
    await sleep(10);
    const closing = client.close();
    expect((await collectUntilFailure(promise)).error).toBeInstanceOf(AbortedError);
    await closing;
  });

  it("can be walked once", async () => {
    const client = await start((_request, response) => {
      head(response);
      response.end("data: 1\n\n");
    });
    const stream = await events(client);
    expect(await collect(stream)).toHaveLength(1);
    expect(() => stream[Symbol.asyncIterator]()).toThrow(ConfigurationError);
  });

  it("keeps its connection where it has ended by itself, or by its sentinel", async () => {
    const client = await start((_request, response) => {
      head(response);
      response.write("data: 1\n\ndata: [DONE]\n\n");
      setTimeout(() => response.end("data: 2\n\n"), 20);
    });
    expect(await collect(events(client))).toHaveLength(1);
    await sleep(60);
    expect(await collect(events(client))).toHaveLength(1);
    expect(server?.connections).toBe(1);
  });

  it("that is cut is a ConnectionError, after the items before", async () => {
    const client = await start((_request, response) => {
      head(response);
      response.write("id: a\ndata: 1\n\n", () => setTimeout(() => response.destroy(), 20));
    });
    const stream = await events(client);
    const { items, error } = await collectUntilFailure(stream);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ operationId: "follow", attempts: [{ status: 200 }] });
    expect(stream.lastEventId).toBe("a");
  });

  it("that falls silent is a TimeoutError of the body; comments keep it alive", async () => {
    const client = await start((_request, response) => {
      head(response);
      response.write("data: 1\n\n");
      let comments = 0;
      const timer = setInterval(() => {
        comments += 1;
        if (comments <= 8) response.write(": still here\n");
      }, 50);
      response.on("close", () => clearInterval(timer));
    });
    const startedAt = performance.now();
    const { items, error } = await collectUntilFailure(events(client, {}, { timeout: { body: 200 } }));
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase: "body" });
    expect(performance.now() - startedAt).toBeGreaterThan(400);
  });

  it("lasts longer than the total limit, unless that is asked for", async () => {
    const client = await start((_request, response) => {
      head(response);
      response.write("data: 1\n\n");
      setTimeout(() => response.end("data: 2\n\n"), 150);
    });
    const derived = client.with({ timeout: { total: 60 } });
    expect((await collectUntilFailure(events(derived))).error).toMatchObject({ name: "TimeoutError", phase: "total" });
    expect(await collect(events(client))).toHaveLength(2);
  });

  it("a slow reader stops the server", async () => {
    let written = 0;
    let isWaiting = false;
    const client = await start((_request, response) => {
      head(response, "application/jsonl");
      const line = `${JSON.stringify({ text: "x".repeat(1000) })}\n`.repeat(64);
      const more = (): void => {
        isWaiting = false;
        while (!response.destroyed && written < 200_000_000) {
          written += line.length;
          if (!response.write(line)) {
            isWaiting = true;
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    const iterator = (await lines(client))[Symbol.asyncIterator]();
    await iterator.next();
    // The sockets' own buffers fill, then the server waits.
    let before = -1;
    while (before !== written) {
      before = written;
      await sleep(100);
    }
    expect(isWaiting).toBe(true);
    expect(written).toBeLessThan(50_000_000);
    for (let count = 0; count < 60_000; count += 1) await iterator.next();
    expect(written).toBeGreaterThan(before);
    await iterator.return(undefined);
  });
});
