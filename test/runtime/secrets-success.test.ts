import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type ApiDescriptor, callEvents } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const security: ApiDescriptor["security"] = {
  key: { type: "apiKey", in: "header", name: "X-Api-Key", env: "NONE_KEY" },
  query: { type: "apiKey", in: "query", name: "api_key", env: "NONE_QUERY" },
  cookie: { type: "apiKey", in: "cookie", name: "session", env: "NONE_COOKIE" },
};
const auth = { key: "s3cret-key", query: "s3cret&query", cookie: "s3cret;cookie" };
const asked = [{ key: [], query: [], cookie: [] }];
const looked = { depth: 12, showHidden: true } as const;

/** What a program prints of what it was given, and of the client that gave it. */
describe.each(transports)("secrets of calls that succeed, through %s,", (_name, transport) => {
  async function start(body: string, type: string) {
    server = await startServer(answer(body, { "content-type": type }));
    const logged: string[] = [];
    const note = (...parts: unknown[]): void => void logged.push(inspect(parts, looked));
    const logger = { debug: note, info: note, warn: note, error: note };
    const options = { baseUrl: server.url, transport, auth, logger, logLevel: "debug" } as const;
    return { client: makeClient(options, { security }), logged };
  }

  it.each([
    ["JSON", '{"a":1}', "application/json"],
    ["bytes", "abc", "application/octet-stream"],
  ])("are not in a result of %s with its response, nor in the log", async (_what, body, type) => {
    const { client, logged } = await start(body, type);
    const call = client.call(operation({ responses: { 200: { content: { [type]: {} } } }, security: asked }), {});
    const pending = inspect(call, looked);
    const result = await call.withResponse();
    const text = [pending, inspect(result, looked), JSON.stringify(result), inspect(client, looked), ...logged].join(
      "\n",
    );
    expect(inspect(server?.requests, { depth: 5 })).toContain("s3cret-key");
    expect(logged.length).toBeGreaterThan(0);
    expect(text).not.toContain("s3cret");
  });

  it("are not in a stream of events", async () => {
    const { client, logged } = await start("data: 1\n\n", "text/event-stream");
    const events = { responses: { 200: { content: { "text/event-stream": { kind: "events" } } } }, security: asked };
    const stream = callEvents<unknown>(client, operation(events as object), {});
    const texts = [inspect(stream, looked)];
    for await (const event of await stream) texts.push(inspect([stream, event], looked));
    expect([...texts, ...logged].join("\n")).not.toContain("s3cret");
  });
});
