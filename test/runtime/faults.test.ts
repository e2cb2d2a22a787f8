import { afterEach, describe, expect, it } from "vitest";
import { AbortedError, ConnectionError, type RequestOptions, SdkError, TimeoutError } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, answerJson, closedPort, startServer, startSocketServer } from "./support/server.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await closeClients();
  for (const close of closers.splice(0)) await close();
});

const get = operation();
const never = () => undefined;

/** Everything of a call that fails: the error and how long it took. */
async function fail(
  url: string,
  options: RequestOptions,
  transport: (typeof transports)[number][1],
): Promise<SdkError> {
  const client = makeClient({ baseUrl: url, transport });
  const error = await client.call(get, {}, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SdkError);
  expect(error).toMatchObject({ operationId: "getPet", method: "GET", url: `${url}/pets` });
  return error as SdkError;
}

async function socketServer(send: string, then: "end" | "reset" | "nothing"): Promise<string> {
  const server = await startSocketServer((socket) => {
    if (send !== "") socket.write(send);
    if (then === "end") setTimeout(() => socket.end(), 10);
    if (then === "reset") setTimeout(() => socket.resetAndDestroy(), 10);
  });
  closers.push(server.close);
  return server.url;
}

async function httpServer(handler: Parameters<typeof startServer>[0]): Promise<string> {
  const server = await startServer(handler);
  closers.push(server.close);
  return server.url;
}

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

describe.each(transports)("a failure through %s", (_name, transport) => {
  it("of a refused connection", async () => {
    const url = await closedPort();
    const error = await fail(url, {}, transport);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe(`${url}: the connection was refused (ECONNREFUSED)`);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.attempts).toMatchObject([{ error: error.message }]);
  });

  it.each<[string, string, "end" | "reset"]>([
    ["a connection that is closed", "", "end"],
    ["a connection that is reset", "", "reset"],
    ["half of the headers", "HTTP/1.1 200 OK\r\nContent-Ty", "end"],
    ["a body shorter than its length", `${head}Content-Length: 100\r\n\r\n{"a":1}`, "end"],
    ["a body that is reset", `${head}Content-Length: 100\r\n\r\n{"a":1}`, "reset"],
    ["chunks without an end", `${head}Transfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n`, "end"],
    ["what is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", "end"],
  ])("of %s", async (_what, send, then) => {
    expect(await fail(await socketServer(send, then), {}, transport)).toBeInstanceOf(ConnectionError);
  });

  it("of an unknown host", async () => {
    const error = await fail("http://nobody.invalid", {}, transport);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  it.each<[string, string, RequestOptions, string, string]>([
    ["headers", "", { timeout: { headers: 60 } }, "headers", "No response began within 60 ms"],
    [
      "body",
      `${head}Content-Length: 9\r\n\r\n{`,
      { timeout: { body: 60 } },
      "body",
      "No more of the response's body came within 60 ms",
    ],
    ["total, before the headers", "", { timeout: 60 }, "total", "The call took longer than 60 ms"],
    [
      "total, within the body",
      `${head}Content-Length: 9\r\n\r\n{`,
      { timeout: { total: 60 } },
      "total",
      "The call took longer than 60 ms",
    ],
  ])("of time: %s", async (_what, send, options, phase, message) => {
    const url = await socketServer(send, "nothing");
    const start = performance.now();
    const error = await fail(url, options, transport);
    const elapsed = performance.now() - start;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase, message });
    expect(elapsed).toBeGreaterThan(50);
    expect(elapsed).toBeLessThan(1_000);
  });

  it("does not come of a body that is slow, but alive", async () => {
    const url = await httpServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      let count = 0;
      const timer = setInterval(() => {
        response.write("1");
        count += 1;
        if (count < 8) return;
        clearInterval(timer);
        response.end();
      }, 20);
    });
    const client = makeClient({ baseUrl: url, transport });
    expect(await client.call(get, {}, { timeout: { headers: 100, body: 100 } })).toBe(11_111_111);
  });

  it.each<[string, number]>([
    ["before the headers", 0],
    ["within the body", 1],
  ])("of the caller's signal, %s", async (_when, where) => {
    const url = await socketServer(where === 0 ? "" : `${head}Content-Length: 9\r\n\r\n{`, "nothing");
    const abort = new AbortController();
    const reason = new Error("changed my mind");
    setTimeout(() => abort.abort(reason), 40);
    const error = await fail(url, { signal: abort.signal }, transport);
    expect(error).toBeInstanceOf(AbortedError);
    expect(error.cause).toBe(reason);
  });

  it("of a signal that was aborted before: nothing is sent", async () => {
    const server = await startServer();
    closers.push(server.close);
    const error = await fail(server.url, { signal: AbortSignal.abort() }, transport);
    expect(error).toBeInstanceOf(AbortedError);
    expect(server.requests).toHaveLength(0);
  });

  it("of the connection is told as its status, where a status has come", async () => {
    const url = await socketServer("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nbu", "end");
    expect(await fail(url, {}, transport)).toMatchObject({ name: "ServerError", status: 503, body: undefined });
  });
});

describe("time runs out", () => {
  it.each([
    ["a hook", { hooks: { onRequest: () => new Promise<void>(never) } }],
    ["a middleware", { middleware: [() => new Promise<never>(never)] }],
  ])("also in %s that never answers", async (_what, options) => {
    const promise = makeClient({ baseUrl: "http://127.0.0.1:1", timeout: 50, ...options }).call(get, {});
    await expect(promise).rejects.toMatchObject({ name: "TimeoutError", phase: "total" });
  });

  it("also while a credential is awaited", async () => {
    const security = { token: { type: "bearer", env: "NONE" } } as const;
    const options = { baseUrl: "http://127.0.0.1:1", auth: { token: () => new Promise<string>(never) } };
    const client = makeClient(options, { security });
    const promise = client.call(operation({ security: [{ token: [] }] }), {}, { timeout: 50 });
    await expect(promise).rejects.toMatchObject({ name: "TimeoutError", phase: "total" });
  });

  it("and nothing is sent any more when the credential comes after all", async () => {
    const server = await startServer();
    closers.push(server.close);
    const security = { token: { type: "bearer", env: "NONE" } } as const;
    const token = () => new Promise<string>((resolve) => setTimeout(() => resolve("t"), 80));
    const client = makeClient({ baseUrl: server.url, auth: { token } }, { security });
    const promise = client.call(operation({ security: [{ token: [] }] }), {}, { timeout: 30 });
    await expect(promise).rejects.toMatchObject({ name: "TimeoutError", phase: "total" });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(server.requests).toHaveLength(0);
  });

  it("also while a request waits for a connection, and the connection stays good", async () => {
    let release: () => void = never;
    const url = await httpServer((_request, response) => {
      release = () => answerJson({ a: 1 })(_request, response);
    });
    const client = makeClient({ baseUrl: url, connections: 1 });
    const first = client.call(get, {});
    const start = performance.now();
    await expect(client.call(get, {}, { timeout: 50 })).rejects.toMatchObject({ phase: "total" });
    expect(performance.now() - start).toBeLessThan(500);
    await expect.poll(() => release).not.toBe(never);
    release();
    expect(await first).toEqual({ a: 1 });
  });

  it("leaves no timer and no listener behind", async () => {
    const url = await httpServer(answerJson({}));
    const abort = new AbortController();
    let listeners = 0;
    const add = abort.signal.addEventListener.bind(abort.signal);
    const remove = abort.signal.removeEventListener.bind(abort.signal);
    abort.signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    abort.signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const client = makeClient({ baseUrl: url });
    for (let index = 0; index < 20; index += 1) await client.call(get, {}, { signal: abort.signal });
    await client.close();
    expect(listeners).toBe(0);
    // vitest has timers of its own: not one more for each call is what counts.
    expect(timers()).toBeLessThanOrEqual(before + 2);
  });
});

/** undici frees a connection at the end of the event loop's turn: a call that follows at once takes another one. */
const sequential = 2;

describe("connections of the undici transport", () => {
  it("are kept", async () => {
    const server = await startServer(answerJson({}));
    closers.push(server.close);
    const client = makeClient({ baseUrl: server.url });
    for (let index = 0; index < 10; index += 1) await client.call(get, {});
    expect(server.connections).toBeLessThanOrEqual(sequential);
  });

  it("are at most as many as the client may have", async () => {
    const server = await startServer(
      (request, response) => void setTimeout(() => answerJson({})(request, response), 20),
    );
    closers.push(server.close);
    const client = makeClient({ baseUrl: server.url, connections: 3 });
    await Promise.all(Array.from({ length: 12 }, () => client.call(get, {})));
    expect(server.connections).toBe(3);
  });

  it.each<[string, Parameters<typeof operation>[0], Parameters<typeof startServer>[0]]>([
    ["a body that nobody declared", { responses: { 200: {} } }, answer("x".repeat(10_000))],
    ["an error", {}, answerJson({ title: "x" }, 404)],
    ["a long error", {}, answer("x".repeat(100_000), {}, 500)],
    ["what is no JSON", {}, answer("<html>")],
    [
      "a wrong shape",
      {
        responses: {
          200: {
            content: {
              "application/json": {
                schema: () => ({
                  safeParse: () => ({
                    success: false,
                    error: { issues: [{ code: "custom", path: [], message: "no" }] },
                  }),
                }),
              },
            },
          },
        },
      },
      answerJson({}),
    ],
  ])("survive %s", async (_what, descriptor, handler) => {
    const server = await startServer(handler);
    closers.push(server.close);
    const client = makeClient({ baseUrl: server.url });
    for (let index = 0; index < 4; index += 1) await client.call(operation(descriptor), {}).safe();
    expect(server.connections).toBeLessThanOrEqual(sequential);
  });

  it("do not survive an endless body that nobody wants", async () => {
    let isClosed = false;
    const url = await httpServer((_request, response) => {
      response.on("close", () => {
        isClosed = true;
      });
      response.writeHead(200);
      const more = (): void => {
        if (isClosed) return;
        if (response.write("x".repeat(10_000))) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });
    await makeClient({ baseUrl: url }).call(operation({ responses: { 200: {} } }), {});
    await expect.poll(() => isClosed).toBe(true);
  });
});
