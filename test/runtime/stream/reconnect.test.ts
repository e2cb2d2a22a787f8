import { afterEach, describe, expect, it } from "vitest";
import { AbortedError, ConnectionError, NotFoundError, type ReconnectEvent } from "../../../src/runtime/index.js";
import { closeClients, makeClient, transports } from "../support/client.js";
import { type Handler, startServer, type TestServer } from "../support/server.js";
import { collect, collectUntilFailure, events, head } from "./support.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

/** Answers the requests in turn, the last one again and again. */
function inTurn(...handlers: readonly Handler[]): Handler {
  let count = 0;
  return (request, response) => {
    const handler = handlers[Math.min(count, handlers.length - 1)];
    count += 1;
    return handler?.(request, response);
  };
}

const cutAfter =
  (text: string): Handler =>
  (_request, response) => {
    head(response);
    response.write(text, () => setTimeout(() => response.destroy(), 10));
  };

const endAfter =
  (text: string): Handler =>
  (_request, response) => {
    head(response);
    response.end(text);
  };

const status =
  (code: number): Handler =>
  (_request, response) => {
    response.writeHead(code);
    response.end();
  };

const fast = { delay: 1 };

describe.each(transports)("reconnecting through %s", (_name, transport) => {
  const start = async (...handlers: readonly Handler[]) => {
    server = await startServer(inTurn(...handlers));
    return makeClient({ baseUrl: server.url, transport });
  };
  const ids = () => server?.requests.map(({ headers }) => headers["last-event-id"]);

  it("a stream that is cut goes on behind the last event, one that ends does so too, until the sentinel", async () => {
    const client = await start(
      cutAfter("retry: 2\nid: a\ndata: 1\n\nid: lost\ndata: half"),
      endAfter("data: 2\n\nid: é\ndata: 3\n\n"),
      endAfter("data: 4\n\ndata: [DONE]\n\n"),
    );
    const stream = await events(client, {}, { reconnect: true });
    expect((await collect(stream)).map(({ data }) => data)).toEqual([1, 2, 3, 4]);
    expect(ids()).toEqual([undefined, "a", Buffer.from("é").toString("latin1")]);
    expect(stream.lastEventId).toBe("é");
  });

  it("204 is the end", async () => {
    const client = await start(endAfter("data: 1\n\n"), status(204));
    expect(await collect(events(client, {}, { reconnect: fast }))).toHaveLength(1);
    expect(server?.requests).toHaveLength(2);
  });

  it("an answer that says no is an error", async () => {
    const client = await start(endAfter("data: 1\n\n"), status(404));
    const { items, error } = await collectUntilFailure(events(client, {}, { reconnect: fast }));
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(NotFoundError);
  });

  it("a busy server is asked again, and so many failures are one too many", async () => {
    const told: ReconnectEvent[] = [];
    const reconnect = { delay: 1, maxAttempts: 3, onReconnect: (event: ReconnectEvent) => void told.push(event) };
    const client = await start(endAfter("id: 7\ndata: 1\n\n"), status(503), cutAfter(""), cutAfter(""));
    const options = { reconnect, retry: false as const };
    const { items, error } = await collectUntilFailure(events(client, {}, options));
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(told.map(({ attempt, lastEventId }) => [attempt, lastEventId])).toEqual([
      [1, "7"],
      [2, "7"],
      [3, "7"],
    ]);
    expect(told[0]?.error).toBeUndefined();
    expect(told[1]?.error).toMatchObject({ status: 503 });
  });

  it("an event sets the count back", async () => {
    const client = await start(
      ...Array.from({ length: 6 }, (_, index) => endAfter(`data: ${index}\n\n`)),
      endAfter("data: [DONE]\n\n"),
    );
    expect(await collect(events(client, {}, { reconnect: { delay: 1, maxAttempts: 1 } }))).toHaveLength(6);
  });

  it("the wait is ended by the signal, by close() of the stream, and by that of the client", async () => {
    const client = await start(endAfter("data: 1\n\n"));
    const reconnect = { delay: 60_000 };
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const options = { reconnect, signal: abort.signal };
    expect((await collectUntilFailure(events(client, {}, options))).error).toBeInstanceOf(AbortedError);
    const stream = await events(client, {}, { reconnect });
    setTimeout(() => stream.close(), 50);
    expect(await collect(stream)).toHaveLength(1);
    setTimeout(() => client.close(), 50);
    expect((await collectUntilFailure(events(client, {}, { reconnect }))).error).toBeInstanceOf(AbortedError);
  });

  it("is not done unasked", async () => {
    const client = await start(cutAfter("data: 1\n\n"));
    expect((await collectUntilFailure(events(client))).error).toBeInstanceOf(ConnectionError);
    expect(server?.requests).toHaveLength(1);
  });
});
