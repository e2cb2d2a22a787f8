import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { postId, startInkwell, userId } from "../../example-server/start.js";
import { asIntegration, useApi } from "./support/api.js";

const api = useApi();
const headers = asIntegration;

describe("every answer", () => {
  test.each([
    ["/posts", 200],
    ["/nowhere", 404],
  ])("of %s carries the request's id", async (path, status) => {
    const response = await fetch(api.server.url + path, { headers: { ...headers, "x-request-id": "abc-1" } });
    expect([response.status, response.headers.get("x-request-id")]).toEqual([status, "abc-1"]);
    const other = await fetch(api.server.url + path, { headers });
    expect(other.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    await Promise.all([response.text(), other.text()]);
  });

  test("is compressed for those who can read it, and worth it", async () => {
    const encoding = async (path: string, accept: string) => {
      const response = await fetch(api.server.url + path, { headers: { ...headers, "accept-encoding": accept } });
      await response.json();
      return response.headers.get("content-encoding");
    };
    expect(await encoding("/posts", "gzip")).toBe("gzip");
    expect(await encoding("/posts", "br, gzip;q=0.5")).toBe("gzip");
    expect(await encoding("/posts", "gzip;q=0")).toBeNull();
    expect(await encoding("/posts", "identity")).toBeNull();
    expect(await encoding("/health", "gzip")).toBeNull();
  });
});

describe("paths and methods", () => {
  test.each([
    ["GET", "/v1/posts/a%2Fb", 404, null],
    ["GET", "/v1/posts/%E0%A4%A", 400, null],
    ["GET", "/posts", 404, null],
    ["GET", "/v1/posts/", 404, null],
    ["DELETE", "/v1/posts", 405, "GET, POST"],
    ["POST", "/v1/users/me", 405, "GET"],
    ["HEAD", "/v1/posts", 200, null],
    ["OPTIONS", "/v1/posts", 405, "GET, POST"],
  ])("%s %s is %i", async (method, path, status, allow) => {
    const response = await fetch(new URL(path, api.server.url), { method, headers });
    await response.text();
    expect([response.status, response.headers.get("allow")]).toEqual([status, allow]);
  });
});

describe("the rate limit", () => {
  test("is counted for each credential, said in headers, and enforced until the window ends", async () => {
    let time = Date.UTC(2026, 0, 1);
    const options = { posts: 10, rateLimit: { limit: 2, windowMs: 10_000 }, now: () => new Date(time) };
    const server = await startInkwell(options);
    const call = async (by: Record<string, string>) => {
      const response = await fetch(`${server.url}/posts`, { headers: by });
      await response.text();
      return ["limit", "remaining", "reset"]
        .map((name) => response.headers.get(`x-ratelimit-${name}`))
        .concat(String(response.status), response.headers.get("retry-after") ?? "-")
        .join(" ");
    };
    try {
      expect(await call(headers)).toBe("2 1 10 200 -");
      time += 4500;
      expect(await call(headers)).toBe("2 0 6 200 -");
      expect(await call(headers)).toBe("2 0 6 429 6");
      expect(await call({ authorization: "Bearer test-token" })).toBe("2 1 10 200 -");
      time += 5500;
      expect(await call(headers)).toBe("2 1 10 200 -");
    } finally {
      await server.close();
    }
  });
});

describe("what the server saw", () => {
  test("is kept, in order", async () => {
    await api.call("GET", "/posts?tags=a&tags=b&page=1&filter[language]=en");
    await api.call("PUT", "/media/med_00000001/content", {
      headers: { ...headers, "content-type": "application/octet-stream" },
      body: Buffer.from([0, 200]),
    });
    await fetch(`${api.server.url}/nowhere?x=1`, { method: "POST", body: "text" }).then((response) => response.text());
    expect(api.server.requests).toMatchObject([
      {
        method: "GET",
        path: "/posts",
        target: "/v1/posts?tags=a&tags=b&page=1&filter[language]=en",
        query: { tags: ["a", "b"], page: "1", "filter[language]": "en" },
        operationId: "listPosts",
        status: 200,
        body: undefined,
      },
      { method: "PUT", operationId: "replaceMediaContent", body: "\u0000\u00c8", bodyBytes: 2 },
      { method: "POST", path: "/nowhere", operationId: undefined, status: 404, body: "text" },
    ]);
    expect(api.server.requests[0]?.headers).toMatchObject(headers);
  });

  test("is forgotten when it is too much", async () => {
    const server = await startInkwell({ posts: 1, maxRequests: 10 });
    for (let index = 0; index < 25; index++) await (await fetch(`${server.url}/health?n=${index}`)).json();
    expect(server.requests.length).toBeLessThanOrEqual(10);
    expect(server.requests.at(-1)?.query).toEqual({ n: "24" });
    await server.close();
  });
});

describe("connections", () => {
  test("are kept, counted and told apart", async () => {
    const server = await startInkwell({ posts: 1 });
    const call = (agent: Agent) =>
      new Promise<void>((resolve, reject) => {
        httpRequest(`${server.url}/health`, { agent }, (response) => response.resume().on("end", resolve))
          .on("error", reject)
          .end();
      });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let index = 0; index < 5; index++) await call(kept);
    expect(server.connections).toMatchObject({ opened: 1, open: 1 });
    const fresh = new Agent({ keepAlive: false });
    for (let index = 0; index < 2; index++) await call(fresh);
    expect(server.connections.opened).toBe(3);
    expect(server.requests.map(({ connectionId }) => connectionId)).toEqual([1, 1, 1, 1, 1, 2, 3]);
    kept.destroy();
    await server.close();
    expect(server.connections.open).toBe(0);
  });

  test("survive a refused request with a body", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = () =>
      new Promise<number>((resolve, reject) => {
        const options = { agent, method: "POST", headers: { "content-type": "application/json" } };
        httpRequest(`${api.server.url}/posts`, options, (response) =>
          response.resume().on("end", () => resolve(response.statusCode ?? 0)),
        )
          .on("error", reject)
          .end(JSON.stringify({ title: "x".repeat(300_000) }));
      });
    expect([await post(), await post()]).toEqual([401, 401]);
    const ids = api.server.requests.map(({ connectionId }) => connectionId);
    expect(ids[0]).toBe(ids[1]);
    agent.destroy();
  });
});

test("a reset brings everything back", async () => {
  const before = (await api.call("GET", `/users/${userId(1)}`)).body;
  await api.call("PATCH", `/users/${userId(1)}`, { json: { name: "X" } });
  await api.call("DELETE", `/posts/${postId(1)}`);
  api.server.fault({ kind: "hang" });
  api.server.reset();
  expect(api.server.requests).toEqual([]);
  expect((await api.call("GET", `/users/${userId(1)}`)).body).toEqual(before);
  expect((await api.call("GET", `/posts/${postId(1)}`)).status).toBe(200);
});

test("pages of other origins may call where they are allowed to", async () => {
  const server = await startInkwell({ posts: 1, cors: true });
  const preflight = await fetch(`${server.url}/posts`, {
    method: "OPTIONS",
    headers: { "access-control-request-headers": "x-api-key,content-type" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("x-api-key,content-type");
  const response = await fetch(`${server.url}/posts`);
  expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
  await response.text();
  await server.close();
});

test("two servers hold the same data", async () => {
  const other = await startInkwell();
  const read = async (url: string) => (await fetch(`${url}/posts?perPage=100&page=7`, { headers })).text();
  expect(await read(other.url)).toBe(await read(api.server.url));
  await other.close();
});

test("runs in plain Node, bundled, and leaves nothing behind that keeps the process alive", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inkwell-bundle-"));
  const outfile = join(folder, "demo.mjs");
  const source = `
    import { startInkwell } from "./start.js";
    const server = await startInkwell();
    const response = await fetch(server.url + "/health");
    console.log(response.status, (await response.json()).status);
    await server.close();`;
  const resolveDir = new URL("../../example-server", import.meta.url).pathname;
  await build({ stdin: { contents: source, resolveDir }, bundle: true, platform: "node", format: "esm", outfile });
  try {
    expect(execFileSync(process.execPath, [outfile], { encoding: "utf8", timeout: 20_000 })).toBe("200 ok\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
