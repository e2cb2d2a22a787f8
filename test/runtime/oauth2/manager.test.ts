import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isTokenError, type OperationDescriptor } from "../../../src/runtime/index.js";
import { operation } from "../support/client.js";
import {
  closeTokenClients,
  failureOf,
  secured,
  startTokenServer,
  type TokenServer,
  tokenClient,
  until,
} from "./support/token-server.js";

let server: TokenServer;
beforeEach(async () => {
  server = await startTokenServer();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await closeTokenClients();
  await server.close();
});

const grant = { clientId: "id", clientSecret: "s3cret" };
const tokens = () =>
  server.requests.filter(({ target }) => target === "/pets").map(({ headers }) => headers["authorization"]);
const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));

describe("one token for all", () => {
  test("200 calls at once: one token request", async () => {
    const client = tokenClient(server, grant);
    await Promise.all(times(200, () => client.call(secured, {})));
    expect(server.issued).toBe(1);
    expect(new Set(tokens())).toEqual(new Set(["Bearer t1"]));
  });

  test("a caller that gives up does not end the request of the others", async () => {
    server.answers.push({ delayMs: 200, body: { access_token: "slow", token_type: "Bearer" } });
    const client = tokenClient(server, grant);
    const abort = new AbortController();
    const first = failureOf(client.call(secured, {}, { signal: abort.signal }));
    const second = client.call(secured, {});
    await until(() => server.tokenRequests.length === 1);
    abort.abort();
    expect(await first).toMatchObject({ name: "AbortedError" });
    await second;
    expect(server.tokenRequests).toHaveLength(1);
    expect(tokens()).toEqual(["Bearer slow"]);
  });

  test("derived clients share it; one with another credential or another address does not", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    await client
      .with({ headers: { "x-a": "1" } })
      .with({ timeout: 5_000 })
      .call(secured, {});
    expect(server.issued).toBe(1);
    await client.with({ auth: { oauth: { clientId: "other", clientSecret: "s" } } }).call(secured, {});
    expect(server.issued).toBe(2);
    await client.with({ baseUrl: `${server.url}/` }).call(secured, {});
    expect(server.issued).toBe(2);
  });

  test("a failure reaches each of them as an error of its own", async () => {
    server.answers.push({ status: 400, body: { error: "invalid_scope" } });
    const client = tokenClient(server, grant);
    const other: OperationDescriptor = { ...secured, id: "other" };
    const [a, b] = await Promise.all([failureOf(client.call(secured, {})), failureOf(client.call(other, {}))]);
    expect(a).not.toBe(b);
    expect(a).toMatchObject({ operationId: "getPet", error: "invalid_scope" });
    expect(b).toMatchObject({ operationId: "other", error: "invalid_scope" });
    expect(server.tokenRequests).toHaveLength(1);
  });
});

describe("renewal before the end", () => {
  /** Only the clock is moved: sockets and their timers are real. */
  const at = (seconds: number) => vi.setSystemTime(start + seconds * 1_000);
  let start = 0;
  beforeEach(() => {
    start = Date.now();
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    vi.setSystemTime(start);
  });
  const advance = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

  test("from 60 s before: in the background, once; callers go on with the old one meanwhile", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    advance(3_539);
    await client.call(secured, {});
    expect(server.issued).toBe(1);
    advance(2);
    server.answers.push({ delayMs: 100, body: { access_token: "next", token_type: "Bearer", expires_in: 3_600 } });
    await Promise.all(times(20, () => client.call(secured, {})));
    expect(new Set(tokens())).toEqual(new Set(["Bearer t1"]));
    await until(() => server.tokenRequests.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.call(secured, {});
    expect(tokens().at(-1)).toBe("Bearer next");
    expect(server.tokenRequests).toHaveLength(2);
  });

  test("in the last 5 s callers wait for it", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    advance(3_596);
    await Promise.all(times(20, () => client.call(secured, {})));
    expect(server.issued).toBe(2);
    expect(new Set(tokens().slice(1))).toEqual(new Set(["Bearer t2"]));
  });

  test.each([
    { lifetime: 100, before: 49, after: 51 },
    { lifetime: 10, before: 4.9, after: 5.1 },
    { lifetime: undefined, before: 3_539, after: 3_541 },
    { lifetime: "3600", before: 3_539, after: 3_541 },
  ])(
    "a token of $lifetime s is renewed after half of it, or 60 s before; without a time it lives an hour",
    async ({ lifetime, before, after }) => {
      server.lifetime = lifetime;
      const client = tokenClient(server, grant);
      await client.call(secured, {});
      advance(before);
      await client.call(secured, {});
      expect(server.issued).toBe(1);
      advance(after - before);
      await client.call(secured, {});
      await until(() => server.issued === 2);
      expect(tokens().at(-1)).toBe("Bearer t1");
    },
  );

  test("where it fails the old one is used to its end, and the server is not asked by each call", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    advance(3_545);
    server.answers.push(...times(9, () => ({ status: 400, body: { error: "temporarily_unavailable" } })));
    for (let calls = 0; calls < 10; calls += 1) await client.call(secured, {});
    await until(() => server.tokenRequests.length === 2);
    advance(52);
    await client.call(secured, {});
    expect(tokens().at(-1)).toBe("Bearer t1");
    advance(10);
    expect(await failureOf(client.call(secured, {}))).toMatchObject({ error: "temporarily_unavailable" });
  });

  test("the clock of the wall has no say: neither the server's nor ours", async () => {
    const client = tokenClient(server, grant);
    server.answers.push({
      headers: { date: "Thu, 01 Jan 1998 00:00:00 GMT" },
      body: { access_token: "old", token_type: "Bearer", expires_in: 3_600 },
    });
    await client.call(secured, {});
    at(-86_400);
    await client.call(secured, {});
    at(86_400);
    await client.call(secured, {});
    expect(server.tokenRequests).toHaveLength(1);
  });
});

describe("tokens that the API refuses", () => {
  test("are replaced once for all calls, and each call is sent once more", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    server.accepts = (token) => token !== "t1";
    await Promise.all(times(100, () => client.call(secured, {})));
    expect(server.issued).toBe(2);
  });

  test("the replay shows in the attempts, and there is never a second one", async () => {
    server.accepts = () => false;
    const client = tokenClient(server, grant);
    const error = await failureOf(client.call(secured, {}));
    expect(error).toMatchObject({
      name: "AuthenticationError",
      status: 401,
      attempts: [{ status: 401 }, { status: 401 }],
    });
    expect(tokens()).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test.each([
    {
      what: "403 insufficient_scope",
      refusal: { status: 403, headers: { "www-authenticate": 'Bearer error="insufficient_scope"' } },
    },
    {
      what: "401 insufficient_scope",
      refusal: { status: 401, headers: { "www-authenticate": 'Bearer error="insufficient_scope"' } },
    },
    {
      what: "400 invalid_request",
      refusal: { status: 400, headers: { "www-authenticate": 'Bearer error="invalid_request"' } },
    },
  ])("$what: a newer one would not help", async ({ refusal }) => {
    server.accepts = () => false;
    server.refusal = { ...refusal, body: {} };
    expect(await failureOf(tokenClient(server, grant).call(secured, {}))).toMatchObject({ status: refusal.status });
    expect(server.issued).toBe(1);
    expect(tokens()).toHaveLength(1);
  });

  test("a body that can't be sent again is not, but the next call has a new token", async () => {
    const upload = operation({
      method: "POST",
      security: [{ oauth: [] }],
      body: { content: { "application/octet-stream": {} } },
    });
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    server.accepts = (token) => token !== "t1";
    const body = new Blob(["once"]).stream();
    expect(await failureOf(client.call(upload, { body }))).toMatchObject({ status: 401 });
    await until(() => server.issued === 2);
    await client.call(upload, { body: "again" });
    // The server counts a token before the client has it: the last call may still have begun with the old one.
    expect(tokens().slice(0, 2)).toEqual(["Bearer t1", "Bearer t1"]);
    expect(tokens().at(-1)).toBe("Bearer t2");
  });

  test("a ready token is not replaced: there is nothing to replace it with", async () => {
    server.accepts = () => false;
    for (const oauth of ["ready", () => "given", { tokens: { accessToken: "kept" } }]) {
      expect(await failureOf(tokenClient(server, oauth).call(secured, {}))).toMatchObject({ status: 401 });
    }
    expect(server.tokenRequests).toHaveLength(0);
    expect(tokens()).toEqual(["Bearer ready", "Bearer given", "Bearer kept"]);
  });

  test("where no new one can be had, that is the error", async () => {
    const client = tokenClient(server, grant);
    await client.call(secured, {});
    server.accepts = () => false;
    server.answers.push({ status: 401, body: { error: "invalid_client" } });
    expect(await failureOf(client.call(secured, {}))).toMatchObject({ name: "TokenError", error: "invalid_client" });
  });
});

describe("refresh tokens", () => {
  test("rotation: each is used once, and the latest next", async () => {
    const issue = (access_token: string, refresh_token?: string) => ({
      body: { access_token, refresh_token, token_type: "Bearer", expires_in: 0 },
    });
    server.answers.push(issue("a", "r1"), issue("b", "r2"), issue("c"), issue("d"));
    const client = tokenClient(server, { clientId: "id", refreshToken: "r0" });
    for (let calls = 0; calls < 4; calls += 1) await client.call(secured, {});
    expect(server.forms.map((form) => form.get("refresh_token"))).toEqual(["r0", "r1", "r2", "r2"]);
    expect(server.forms[0]?.get("client_id")).toBe("id");
  });

  test("invalid_grant: the token is dropped, and the password is used again where there is one", async () => {
    server.answers.push(
      { body: { access_token: "a", refresh_token: "r1", token_type: "Bearer", expires_in: 0 } },
      { status: 400, body: { error: "invalid_grant" } },
    );
    const client = tokenClient(server, { clientId: "id", username: "u", password: "p" });
    await client.call(secured, {});
    await client.call(secured, {});
    expect(server.forms.map((form) => form.get("grant_type"))).toEqual(["password", "refresh_token", "password"]);
  });

  test("tokens that were kept are used, and refreshed when they have expired", async () => {
    const expired = {
      accessToken: "gone",
      refreshToken: "r",
      expiresAt: Date.now() - 1,
      obtainedAt: Date.now() - 3_600_000,
    };
    await tokenClient(server, { clientId: "id", tokens: expired }).call(secured, {});
    expect(tokens()).toEqual(["Bearer t1"]);
    await tokenClient(server, { clientId: "id", tokens: { ...expired, expiresAt: Date.now() + 3_600_000 } }).call(
      secured,
      {},
    );
    expect(tokens().at(-1)).toBe("Bearer gone");
  });
});

describe("the token endpoint fails", () => {
  test.each([
    { what: "503, then a token", answers: [{ status: 503, headers: { "retry-after": "0" } }], requests: 2 },
    { what: "a reset, then a token", answers: [{ reset: true }], requests: 2 },
    { what: "HTML with 502, then a token", answers: [{ status: 502, body: "<html>" }], requests: 2 },
  ])("$what", async ({ answers, requests }) => {
    server.answers.push(...answers);
    await tokenClient(server, grant).call(secured, {});
    expect(server.tokenRequests).toHaveLength(requests);
  });

  test.each([
    { what: "HTML with 200", answer: { body: "<html>" }, message: "which is no token" },
    {
      what: "an error with 200",
      answer: { body: { error: "bad_verification_code" } },
      message: "bad_verification_code",
    },
    { what: "a redirect", answer: { status: 302, headers: { location: "/elsewhere" } }, message: "answered 302" },
    {
      what: "a Retry-After that is too long",
      answer: { status: 503, headers: { "retry-after": "3600" } },
      message: "503",
    },
  ])("$what is a TokenError at once", async ({ answer, message }) => {
    server.answers.push(answer);
    const error = await failureOf(tokenClient(server, grant).call(secured, {}));
    expect(isTokenError(error)).toBe(true);
    expect(error.message).toContain(message);
    expect(server.tokenRequests).toHaveLength(1);
    expect(tokens()).toEqual([]);
  });

  test("a server that never answers: the refresh has a limit of its own", async () => {
    server.answers.push({ delayMs: 3_000 });
    const client = tokenClient(server, { ...grant, tokenTimeout: 200 });
    expect(await failureOf(client.call(secured, {}))).toMatchObject({ name: "TokenError" });
  });

  test("no error repeats a secret, whatever the server says", async () => {
    const secret = "p%ss+w rd/é";
    const description = `wrong: ${secret} and ${encodeURIComponent(secret)}`;
    server.answers.push({ status: 400, body: { error: "invalid_grant", error_description: description } });
    const oauth = { clientId: "id", clientSecret: secret, username: "u", password: secret };
    const client = tokenClient(server, oauth);
    const error = await failureOf(client.call(secured, {}));
    const output = [
      error.message,
      error.stack,
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      inspect(client, { depth: 9, showHidden: true }),
    ].join("\n");
    expect(output).toContain("REDACTED");
    expect(output).not.toContain(secret);
    expect(output).not.toContain(encodeURIComponent(secret));
  });
});

describe("what is missing is told before anything is sent", () => {
  test.each([
    {
      oauth: undefined,
      words: ["auth.oauth", "PETSTORE_OAUTH", "PETSTORE_OAUTH_CLIENT_ID", "PETSTORE_OAUTH_CLIENT_SECRET"],
    },
    { oauth: { clientSecret: "s" }, words: ["auth.oauth.clientId", "PETSTORE_OAUTH_CLIENT_ID"] },
    { oauth: { clientId: "c", flow: "password", username: "u" }, words: ["auth.oauth.password"] },
  ])("$words", async ({ oauth, words }) => {
    // A user of JavaScript may leave out what the types ask for.
    const error = await failureOf(tokenClient(server, oauth as never).call(secured, {}));
    expect(error.name).toBe("ConfigurationError");
    for (const word of words) expect(error.message).toContain(word);
    expect(server.requests).toHaveLength(0);
  });

  test("id and secret may come from the environment, also one of them", async () => {
    vi.stubEnv("PETSTORE_OAUTH_CLIENT_ID", "env-id");
    vi.stubEnv("PETSTORE_OAUTH_CLIENT_SECRET", "env-secret");
    await tokenClient(server, undefined).call(secured, {});
    expect(server.tokenRequests.at(-1)?.headers["authorization"]).toBe(`Basic ${btoa("env-id:env-secret")}`);
    await tokenClient(server, { scopes: ["a", "b"] }).call(secured, {});
    expect(server.forms.at(-1)?.get("scope")).toBe("a b");
  });
});
