import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toApplied } from "../../../src/runtime/auth/apply.js";
import { isTokenRefusal } from "../../../src/runtime/oauth2/challenge.js";
import { authenticateClient } from "../../../src/runtime/oauth2/client-authentication.js";
import { codeChallenge } from "../../../src/runtime/oauth2/pkce.js";
import { readTokenResponse } from "../../../src/runtime/oauth2/token-response.js";
import { FetchHeaders } from "../../../src/runtime/response-headers.js";
import { readVectors } from "../support/vectors.js";
import {
  closeTokenClients,
  failureOf,
  secured,
  startTokenServer,
  type TokenServer,
  tokenClient,
} from "./support/token-server.js";

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly [key: string]: unknown;
}

const cases = readVectors<Vector>("oauth") ?? [];
const ofKind = (...kinds: string[]) => cases.filter(({ kind }) => kinds.includes(kind));

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer();
});
afterEach(closeTokenClients);
afterAll(() => server.close());

describe.skipIf(cases.length === 0)("../shared/suites/vectors/oauth.json (skipped where it is absent)", () => {
  test("each kind is looked at", () => {
    const kinds =
      "client_secret_basic http_basic client_secret_post client_credentials refresh_request token_response token_error bearer_challenge bearer_request pkce";
    expect(cases.filter(({ kind }) => !kinds.split(" ").includes(kind))).toEqual([]);
  });

  test.each(ofKind("client_secret_basic"))("$id client_secret_basic", ({ clientId, clientSecret, ...want }) => {
    const form = new URLSearchParams();
    const client = { id: String(clientId), secret: String(clientSecret), method: "client_secret_basic" as const };
    const header = authenticateClient(client, form) ?? "";
    expect([...form.keys()]).toEqual([]);
    if (want["authorization"] !== undefined) expect(header).toBe(want["authorization"]);
    // Which letters are encoded that need not be is free: what counts is what is decoded.
    const decoded = (text: string) => text.split(":").map((part) => new URLSearchParams(`v=${part}`).get("v"));
    const sent = Buffer.from(header.replace("Basic ", ""), "base64").toString();
    if (want["decodedToken"] !== undefined) expect(decoded(sent)).toEqual(decoded(String(want["decodedToken"])));
    expect(sent.split(":")).toHaveLength(2);
  });

  test.each(ofKind("http_basic"))("$id http_basic", ({ user, password, error, authorization }) => {
    const apply = () => toApplied("login", { type: "basic", env: "X" }, { username: user, password });
    if (error === true) expect(apply).toThrow("colon");
    else expect(apply().header).toEqual(["authorization", authorization]);
  });

  test.each(ofKind("bearer_request"))("$id bearer_request", ({ token, authorization }) => {
    expect(toApplied("t", { type: "bearer", env: "X" }, token).header).toEqual(["authorization", authorization]);
  });

  test.each(ofKind("pkce"))("$id pkce", async ({ verifier, challenge }) => {
    expect(await codeChallenge(String(verifier))).toBe(challenge);
  });

  test.each(ofKind("bearer_challenge"))("$id bearer_challenge", ({ status, headers, expected }) => {
    const response = {
      status: Number(status),
      headers: new FetchHeaders(new Headers(headers as Record<string, string>)),
    };
    expect({ refresh: isTokenRefusal(response) }).toEqual(expected);
  });

  test.each(ofKind("client_secret_post", "client_credentials", "refresh_request"))("$id $kind", async (vector) => {
    const { clientId, clientSecret } = { clientId: "s6BhdRkqt3", clientSecret: "gX1fBat3bV", ...vector };
    const body = String(vector["body"]);
    const refreshToken = new URLSearchParams(body).get("refresh_token");
    const common = { clientId: String(clientId), clientSecret: String(clientSecret) };
    const method = { clientAuthentication: vector.kind === "client_secret_post" ? vector.kind : undefined } as const;
    const grant = refreshToken === null ? { ...common, ...method } : { ...common, ...method, refreshToken };
    await tokenClient(server, grant).call(secured, {});
    const request = server.tokenRequests.at(-1);
    expect(request?.body.toString()).toBe(body);
    expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(request?.headers["authorization"] === undefined).toBe(vector["noAuthorizationHeader"] === true);
  });

  test.each(ofKind("token_response"))("$id token_response", async ({ status, headers, body, before, expected }) => {
    const want = expected as Record<string, unknown>;
    const old = (before as { refreshToken?: string } | undefined)?.refreshToken;
    const response = readTokenResponse({ status: Number(status), body });
    if (want["accessToken"] !== undefined) expect(response?.accessToken).toBe(want["accessToken"]);
    if (want["expiresInS"] !== undefined) expect(response?.expiresIn ?? null).toBe(want["expiresInS"]);
    if (want["refreshToken"] !== undefined) expect(response?.refreshToken ?? old).toBe(want["refreshToken"]);
    server.answers.push({ status: Number(status), headers: (headers ?? {}) as Record<string, string>, body });
    const kept: (string | undefined)[] = [];
    const tokenStore = {
      get: () => undefined,
      set: (_key: string, tokens: { refreshToken?: string | undefined } | undefined) =>
        void kept.push(tokens?.refreshToken),
      lock: <Result>(_key: string, task: () => Promise<Result>) => task(),
    };
    const client = tokenClient(server, { clientId: "c", refreshToken: old ?? "old" }, { tokenStore });
    const call = client.call(secured, {});
    if (response?.tokenType?.toLowerCase() !== "bearer") {
      expect(await failureOf(call)).toMatchObject({
        name: "TokenError",
        message: expect.stringContaining('"example"'),
      });
      return;
    }
    await call;
    expect(server.last().headers["authorization"]).toBe(`Bearer ${response.accessToken}`);
    expect(kept).toEqual([want["refreshToken"] ?? old ?? "old"]);
  });

  test.each(ofKind("token_error"))("$id token_error", async ({ status, headers, body, expected }) => {
    const want = expected as Record<string, unknown>;
    const seen = server.tokenRequests.length;
    server.answers.push({
      status: Number(status),
      headers: (headers ?? {}) as Record<string, string>,
      body: body ?? {},
    });
    const client = tokenClient(server, { clientId: "c", clientSecret: "s", refreshToken: "r" });
    if (want["retry"] === true) {
      await client.call(secured, {});
      expect(server.forms.slice(seen).map((form) => form.get("refresh_token"))).toEqual(["r", "r"]);
      return;
    }
    const error = await failureOf(client.call(secured, {}));
    expect(error).toMatchObject({ name: "TokenError", error: want["error"], errorDescription: "x", status });
    expect(server.tokenRequests.length - seen).toBe(1);
    if (want["dropRefreshToken"] !== true) return;
    expect(await failureOf(client.call(secured, {}))).toMatchObject({
      message: expect.stringContaining("Sign in again"),
    });
    expect(server.tokenRequests.length - seen).toBe(1);
  });
});
