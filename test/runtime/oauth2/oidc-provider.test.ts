import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { SecuritySchemeDescriptor } from "../../../src/runtime/index.js";
import {
  createAuthorizationRequest,
  exchangeAuthorizationCode,
  startDeviceAuthorization,
  type TokenSet,
} from "../../../src/runtime/oauth2.js";
import { answerJson, startServer, type TestServer } from "../support/server.js";
import { Browser } from "./support/browser.js";
import { closeTokenClients, failureOf, secured, tokenClient } from "./support/token-server.js";

const redirectUri = "http://127.0.0.1:1/callback";
const person = { login: "ada", password: "x" };
let server: Server;
let issuer: string;
let api: TestServer;
let oidc: SecuritySchemeDescriptor;
const grants: (string | undefined)[] = [];

beforeAll(async () => {
  // It says at length that it is not for production.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(console, "info").mockImplementation(() => undefined);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "web",
        client_secret: "web-s3cret",
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code", "refresh_token", "client_credentials"],
      },
      {
        client_id: "tv",
        token_endpoint_auth_method: "none",
        redirect_uris: [],
        response_types: [],
        grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
      },
    ],
    pkce: { required: () => true },
    scopes: ["openid", "offline_access"],
    features: {
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    cookies: { keys: ["k"] },
  });
  provider.on("grant.success", ({ oidc: { params } }) => grants.push(String(params?.["grant_type"])));
  server.on("request", provider.callback());
  api = await startServer(answerJson({}));
  oidc = { type: "openIdConnect", url: `${issuer}/.well-known/openid-configuration`, env: "PETSTORE_OIDC" };
});
afterEach(closeTokenClients);
afterAll(async () => {
  vi.restoreAllMocks();
  await api.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const web = { clientId: "web", clientSecret: "web-s3cret" };

describe("oidc-provider 9, over discovery", () => {
  test("client credentials", async () => {
    await tokenClient(api, web, {}, oidc).call(secured, {});
    expect(grants.at(-1)).toBe("client_credentials");
    expect(api.last().headers["authorization"]).toMatch(/^Bearer .{20,}/);
  });

  test("authorization code with PKCE, state and nonce, then refresh with rotation", async () => {
    const client = tokenClient(api, undefined, {}, oidc);
    const request = await createAuthorizationRequest(client, { ...web, redirectUri, params: { prompt: "consent" } });
    const { searchParams } = new URL(request.url);
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    expect(searchParams.get("scope")).toBe("openid");
    expect(searchParams.get("nonce")).toBe(request.nonce);
    const { url: callbackUrl } = await new Browser().walk(request.url, { stop: redirectUri, fields: person });
    const wrongState = { ...web, request: { ...request, state: "other" }, callbackUrl };
    expect(await failureOf(exchangeAuthorizationCode(client, wrongState))).toMatchObject({
      name: "TokenError",
      message: expect.stringContaining("state"),
    });
    // What is kept between the two requests is plain data.
    const kept = JSON.parse(JSON.stringify(request));
    const tokens = await exchangeAuthorizationCode(client, { ...web, request: kept, callbackUrl });
    expect(tokens).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      idToken: expect.any(String),
    });
    const expired: TokenSet = { ...tokens, accessToken: "gone", expiresAt: 1, obtainedAt: 0 };
    const signedIn = client.with({ auth: { oauth: { ...web, tokens: expired } } });
    await signedIn.call(secured, {});
    expect(grants.at(-1)).toBe("refresh_token");
    expect(api.last().headers["authorization"]).toMatch(/^Bearer (?!gone).{20,}/);
    // The old refresh token was rotated away: a code is good for one exchange alone as well.
    expect(await failureOf(exchangeAuthorizationCode(client, { ...web, request: kept, callbackUrl }))).toMatchObject({
      error: "invalid_grant",
    });
  });

  test("the callback of another issuer, and one with an error", async () => {
    const client = tokenClient(api, web, {}, oidc);
    const request = await createAuthorizationRequest(client, { redirectUri });
    const callback = (query: Record<string, string>) =>
      exchangeAuthorizationCode(client, {
        request,
        callbackUrl: `${redirectUri}?${new URLSearchParams({ state: request.state, ...query })}`,
      });
    expect(await failureOf(callback({ code: "c", iss: "https://evil.example" }))).toMatchObject({
      message: expect.stringContaining("evil"),
    });
    expect(await failureOf(callback({ error: "access_denied", error_description: "no" }))).toMatchObject({
      error: "access_denied",
      errorDescription: "no",
      status: undefined,
    });
  });

  test("a client that opens the page by itself", async () => {
    const authorize = async (url: string) => (await new Browser().walk(url, { stop: redirectUri, fields: person })).url;
    const client = tokenClient(api, { ...web, redirectUri, authorize }, {}, oidc);
    await Promise.all([client.call(secured, {}), client.call(secured, {})]);
    expect(grants.at(-1)).toBe("authorization_code");
  });

  test("device code", { timeout: 60_000 }, async () => {
    const client = tokenClient(api, undefined, {}, oidc);
    const device = await startDeviceAuthorization(client, { clientId: "tv" });
    expect(device.userCode).toMatch(/^\w{4}-\w{4}$/);
    const tokens = device.tokens();
    await new Browser().walk(device.verificationUriComplete ?? "", { stop: "never", fields: person });
    expect(await tokens).toMatchObject({ accessToken: expect.any(String) });
    expect(grants.at(-1)).toContain("device_code");
  });

  test("metadata of somebody else is refused", async () => {
    const client = tokenClient(api, { ...web, issuer: "https://other.example" }, {}, oidc);
    expect(await failureOf(client.call(secured, {}))).toMatchObject({
      name: "TokenError",
      message: expect.stringContaining("https://other.example"),
    });
  });
});
