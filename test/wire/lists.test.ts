import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { PageOptions } from "../../src/runtime/index.js";
import { allItems, answerOf, styles } from "./support/list-styles.js";
import {
  type Asked,
  type ListServer,
  type ListsSdk,
  loadLists,
  type Responder,
  startListServer,
} from "./support/lists.js";
import { failureOf } from "./support/wire.js";

const ids = allItems.map(({ id }) => id);

describe.each(["undici", "fetch"] as const)("lists of a generated SDK through %s", (transport) => {
  let sdk: ListsSdk;
  const opened: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    sdk = await loadLists(transport);
  }, 120_000);
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  /** A server, and the generated functions with a client of it. */
  async function connect(respond: Responder, options: object = {}) {
    const server = await startListServer(respond);
    const client = sdk.createClient({
      baseUrl: `${server.url}/v1`,
      token: "secret",
      maxRetries: 0,
      retry: false,
      ...options,
    });
    opened.push(
      () => client.close(),
      async () => server[Symbol.asyncDispose](),
    );
    const list = (operation: string, params?: object, pageOptions?: PageOptions) => {
      const call = sdk.functions[operation];
      if (call === undefined) throw new TypeError(`there is no operation ${operation}`);
      return call(client, params, pageOptions);
    };
    return { server, list };
  }

  test.each(styles)(
    "$operation: every item once, in order, with the caller's filter and credentials",
    async ({ operation, params }) => {
      const { server, list } = await connect(answerOf);
      expect((await list(operation, params).toArray()).map(({ id }) => id)).toEqual(ids);
      // Where nothing tells the end, an empty page does.
      expect(server.asked).toHaveLength(operation === "listBare" ? 4 : 3);
      expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(server.asked.map(() => "Bearer secret"));
      for (const [name, value] of Object.entries(params ?? {})) {
        const sent = server.asked.map(({ url, body }) =>
          name === "body" ? JSON.parse(body) : url.searchParams.get(name),
        );
        if (name === "body") for (const one of sent) expect(one).toMatchObject(value);
        else expect(new Set(sent)).toEqual(new Set([String(value)]));
      }
    },
  );

  test.each(styles)(
    "$operation: goes on where it stopped, from a cursor that was stored",
    async ({ operation, params }) => {
      const { list } = await connect(answerOf);
      const first = await list(operation, params).page();
      expect(first.hasNextPage()).toBe(true);
      const cursor: string = JSON.parse(JSON.stringify(first.cursor));
      const rest = await list(operation, params, { from: cursor }).toArray();
      expect([...first.items, ...rest].map(({ id }) => id)).toEqual(ids);
      expect((await first.nextPage()).items.map(({ id }) => id)).toEqual(ids.slice(3, 6));
    },
  );

  test.each(styles)("$operation: a page that fails has the cursor to go on from", async ({ operation, params }) => {
    let count = 0;
    const { list } = await connect((asked) => {
      count += 1;
      return count === 2 ? { status: 503, body: { message: "not now" } } : answerOf(asked);
    });
    const seen: string[] = [];
    const walk = async (from?: string) => {
      for await (const { id } of list(operation, params, { from })) seen.push(id);
    };
    const error = await failureOf(walk());
    expect(error).toBeInstanceOf(sdk.ServerError);
    expect(seen).toEqual(ids.slice(0, 3));
    await walk((error as { cursor?: string }).cursor);
    expect(seen).toEqual(ids);
  });

  test("an empty page that is not the last is walked over", async () => {
    const { list } = await connect(({ url }) => {
      const at = Number(url.searchParams.get("cursor") ?? "0");
      return { body: { data: at === 1 ? [] : [{ id: `${at}` }], next: at < 3 ? `${at + 1}` : null } };
    });
    expect((await list("listByCursor").toArray()).map(({ id }) => id)).toEqual(["0", "2", "3"]);
  });

  test.each<[operation: string, respond: Responder]>([
    ["listByCursor", () => ({ body: { data: [{ id: "1" }], next: "again" } })],
    [
      "listByNextUrl",
      ({ headers }) => ({ body: { data: [{ id: "1" }], links: { next: `http://${headers.host}/v1/next-url?at=1` } } }),
    ],
    ["listByLink", () => ({ body: [{ id: "1" }], headers: { link: '</v1/link?at=1>; rel="next"' } })],
    ["listCharges", () => ({ body: { object: "list", data: [{ id: "1" }], has_more: true } })],
    ["listBare", () => ({ body: [{ id: "1" }] })],
  ])("%s: a page that comes again is a PaginationError", async (operation, respond) => {
    const { server, list } = await connect(respond);
    const error = await failureOf(list(operation).toArray());
    expect(error).toBeInstanceOf(sdk.PaginationError);
    expect(error).toMatchObject({ operationId: operation, cursor: expect.any(String) });
    expect(server.asked).toHaveLength(2);
  });

  describe("a next page at another origin", () => {
    let other: ListServer;
    beforeAll(async () => {
      other = await startListServer(() => ({ body: { data: [{ id: "elsewhere" }], links: { next: null } } }));
    });
    afterAll(() => other[Symbol.asyncDispose]());
    const elsewhere = (): ReturnType<Responder> => ({
      body: { data: [{ id: "here" }], links: { next: `${other.url}/v1/next-url?at=1` } },
    });

    test("is refused, and is not asked", async () => {
      const { list } = await connect(elsewhere);
      const error = await failureOf(list("listByNextUrl").toArray());
      expect(error).toBeInstanceOf(sdk.PaginationError);
      expect(String(error)).toContain("allowedOrigins");
      expect(other.sockets.all).toBe(0);
    });

    test("is asked without credentials where it is allowed", async () => {
      const headers = { "x-tenant": "mine" };
      const { list } = await connect(elsewhere, { allowedOrigins: [other.url], headers });
      expect((await list("listByNextUrl").toArray()).map(({ id }) => id)).toEqual(["here", "elsewhere"]);
      const sent: Asked["headers"] = other.asked.at(-1)?.headers ?? {};
      expect([sent.authorization, sent["x-tenant"], sent.cookie]).toEqual([undefined, undefined, undefined]);
    });
  });

  test("break leaves a connection that the next calls take", async () => {
    const { server, list } = await connect(answerOf);
    for (let walk = 0; walk < 20; walk += 1) {
      for await (const _ of list("listByCursor")) break;
    }
    expect(server.asked).toHaveLength(20);
    // A pool may open a second one before the first is said to be free.
    expect(server.sockets.all).toBeLessThanOrEqual(3);
  });

  test("break lets go of the page that is under way, whose connection is closed", async () => {
    const { server, list } = await connect((asked) =>
      asked.url.searchParams.has("cursor") ? undefined : answerOf(asked),
    );
    for await (const _ of list("listByCursor", {}, { prefetch: true })) {
      await vi.waitFor(() => expect(server.asked).toHaveLength(2), { timeout: 20_000 });
      break;
    }
    await vi.waitFor(() => expect(server.sockets.open).toBeLessThanOrEqual(1), { timeout: 20_000 });
    // Nothing is left that closing would wait for. The idle connections of `fetch` are the platform's.
    await opened.shift()?.();
    if (transport === "undici") await vi.waitFor(() => expect(server.sockets.open).toBe(0), { timeout: 20_000 });
  });

  test("prefetch asks for one page while another is looked at, and for no more", async () => {
    const { server, list } = await connect(answerOf);
    const asked: number[] = [];
    for await (const _ of list("listByCursor", {}, { prefetch: true }).pages()) {
      const want = Math.min(3, asked.length + 2);
      await vi.waitFor(() => expect(server.asked.length).toBeGreaterThanOrEqual(want), { timeout: 20_000 });
      asked.push(server.asked.length);
    }
    expect(asked).toEqual([2, 3, 3]);
  });

  test("maxPages, maxItems and a limit ask for nothing that is not needed", async () => {
    const { server, list } = await connect(answerOf);
    expect(await list("listByCursor", {}, { maxPages: 2 }).toArray()).toHaveLength(6);
    expect(await list("listByCursor", {}, { maxItems: 4 }).toArray()).toHaveLength(4);
    expect(await list("listByCursor").toArray({ limit: 2 })).toHaveLength(2);
    expect(server.asked).toHaveLength(5);
  });
});
