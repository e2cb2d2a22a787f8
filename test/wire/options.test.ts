import { describe, expect, test } from "vitest";
import type { ApiRequest, Hooks, Middleware } from "../../generated-example/sdk/index.js";
import { postId, userId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

describe("headers", () => {
  test("the call's win over the client's, which win over the runtime's; null removes; names have no case", async () => {
    const headers = { "X-Client": "client", "X-Both": "client", "X-Gone": "client", "User-Agent": "mine/1" };
    const inkwell = wire.client({ apiKey: "test-key", headers });
    await inkwell.posts.list(
      {},
      { headers: { "x-both": "call", "x-gone": null, "X-Number": 7, "x-unset": undefined } },
    );
    expect(wire.latest().headers).toMatchObject({
      "x-client": "client",
      "x-both": "call",
      "x-number": "7",
      "user-agent": "mine/1",
    });
    expect(wire.latest().headers).not.toHaveProperty("x-gone");
    expect(wire.latest().headers).not.toHaveProperty("x-unset");
  });

  test("null removes what the runtime sends by itself", async () => {
    await wire.inkwell.system.getHealth({ headers: { "X-Request-ID": null, "User-Agent": null } });
    expect(wire.latest().headers).not.toHaveProperty("x-request-id");
    expect(wire.latest().headers).not.toHaveProperty("user-agent");
  });

  test("a header written by hand stands for the credential", async () => {
    await wire.client().posts.list({}, { headers: { Authorization: "Bearer test-token" } });
    expect(wire.latest()).toMatchObject({ status: 200, headers: { authorization: "Bearer test-token" } });
  });

  test("one that can't be sent is refused", async () => {
    expect(() => wire.client({ headers: { "x-a": "b\r\nc: d" } })).toThrow(wire.sdk.ConfigurationError);
    expect(await failureOf(wire.inkwell.system.getHealth({ headers: { "x a": "b" } }))).toBeInstanceOf(
      wire.sdk.ConfigurationError,
    );
    expect(wire.server.requests).toHaveLength(0);
  });

  test("userAgent, accept and the ids are options of their own", async () => {
    const inkwell = wire.client({ userAgent: "mine/2", requestIdHeader: "X-Correlation-Id" });
    const { requestId } = await inkwell.system
      .getHealth({ accept: "application/json", requestId: "mine-1" })
      .withResponse();
    expect(wire.latest().headers).toMatchObject({
      "user-agent": "mine/2",
      accept: "application/json",
      "x-correlation-id": "mine-1",
    });
    expect(wire.latest().headers).not.toHaveProperty("x-request-id");
    // The server knows its own header only, and its word counts.
    expect(requestId).toBe(wire.latest().requestId);
    await wire.client({ requestIdHeader: false }).system.getHealth();
    expect(wire.latest().headers).not.toHaveProperty("x-request-id");
  });
});

describe("where a call goes", () => {
  test("`query` adds to what the document knows", async () => {
    await wire.inkwell.posts.list({ perPage: 5 }, { query: { debug: true, list: [1, 2], none: undefined } });
    expect(wire.latest().target).toBe("/v1/posts?perPage=5&debug=true&list=1&list=2");
  });

  test("`baseUrl` of the call wins over the client's; a slash at its end does no harm", async () => {
    const inkwell = wire.client({ baseUrl: "http://127.0.0.1:9/v1" });
    expect(await inkwell.system.getHealth({ baseUrl: `${wire.server.url}/` })).toMatchObject({ status: "ok" });
    expect(wire.latest().target).toBe("/v1/health");
  });

  test("a server of the document, with its variables", async () => {
    const { port } = new URL(wire.server.url);
    const options = { server: 1, serverVariables: { port }, baseUrl: undefined };
    expect(await wire.client(options).system.getHealth()).toMatchObject({ status: "ok" });
    expect(wire.latest().headers.host).toBe(`localhost:${port}`);
  });

  test.each(["ftp://127.0.0.1/v1", "/v1", "http://ada:word@127.0.0.1/v1"])("%s is no base URL", async (baseUrl) => {
    const error = await failureOf(wire.client({ baseUrl }).system.getHealth());
    expect(error).toBeInstanceOf(wire.sdk.ConfigurationError);
  });
});

describe("limits", () => {
  test("a signal that is aborted already: nothing is sent", async () => {
    const { opened } = wire.server.connections;
    const signal = AbortSignal.abort(new Error("too late"));
    const error = await failureOf(wire.inkwell.posts.list({}, { signal }));
    expect(error).toMatchObject({ name: "AbortedError", cause: { message: "too late" } });
    expect(wire.server.requests).toHaveLength(0);
    expect(wire.server.connections.opened).toBe(opened);
  });

  test("the call's limit wins over the client's, which is in force otherwise", async () => {
    wire.server.fault({ kind: "delay", delayMs: 150, operationId: "getHealth", times: Infinity });
    const inkwell = wire.client({ timeout: 40 });
    expect(await failureOf(inkwell.system.getHealth())).toMatchObject({ name: "TimeoutError", phase: "total" });
    expect(await inkwell.system.getHealth({ timeout: 5000 })).toMatchObject({ status: "ok" });
    expect(await inkwell.system.getHealth({ timeout: 0 })).toMatchObject({ status: "ok" });
  });

  test("a call that was given up leaves the next one alone", async () => {
    wire.server.fault({ kind: "hang" });
    await failureOf(wire.inkwell.posts.list({}, { timeout: 40 }));
    expect(await wire.inkwell.users.get({ userId: userId(1) })).toMatchObject({ name: "Ada Lovelace" });
  });
});

describe("hooks and middleware", () => {
  test("hooks: the client's, then the call's, each with what it needs", async () => {
    const seen: string[] = [];
    const hooks = (who: string): Hooks => ({
      onRequest: (request) => {
        request.headers[`x-${who}`] = "yes";
        seen.push(`${who} ${request.method} ${request.path}`);
      },
      onResponse: ({ status, requestId }) => void seen.push(`${who} ${status} ${requestId}`),
      onError: ({ error, operationId }) => void seen.push(`${who} ${error.name} ${operationId}`),
    });
    const inkwell = wire.client({ apiKey: "test-key", hooks: hooks("client") });
    await inkwell.posts.get({ postId: postId(999) }, { hooks: hooks("call"), requestId: "r1" }).safe();
    const path = `/v1/posts/${postId(999)}`;
    expect(seen).toEqual([
      `client GET ${path}`,
      `call GET ${path}`,
      "client 404 r1",
      "call 404 r1",
      "client NotFoundProblem getPost",
      "call NotFoundProblem getPost",
    ]);
    expect(wire.latest().headers).toMatchObject({ "x-client": "yes", "x-call": "yes" });
  });

  test("neither sees the credential", async () => {
    const requests: ApiRequest[] = [];
    const middleware: Middleware = (request, next) => {
      requests.push(request);
      return next(request);
    };
    const inkwell = wire.client({
      apiKey: "test-key",
      middleware: [middleware],
      hooks: { onRequest: (r) => void requests.push(r) },
    });
    await inkwell.posts.list();
    expect(wire.latest().headers["x-api-key"]).toBe("test-key");
    expect(requests).toHaveLength(2);
    for (const { headers } of requests) expect(Object.values(headers)).not.toContain("test-key");
  });

  test("a middleware that leads elsewhere takes no credential along", async () => {
    const elsewhere: Middleware = (request, next) =>
      next({ ...request, origin: request.origin.replace("127.0.0.1", "localhost") });
    const inkwell = wire.client({ apiKey: "test-key", middleware: [elsewhere] });
    expect(await failureOf(inkwell.posts.list())).toMatchObject({ status: 401 });
    expect(wire.latest().headers).not.toHaveProperty("x-api-key");
  });

  test("a hook that fails, fails the call", async () => {
    const reason = new Error("not today");
    const onRequest = (): void => {
      throw reason;
    };
    expect(await failureOf(wire.inkwell.posts.list({}, { hooks: { onRequest } }))).toBe(reason);
    expect(wire.server.requests).toHaveLength(0);
  });
});
