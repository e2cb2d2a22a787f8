import { beforeEach, describe, expect, test } from "vitest";
import { eventId, postId, startInkwell } from "../../example-server/start.js";
import { accessToken, asIntegration, eventsOf, linesOf, useApi } from "./support/api.js";

const api = useApi();

describe("the audit log", () => {
  let headers: Record<string, string> = {};
  beforeEach(async () => {
    headers = { authorization: `Bearer ${await accessToken(api, "audit:read")}` };
  });
  const read = async (query = "") => linesOf((await api.call("GET", `/audit-log${query}`, { headers })).bytes);

  test("has every entry on a line, oldest first, the latest actions last", async () => {
    await api.call("DELETE", `/posts/${postId(9)}`);
    const lines = await read();
    expect(lines.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1001 }, (_, index) => index + 1));
    expect(lines.at(-1)).toMatchObject({ action: "post.deleted", target: `/v1/posts/${postId(9)}` });
  });

  test("has line separators of JavaScript within its lines", async () => {
    const { bytes } = await api.call("GET", "/audit-log?limit=10", { headers });
    expect(bytes.toString()).toContain("\u2028");
    expect(linesOf(bytes).length).toBe(10);
  });

  test("keeps to what is asked for", async () => {
    const some = await read("?action=post.deleted&action=user.created&since=2025-01-10T00:00:00Z&limit=50");
    expect(some.length).toBe(50);
    expect(new Set(some.map(({ action }) => action))).toEqual(new Set(["post.deleted", "user.created"]));
    expect(some.every(({ at }) => String(at) >= "2025-01-10")).toBe(true);
    expect(await read("?since=2030-01-01T00:00:00Z")).toEqual([]);
  });

  test.each(["?limit=0", "?action=post.read", "?since=yesterday"])("refuses %s", async (query) => {
    expect((await api.call("GET", `/audit-log${query}`, { headers })).status).toBe(400);
  });

  test("is not for API keys", async () => {
    expect((await api.call("GET", "/audit-log")).status).toBe(401);
  });

  test("can be as long, and its numbers as large, as a test likes", async () => {
    const server = await startInkwell({ posts: 10, auditEntries: 200_000, auditStart: 2n ** 53n });
    try {
      const { token } = server.tokens.issue(["audit:read"]);
      const response = await fetch(`${server.url}/audit-log`, { headers: { authorization: `Bearer ${token}` } });
      const text = await response.text();
      expect(text.split("\n").length).toBe(200_001);
      expect(text).toContain('{"sequence":9007199254740993,');
    } finally {
      await server.close();
    }
  });
});

describe("the event stream", () => {
  const ids = (body: unknown) => eventsOf(String(body)).map(({ id }) => id);

  test("begins with the latest ten", async () => {
    const { body, headers } = await api.call("GET", "/events?close=true");
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(ids(body)).toEqual(Array.from({ length: 10 }, (_, index) => eventId(31 + index)));
    for (const { event, data } of eventsOf(String(body))) expect(JSON.parse(data).type).toBe(event);
  });

  test.each([
    ["evt_000000", 40],
    ["evt_000038", 2],
    ["evt_000040", 0],
  ])("goes on after %s", async (last, count) => {
    const { body } = await api.call("GET", "/events?close=true", {
      headers: { ...asIntegration, "last-event-id": last },
    });
    expect(ids(body).length).toBe(count);
    expect(ids(body).at(-1)).toBe(count === 0 ? undefined : "evt_000040");
  });

  test("keeps to the types asked for", async () => {
    const headers = { ...asIntegration, "last-event-id": eventId(0) };
    const { body } = await api.call("GET", "/events?close=true&types=post.published,media.uploaded", { headers });
    const names = eventsOf(String(body)).map(({ event }) => event);
    expect(new Set(names)).toEqual(new Set(["post.published", "media.uploaded"]));
  });

  test.each([
    ["/events?types=weather", {}],
    ["/events", { "last-event-id": "yesterday" }],
  ])("refuses %s %j", async (path, headers) => {
    expect((await api.call("GET", path, { headers: { ...asIntegration, ...headers } })).status).toBe(400);
  });

  test("tells what happens while it happens, until nobody listens", async () => {
    const { events } = api.server.state;
    const controller = new AbortController();
    const headers = { ...asIntegration, "last-event-id": eventId(40) };
    const response = await fetch(`${api.server.url}/events`, { headers, signal: controller.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("retry: 1000\n\n");
    await waitFor(() => events.listeners === 1);
    await api.call("POST", `/posts/${postId(3)}/publish`);
    const [event] = eventsOf((await reader?.read())?.value ?? "");
    expect(event).toMatchObject({ id: eventId(41), event: "post.published" });
    expect(JSON.parse(event?.data ?? "")).toMatchObject({ post: { id: postId(3), status: "published" } });
    controller.abort();
    await waitFor(() => events.listeners === 0);
  });
});

async function waitFor(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 5000) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
