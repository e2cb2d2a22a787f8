import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Fault, faultHeader, postId } from "../../example-server/start.js";
import { asIntegration, useApi } from "./support/api.js";

const api = useApi();
const headers = asIntegration;
const draft = JSON.stringify({ title: "T", blocks: [{ type: "paragraph", text: "t" }] });

function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(api.server.url + path, { headers, ...init });
}

function create(): Promise<Response> {
  return get("/posts", { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: draft });
}

/** What becomes of a call: the status and the body, or the code of the error and where it came. */
async function outcome(call: Promise<Response>): Promise<string> {
  const response = await call.catch(errorCode);
  if (typeof response === "string") return `${response} before the answer`;
  const text = await response.text().catch(errorCode);
  return typeof text === "string" && /^(UND_|ECONN|TIMEOUT)/.test(text) ? `${text} in the body` : `${response.status}`;
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "?";
  if (error.name === "TimeoutError") return "TIMEOUT";
  const cause = error.cause;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}

// Long enough for a busy machine to answer, where an answer is expected.
const soon = () => ({ signal: AbortSignal.timeout(1_500) });

describe("a fault", () => {
  test.each<[Fault["kind"], string]>([
    ["hang", "TIMEOUT before the answer"],
    ["reset", "ECONNRESET before the answer"],
    ["lose-reply", "ECONNRESET before the answer"],
    ["hang-body", "TIMEOUT in the body"],
    ["reset-body", "ECONNRESET in the body"],
    ["cut-body", "UND_ERR_SOCKET in the body"],
    ["status", "500"],
    ["wrong-shape", "200"],
  ])("of kind %s: %s", async (kind, expected) => {
    api.server.fault({ kind });
    expect(await outcome(get("/posts", soon()))).toBe(expected);
    expect(await outcome(get("/posts"))).toBe("200");
  });

  test.each<[Fault["kind"], string]>([
    ["hang-body", "TIMEOUT in the body"],
    ["cut-body", "UND_ERR_SOCKET in the body"],
  ])("of kind %s strikes in streams of unknown length, too", async (kind, expected) => {
    api.server.fault({ kind, operationId: "streamEvents" });
    expect(await outcome(get("/events?close=true", soon()))).toBe(expected);
  });

  test("gives exactly so many bytes as it says", async () => {
    api.server.fault({ kind: "cut-body", after: 70_000 });
    const response = await get("/media/med_00000001/content");
    let received = 0;
    await expect(async () => {
      for await (const chunk of response.body ?? []) received += chunk.length;
    }).rejects.toThrow();
    expect(received).toBe(70_000);
  });

  test("answers what it is told", async () => {
    api.server.fault({
      kind: "status",
      status: 503,
      headers: { "Retry-After": "2", "Content-Type": "text/html" },
      body: "<h1>no</h1>",
    });
    const response = await get("/posts");
    expect([response.status, await response.text()]).toEqual([503, "<h1>no</h1>"]);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.get("retry-after")).toBe("2");
    expect(response.headers.get("x-request-id")).toBeTruthy();
  });

  test("answers with a problem, if it is told nothing", async () => {
    api.server.fault({ kind: "status", status: 429 });
    const response = await get("/posts");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({ title: "Injected fault", status: 429 });
  });

  test("answers 204 without a body", async () => {
    api.server.fault({ kind: "status", status: 204 });
    expect(await outcome(get("/posts"))).toBe("204");
  });

  test("waits", async () => {
    api.server.fault({ kind: "delay", delayMs: 80 });
    const start = performance.now();
    expect(await outcome(get("/posts"))).toBe("200");
    expect(performance.now() - start).toBeGreaterThan(75);
  });
});

describe("a fault strikes", () => {
  test.each<[string, Partial<Fault>]>([
    ["any request", {}],
    ["a method", { method: "get" }],
    ["a path", { path: `/posts/${postId(1)}` }],
    ["a template", { path: "/posts/{postId}" }],
    ["an operation", { operationId: "getPost" }],
    ["all of these together", { method: "GET", path: "/posts/{postId}", operationId: "getPost" }],
  ])("%s", async (_name, target) => {
    api.server.fault({ kind: "status", ...target });
    expect((await get(`/posts/${postId(1)}`)).status).toBe(500);
  });

  test.each<[string, Partial<Fault>]>([
    ["another method", { method: "PUT" }],
    ["another path", { path: `/posts/${postId(2)}` }],
    ["another operation", { operationId: "listPosts" }],
  ])("not %s", async (_name, target) => {
    api.server.fault({ kind: "status", ...target });
    expect((await get(`/posts/${postId(1)}`)).status).toBe(200);
  });

  test("as often as it says, one after the other, until it is taken back", async () => {
    const statuses = async (count: number) => {
      const seen: number[] = [];
      for (let index = 0; index < count; index++) seen.push((await get("/health")).status);
      return seen;
    };
    api.server.fault({ kind: "status", status: 503, times: 2 });
    api.server.fault({ kind: "status", status: 429 });
    expect(await statuses(4)).toEqual([503, 503, 429, 200]);
    const takeBack = api.server.fault({ kind: "status", status: 502, times: Infinity });
    expect(await statuses(3)).toEqual([502, 502, 502]);
    takeBack();
    expect(await statuses(1)).toEqual([200]);
    api.server.fault({ kind: "hang" });
    api.server.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });

  test("the request that carries it", async () => {
    expect(await outcome(get("/health", { headers: { [faultHeader]: "reset" } }))).toContain("ECONNRESET");
    const fault = JSON.stringify({ kind: "status", status: 418 });
    expect((await get("/health", { headers: { [faultHeader]: fault } })).status).toBe(418);
  });
});

describe("what a fault does to the data", () => {
  test.each<[Fault["kind"], number]>([
    ["status", 0],
    ["reset", 0],
    ["wrong-shape", 0],
    ["lose-reply", 1],
    ["reset-body", 1],
    ["cut-body", 1],
  ])("%s: %i posts more", async (kind, more) => {
    api.server.fault({ kind, method: "POST", path: "/posts" });
    await outcome(create());
    expect(api.server.state.posts.size).toBe(2500 + more);
    expect(api.server.requests.at(-1)?.body).toEqual(JSON.parse(draft));
  });

  test("a hanging request lets the server close", async () => {
    api.server.fault({ kind: "hang" });
    const hanging = outcome(create());
    await sleep(50);
    expect(api.server.requests.at(-1)).toMatchObject({ operationId: "createPost", status: undefined });
    expect(api.server.connections.open).toBeGreaterThan(0);
    await api.server.close();
    expect(await hanging).toMatch(/before the answer$/);
  });
});
