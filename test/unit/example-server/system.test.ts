import { describe, expect, test } from "vitest";
import { useApi } from "./support/api.js";

const api = useApi();
const client = { client_id: "inkwell-client", client_secret: "inkwell-secret" };
const grant = { grant_type: "client_credentials" };

test("the health check needs no credentials", async () => {
  const { status, body } = await api.call("GET", "/health", { headers: {} });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: "ok", version: "1.4.0" });
});

describe("the token endpoint", () => {
  const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

  test.each([
    ["credentials in the body", {}, { ...grant, ...client }, "posts:write audit:read"],
    ["credentials by HTTP Basic", basic("inkwell-client", "inkwell-secret"), grant, "posts:write audit:read"],
    [
      "form-encoded credentials by HTTP Basic",
      basic("inkwell%2Dclient", "inkwell%2dsecret"),
      grant,
      "posts:write audit:read",
    ],
    ["some scopes only", {}, { ...grant, ...client, scope: "audit:read" }, "audit:read"],
  ])("issues a token for %s", async (_name, headers, form, scope) => {
    const answer = await api.call("POST", "/oauth/token", { headers, body: new URLSearchParams(form) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope });
    expect(api.server.tokens.issued).toBe(1);
  });

  test.each([
    ["no grant type", client, 400, "invalid_request"],
    ["another grant type", { ...client, grant_type: "password" }, 400, "unsupported_grant_type"],
    ["an unknown scope", { ...grant, ...client, scope: "audit:read moon:reach" }, 400, "invalid_scope"],
    ["a wrong secret", { ...grant, ...client, client_secret: "guess" }, 401, "invalid_client"],
    ["an unknown client", { ...grant, client_id: "stranger" }, 401, "invalid_client"],
    ["no client", grant, 401, "invalid_client"],
  ])("refuses %s", async (_name, form, status, error) => {
    const answer = await api.call("POST", "/oauth/token", { headers: {}, body: new URLSearchParams(form) });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error });
    expect(api.server.tokens.issued).toBe(0);
  });

  test("refuses a body that is no form", async () => {
    const answer = await api.call("POST", "/oauth/token", { headers: {}, json: grant });
    expect([answer.status, answer.body]).toMatchObject([400, { error: "invalid_request" }]);
  });
});
