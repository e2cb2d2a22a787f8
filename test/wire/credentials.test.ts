import { describe, expect, test, vi } from "vitest";
import type { InkwellOptions } from "../../generated-example/sdk/index.js";
import { postId, userId } from "../example-server/start.js";
import { type Client, committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

const adaBasic = `Basic ${Buffer.from("ada:lovelace").toString("base64")}`;
const ada = { username: "ada", password: "lovelace" };

/** An operation that takes this scheme, the credential, and how it looks on the wire. */
const kinds = [
  {
    scheme: "apiKey",
    value: "test-key",
    environment: { INKWELL_API_KEY: "test-key" },
    call: (inkwell: Client): PromiseLike<unknown> => inkwell.posts.list(),
    header: ["x-api-key", "test-key"],
  },
  {
    scheme: "basic",
    value: ada,
    environment: { INKWELL_BASIC_USERNAME: "ada", INKWELL_BASIC_PASSWORD: "lovelace" },
    call: (inkwell: Client): PromiseLike<unknown> => inkwell.users.getCurrent(),
    header: ["authorization", adaBasic],
  },
  {
    scheme: "bearerToken",
    value: "test-token",
    environment: { INKWELL_BEARER_TOKEN: "test-token" },
    call: (inkwell: Client): PromiseLike<unknown> => inkwell.users.getCurrent(),
    header: ["authorization", "Bearer test-token"],
  },
] as const;

describe.each(kinds)("$scheme", ({ scheme, value, environment, call, header: [name, text] }) => {
  const sources: readonly { readonly source: string; readonly options: InkwellOptions }[] = [
    { source: "an option", options: { [scheme]: value } },
    { source: "an option within auth", options: { auth: { [scheme]: value } } },
    { source: "a function", options: { [scheme]: () => value } },
    { source: "an asynchronous function", options: { auth: { [scheme]: async () => value } } },
  ];

  test.each(sources)("from $source", async ({ options }) => {
    await call(wire.client(options));
    expect(wire.latest()).toMatchObject({ status: 200, headers: { [name]: text } });
  });

  test("from the environment", async () => {
    for (const [variable, content] of Object.entries(environment)) vi.stubEnv(variable, content);
    await call(wire.client());
    expect(wire.latest()).toMatchObject({ status: 200, headers: { [name]: text } });
  });

  test("missing: nothing is sent, and what to set is told", async () => {
    const { opened } = wire.server.connections;
    const error = await failureOf(call(wire.client()));
    if (!wire.sdk.isConfigurationError(error)) throw error;
    expect(error.message).toContain(`auth.${scheme}`);
    for (const variable of Object.keys(environment)) expect(error.message).toContain(variable);
    expect(error).toMatchObject({ attempts: [] });
    expect(wire.server.requests).toHaveLength(0);
    expect(wire.server.connections.opened).toBe(opened);
  });

  test("a variable that is empty is missing", async () => {
    for (const variable of Object.keys(environment)) vi.stubEnv(variable, "");
    expect(await failureOf(call(wire.client()))).toBeInstanceOf(wire.sdk.ConfigurationError);
    expect(wire.server.requests).toHaveLength(0);
  });
});

describe("OAuth2: an access token", () => {
  test.each(["option", "INKWELL_OAUTH", "INKWELL_OAUTH_TOKEN"])("from %s", async (source) => {
    const { access_token } = await wire.inkwell.system.requestToken({
      body: {
        grant_type: "client_credentials",
        client_id: "inkwell-client",
        client_secret: "inkwell-secret",
        scope: "audit:read",
      },
    });
    if (source !== "option") vi.stubEnv(source, access_token);
    const inkwell = wire.client(source === "option" ? { oauth: () => access_token } : {});
    const log = await inkwell.audit.exportLog({ limit: 3 }).raw();
    expect(wire.latest().headers.authorization).toBe(`Bearer ${access_token}`);
    expect((await log.text()).trim().split("\n")).toHaveLength(3);
  });

  test("missing: the message names it", async () => {
    const error = await failureOf(wire.client().audit.exportLog().raw());
    expect(error).toMatchObject({ name: "ConfigurationError", message: expect.stringContaining("INKWELL_OAUTH") });
    expect(wire.server.requests).toHaveLength(0);
  });
});

describe("which credential is sent", () => {
  test("an option wins over the environment", async () => {
    vi.stubEnv("INKWELL_API_KEY", "from-the-environment");
    await wire.client({ apiKey: "test-key" }).posts.list();
    expect(wire.latest().headers["x-api-key"]).toBe("test-key");
  });

  test("of several alternatives, the first in the document that the client can satisfy", async () => {
    await wire.client({ basic: ada, bearerToken: "test-token", apiKey: "test-key" }).posts.list();
    expect(wire.latest().headers).toMatchObject({ "x-api-key": "test-key" });
    expect(wire.latest().headers).not.toHaveProperty("authorization");
    await wire.client({ basic: ada, bearerToken: "test-token" }).posts.list();
    expect(wire.latest().headers).toMatchObject({ authorization: "Bearer test-token" });
    expect(wire.latest().headers).not.toHaveProperty("x-api-key");
  });

  test("two at once, where the document asks for both", async () => {
    const inkwell = wire.client({ apiKey: "test-key", basic: ada });
    expect(await inkwell.users.delete({ userId: userId(7) })).toBeUndefined();
    expect(wire.latest().headers).toMatchObject({ "x-api-key": "test-key", authorization: adaBasic });
  });

  test("one of two that are needed together is not enough, and both are named", async () => {
    const error = await failureOf(wire.inkwell.users.delete({ userId: userId(7) }));
    if (!wire.sdk.isConfigurationError(error)) throw error;
    expect(error.message).toMatch(/auth\.apiKey.+INKWELL_API_KEY.+together with.+auth\.basic.+INKWELL_BASIC_USERNAME/);
    expect(wire.server.requests).toHaveLength(0);
  });

  test("none where the operation needs none", async () => {
    vi.stubEnv("INKWELL_API_KEY", "test-key");
    await wire.client({ basic: ada, bearerToken: "test-token" }).system.getHealth();
    expect(wire.latest().headers).not.toHaveProperty("x-api-key");
    expect(wire.latest().headers).not.toHaveProperty("authorization");
  });

  test("where credentials are optional: those that are there, or none", async () => {
    await wire.client().comments.list({ postId: postId(1) });
    expect(wire.latest()).toMatchObject({ status: 200 });
    expect(wire.latest().headers).not.toHaveProperty("x-api-key");
    await wire.inkwell.comments.list({ postId: postId(1) });
    expect(wire.latest().headers).toMatchObject({ "x-api-key": "test-key" });
  });

  test("`security` chooses for one call", async () => {
    const inkwell = wire.client({ apiKey: "test-key", bearerToken: "test-token" });
    await inkwell.posts.list({}, { security: "bearerToken" });
    expect(wire.latest().headers).toMatchObject({ authorization: "Bearer test-token" });
    expect(wire.latest().headers).not.toHaveProperty("x-api-key");
    await inkwell.posts.list({}, { security: ["apiKey", "bearerToken"] });
    expect(wire.latest().headers).toMatchObject({ authorization: "Bearer test-token", "x-api-key": "test-key" });
    expect(await failureOf(inkwell.posts.list({}, { security: false }))).toMatchObject({ status: 401 });
    expect(wire.latest().headers).not.toHaveProperty("authorization");
  });
});

describe("a credential that is a function", () => {
  test("is asked for each call, so a new value is used at once", async () => {
    const values = ["first", "test-token"];
    const bearerToken = vi.fn(async () => values.shift() ?? "none");
    const inkwell = wire.client({ bearerToken });
    expect(await failureOf(inkwell.users.getCurrent())).toMatchObject({ status: 401 });
    expect(await inkwell.users.getCurrent()).toMatchObject({ name: "Ada Lovelace" });
    expect(bearerToken).toHaveBeenCalledTimes(2);
  });

  test("that fails, fails the call; nothing is sent", async () => {
    const reason = new Error("the vault is closed");
    const inkwell = wire.client({ apiKey: () => Promise.reject(reason) });
    expect(await failureOf(inkwell.posts.list())).toBe(reason);
    const { ok, ...rest } = await inkwell.posts.list().safe();
    expect(ok).toBe(false);
    expect(rest).toMatchObject({ error: { message: "the vault is closed", cause: reason } });
    expect(wire.server.requests).toHaveLength(0);
  });

  test("that never answers does not outlast the call's limit", async () => {
    const inkwell = wire.client({ apiKey: () => new Promise<string>(() => undefined), timeout: 50 });
    expect(await failureOf(inkwell.posts.list())).toMatchObject({ name: "TimeoutError", phase: "total" });
  });
});

describe("a credential that can't be sent is refused without being repeated", () => {
  test.each([
    { what: "a line break", options: { apiKey: "s3cret\r\nx-admin: 1" } },
    { what: "an empty key", options: { apiKey: "" } },
    { what: "a letter outside Latin-1", options: { apiKey: "s3cret\u2028" } },
  ])("$what", async ({ options }) => {
    const error = await failureOf(wire.client(options).posts.list());
    if (!wire.sdk.isConfigurationError(error)) throw error;
    expect(error.message).toContain("auth.apiKey");
    expect(error.message).not.toContain("s3cret");
    expect(wire.server.requests).toHaveLength(0);
  });

  test("names and passwords are UTF-8; a name can't hold a colon", async () => {
    const basic = { username: "ädä", password: "pass:wörd" };
    expect(await failureOf(wire.client({ basic }).users.getCurrent())).toMatchObject({ status: 401 });
    const sent = wire.latest().headers.authorization ?? "";
    expect(Buffer.from(sent.replace("Basic ", ""), "base64").toString("utf8")).toBe("ädä:pass:wörd");
    const colon = wire.client({ basic: { username: "a:b", password: "c" } });
    expect(await failureOf(colon.users.getCurrent())).toBeInstanceOf(wire.sdk.ConfigurationError);
  });
});
