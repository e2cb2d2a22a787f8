import { OAuth2Server } from "oauth2-mock-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SecuritySchemeDescriptor } from "../../../src/runtime/index.js";
import { createAuthorizationRequest, exchangeAuthorizationCode, getAccessToken } from "../../../src/runtime/oauth2.js";
import { answerJson, startServer, type TestServer } from "../support/server.js";
import { closeTokenClients, failureOf, secured, tokenClient } from "./support/token-server.js";

const server = new OAuth2Server();
let api: TestServer;
let oidc: SecuritySchemeDescriptor;
beforeAll(async () => {
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  api = await startServer(answerJson({}));
  oidc = { type: "openIdConnect", url: server.issuer.url ?? "", env: "PETSTORE_OIDC" };
});
afterEach(closeTokenClients);
afterAll(async () => {
  await api.close();
  await server.stop();
});

const grant = { clientId: "id", clientSecret: "s3cret" };

describe("oauth2-mock-server 8, whose issuer stands for its metadata", () => {
  test("client credentials, and the token for other uses", async () => {
    const client = tokenClient(api, grant, {}, oidc);
    await client.call(secured, {});
    expect(api.last().headers["authorization"]).toBe(`Bearer ${await getAccessToken(client)}`);
  });

  test("password, with the scopes and parameters that the user gives", async () => {
    const seen: unknown[] = [];
    server.service.once("beforeTokenSigning", (_token, request) => seen.push(request.body));
    const oauth = { ...grant, username: "u", password: "p", scopes: ["a", "b"], tokenParams: { audience: "x" } };
    await tokenClient(api, oauth, {}, oidc).call(secured, {});
    expect(seen).toEqual([{ grant_type: "password", username: "u", password: "p", scope: "a b", audience: "x" }]);
  });

  test("authorization code: the ID token must be for this very request", async () => {
    const client = tokenClient(api, grant, {}, oidc);
    const redirectUri = "http://127.0.0.1:1/callback";
    const request = await createAuthorizationRequest(client, { redirectUri });
    const callbackOf = async () => (await fetch(request.url, { redirect: "manual" })).headers.get("location") ?? "";
    const tokens = await exchangeAuthorizationCode(client, { request, callbackUrl: await callbackOf() });
    expect(tokens.idToken).toBeDefined();
    const other = { ...request, nonce: "another" };
    const failure = await failureOf(
      exchangeAuthorizationCode(client, { request: other, callbackUrl: await callbackOf() }),
    );
    expect(failure.message).toContain("nonce");
  });

  test.each([
    ["has expired", () => Math.floor(Date.now() / 1_000) - 600],
    ["`exp`", () => undefined],
  ])("authorization code: an ID token that %s is not to be trusted", async (what, exp) => {
    const client = tokenClient(api, grant, {}, oidc);
    const redirectUri = "http://127.0.0.1:1/callback";
    const request = await createAuthorizationRequest(client, { redirectUri });
    const callbackUrl = (await fetch(request.url, { redirect: "manual" })).headers.get("location") ?? "";
    const change = (token: { payload: Record<string, unknown> }) => {
      token.payload["exp"] = exp();
    };
    server.service.on("beforeTokenSigning", change);
    const failure = await failureOf(exchangeAuthorizationCode(client, { request, callbackUrl }));
    server.service.off("beforeTokenSigning", change);
    expect(failure).toMatchObject({ name: "TokenError", message: expect.stringContaining(what) });
  });

  test("what it refuses", async () => {
    server.service.once("beforeResponse", (response) => {
      response.statusCode = 401;
      response.body = { error: "invalid_client" };
    });
    const error = await failureOf(tokenClient(api, grant, {}, oidc).call(secured, {}));
    expect(error).toMatchObject({
      error: "invalid_client",
      status: 401,
      message: expect.stringContaining("client_secret_post"),
    });
  });
});
