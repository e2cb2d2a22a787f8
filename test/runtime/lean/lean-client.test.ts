import { inspect } from "node:util";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import {
  AbortedError,
  type ApiCaller,
  type ApiClient,
  type ApiDescriptor,
  ApiError,
  ConfigurationError,
  ConnectionError,
  type Hooks,
  type Logger,
  NotFoundError,
  paginate,
  RateLimitError,
  RequestValidationError,
  ResponseParseError,
  ResponseValidationError,
  SdkError,
  ServerError,
  TimeoutError,
} from "../../../src/runtime/index.js";
import {
  type ClientFeature,
  LeanClient,
  type LeanOptions,
  withBodies,
  withDownloads,
  withHooks,
  withIdempotencyKey,
  withJson,
  withLogger,
  withMaxConcurrency,
  withMaxResponseBytes,
  withRateLimit,
  withRedirects,
  withRetry,
  withSecurity,
  withStyles,
  withTimeout,
  withTypedValues,
  withValidate,
} from "../../../src/runtime/lean.js";
import { callEvents } from "../../../src/runtime/stream/server-sent-events.js";
import { api, operation } from "../support/client.js";
import { answerJson, type Handler, startServer, type TestServer } from "../support/server.js";

const servers: TestServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(handler: Handler = answerJson({ id: 1 })): Promise<TestServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

/** A client of a new server. */
async function lean(handler?: Handler, options: LeanOptions = {}, more: Partial<ApiDescriptor> = {}) {
  const server = await serve(handler);
  const client = new LeanClient({ ...api, ...more }, { baseUrl: `${server.url}/v1`, ...options });
  const call = (given: Parameters<typeof operation>[0] = {}, params = {}, callOptions = {}) =>
    client.call<unknown>(operation(given), params, callOptions);
  return { server, client, call };
}

async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail");
}

const petPath = { path: "/pets/{petId}", params: [{ name: "petId", in: "path", required: true }] } as const;

describe("a lean client", () => {
  it("sends path, query and headers, and reads JSON", async () => {
    const { server, call } = await lean(undefined, { headers: { "X-App": "shop" } });
    const params = [
      { name: "petId", in: "path" },
      { name: "tags", in: "query" },
      { name: "q", in: "query", wireName: "search" },
      { name: "trace", in: "header", wireName: "X-Trace" },
    ] as const;
    const given = { petId: "a/b c", tags: ["x", "y&z"], q: "ä", trace: 7 };
    const answer = call({ path: "/pets/{petId}", params }, given, { query: { page: 2 }, headers: { "X-App": null } });
    expect(await answer.withResponse()).toMatchObject({ data: { id: 1 }, status: 200, headerValues: {} });
    const { target, headers } = server.last();
    expect(target).toBe("/v1/pets/a%2Fb%20c?tags=x&tags=y%26z&search=%C3%A4&page=2");
    expect(headers).toMatchObject({ "x-trace": "7", accept: "application/json, */*;q=0.5" });
    expect(headers).not.toHaveProperty("x-app");
  });

  it("takes the document's server, text and empty answers", async () => {
    const { url } = await serve((_request, response) => void response.end("hello"));
    const client = new LeanClient({ ...api, servers: [{ url }] }, {});
    const text = operation({ responses: { 200: { content: { "text/plain": {} } } } });
    expect(await client.call(text, undefined)).toBe("hello");
    expect(await client.call(operation({ responses: { 200: {} } }), undefined)).toBeUndefined();
  });

  it.each([["."], [".."], ["%2e%2E"], [""], [undefined], [null]])("refuses %j as a part of the path", async (petId) => {
    const { server, call } = await lean();
    expect(await failureOf(call(petPath, { petId }))).toBeInstanceOf(RequestValidationError);
    expect(server.requests).toEqual([]);
  });

  it("refuses what no header can have", async () => {
    const { server, call, client } = await lean();
    const params = [{ name: "trace", in: "header" }] as const;
    const evil = "1\r\nx-admin: yes";
    expect(await failureOf(call({ params }, { trace: evil }))).toBeInstanceOf(RequestValidationError);
    expect(await failureOf(call({}, {}, { headers: { trace: evil } }))).toBeInstanceOf(ConfigurationError);
    expect(() => new LeanClient(client.api, { headers: { trace: evil } })).toThrow(ConfigurationError);
    expect(server.requests).toEqual([]);
  });

  it.each(["/pets", "ftp://example.com", "https://user:secret@example.com", "https://{region}.example.com"])(
    "refuses the address %s",
    async (baseUrl) => {
      const error = await failureOf(new LeanClient(api, { baseUrl }).call(operation(), undefined));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(String(error)).not.toContain("secret");
    },
  );

  it("follows no redirect: what a server names gets nothing", async () => {
    const other = await serve();
    const { call } = await lean((_request, response) => {
      response.writeHead(302, { location: other.url }).end();
    });
    expect(await failureOf(call())).toMatchObject({ status: 302, name: "ApiError" });
    expect(other.requests).toEqual([]);
  });
});

describe("its errors", () => {
  it.each([
    [404, NotFoundError, "NotFoundError"],
    [429, RateLimitError, "RateLimitError"],
    [503, ServerError, "ServerError"],
    [418, ApiError, "ApiError"],
  ])("are of the class of their status: %i", async (status, ErrorClass, name) => {
    const { call, server } = await lean((_request, response) => {
      response.writeHead(status, {
        "content-type": "application/problem+json",
        "retry-after": "3",
        "x-request-id": "r1",
      });
      response.end('{"detail":"Not now"}');
    });
    const error = await failureOf(call(petPath, { petId: 7 }, { query: { token: "hidden" } }));
    expect(error).toBeInstanceOf(ErrorClass);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ name, status, message: "Not now", body: { detail: "Not now" }, retryAfterMs: 3_000 });
    expect(error).toMatchObject({
      operationId: "getPet",
      method: "GET",
      url: `${server.url}/v1/pets/7`,
      requestId: "r1",
    });
    expect(error).toMatchObject({ attempts: [{ status }] });
    expect(error instanceof NotFoundError).toBe(status === 404);
  });

  it("are the document's own, where it declares them", async () => {
    class NoSuchPet extends NotFoundError<{ id: number }> {
      override readonly name: string = "NoSuchPet";
    }
    const responses = { 404: { content: { "application/json": {} }, error: () => NoSuchPet } };
    const { call } = await lean(answerJson({ id: 7 }, 404));
    const error = await failureOf(call({ responses }));
    expect(error).toBeInstanceOf(NoSuchPet);
    expect(error).toMatchObject({ name: "NoSuchPet", body: { id: 7 } });
  });

  it("hold no secret, wherever the server repeats one", async () => {
    const key = "sk-live-123456";
    const { call } = await lean(
      (_request, response) => {
        response.writeHead(401, { "content-type": "application/json" });
        response.end(JSON.stringify({ message: `the key ${key} is unknown`, seen: [key], cookie: "crumb-4711" }));
      },
      { headers: { Authorization: `Bearer ${key}`, Cookie: "session=crumb-4711; theme=dark" } },
    );
    const error = await failureOf(call());
    expect(error).toMatchObject({ status: 401, message: "the key REDACTED is unknown" });
    for (const shown of [String(error), inspect(error), JSON.stringify(error), (error as Error).stack]) {
      expect(shown).not.toMatch(/sk-live|crumb/);
    }
  });

  it("tell what broke: the connection, the JSON, the caller's signal", async () => {
    const broken = await lean((_request, response) => void response.destroy());
    expect(await failureOf(broken.call())).toBeInstanceOf(ConnectionError);
    const page = await lean((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
    });
    expect(await failureOf(page.call())).toMatchObject({
      constructor: ResponseParseError,
      excerpt: "<html>Sign in</html>",
    });
    const slow = await lean(() => undefined);
    const cause = new Error("enough");
    const aborted = await failureOf(slow.call({}, {}, { signal: AbortSignal.abort(cause) }));
    expect(aborted).toMatchObject({ constructor: AbortedError, cause });
    expect(await slow.call({}, {}, { signal: AbortSignal.timeout(20) }).safe()).toMatchObject({ ok: false });
  });
});

describe("what it was not made for", () => {
  it.each<[string, object]>([
    ["withTimeout", { timeout: 5 }],
    ["withRetry", { retry: 3 }],
    ["withValidate", { validate: "strict" }],
    ["withRedirects", { redirects: 3 }],
    ["withHooks", { hooks: {} }],
    ["withSecurity", { security: "key" }],
    ["withIdempotencyKey", { idempotencyKey: true }],
    ["withBodies", { onProgress: () => undefined }],
    ["withMaxResponseBytes", { maxResponseBytes: 1_000 }],
  ])("is a ConfigurationError that names %s", async (name, options) => {
    const { server, call } = await lean();
    const error = await failureOf(call({}, {}, options));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toContain(name);
    expect(server.requests).toEqual([]);
  });

  it("does not matter where it is not wanted", async () => {
    const { call } = await lean();
    expect(await call({}, {}, { retry: 0, timeout: 0, redirects: false, validate: undefined })).toEqual({ id: 1 });
  });

  it.each<[string, Parameters<typeof operation>[0], object]>([
    ["withStyles", { params: [{ name: "f", in: "query", style: "deepObject" }] }, { f: { a: 1 } }],
    ["withStyles", { params: [{ name: "f", in: "query" }] }, { f: { a: 1 } }],
    ["withStyles", { params: [{ name: "f", in: "cookie" }] }, { f: 1 }],
    ["withStyles", { path: "/{f}", params: [{ name: "f", in: "path", style: "matrix" }] }, { f: 1 }],
    ["withStyles", { path: "/{f}", params: [{ name: "f", in: "path" }] }, { f: [1] }],
    ["withJson", { method: "POST", body: { content: { "application/json": {} } } }, { body: {} }],
  ])("as an operation needs it: %s", async (name, given, params) => {
    const { server, call } = await lean();
    const error = await failureOf(call(given, params));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toContain(name);
    expect(server.requests).toEqual([]);
  });

  it("as an answer needs it: withDownloads", async () => {
    const { call } = await lean();
    const error = await failureOf(call({ responses: { 200: { content: { "image/png": {} } } } }));
    expect(String(error)).toContain("withDownloads");
    expect(String(await failureOf(call().raw()))).toContain("withDownloads");
  });
});

const keyed: Partial<ApiDescriptor> = {
  security: { key: { type: "apiKey", in: "header", name: "X-Key", env: "LEAN_TEST_KEY" } },
};
const secured = { security: [{ key: [] }] };

describe("a feature", () => {
  const having = (...features: ClientFeature[]): LeanOptions => ({ with: features });

  it("withRetry sends again, within the signal", async () => {
    let count = 0;
    const { call, server } = await lean(
      (request, response) => {
        count += 1;
        void answerJson({ count }, count < 3 ? 503 : 200)(request, response);
      },
      having(withRetry({ baseDelay: 1 })),
    );
    expect(await call()).toEqual({ count: 3 });
    count = 0;
    const error = await failureOf(call({}, {}, { retry: 1 }));
    expect(error).toMatchObject({
      constructor: ApiError,
      name: "ServerError",
      attempts: [{ status: 503 }, { status: 503 }],
    });
    expect(server.requests.length).toBe(5);
  });

  it("withTimeout ends the whole call, also while its body is read", async () => {
    const { call } = await lean(
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
      },
      having(withTimeout(60), withRetry({ baseDelay: 1 })),
    );
    expect(await failureOf(call())).toMatchObject({ constructor: TimeoutError, phase: "total" });
    expect(await failureOf(call({}, {}, { timeout: { headers: 5 } }))).toBeInstanceOf(ConfigurationError);
  });

  it("tells no hook of an answer that came too late", async () => {
    const told: string[] = [];
    const hooks = { onResponse: () => void told.push("response"), onError: () => void told.push("error") };
    const abort = new AbortController();
    let answer: (response: Response) => void = () => undefined;
    const slow = () => new Promise<Response>((resolve) => (answer = resolve));
    const { call } = await lean(undefined, { ...having(withHooks(hooks), withMaxConcurrency(1)), fetch: slow });
    const failure = failureOf(call({}, {}, { signal: abort.signal }));
    await Promise.resolve();
    abort.abort();
    expect(await failure).toBeInstanceOf(AbortedError);
    // A `fetch` that does not look at the signal.
    answer(Response.json({}));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told).toEqual(["error"]);
  });

  it("withSecurity signs for the API's origin alone", async () => {
    const other = await serve();
    const { call, server } = await lean(
      (request, response) => {
        if (request.target.endsWith("/away")) response.writeHead(302, { location: `${other.url}/x` }).end();
        else void answerJson({ id: 1 })(request, response);
      },
      having(withRedirects(), withSecurity({ key: "very-secret" })),
      keyed,
    );
    expect(await call(secured)).toEqual({ id: 1 });
    expect(server.last().headers["x-key"]).toBe("very-secret");
    await call({ ...secured, path: "/away" });
    expect(other.last().headers).not.toHaveProperty("x-key");
    const missing = await lean(undefined, having(withSecurity()), keyed);
    expect(String(await failureOf(missing.call(secured)))).toMatch(/auth\.key.*LEAN_TEST_KEY/);
  });

  it("withSecurity brings the schemes, as generated code does it", async () => {
    const { call, server } = await lean(undefined, having(withSecurity({ key: "very-secret" }, keyed.security)));
    expect(await call(secured)).toEqual({ id: 1 });
    expect(server.last().headers["x-key"]).toBe("very-secret");
  });

  it("withSecurity knows its credentials in errors", async () => {
    const { call } = await lean(
      answerJson({ message: "no very-secret" }, 403),
      having(withSecurity({ key: "very-secret" })),
      keyed,
    );
    expect(inspect(await failureOf(call(secured)))).not.toContain("very-secret");
  });

  it("withHooks tells of requests, answers and errors", async () => {
    const told: string[] = [];
    const hooks: Hooks = {
      onRequest: (request) => {
        request.headers["x-hook"] = "1";
      },
      onResponse: ({ status }) => void told.push(`response ${status}`),
      onError: ({ error }) => void told.push(error.name),
    };
    const { call, server } = await lean(answerJson({}, 404), having(withHooks(hooks)));
    await failureOf(call({}, {}, { hooks: { onError: () => void told.push("own") } }));
    expect(told).toEqual(["response 404", "NotFoundError", "own"]);
    expect(server.last().headers["x-hook"]).toBe("1");
  });

  it("withValidate checks both ways", async () => {
    const schema = () => z.object({ id: z.number() });
    const responses = { 200: { content: { "application/json": { schema } } } };
    const { call } = await lean(answerJson({ id: "x" }), having(withValidate()));
    expect(await failureOf(call({ responses }))).toBeInstanceOf(ResponseValidationError);
    expect(await call({ responses }, {}, { validate: "off" })).toEqual({ id: "x" });
    const params = [{ name: "n", in: "query", schema: () => z.number() }] as const;
    const refused = await failureOf(call({ params }, { n: "x" }, { validate: { request: "strict" } }));
    expect(refused).toBeInstanceOf(RequestValidationError);
    const without = await lean(undefined, having(withValidate("strict")), { hasSchemas: false });
    expect(await failureOf(without.call())).toBeInstanceOf(ConfigurationError);
  });

  it("withTypedValues decodes what the SDK types", async () => {
    const values = { decode: (_schema: unknown, value: unknown) => ({ decoded: value }) };
    const responses = { 200: { content: { "application/json": { schema: () => z.any() } } } };
    const { call } = await lean(undefined, having(withTypedValues()), { values });
    expect(await call({ responses })).toEqual({ decoded: { id: 1 } });
  });

  it("withJson and withBodies write what is sent", async () => {
    const json = { method: "POST", body: { content: { "application/json": {} } } };
    const small = await lean(undefined, having(withJson()));
    await small.call(json, { body: { a: 1 } });
    expect([small.server.last().headers["content-type"], String(small.server.last().body)]).toEqual([
      "application/json",
      '{"a":1}',
    ]);
    const form = { method: "POST", body: { content: { "application/x-www-form-urlencoded": {}, "image/*": {} } } };
    expect(String(await failureOf(small.call(form, { body: { a: 1 } })))).toContain("withBodies");
    const whole = await lean(undefined, having(withBodies(), withRetry()));
    await whole.call(form, { body: { a: "x y" } });
    expect(String(whole.server.last().body)).toBe("a=x+y");
    const body = (async function* () {
      yield new Uint8Array([104, 105]);
    })();
    const seen: number[] = [];
    const onProgress = ({ bytes }: { readonly bytes: number }) => void seen.push(bytes);
    await whole.call(form, { body, contentType: "image/png" }, { onProgress });
    expect(String(whole.server.last().body)).toBe("hi");
    expect(seen).toEqual([2]);
  });

  it("withStyles writes every parameter", async () => {
    const { call, server } = await lean(undefined, having(withStyles()));
    const params = [
      { name: "id", in: "path", style: "matrix" },
      { name: "filter", in: "query", style: "deepObject" },
      { name: "session", in: "cookie" },
    ] as const;
    await call({ path: "/{id}", params }, { id: [1, 2], filter: { a: { b: 1 } }, session: "s" }, { query: { x: 1 } });
    expect(server.last()).toMatchObject({
      target: "/v1/;id=1,2?filter%5Ba%5D%5Bb%5D=1&x=1",
      headers: { cookie: "session=s" },
    });
    expect(await failureOf(call(petPath, { petId: ".." }))).toBeInstanceOf(RequestValidationError);
  });

  it("withDownloads hands bodies over", async () => {
    const responses = { 200: { content: { "image/png": {} } } };
    const { call } = await lean((_request, response) => void response.end("bytes"), having(withDownloads()));
    const file = (await call({ responses })) as { text(): Promise<string> };
    expect(await file.text()).toBe("bytes");
    expect(await (await call().raw()).text()).toBe("bytes");
    const cut = await lean((_request, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": "9" }).write("by");
      setTimeout(() => response.destroy(), 20);
    }, having(withDownloads()));
    const broken = (await cut.call({ responses })) as { bytes(): Promise<unknown>; stream(): ReadableStream };
    expect(await failureOf(broken.bytes())).toMatchObject({ constructor: ConnectionError, operationId: "getPet" });
  });

  it("withDownloads hands them over to a logger, too", async () => {
    const lines: string[] = [];
    const note = (line: string) => void lines.push(line);
    const logger: Logger = { debug: note, info: note, warn: note, error: note };
    const responses = { 200: { content: { "image/png": {} } } };
    const { call } = await lean(
      (_request, response) => void response.end("bytes"),
      having(withDownloads(), withLogger(logger, "debug")),
    );
    const file = (await call({ responses })) as { text(): Promise<string> };
    expect(await file.text()).toBe("bytes");
    expect(lines.length).toBeGreaterThan(0);
  });

  it("withMaxResponseBytes reads no further", async () => {
    const answer = JSON.stringify({ text: "x".repeat(100_000) });
    const { call, server } = await lean(
      (request, response) => {
        response.writeHead(request.target.endsWith("/error") ? 500 : 200, { "content-type": "application/json" });
        // Without a length, in pieces: it has to be counted.
        for (let at = 0; at < answer.length; at += 10_000) response.write(answer.slice(at, at + 10_000));
        response.end();
      },
      having(withMaxResponseBytes(50_000)),
    );
    expect(await failureOf(call())).toMatchObject({
      constructor: ResponseParseError,
      operationId: "getPet",
      message: expect.stringContaining("50000 bytes that `maxResponseBytes` allows") as string,
    });
    const error = await failureOf(call({ path: "/error" }));
    expect(error).toMatchObject({ constructor: ApiError, status: 500, body: undefined });
    expect(await call({}, {}, { maxResponseBytes: 200_000 })).toEqual(JSON.parse(answer));
    expect(await call({}, {}, { maxResponseBytes: answer.length })).toEqual(JSON.parse(answer));
    expect(await failureOf(call({}, {}, { maxResponseBytes: answer.length - 1 }))).toBeInstanceOf(ResponseParseError);
    expect(await failureOf(call({}, {}, { maxResponseBytes: -1 }))).toBeInstanceOf(ConfigurationError);
    expect(() => withMaxResponseBytes(0)).toThrow(ConfigurationError);
    expect(server.requests.length).toBe(5);
  });

  it("withMaxResponseBytes says what broke on the way, and holds for downloads", async () => {
    const cut = await lean((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "99" }).write("{");
      setTimeout(() => response.destroy(), 20);
    }, having(withMaxResponseBytes()));
    expect(await failureOf(cut.call())).toBeInstanceOf(ConnectionError);
    const responses = { 200: { content: { "image/png": {} } } };
    const { call } = await lean(
      (_request, response) => void response.end("bytes"),
      having(withDownloads(), withMaxResponseBytes(4)),
    );
    const file = (await call({ responses })) as { bytes(): Promise<unknown> };
    expect(await failureOf(file.bytes())).toBeInstanceOf(ResponseParseError);
    const whole = (await call({ responses }, {}, { maxResponseBytes: 5 })) as { text(): Promise<string> };
    expect(await whole.text()).toBe("bytes");
  });

  it("withDownloads is what streams of events need", async () => {
    const { client } = await lean((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"n":1}\n\ndata: {"n":2}\n\n');
    }, having(withDownloads()));
    const events = operation({ responses: { 200: { content: { "text/event-stream": {} } } } });
    const seen: unknown[] = [];
    for await (const { data } of callEvents<{ readonly data: unknown }>(client, events, undefined, {
      reconnect: false,
    }) as AsyncIterable<{ data: unknown }>)
      seen.push(data);
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("withIdempotencyKey, withLogger, withMaxConcurrency and withRateLimit do what their options do", async () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    let active = 0;
    let most = 0;
    const { call, server } = await lean(
      async (request, response) => {
        active += 1;
        most = Math.max(most, active);
        await new Promise((resolve) => setTimeout(resolve, 10));
        active -= 1;
        void answerJson({ id: 1 })(request, response);
      },
      having(
        withIdempotencyKey(true),
        withLogger({ debug: log, info: log, warn: log, error: log }),
        withMaxConcurrency(1),
        withRateLimit({ requests: 100, per: 1_000 }),
      ),
    );
    const post = { method: "POST" };
    await Promise.all([call(post), call(post), call(post)]);
    expect(most).toBe(1);
    expect(lines.length).toBe(3);
    expect(server.last().headers["idempotency-key"]).toMatch(/^[\da-f-]{36}$/);
  });

  it("is not needed to walk pages: that comes with the operation", async () => {
    const { client } = await lean((request, response) => {
      const page = Number(new URL(request.target, "http://x").searchParams.get("page") ?? 1);
      void answerJson({ items: page < 3 ? [page * 2 - 1, page * 2] : [] })(request, response);
    });
    const list = operation({
      params: [{ name: "page", in: "query" }],
      pagination: { style: "page", first: 1, items: "/items", input: { param: "page", numeric: true } },
    });
    expect(await paginate<unknown, number>(client, list, {}).toArray()).toEqual([1, 2, 3, 4]);
    expect(await paginate<unknown, number>(client, list, {}, { maxItems: 3 }).toArray()).toEqual([1, 2, 3]);
  });
});

it("is accepted by functions that take a client, and is no whole one", () => {
  expectTypeOf<LeanClient>().toExtend<ApiCaller>();
  expectTypeOf<ApiClient>().toExtend<ApiCaller>();
  expectTypeOf<Parameters<typeof paginate>[0]>().toEqualTypeOf<ApiCaller>();
  expectTypeOf<"close">().not.toExtend<keyof LeanClient>();
  const client = new LeanClient(api, {});
  expect(inspect(client)).not.toContain("secret");
  expect(client).not.toBeInstanceOf(SdkError);
  expect("close" in client).toBe(false);
});
