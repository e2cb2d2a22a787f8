import { afterEach, describe, expect, it } from "vitest";
import {
  type ClientOptions,
  ConnectionError,
  type OperationDescriptor,
  RateLimitError,
  type RequestOptions,
  type RetryEvent,
  SdkError,
  ServerError,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import {
  answerJson,
  closedPort,
  type Handler,
  startServer,
  startSocketServer,
  type TestServer,
} from "./support/server.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await closeClients();
  for (const close of closers.splice(0)) await close();
});

/** Retries that don't wait. */
const quick = { retry: { baseDelay: 0 } } as const;
const jsonBody = { content: { "application/json": {} } };
const get = operation();
const post = operation({ id: "addPet", method: "POST", body: jsonBody });

type Step = number | "reset" | readonly [status: number, headers: Record<string, string>];

/** A server that answers with one step after the other; the last one stays. */
async function serve(...steps: readonly Step[]): Promise<TestServer> {
  let count = 0;
  const handler: Handler = (request, response) => {
    const step = steps[Math.min(count, steps.length - 1)] ?? 200;
    count += 1;
    if (step === "reset") return void response.socket?.resetAndDestroy();
    const [status, headers] = typeof step === "number" ? [step, {}] : step;
    return answerJson({ status, body: request.body.toString() }, status, headers)(request, response);
  };
  const server = await startServer(handler);
  closers.push(server.close);
  return server;
}

interface CallInput {
  readonly descriptor?: OperationDescriptor;
  readonly params?: object;
  readonly client?: ClientOptions;
  readonly options?: RequestOptions;
}

function send(server: { readonly url: string }, input: CallInput = {}): PromiseLike<unknown> {
  const { descriptor = get, params = {}, client = quick, options } = input;
  return makeClient({ baseUrl: server.url, ...client }).call(descriptor, params, options);
}

async function fail(server: { readonly url: string }, input: CallInput = {}): Promise<SdkError> {
  const error = await send(server, input).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SdkError);
  return error as SdkError;
}

describe("what is sent again", () => {
  it.each([408, 425, 429, 500, 502, 503, 504])("GET on %i", async (status) => {
    const server = await serve(status, status, 200);
    expect(await send(server)).toMatchObject({ status: 200 });
    expect(server.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 410, 422, 501, 505])("not GET on %i", async (status) => {
    const server = await serve(status);
    expect(await fail(server)).toMatchObject({ status, notRetried: undefined });
    expect(server.requests).toHaveLength(1);
  });

  it.each(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "QUERY"])("%s on 500 and a reset", async (method) => {
    const server = await serve(500, "reset", 200);
    await send(server, { descriptor: operation({ method }) });
    expect(server.requests.map((request) => request.method)).toEqual([method, method, method]);
  });

  it.each<[string, Step]>([
    ["500", 500],
    ["502", 502],
    ["503 without Retry-After", 503],
    ["a reset", "reset"],
  ])("not POST on %s", async (_what, step) => {
    const server = await serve(step, 200);
    const error = await fail(server, { descriptor: post, params: { body: {} } });
    expect(error.notRetried).toBe("a POST may have been carried out; with an idempotency key it could be repeated");
    expect(error.attempts).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ["429", 429],
    ["503 with Retry-After", [503, { "retry-after": "0" }]],
    ["GitHub's 403", [403, { "retry-after": "0" }]],
  ])("POST on %s", async (_what, step) => {
    const server = await serve(step, 200);
    await send(server, { descriptor: post, params: { body: { a: 1 } } });
    expect(server.requests.map(({ body }) => body.toString())).toEqual(['{"a":1}', '{"a":1}']);
  });

  it.each(transports)("POST where no connection was made, through %s", async (_name, transport) => {
    const url = await closedPort();
    const error = await fail({ url }, { descriptor: post, params: { body: {} }, client: { ...quick, transport } });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ notSent: true, attempts: [{}, { delayMs: 0 }, { delayMs: 0 }] });
  });

  it.each<[string, Partial<OperationDescriptor>, RequestOptions]>([
    ["an idempotency key", {}, { idempotencyKey: "k-1" }],
    ["a declared key", { idempotency: { header: "Idempotency-Key" } }, {}],
    ["a document that says so", { idempotency: { repeatable: true } }, {}],
    ["a caller who says so", {}, { retry: { methods: ["POST"], baseDelay: 0 } }],
    ["a header by hand", {}, { headers: { "Idempotency-Key": "by-hand" } }],
  ])("POST with %s", async (_what, more, options) => {
    const server = await serve(500, "reset", 200);
    await send(server, { descriptor: { ...post, ...more }, params: { body: {} }, options });
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  it("not a stream: it is used up", async () => {
    const server = await serve(500, 200);
    const put = operation({ method: "PUT", body: { content: { "application/octet-stream": {} } } });
    const body = new Blob(["abc"]).stream();
    const error = await fail(server, { descriptor: put, params: { body } });
    expect(error.notRetried).toBe("the body is, or holds, a stream, which can be sent only once");
    expect(server.requests.map((request) => request.body.toString())).toEqual(["abc"]);
  });

  it.each<[string, unknown, string]>([
    ["a string", "abc", "abc"],
    ["bytes", new TextEncoder().encode("abc"), "abc"],
    ["a Blob", new Blob(["abc"]), "abc"],
    ["a large Blob", new Blob(["x".repeat(100_000)]), "x".repeat(100_000)],
  ])("%s", async (_what, body, want) => {
    const server = await serve(500, 200);
    const put = operation({ method: "PUT", body: { content: { "application/octet-stream": {} } } });
    await send(server, { descriptor: put, params: { body } });
    expect(server.requests.map((request) => request.body.toString())).toEqual([want, want]);
  });

  it("not what the server says is of no use", async () => {
    const server = await serve([500, { "x-should-retry": "false" }]);
    expect((await fail(server)).notRetried).toBe("the server says that it would be of no use");
  });

  it("what the server says is of use", async () => {
    const server = await serve([409, { "x-should-retry": "true" }], 200);
    expect(await send(server)).toMatchObject({ status: 200 });
  });

  it("a GET whose body breaks off, as if no answer had come", async () => {
    let count = 0;
    const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n";
    const server = await startSocketServer((socket) => {
      count += 1;
      if (count === 3) return void socket.end(`${head}{"a":1}`);
      socket.write(`${head}{"a"`);
      setTimeout(() => socket.resetAndDestroy(), 10);
    });
    closers.push(server.close);
    const retried: RetryEvent[] = [];
    const hooks = { onRetry: (event: RetryEvent) => void retried.push(event) };
    expect(await send(server, { client: { ...quick, hooks } })).toEqual({ a: 1 });
    expect(retried.map(({ attempt, error }) => [attempt, error instanceof ConnectionError])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it("not a body that breaks off while the caller reads it", async () => {
    let count = 0;
    const server = await startSocketServer((socket) => {
      count += 1;
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{");
      setTimeout(() => socket.resetAndDestroy(), 10);
    });
    closers.push(server.close);
    const raw = await makeClient({ baseUrl: server.url, ...quick })
      .call(get, {})
      .raw();
    await expect(raw.text()).rejects.toBeInstanceOf(ConnectionError);
    expect(count).toBe(1);
  });
});

describe("how often", () => {
  it.each<[string, ClientOptions["retry"], OperationDescriptor["retry"], RequestOptions["retry"], number]>([
    ["by default", { baseDelay: 0 }, undefined, undefined, 3],
    ["never, for the client", false, undefined, undefined, 1],
    ["never, though the document has a policy", false, { maxRetries: 5, baseDelay: 0 }, undefined, 1],
    ["never, for the call", { baseDelay: 0 }, undefined, false, 1],
    ["never, for the operation", { baseDelay: 0 }, false, undefined, 1],
    ["as the client says", { maxRetries: 4, baseDelay: 0 }, undefined, undefined, 5],
    ["as the operation says", { maxRetries: 4, baseDelay: 0 }, { maxRetries: 1 }, undefined, 2],
    ["as the call says", { maxRetries: 4, baseDelay: 0 }, { maxRetries: 1 }, 3, 4],
    ["as the call says, though the client says never", false, undefined, { maxRetries: 1, baseDelay: 0 }, 2],
  ])("%s", async (_what, ofClient, ofOperation, ofCall, want) => {
    const server = await serve(503);
    const descriptor = operation(ofOperation === undefined ? {} : { retry: ofOperation });
    await fail(server, { descriptor, client: { retry: ofClient }, options: { retry: ofCall } });
    expect(server.requests).toHaveLength(want);
  });

  it("as the document says for all operations, if the client says nothing", async () => {
    const server = await serve(500);
    const client = makeClient({ baseUrl: server.url, retry: undefined }, { retry: { maxRetries: 1, baseDelay: 0 } });
    await expect(client.call(get, {})).rejects.toMatchObject({ attempts: { length: 2 } });
    await expect(client.with({ retry: { maxRetries: 3 } }).call(get, {})).rejects.toMatchObject({
      attempts: { length: 4 },
    });
  });

  it("only for the statuses that are listed", async () => {
    const server = await serve(404, 418, 200);
    const retry = { statuses: [404, "4XX"], baseDelay: 0 } as const;
    expect(await send(server, { client: { retry } })).toMatchObject({ status: 200 });
    const other = await serve(500);
    await fail(other, { client: { retry } });
    expect(other.requests).toHaveLength(1);
  });

  it("not at all on broken connections, if so told", async () => {
    const server = await serve("reset");
    await fail(server, { client: { retry: { connectionErrors: false } } });
    expect(server.requests).toHaveLength(1);
  });

  it("until a server that always fails has used up its budget, which derived clients share", async () => {
    const server = await serve(500);
    const client = makeClient({ baseUrl: server.url, retry: { maxRetries: 1, baseDelay: 0 } });
    const derived = client.with({ headers: { a: "b" } });
    for (let index = 0; index < 50; index += 1) {
      await client.call(get, {}).safe();
      await derived.call(get, {}).safe();
    }
    expect(server.requests).toHaveLength(200);
    const error = await derived.call(get, {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      attempts: { length: 1 },
      notRetried: `${server.url} has failed so often that the retry budget is used up`,
    });
    expect(server.requests).toHaveLength(201);
    // Another origin has a budget of its own, and so has a client that wants none.
    const other = await serve(500);
    await derived.call(get, {}, { baseUrl: other.url }).safe();
    expect(other.requests).toHaveLength(2);
    await derived.call(get, {}, { retry: { budget: false } }).safe();
    expect(server.requests).toHaveLength(203);
  });

  it.each([-1, Number.NaN, { maxRetries: "2" }, { baseDelay: -5 }])(
    "not %j times: that is a mistake",
    async (retry) => {
      expect(() => makeClient({ baseUrl: "http://localhost", retry: retry as never })).toThrow(
        /^`retry\.\w+` must be a number/,
      );
    },
  );
});

describe("the error", () => {
  it("tells of each attempt", async () => {
    const server = await serve(500, "reset", 503);
    const error = await fail(server, { client: { retry: { baseDelay: 2 } } });
    expect(error).toBeInstanceOf(ServerError);
    const [first, second, third] = error.attempts;
    expect(error.attempts).toHaveLength(3);
    expect(first).toMatchObject({ status: 500 });
    expect(first).not.toHaveProperty("delayMs");
    expect(second).toMatchObject({ error: expect.stringContaining("reset"), delayMs: expect.any(Number) });
    expect(third).toMatchObject({ status: 503, delayMs: expect.any(Number) });
    expect(error.toJSON()).toMatchObject({ attempts: error.attempts });
  });

  it.each<[string, number, typeof RateLimitError | typeof ServerError]>([
    ["429", 429, RateLimitError],
    ["503", 503, ServerError],
  ])("of %s comes at once where the server wants more patience than there is", async (_what, status, errorClass) => {
    const server = await serve([status, { "retry-after": "120" }]);
    const error = await fail(server);
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({
      retryAfterMs: 120_000,
      attempts: { length: 1 },
      notRetried: "the server asks to wait 120000 ms, longer than `retry.maxRetryAfter` (60000 ms)",
    });
  });

  it("comes at once where the next attempt would be too late", async () => {
    const server = await serve([503, { "retry-after": "5" }]);
    const start = performance.now();
    const error = await fail(server, { options: { timeout: 2_000 } });
    expect(performance.now() - start).toBeLessThan(1_500);
    expect(error).toMatchObject({ status: 503, retryAfterMs: 5_000 });
    expect(error.notRetried).toMatch(
      /^the next attempt would be after 5\d\d\d ms, and 1\d\d\d ms of `timeout.total` are left$/,
    );
  });
});

describe("on the way", () => {
  it("hooks are told, before the wait", async () => {
    const server = await serve(503, "reset", 200);
    const events: RetryEvent[] = [];
    const hooks = { onRetry: async (event: RetryEvent) => void events.push(event) };
    await send(server, { options: { hooks, requestId: "r-1" } });
    expect(events).toMatchObject([
      { operationId: "getPet", requestId: "r-1", attempt: 1, delayMs: 0, error: undefined, response: { status: 503 } },
      { operationId: "getPet", requestId: "r-1", attempt: 2, delayMs: 0, response: undefined },
    ]);
    expect(events[1]?.error).toBeInstanceOf(ConnectionError);
  });

  it("the bodies of failed attempts are read to their end: the connection is used again", async () => {
    let count = 0;
    const server = await startServer((request, response) => {
      count += 1;
      if (count % 3 === 0) return answerJson({})(request, response);
      response.writeHead(500, { "content-type": "text/plain" });
      response.write("x".repeat(20_000));
      setTimeout(() => response.end("x".repeat(20_000)), 5);
    });
    closers.push(server.close);
    const client = makeClient({ baseUrl: server.url, retry: { baseDelay: 40 }, connections: 1 });
    for (let index = 0; index < 5; index += 1) await client.call(get, {});
    expect(server.requests).toHaveLength(15);
    expect(server.connections).toBe(1);
  });

  it("credentials are asked for anew, the request id stays", async () => {
    const server = await serve(500, 500, 200);
    let tokens = 0;
    const nextToken = () => {
      tokens += 1;
      return `t${tokens}`;
    };
    const auth = { token: nextToken };
    const client = makeClient(
      { baseUrl: server.url, auth, ...quick },
      { security: { token: { type: "bearer", env: "NONE" } } },
    );
    await client.call(operation({ security: [{ token: [] }] }), {});
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer t1",
      "Bearer t2",
      "Bearer t3",
    ]);
    expect(new Set(server.requests.map(({ headers }) => headers["x-request-id"])).size).toBe(1);
  });

  it("the signal ends a wait at once, and nothing is left", async () => {
    const server = await serve([503, { "retry-after": "30" }]);
    const abort = new AbortController();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const hooks = { onRetry: () => void setTimeout(() => abort.abort(new Error("enough")), 20) };
    const before = timers();
    const error = await fail(server, { options: { signal: abort.signal, hooks } });
    expect(error).toMatchObject({ name: "AbortedError", cause: { message: "enough" }, attempts: [{ status: 503 }] });
    await closeClients();
    expect(timers()).toBeLessThanOrEqual(before + 1);
    expect(server.requests).toHaveLength(1);
  });

  it("the total limit ends a hook that never answers", async () => {
    const server = await serve(503);
    const hooks = { onRetry: () => new Promise<void>(() => undefined) };
    const error = await fail(server, { client: quick, options: { hooks, timeout: 60 } });
    expect(error).toMatchObject({ name: "TimeoutError", phase: "total", attempts: [{ status: 503 }] });
  });

  it("each attempt has its own limit for the headers", async () => {
    let count = 0;
    const server = await startServer((request, response) => {
      count += 1;
      if (count > 2) answerJson({ count })(request, response);
    });
    closers.push(server.close);
    expect(await send(server, { options: { timeout: { headers: 60 } } })).toEqual({ count: 3 });
  });
});
