import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type ClientOptions,
  ConfigurationError,
  type RequestOptions,
  type SecurityRequirement,
  type SecuritySchemeDescriptor,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { type Recorded, startServer, type TestServer } from "./support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
afterEach(async () => {
  vi.unstubAllEnvs();
  await closeClients();
});

const security: Record<string, SecuritySchemeDescriptor> = {
  key: { type: "apiKey", in: "header", name: "X-API-Key", env: "PETSTORE_KEY" },
  queryKey: { type: "apiKey", in: "query", name: "api key", env: "PETSTORE_QUERY_KEY" },
  cookieKey: { type: "apiKey", in: "cookie", name: "sid", env: "PETSTORE_COOKIE_KEY" },
  login: { type: "basic", env: "PETSTORE_LOGIN" },
  prefixed: { type: "apiKey", in: "header", name: "Authorization", prefix: "Token ", env: "SHOP_TOKEN" },
  shop: { type: "basic", env: "PETSTORE_SHOP", usernameEnv: "SHOP_USER" },
  token: { type: "bearer", env: "PETSTORE_TOKEN" },
  oauth: { type: "oauth2", flows: {}, env: "PETSTORE_OAUTH" },
  oidc: { type: "openIdConnect", url: "https://x.example", env: "PETSTORE_OIDC" },
  digest: { type: "http", scheme: "DPoP", env: "PETSTORE_DIGEST" },
  mtls: { type: "mutualTLS" },
  headers: { type: "bearer", env: "PETSTORE_HEADERS" },
};

interface Case {
  readonly requirements: readonly SecurityRequirement[];
  readonly options?: ClientOptions;
  readonly call?: RequestOptions;
  readonly env?: Readonly<Record<string, string>>;
}

async function send({ requirements, options, call, env = {} }: Case): Promise<Recorded> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const client = makeClient({ baseUrl: server.url, ...options }, { security });
  await client.call(operation({ security: requirements, path: "/pets?a=1" }), {}, call);
  return server.last();
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
const both = { auth: { key: "k", token: "t" } };

describe("a credential", () => {
  it.each<[string, Case, Partial<Recorded> | { headers: Record<string, string> }]>([
    [
      "in a header",
      { requirements: [{ key: [] }], options: { auth: { key: "k" } } },
      { headers: { "x-api-key": "k" } },
    ],
    [
      "in the query",
      { requirements: [{ queryKey: [] }], options: { auth: { queryKey: "k&l" } } },
      { target: "/pets?a=1&api%20key=k%26l" },
    ],
    [
      "in a cookie",
      { requirements: [{ cookieKey: [] }], options: { auth: { cookieKey: "a;b" }, headers: { cookie: "z=0" } } },
      { headers: { cookie: "z=0; sid=a%3Bb" } },
    ],
    [
      "behind the prefix that the document names",
      { requirements: [{ prefixed: [] }], env: { SHOP_TOKEN: "abc" } },
      { headers: { authorization: "Token abc" } },
    ],
    [
      "given with its prefix",
      { requirements: [{ prefixed: [] }], options: { auth: { prefixed: "Token abc" } } },
      { headers: { authorization: "Token abc" } },
    ],
    [
      "from a variable that the document names, and one that it does not",
      { requirements: [{ shop: [] }], env: { SHOP_USER: "ada", PETSTORE_SHOP_PASSWORD: "x" } },
      { headers: { authorization: basic("ada:x") } },
    ],
    [
      "as a signature over the request, beside another one",
      {
        requirements: [{ digest: [], key: [] }],
        options: {
          auth: {
            key: "k",
            digest: async (request) => ({
              ...request,
              headers: { ...request.headers, "x-signature": `${request.method} ${request.path}` },
            }),
          },
        },
      },
      { headers: { "x-signature": "GET /pets?a=1", "x-api-key": "k" } },
    ],
    [
      "as basic",
      { requirements: [{ login: [] }], options: { auth: { login: { username: "ada", password: "löve:lace" } } } },
      { headers: { authorization: basic("ada:löve:lace") } },
    ],
    [
      "as bearer",
      { requirements: [{ token: [] }], options: { auth: { token: "t" } } },
      { headers: { authorization: "Bearer t" } },
    ],
    [
      "with its scheme",
      { requirements: [{ token: [] }], options: { auth: { token: "bearer t" } } },
      { headers: { authorization: "bearer t" } },
    ],
    [
      "of OAuth2",
      { requirements: [{ oauth: ["read"] }], options: { auth: { oauth: "t" } } },
      { headers: { authorization: "Bearer t" } },
    ],
    [
      "of OpenID Connect",
      { requirements: [{ oidc: [] }], options: { auth: { oidc: "t" } } },
      { headers: { authorization: "Bearer t" } },
    ],
    [
      "of another scheme",
      { requirements: [{ digest: [] }], options: { auth: { digest: "t" } } },
      { headers: { authorization: "DPoP t" } },
    ],
    [
      "from a function",
      { requirements: [{ token: [] }], options: { auth: { token: () => "t" } } },
      { headers: { authorization: "Bearer t" } },
    ],
    [
      "from an async function",
      { requirements: [{ login: [] }], options: { auth: { login: async () => ({ username: "a", password: "b" }) } } },
      { headers: { authorization: basic("a:b") } },
    ],
    [
      "at the top level",
      { requirements: [{ key: [] }], options: { key: "k" } as ClientOptions },
      { headers: { "x-api-key": "k" } },
    ],
    [
      "from the environment",
      { requirements: [{ key: [] }], env: { PETSTORE_KEY: "k" } },
      { headers: { "x-api-key": "k" } },
    ],
    [
      "of a login from the environment",
      { requirements: [{ login: [] }], env: { PETSTORE_LOGIN_USERNAME: "a", PETSTORE_LOGIN_PASSWORD: "b" } },
      { headers: { authorization: basic("a:b") } },
    ],
    [
      "of OAuth2 from the environment",
      { requirements: [{ oauth: [] }], env: { PETSTORE_OAUTH_TOKEN: "t" } },
      { headers: { authorization: "Bearer t" } },
    ],
    [
      "that is given, before the environment's",
      { requirements: [{ key: [] }], options: { auth: { key: "k" } }, env: { PETSTORE_KEY: "e" } },
      { headers: { "x-api-key": "k" } },
    ],
    [
      "together with another",
      { requirements: [{ key: [], token: [] }], options: both },
      { headers: { "x-api-key": "k", authorization: "Bearer t" } },
    ],
    [
      "with a client certificate",
      { requirements: [{ mtls: [], key: [] }], options: both },
      { headers: { "x-api-key": "k" } },
    ],
    [
      "called like an option",
      { requirements: [{ headers: [] }], options: { auth: { headers: "t" }, headers: { "x-a": "1" } } },
      { headers: { authorization: "Bearer t", "x-a": "1" } },
    ],
    [
      "written by hand",
      { requirements: [{ token: [] }], options: { headers: { authorization: "Mine" } } },
      { headers: { authorization: "Mine" } },
    ],
    [
      "written by hand wins",
      { requirements: [{ token: [] }], options: both, call: { headers: { authorization: "Mine" } } },
      { headers: { authorization: "Mine" } },
    ],
  ])("goes %s", async (_name, input, want) => {
    expect(await send(input)).toMatchObject(want);
  });

  it("is asked for anew for each call", async () => {
    let count = 0;
    const client = makeClient({ baseUrl: server.url, auth: { token: () => `t${++count}` } }, { security });
    const get = operation({ security: [{ token: [] }] });
    await client.call(get, {});
    await client.call(get, {});
    expect(server.last().headers["authorization"]).toBe("Bearer t2");
  });
});

describe("the alternatives of an operation", () => {
  it.each<[string, Case, "x-api-key" | "authorization" | undefined]>([
    ["the first that is there", { requirements: [{ token: [] }, { key: [] }], options: both }, "authorization"],
    [
      "the next where the first is not there",
      { requirements: [{ login: [] }, { key: [] }], options: both },
      "x-api-key",
    ],
    [
      "not one that is half there",
      { requirements: [{ key: [], login: [] }, { token: [] }], options: both },
      "authorization",
    ],
    ["none where it is optional", { requirements: [{}, { login: [] }] }, undefined],
    ["one where it is optional, but there", { requirements: [{}, { key: [] }], options: both }, "x-api-key"],
    ["none where none is asked for", { requirements: [], options: both }, undefined],
    [
      "none where the call says so",
      { requirements: [{ key: [] }], options: both, call: { security: false } },
      undefined,
    ],
    [
      "the one that the call chooses",
      { requirements: [{ key: [] }], options: both, call: { security: "token" } },
      "authorization",
    ],
  ])("%s", async (_name, input, want) => {
    const { headers } = await send(input);
    const sent = ["x-api-key", "authorization"].filter((name) => headers[name] !== undefined);
    expect(sent).toEqual(want === undefined ? [] : [want]);
  });
});

describe("a ConfigurationError before anything is sent", () => {
  it.each<[string, Case, string]>([
    [
      "names the option and the variable",
      { requirements: [{ key: [] }] },
      "getPet needs credentials: set the option `auth.key` or the environment variable PETSTORE_KEY",
    ],
    [
      "names both variables of a login",
      { requirements: [{ login: [] }] },
      "PETSTORE_LOGIN_USERNAME and PETSTORE_LOGIN_PASSWORD",
    ],
    [
      "names all alternatives",
      { requirements: [{ key: [], token: [] }, { oauth: [] }] },
      "PETSTORE_KEY together with the option `auth.token` or the environment variable PETSTORE_TOKEN, or the option `auth.oauth`",
    ],
    [
      "names a scheme that isn't there",
      { requirements: [{ none: [] }] },
      "`auth.none` (which the document doesn't define)",
    ],
    [
      "refuses an empty key",
      { requirements: [{ key: [] }], options: { auth: { key: "" } } },
      "`auth.key` must be a string that is not empty",
    ],
    [
      "refuses what a function doesn't give",
      { requirements: [{ key: [] }], options: { auth: { key: () => undefined as never } } },
      "`auth.key` must be a string",
    ],
    [
      "refuses a login that is none",
      { requirements: [{ login: [] }], options: { auth: { login: "ada:x" } } },
      "with `username` and `password`",
    ],
    [
      "refuses a colon in a user name",
      { requirements: [{ login: [] }], options: { auth: { login: { username: "a:b", password: "" } } } },
      "can't hold a colon",
    ],
    [
      "refuses a line break",
      { requirements: [{ token: [] }], options: { auth: { token: "s3cret\r\nX-A: 1" } } },
      "`auth.token` can't be sent",
    ],
  ])("%s", async (_name, input, want) => {
    const before = server.requests.length;
    const promise = send(input);
    await expect(promise).rejects.toThrow(want);
    await expect(promise).rejects.toBeInstanceOf(ConfigurationError);
    expect(server.requests).toHaveLength(before);
    const error = await promise.catch((reason: unknown) => reason);
    expect(inspect(error)).not.toContain("s3cret");
  });
});

describe("secrets", () => {
  const auth = { key: "s3cret", queryKey: "s3cret" };

  it("go to the configured origin only", async () => {
    const other = await startServer();
    const client = makeClient(
      {
        baseUrl: server.url,
        auth,
        middleware: [(request, next) => next({ ...request, origin: other.url })],
      },
      { security },
    );
    await client.call(operation({ security: [{ key: [], queryKey: [] }] }), {});
    await other.close();
    expect(other.last().headers).not.toHaveProperty("x-api-key");
    expect(other.last().target).toBe("/pets");
  });

  it("are seen by no hook, and stand in no output", async () => {
    const seen: unknown[] = [];
    const hooks = { onRequest: (request: unknown) => void seen.push(inspect(request, { depth: 9 })) };
    const client = makeClient({ baseUrl: server.url, auth, hooks }, { security });
    const { url, headers } = await client.call(operation({ security: [{ key: [], queryKey: [] }] }), {}).withResponse();
    expect(server.last().headers["x-api-key"]).toBe("s3cret");
    expect(server.last().target).toContain("s3cret");
    const output = [
      seen,
      url,
      inspect(headers),
      inspect(client, { depth: 9, showHidden: true }),
      JSON.stringify(client),
    ];
    expect(output.join("\n")).not.toContain("s3cret");
  });
});
