import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import {
  type ApiDescriptor,
  ApiError,
  type ClientOptions,
  ConfigurationError,
  type RequestOptions,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answerJson, type Handler, startServer, type TestServer } from "./support/server.js";

const servers: TestServer[] = [];
afterEach(async () => {
  await closeClients();
  for (const server of servers.splice(0)) await server.close();
});

async function start(handler?: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

/** Answers `/pets` with a redirect, everything else with where it is. */
function redirecting(status: number, location: string | (() => string)): Handler {
  return (request, response) => {
    if (!request.target.startsWith("/pets")) return answerJson({ target: request.target })(request, response);
    const target = typeof location === "string" ? location : location();
    response.writeHead(status, { location: target }).end("moved");
  };
}

const security: ApiDescriptor["security"] = {
  key: { type: "apiKey", in: "header", name: "X-Api-Key", env: "NONE_KEY" },
  query: { type: "apiKey", in: "query", name: "api_key", env: "NONE_QUERY" },
  cookie: { type: "apiKey", in: "cookie", name: "session", env: "NONE_COOKIE" },
  bearer: { type: "bearer", env: "NONE_BEARER" },
};
const auth = { key: "secret-key", query: "secret-query", cookie: "secret-cookie", bearer: "secret-token" };
const all = [{ key: [], query: [], cookie: [], bearer: [] }];
const json = { content: { "application/json": {} } };

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly options?: RequestOptions;
  readonly client?: ClientOptions;
  readonly responses?: Parameters<typeof operation>[0];
}

describe.each(transports)("a redirect through %s", (_name, transport) => {
  function send(url: string, { method = "GET", body, options = {}, client = {}, responses }: Sent = {}) {
    const asked = operation({
      method,
      security: all,
      responses: { 200: json },
      body: { content: { "application/json": {}, "application/octet-stream": {} } },
      ...responses,
    });
    const made = makeClient({ baseUrl: url, transport, auth, ...client }, { security });
    const contentType = body instanceof ReadableStream ? "application/octet-stream" : "application/json";
    return made.call(asked, body === undefined ? {} : { body, contentType }, options);
  }
  const failure = (promise: PromiseLike<unknown>) =>
    promise.then(
      () => "no error",
      (error: unknown) => error,
    );

  it.each([301, 302, 303, 307, 308])(
    "%i is followed for GET, with its credentials on the same origin",
    async (status) => {
      const server = await start(redirecting(status, "/cats?x=1#part"));
      expect(await send(server.url)).toMatchObject({ target: expect.stringContaining("/cats?x=1") });
      expect(server.last()).toMatchObject({ method: "GET", target: "/cats?x=1&api_key=secret-query" });
      expect(server.last().headers).toMatchObject({
        "x-api-key": "secret-key",
        authorization: "Bearer secret-token",
        cookie: "session=secret-cookie",
        "x-request-id": server.requests[0]?.headers["x-request-id"],
      });
    },
  );

  it("does not double a credential that its Location repeats", async () => {
    const server = await start(redirecting(302, "/cats?api_key=secret-query"));
    await send(server.url);
    expect(server.last().target).toBe("/cats?api_key=secret-query");
  });

  it("keeps HEAD", async () => {
    const server = await start(redirecting(303, "/cats"));
    await send(server.url, { method: "HEAD" });
    expect(server.last()).toMatchObject({ method: "HEAD" });
  });

  it.each<[number, string, string, string]>([
    [303, "POST", "GET", ""],
    [303, "DELETE", "GET", ""],
    [307, "POST", "POST", '{"a":1}'],
    [308, "PUT", "PUT", '{"a":1}'],
    [308, "PATCH", "PATCH", '{"a":1}'],
  ])("%i makes of a %s a %s", async (status, method, want, body) => {
    const server = await start(redirecting(status, "/cats"));
    await send(server.url, { method, body: { a: 1 } });
    expect(server.last().method).toBe(want);
    expect(server.last().body.toString()).toBe(body);
    expect(server.last().headers["content-type"]).toBe(body === "" ? undefined : "application/json");
  });

  it.each([301, 302])("%i of a POST is not followed: nobody can tell whether to repeat it", async (status) => {
    const server = await start(redirecting(status, "/cats?token=secret"));
    const error = await failure(send(server.url, { method: "POST", body: {} }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status });
    expect(String(error)).toContain("a redirect to /cats?token=REDACTED that is not followed");
    expect(server.requests).toHaveLength(1);
  });

  it("to another origin loses every credential, the key and whatever may be secret, also on the way back", async () => {
    const home = await start(redirecting(302, () => `${away.url}/pets?api_key=secret-query&page=2`));
    const away: TestServer = await start(redirecting(302, () => `${home.url}/cats`));
    const headers = {
      "idempotency-key": "k",
      authorization: "mine secret-hand",
      "x-custom": "secret-custom",
      "accept-language": "de",
    };
    await send(home.url, { options: { headers } });
    expect(home.requests[0]?.headers).toMatchObject({ "x-api-key": "secret-key", authorization: "mine secret-hand" });
    for (const request of [away.last(), home.last()]) {
      expect(inspect(request)).not.toContain("secret");
      expect(request.headers).toMatchObject({ accept: expect.any(String), "accept-language": "de" });
      expect(request.headers).not.toHaveProperty("idempotency-key");
    }
    expect(away.last().target).toBe("/pets?page=2");
    expect(away.last().headers["host"]).toBe(new URL(away.url).host);
    expect(home.last().target).toBe("/cats");
  });

  it("to another origin never takes a body with it", async () => {
    const away = await start();
    const home = await start(redirecting(307, `${away.url}/pets`));
    const error = await failure(send(home.url, { method: "POST", body: { pin: 1 } }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 307, message: expect.stringContaining("must not get the request's body") });
    expect(away.requests).toHaveLength(0);
  });

  it("does not send a stream twice", async () => {
    const home = await start(redirecting(307, "/cats"));
    const error = await failure(send(home.url, { method: "POST", body: new Blob(["a"]).stream() }));
    expect(error).toMatchObject({ status: 307, message: expect.stringContaining("can't be sent twice") });
  });

  it.each<[string, string, string]>([
    ["a circle", "/pets", "it leads in a circle"],
    ["another protocol", "ftp://127.0.0.1/x", "it leads to ftp:"],
    ["what is no URL", "http://[", "its Location is no URL"],
  ])("to %s is an error", async (_what, location, message) => {
    const server = await start(redirecting(302, location));
    const error = await failure(send(server.url));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 302, message: expect.stringContaining(message), operationId: "getPet" });
    expect(server.requests).toHaveLength(1);
  });

  it("after five is one too many, and each is in the history", async () => {
    let count = 0;
    const server = await start(redirecting(302, () => `/pets?page=${++count}&key=secret`));
    const error = await failure(send(server.url));
    expect(error).toMatchObject({ status: 302, message: expect.stringContaining("there were more than 5 redirects") });
    expect(server.requests).toHaveLength(6);
    const { attempts } = error as ApiError;
    expect(attempts).toHaveLength(6);
    expect(attempts[0]).toMatchObject({ status: 302, location: `${server.url}/pets?page=1&key=REDACTED` });
  });

  it.each<[string, Sent]>([
    ["the client", { client: { redirects: false } }],
    ["the call", { options: { redirects: 0 } }],
  ])("is not followed where %s says so", async (_who, sent) => {
    const server = await start(redirecting(302, "/cats"));
    expect(await failure(send(server.url, sent))).toMatchObject({ name: "ApiError", status: 302 });
    expect(server.requests).toHaveLength(1);
  });

  it("is followed only to the origins that are allowed", async () => {
    const [good, bad] = [await start(), await start()];
    let target = good;
    const home = await start(redirecting(302, () => `${target.url}/cats`));
    const client: ClientOptions = { redirects: { origins: [`${good.url}/whatever`] } };
    await send(home.url, { client });
    expect(good.requests).toHaveLength(1);
    target = bad;
    const error = await failure(send(home.url, { client }));
    expect(error).toMatchObject({ message: expect.stringContaining("is not one of `redirects.origins`") });
    expect(bad.requests).toHaveLength(0);
  });

  it("that the document declares as the only success is the result, unless the call asks to follow it", async () => {
    const server = await start(redirecting(302, "/cats"));
    const responses = { responses: { 302: {} } };
    const { status, headers, data } = await send(server.url, { responses }).withResponse();
    expect([status, headers.get("location"), data]).toEqual([302, "/cats", undefined]);
    const raw = await send(server.url, { responses, options: { redirects: 1 } }).raw();
    expect(await raw.json()).toMatchObject({ target: expect.stringContaining("/cats") });
  });

  it("that the document declares beside a success is followed", async () => {
    const server = await start(redirecting(302, "/cats"));
    const responses = { responses: { 200: json, 302: {} } };
    expect(await send(server.url, { responses })).toMatchObject({ target: expect.stringContaining("/cats") });
  });
});

describe("options of redirects", () => {
  it("are checked when the client is made", () => {
    expect(() => makeClient({ baseUrl: "https://x.example", redirects: { origins: ["files"] } })).toThrow(
      ConfigurationError,
    );
  });
});
