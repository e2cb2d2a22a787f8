import { afterEach, describe, expect, test } from "vitest";
import { type PageOptions, type PaginationDescriptor, PaginationError, paginate } from "../../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "../support/client.js";
import { type Handler, startServer, type TestServer } from "../support/server.js";

const servers: TestServer[] = [];
afterEach(async () => {
  await closeClients();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Answer = (url: URL) => { readonly body: unknown; readonly headers?: Record<string, string> };

async function listing(
  rule: PaginationDescriptor,
  answer: Answer,
  more: object = {},
  { method = "GET", base = "" }: { readonly method?: string; readonly base?: string } = {},
) {
  const handler: Handler = (request, response) => {
    const { body, headers = {} } = answer(new URL(request.target, "http://x"));
    response.writeHead(200, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  const server = await startServer(handler);
  servers.push(server);
  const security = { key: { type: "apiKey", in: "query", name: "api_key", env: "K" } } as const;
  const client = makeClient({ baseUrl: server.url + base, auth: { key: "secret" }, ...more }, { security });
  const descriptor = operation({
    method,
    pagination: rule,
    security: [{ key: [] }],
    params: [
      { name: "cursor", in: "query" },
      { name: "kind", in: "query" },
    ],
  });
  const list = (options?: PageOptions) => paginate<unknown, unknown>(client, descriptor, { kind: "cat" }, options);
  return { server, list };
}

const cursorRule: PaginationDescriptor = {
  style: "cursor",
  items: "/data",
  input: { param: "cursor" },
  next: { body: "/next" },
};

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("walking pages", () => {
  test("an empty page with a next cursor goes on; the filter is on every page", async () => {
    const { server, list } = await listing(cursorRule, (url) => {
      const at = Number(url.searchParams.get("cursor") ?? "0");
      return { body: { data: at === 1 ? [] : [at], next: at < 3 ? String(at + 1) : null } };
    });
    expect(await list().toArray()).toEqual([0, 2, 3]);
    expect(server.requests.every(({ target }) => target.includes("kind=cat"))).toBe(true);
  });

  test.each([[1], [3], [400]])("a loop of %i cursors is a PaginationError, not endless", async (length) => {
    const { list } = await listing(cursorRule, (url) => {
      const at = Number(url.searchParams.get("cursor") ?? "0");
      return { body: { data: [at], next: String((at + 1) % length) } };
    });
    const error = await failureOf(list().toArray());
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ operationId: "getPet", cursor: expect.any(String) });
  });

  test("a server that ignores the page's number is found out", async () => {
    const rule: PaginationDescriptor = { style: "page", items: "", input: { param: "cursor" }, first: 1 };
    const { server, list } = await listing(rule, () => ({ body: [{ id: 1 }, { id: 2 }] }));
    expect(await failureOf(list().toArray())).toBeInstanceOf(PaginationError);
    expect(server.requests).toHaveLength(2);
  });

  test("an address keeps its origin, and loses the key that the server repeats", async () => {
    const rule: PaginationDescriptor = { style: "next-url", items: "/data", next: { body: "/next" } };
    const { server, list } = await listing(rule, (url) => ({
      body: { data: [1], next: url.searchParams.has("p") ? null : "/pets?p=2&api_key=secret" },
    }));
    const page = await list().page();
    expect(page.cursor).toBe("/pets?p=2");
    expect(await list().toArray()).toEqual([1, 1]);
    expect(server.last().target).toBe("/pets?p=2&api_key=secret");
  });

  test.each<[string, PageOptions["idempotencyKey"], unknown]>([
    ["a key is the first page's alone", "k", ["k", undefined, undefined]],
    ["a key that is made is made for each page", true, [expect.any(String), expect.any(String), expect.any(String)]],
  ])("of a search by POST %s", async (_what, idempotencyKey, want) => {
    const answer: Answer = (url) => {
      const at = Number(url.searchParams.get("cursor") ?? "0");
      return { body: { data: [at], next: at < 2 ? String(at + 1) : null } };
    };
    const { server, list } = await listing(cursorRule, answer, {}, { method: "POST" });
    expect(await list({ idempotencyKey }).toArray()).toEqual([0, 1, 2]);
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(want);
    expect(new Set(keys).size).toBe(idempotencyKey === true ? 3 : 2);
  });

  test.each(transports)("Stripe's way, behind the last item's id, by %s", async (_name, transport) => {
    const rule: PaginationDescriptor = {
      style: "item-cursor",
      items: "/data",
      input: { param: "cursor" },
      field: "/id",
      hasMore: { body: "/has_more" },
    };
    const answer: Answer = (url) => {
      const at = Number(url.searchParams.get("cursor") ?? "0");
      return { body: { data: [{ id: at + 1 }, { id: at + 2 }], has_more: at < 4 } };
    };
    const { server, list } = await listing(rule, answer, { transport });
    expect(await list().toArray()).toEqual([1, 2, 3, 4, 5, 6].map((id) => ({ id })));
    const asked = server.requests.map(({ target }) => new URL(target, "http://x").searchParams.get("cursor"));
    expect(asked).toEqual([null, "2", "4"]);
  });

  test("a path belongs behind the API's own", async () => {
    const rule: PaginationDescriptor = { style: "next-path", items: "/data", next: { body: "/next" } };
    const answer: Answer = ({ pathname }) => ({
      body: { data: [pathname], next: pathname.endsWith("/more") ? null : "/more?p=2" },
    });
    const { list } = await listing(rule, answer, {}, { base: "/v1" });
    expect(await list().toArray()).toEqual(["/v1/pets", "/v1/more"]);
  });

  test("another origin is refused, with the items so far; where it is allowed it gets no credentials", async () => {
    const other = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: [2], next: null }));
    });
    servers.push(other);
    const rule: PaginationDescriptor = { style: "next-url", items: "/data", next: { body: "/next" } };
    const answer: Answer = () => ({ body: { data: [1], next: `${other.url}/more?p=2` } });
    const refused = await listing(rule, answer);
    const seen: unknown[] = [];
    const walk = async () => {
      for await (const item of refused.list()) seen.push(item);
    };
    expect(await failureOf(walk())).toBeInstanceOf(PaginationError);
    expect(seen).toEqual([1]);
    expect(other.requests).toHaveLength(0);
    const allowed = await listing(rule, answer, { allowedOrigins: [other.url], headers: { authorization: "mine" } });
    expect(await allowed.list().toArray()).toEqual([1, 2]);
    expect(other.last().target).toBe("/more?p=2");
    expect(other.last().headers["authorization"]).toBeUndefined();
  });
});
