import { expect, test } from "vitest";
import { postId, userId } from "../../example-server/start.js";
import { type Api, accessToken, asAda, asAdmin, asGrace, asIntegration, asReader, useApi } from "./support/api.js";

const api = useApi({ tokenLifetime: 60, now: () => new Date(time) });
let time = Date.UTC(2026, 0, 1);

const wrongKey = { "x-api-key": "guess" };
const wrongToken = { authorization: "Bearer guess" };
const wrongBasic = { authorization: `Basic ${btoa("ada:guess")}` };

test.each([
  ["no credentials", "GET", "/posts", {}, 401],
  ["the API key", "GET", "/posts", asIntegration, 200],
  ["a bearer token", "GET", "/posts", asAda, 200],
  ["a wrong API key", "GET", "/posts", wrongKey, 401],
  ["a wrong bearer token", "GET", "/posts", wrongToken, 401],
  ["a wrong one beside a right one", "GET", "/posts", { ...wrongToken, ...asIntegration }, 200],
  ["basic where it is not accepted", "GET", "/posts", asAdmin, 401],
  ["basic where it is", "GET", "/users/me", asAdmin, 200],
  ["a wrong password", "GET", "/users/me", wrongBasic, 401],
  ["an API key where a person is asked for", "GET", "/users/me", asIntegration, 401],
  ["nothing where credentials are optional", "GET", `/posts/${postId(1)}/comments`, {}, 200],
  ["wrong ones where they are optional", "GET", `/posts/${postId(1)}/comments`, wrongKey, 401],
  ["nothing where none are asked for", "GET", "/health", {}, 200],
  ["wrong ones where none are asked for", "GET", "/health", wrongKey, 200],
  ["one of two that are needed", "DELETE", `/users/${userId(9)}`, asAdmin, 401],
  ["the other of two that are needed", "DELETE", `/users/${userId(9)}`, asIntegration, 401],
  ["both that are needed", "DELETE", `/users/${userId(9)}`, { ...asAdmin, ...asIntegration }, 204],
  ["both, but not of an administrator", "DELETE", `/users/${userId(9)}`, { ...asGrace, ...asIntegration }, 403],
  ["someone who may only read", "DELETE", `/posts/${postId(9)}`, asReader, 403],
])("%s: %s %s", async (_name, method, path, headers, status) => {
  const answer = await api.call(method, path, { headers });
  expect(answer.status).toBe(status);
  if (status === 401) expect(answer.headers.get("www-authenticate")).toContain('realm="Inkwell"');
});

test("tells everyone who they are", async () => {
  expect((await api.call("GET", "/users/me", { headers: asAda })).body).toMatchObject({ name: "Ada Lovelace" });
  expect((await api.call("GET", "/users/me", { headers: asGrace })).body).toMatchObject({ name: "Grace Hopper" });
});

test("an access token is good for its scopes only", async () => {
  const reading = await bearer(api, "audit:read");
  expect((await api.call("GET", "/audit-log?limit=1", { headers: reading })).status).toBe(200);
  const refused = await api.call("DELETE", `/posts/${postId(9)}`, { headers: reading });
  expect(refused.status).toBe(403);
  expect(refused.headers.get("www-authenticate")).toContain('error="insufficient_scope", scope="posts:write"');
  const writing = await bearer(api, "posts:write");
  expect((await api.call("DELETE", `/posts/${postId(9)}`, { headers: writing })).status).toBe(204);
});

test("an access token expires, and can be revoked", async () => {
  const headers = await bearer(api, "audit:read");
  const status = async () => (await api.call("GET", "/audit-log?limit=1", { headers })).status;
  time += 59_999;
  expect(await status()).toBe(200);
  time += 1;
  const late = await api.call("GET", "/audit-log?limit=1", { headers });
  expect(late.status).toBe(401);
  expect(late.headers.get("www-authenticate")).toContain('error="invalid_token"');
  const fresh = await bearer(api, "audit:read");
  api.server.tokens.revokeAll();
  expect((await api.call("GET", "/audit-log?limit=1", { headers: fresh })).status).toBe(401);
});

async function bearer(on: Api, scope: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await accessToken(on, scope)}` };
}
