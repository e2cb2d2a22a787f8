import { afterEach, describe, expect, it } from "vitest";
import {
  ConfigurationError,
  callEvents,
  callStreamable,
  type OperationDescriptor,
  RequestValidationError,
  type ServerSentEvent,
  type StreamablePromise,
} from "../../../src/runtime/index.js";
import { closeClients, makeClient } from "../support/client.js";
import { startServer, type TestServer } from "../support/server.js";
import { collect } from "./support.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

const operation: OperationDescriptor = {
  id: "chat",
  method: "POST",
  path: "/chat",
  body: { content: { "application/json": {} } },
  responses: { 200: { content: { "application/json": {}, "text/event-stream": { kind: "events" } } } },
  streamFlag: { in: "body", name: "stream" },
};

async function chat(body: object): Promise<() => StreamablePromise<unknown, object, ServerSentEvent>> {
  server = await startServer((request, response) => {
    const streams = JSON.parse(String(request.body)).stream === true;
    response.writeHead(200, { "content-type": streams ? "text/event-stream" : "application/json" });
    response.end(streams ? "data: 1\n\ndata: [DONE]\n\n" : '{"text":"all"}');
  });
  const client = makeClient({ baseUrl: server.url });
  return () => callStreamable(callEvents, { client, operation, params: { body }, options: undefined });
}

describe("an operation that answers at once or as a stream", () => {
  it("answers at once when it is awaited, and is asked for nothing else", async () => {
    const call = await chat({ text: "hi" });
    expect(await call()).toEqual({ text: "all" });
    expect(server?.last().headers["accept"]).toBe("application/json");
    expect(JSON.parse(String(server?.last().body))).toEqual({ text: "hi" });
  });

  it("streams on request: the flag is set, the stream alone accepted, one request sent", async () => {
    const body = { text: "hi", stream: false };
    const call = await chat(body);
    expect(await collect(call().stream())).toMatchObject([{ data: 1 }]);
    expect(server?.last().headers["accept"]).toBe("text/event-stream");
    expect(JSON.parse(String(server?.last().body))).toEqual({ text: "hi", stream: true });
    expect(server?.requests).toHaveLength(1);
    expect(body.stream).toBe(false);
  });

  it("is sent though nobody looks", async () => {
    const call = await chat({});
    call();
    await expect.poll(() => server?.requests.length).toBe(1);
  });

  it("refuses to await what asks for a stream", async () => {
    const call = await chat({ stream: true });
    await expect(call()).rejects.toThrow(RequestValidationError);
    await expect(call()).rejects.toThrow(/call `.stream\(\)`/);
    expect(server?.requests).toEqual([]);
  });

  it("can't be made a stream once the request is sent, nor be awaited once it is one", async () => {
    const call = await chat({});
    const sent = call();
    await sent;
    expect(() => sent.stream()).toThrow(ConfigurationError);
    const streamed = call();
    await collect(streamed.stream());
    await expect(streamed).rejects.toThrow(ConfigurationError);
  });
});
