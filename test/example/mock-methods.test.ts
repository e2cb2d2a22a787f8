/** Each method of the mock, with both transports, and with the runtime copied into the SDK or taken from the package. */
import { Socket } from "node:net";
import { resolve } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type * as sdkModule from "../../generated-example/sdk/index.js";
import type * as kitModule from "../../generated-example/sdk/testing.js";
import { writeGenerated } from "../wire/support/generate.js";
import type { Variant } from "./in-memory.js";

const variants: readonly Variant[] = [
  { transport: "undici", runtime: "bundled" },
  { transport: "fetch", runtime: "bundled" },
  { transport: "undici", runtime: "package" },
  { transport: "fetch", runtime: "package" },
];

const postId = "9057ab1e-0000-4000-8000-000000000001";
const missing = { title: "Not found", status: 404 };

describe.each(variants)("$transport, runtime: $runtime", (variant) => {
  let sdk: typeof sdkModule;
  let kit: typeof kitModule;
  let post: sdkModule.Post;

  beforeAll(async () => {
    const name = `mock-${variant.transport}-${variant.runtime}`;
    const folder = await writeGenerated(name, "fixtures/inkwell.yaml", variant);
    sdk = await import(/* @vite-ignore */ resolve(folder, "index.ts"));
    kit = await import(/* @vite-ignore */ resolve(folder, "testing.ts"));
    post = kit.fixture.post({ title: "T" });
  });
  afterEach(() => vi.restoreAllMocks());

  test("reply answers every call, with status, headers and body", async () => {
    const { client, mock } = kit.mockInkwell();
    mock.posts.publish().reply(202, kit.fixture.scheduledPost(), { headers: { "x-queue": "slow" } });
    for (const _ of [1, 2]) {
      const { status, headers } = await client.posts.publish({ postId, body: {} }).withResponse();
      expect([status, headers.get("x-queue")]).toEqual([202, "slow"]);
    }
  });

  test("replyOnce answers one call; what was declared before answers the next", async () => {
    const { client, mock } = kit.mockInkwell();
    mock.posts.get().reply(200, post);
    mock.posts.get().replyOnce(200, { ...post, title: "Once" });
    const titles = [await client.posts.get({ postId }), await client.posts.get({ postId })].map(({ title }) => title);
    expect(titles).toEqual(["Once", "T"]);
  });

  test("error is the declared error, with its body", async () => {
    const { client, mock } = kit.mockInkwell();
    mock.posts.get().error(404, missing);
    const error = await client.posts.get({ postId }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(sdk.NotFoundProblem);
    expect(error).toMatchObject({ status: 404, body: missing });
  });

  test("timeout is a TimeoutError while nothing of an answer has come", async () => {
    const { client, mock } = kit.mockInkwell({ retry: false });
    mock.posts.get().timeout();
    const error = await client.posts.get({ postId }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(sdk.TimeoutError);
    expect(error).toMatchObject({ phase: "headers" });
  });

  test("reset is a ConnectionError without a status", async () => {
    const { client, mock } = kit.mockInkwell({ retry: false });
    mock.posts.get().reset();
    const error = await client.posts.get({ postId }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(sdk.ConnectionError);
    expect(error).not.toHaveProperty("status");
  });

  test("rateLimit says how long to wait, and the client waits as long", async () => {
    const api = kit.mockInkwell({ clock: kit.fakeClock() });
    api.mock.posts.get().rateLimit({ retryAfter: 2 }).reply(200, post);
    const call = api.client.posts.get({ postId });
    await api.clock.advance(1_999);
    expect(api.calls("getPost")).toHaveLength(1);
    await api.clock.advance(1_000);
    expect((await call).title).toBe("T");
    api.mock.posts.get({ postId: "now" }).rateLimit({ retryAfter: 2 });
    const error = await api.client.posts.get({ postId: "now" }, { retry: false }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(sdk.RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 2_000 });
  });

  test("pages are walked, each with its own request", async () => {
    const api = kit.mockInkwell();
    const page = { page: 1, perPage: 1, totalItems: 2, totalPages: 2 };
    const summary = kit.fixture.postSummary();
    api.mock.posts.list().pages([
      { ...page, items: [{ ...summary, title: "One" }] },
      { ...page, page: 2, items: [{ ...summary, title: "Two" }] },
    ]);
    const titles: string[] = [];
    for await (const { title } of api.client.posts.list({ perPage: 1 })) titles.push(title);
    expect(titles).toEqual(["One", "Two"]);
    expect(api.calls("listPosts").map(({ params }) => params.page)).toEqual([undefined, 2]);
  });

  test("pages that are walked by `Link` say where the next one is, with the query of the call", async () => {
    const { client, mock, calls } = kit.mockInkwell();
    const [one, two] = [kit.fixture.media({ filename: "one" }), kit.fixture.media({ filename: "two" })];
    mock.media.list().pages([[one], [two]]);
    const names: string[] = [];
    for await (const { filename } of client.media.list({ limit: 1 })) names.push(filename);
    expect(names).toEqual(["one", "two"]);
    expect(calls("listMedia").map(({ url }) => new URL(url).search)).toEqual(["?limit=1", "?limit=1&page=2"]);
  });

  test("stream gives its items one by one: JSON Lines, and events", async () => {
    const { client, mock } = kit.mockInkwell();
    const entry = kit.fixture.auditEntry();
    mock.audit.exportLog().stream([
      { ...entry, sequence: 1 },
      { ...entry, sequence: 2 },
    ]);
    const sequences: number[] = [];
    for await (const { sequence } of client.audit.exportLog()) sequences.push(sequence);
    expect(sequences).toEqual([1, 2]);
    mock.posts.summarize().stream([{ data: { delta: "a" } }, { data: { delta: "b" } }]);
    const deltas: string[] = [];
    for await (const { data } of client.posts.summarize({ postId, body: {} }).stream()) deltas.push(data.delta);
    expect(deltas).toEqual(["a", "b"]);
  });

  test("undeclared is sent as it is, and the client checks it", async () => {
    const { client, mock } = kit.mockInkwell({ retry: false });
    mock.posts.get().undeclared(418, { title: "Teapot" });
    expect(await client.posts.get({ postId }).catch((reason: unknown) => reason)).toMatchObject({ status: 418 });
  });

  test("what the document doesn't have is refused by each of them", () => {
    const { posts } = kit.mockInkwell().mock;
    const notWhat = "is not what the document says";
    const noPost = { ...post, title: 7 };
    // @ts-expect-error the compiler says so, too: here and below
    expect(() => posts.get().reply(200, noPost)).toThrow(notWhat);
    // @ts-expect-error
    expect(() => posts.get().reply(201, post)).toThrow("getPost declares no 201, but 200");
    // @ts-expect-error
    expect(() => posts.get().replyOnce(200, noPost)).toThrow(notWhat);
    // @ts-expect-error
    expect(() => posts.get().replyOnce(202, post)).toThrow("getPost declares no 202, but 200");
    // @ts-expect-error
    expect(() => posts.get().error(404, { title: 7 })).toThrow(notWhat);
    // Not by the compiler: `5XX` is any number to it.
    expect(() => posts.get().error(410, missing)).toThrow("getPost declares no 410, but 200");
    // @ts-expect-error
    expect(() => posts.get().error(200, post)).toThrow("200 is no error: use .reply(200, …)");
    // @ts-expect-error
    expect(() => posts.list().pages([{ items: [noPost] }])).toThrow(notWhat);
    // @ts-expect-error
    expect(() => posts.summarize().stream([{ data: { delta: 7 } }])).toThrow(notWhat);
    // A body of any shape: which declared error it is depends on the operation.
    expect(() => posts.get().rateLimit({ body: { title: 7 } })).toThrow(notWhat);
  });

  test("what was sent is there, typed by the operation", async () => {
    const api = kit.mockInkwell();
    api.mock.posts.create().reply(201, post);
    const body = { title: "New", blocks: [] };
    await api.client.posts.create({ body, "Idempotency-Key": "key-1" });
    const [call] = api.mock.calls("createPost");
    // These compile: `title` and the header are known by their names.
    const title: string | undefined = call?.body.title;
    const key: string | undefined = call?.params["Idempotency-Key"];
    expect([title, key, call?.headers["idempotency-key"]]).toEqual(["New", "key-1", "key-1"]);
    // @ts-expect-error no operation is called so
    expect(() => api.mock.calls("makePost")).toThrow("makePost");
  });

  test("an unexpected call fails at once, and names the declared one that is closest", async () => {
    const api = kit.mockInkwell();
    api.mock.posts.list({ perPage: 5, tags: ["a"] }).reply(200, kit.fixture.postPage());
    api.mock.posts.list({ perPage: 9, tags: ["b"] }).reply(200, kit.fixture.postPage());
    const message = await api.client.posts.list({ perPage: 5, tags: ["c"] }).catch((error: unknown) => String(error));
    expect(message).toContain('Unexpected call: posts.list({ perPage: 5, tags: ["c"] })');
    expect(message).toContain(
      'Closest declared: posts.list({ perPage: 5, tags: ["a"] }): tags is ["c"], expected ["a"]',
    );
    expect(api.calls("listPosts")).toHaveLength(1);
    expect(() => api.verify()).toThrow("Unexpected call");
  });

  test("no network is reached: no socket is opened, and nobody calls fetch", async () => {
    const connect = vi.spyOn(Socket.prototype, "connect").mockImplementation(() => {
      throw new Error("a socket was opened");
    });
    const fetch = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("fetch was called"));
    const real = new sdk.Inkwell({ baseUrl: "http://127.0.0.1:9", apiKey: "key", retry: false });
    await real.posts.get({ postId }).catch(() => undefined);
    // The traps are where a real client would be seen.
    expect(connect.mock.calls.length + fetch.mock.calls.length).toBe(1);

    const oauth = { clientId: "id", clientSecret: "secret" };
    const api = kit.mockInkwell({ baseUrl: "http://127.0.0.1:9", bearerToken: undefined, oauth });
    api.mock.posts.get().timeout().reset().rateLimit({ retryAfter: 1 }).reply(200, post);
    // It needs a token, which is made up.
    api.mock.audit.exportLog().stream([kit.fixture.auditEntry()]);
    api.mock.media.download().reply(200, new Uint8Array([1]));
    await api.client.posts.get({ postId }, { retry: 5 });
    for await (const _ of api.client.audit.exportLog()) expect(api.calls("exportAuditLog")).toHaveLength(1);
    await (await api.client.media.download({ mediaId: "m" })).bytes();
    await api.client.posts.delete({ postId }).catch(() => undefined);
    expect(connect.mock.calls.length + fetch.mock.calls.length).toBe(1);
    await api.client.close();
  });
});
