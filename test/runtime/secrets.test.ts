import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { secretsOf } from "../../src/runtime/auth/secrets.js";
import { type ApiDescriptor, type ClientOptions, SdkError } from "../../src/runtime/index.js";
import { redactHeaders, redactUrl } from "../../src/runtime/redact.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, answerJson, type Handler, startServer, type TestServer } from "./support/server.js";

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
  basic: { type: "basic", env: "NONE_BASIC" },
};
const auth = {
  key: "s3cret-key",
  query: () => "s3cret&query",
  cookie: "s3cret;cookie",
  basic: { username: "me", password: "s3cret-password" },
};
const get = operation({ security: [{ key: [], query: [], cookie: [], basic: [] }] });

/** A server that repeats everything it is told, wherever it can. */
const tellTale: Handler = (request, response) => {
  const { headers, target } = request;
  const login = atob((headers["authorization"] ?? "").toString().replace("Basic ", ""));
  const message = `no ${JSON.stringify(headers)} for ${target} by ${login} (${decodeURIComponent(target)})`;
  answerJson({ message, [`${headers["x-api-key"]}`]: { deep: [decodeURIComponent(`${headers["cookie"]}`)] } }, 403)(
    request,
    response,
  );
};

describe.each(transports)("secrets, through %s,", (_name, transport) => {
  async function printed(handler: Handler, options: ClientOptions = {}): Promise<string> {
    server = await startServer(handler);
    const seen: unknown[] = [];
    const hooks = {
      onRequest: (request: unknown) => void seen.push(inspect(request, { depth: 9 })),
      onError: (event: unknown) => void seen.push(inspect(event, { depth: 9 })),
    };
    const client = makeClient({ baseUrl: server.url, transport, auth, hooks, ...options }, { security });
    const error = await client.call(get, {}).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SdkError);
    const { message, stack } = error as SdkError;
    expect(server.requests.length === 0 || inspect(server.requests).includes("s3cret")).toBe(true);
    return [inspect(error), JSON.stringify(error), String(error), message, stack, inspect(client), ...seen].join("\n");
  }

  it("are not in what is printed, even if the server repeats them", async () => {
    const text = await printed(tellTale);
    expect(text).toContain("REDACTED");
    expect(text).not.toContain("s3cret");
  });

  it.each<[string, Handler]>([
    [
      "no JSON",
      (request, response) =>
        answer(`<p>${request.headers["x-api-key"]}`, { "content-type": "application/json" })(request, response),
    ],
    [
      "a redirect",
      (request, response) =>
        answer("", { location: `ftp://x/${request.headers["x-api-key"]}` }, 302)(request, response),
    ],
  ])("are not in what is printed of %s", async (_what, handler) => {
    expect(await printed(handler)).not.toContain("s3cret");
  });

  it("are not in what is printed of a request that was never answered", async () => {
    const text = await printed(() => undefined, { timeout: 50 });
    expect(text).not.toContain("s3cret");
  });
});

describe("a secret", () => {
  it("is known in each form in which it may be repeated, the longest first", () => {
    const basic = `Basic ${btoa("me:pass word")}`;
    const applied = [{ header: ["authorization", basic] as const }, { query: "k=a%26bcd" }, { cookie: "s=xyzzy" }];
    expect(secretsOf(applied, { "x-hidden-token": "by-hand", cookie: "a=1; b=cookies", accept: "text/html" })).toEqual([
      btoa("me:pass word"),
      "pass word",
      "a%26bcd",
      "by-hand",
      "cookies",
      "a&bcd",
      "xyzzy",
    ]);
  });

  it("of three characters is not looked for: it would be found everywhere", () => {
    expect(secretsOf([{ header: ["x", "abc"] }], {})).toEqual([]);
  });
});

describe("by allow-list", () => {
  it.each([
    ["https://me:pw@x.example/a?page=2&q=secret#frag", "https://x.example/a?page=2&q=REDACTED"],
    ["/a?bare-secret", "/a?REDACTED"],
    ["/a?page&x=&limit=3", "/a?page&x=&limit=3"],
    ["/a?a=b?c=d", "/a?a=REDACTED"],
    ["https://x.example/a@b", "https://x.example/a@b"],
    ["", ""],
  ])("%j is shown as %j", (url, want) => {
    expect(redactUrl(url)).toBe(want);
  });

  it("headers are shown", () => {
    const headers: [string, string][] = [
      ["accept", "a"],
      ["Content-Type", "b"],
      ["x-ratelimit-remaining", "3"],
      ["x-amzn-requestid", "id"],
      ["location", "/x?token=1"],
      ["set-cookie", "c"],
      ["x-anything", "d"],
      ["constructor", "e"],
    ];
    expect(redactHeaders(headers)).toEqual({
      accept: "a",
      "Content-Type": "b",
      "x-ratelimit-remaining": "3",
      "x-amzn-requestid": "id",
      location: "/x?token=REDACTED",
      "set-cookie": "REDACTED",
      "x-anything": "REDACTED",
      constructor: "REDACTED",
    });
  });
});
