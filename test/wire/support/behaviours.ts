import { describe, expect, test } from "vitest";
import { mediaId, postId, userId } from "../../example-server/start.js";
import { deadUrl, failureOf, type Sdk, useWire } from "./wire.js";

/** What every SDK of the example API does, whichever way it was generated. */
export function describeBehaviours(name: string, load: () => Promise<Sdk>): void {
  describe(name, () => {
    const wire = useWire(load);
    describeResults(wire);
    describeFailures(wire);
    describeRequests(wire);
    describeClient(wire);
  });
}

type Wire = ReturnType<typeof useWire>;

const newPost = {
  title: "On small languages",
  tags: ["languages"],
  blocks: [{ type: "paragraph" as const, text: "They are large inside." }],
};

function describeResults(wire: Wire): void {
  test("creates, reads, changes, replaces and deletes", async () => {
    const { posts } = wire.inkwell;
    const created = await posts.create({ body: newPost });
    expect(created).toMatchObject({ ...newPost, status: "draft", revision: 1, slug: "on-small-languages" });
    const post = { postId: created.id };
    expect(await posts.get(post)).toEqual(created);
    const updated = await posts.update({ ...post, body: { title: "On languages", excerpt: null } });
    expect(updated).toMatchObject({ title: "On languages", excerpt: null, revision: 2 });
    const { headers } = await posts.get(post).withResponse();
    const body = { ...newPost, title: "On large languages" };
    const replaced = await posts.replace({ ...post, "If-Match": headers.get("etag") ?? "", body });
    expect(replaced).toMatchObject({ title: "On large languages", revision: 3 });
    expect(await posts.delete(post)).toBeUndefined();
    expect(await failureOf(posts.get(post))).toBeInstanceOf(wire.sdk.NotFoundProblem);
  });

  test("text is a string", async () => {
    const html = await wire.inkwell.posts.preview({ body: newPost });
    expect(html).toBe("<article><h1>On small languages</h1><p>They are large inside.</p></article>");
  });

  test("a file is a BinaryResponse, whole or in part", async () => {
    const whole = await wire.inkwell.media.download({ mediaId: mediaId(1) });
    expect(whole).toMatchObject({ status: 200, size: 100_000, contentType: "application/octet-stream" });
    const bytes = await whole.bytes();
    expect(bytes.byteLength).toBe(100_000);
    const part = await wire.inkwell.media.download({ mediaId: mediaId(1), Range: "bytes=10-19" });
    expect(part.status).toBe(206);
    expect(await part.bytes()).toEqual(bytes.slice(10, 20));
  });

  test("a body is validated whole, and what is compressed is decoded", async () => {
    const page = await wire.inkwell.posts.list({ perPage: 20 });
    expect(page.items).toHaveLength(20);
    expect(page).toMatchObject({ page: 1, perPage: 20, totalItems: 40, totalPages: 2 });
  });
}

function describeFailures(wire: Wire): void {
  test("a 404 is its declared class, its body typed", async () => {
    const error = await failureOf(wire.inkwell.users.get({ userId: userId(999) }));
    if (!(error instanceof wire.sdk.NotFoundProblem)) throw error;
    expect(error).toBeInstanceOf(wire.sdk.NotFoundError);
    expect(error).toMatchObject({ name: "NotFoundProblem", status: 404, operationId: "getUser", method: "GET" });
    expect(error.body).toMatchObject({ title: "Not found", status: 404, requestId: error.requestId });
    expect(error.message).toBe(`There is no user ${userId(999)}.`);
  });

  test("a 200 of the wrong shape is a ResponseValidationError with its issues", async () => {
    wire.server.fault({ kind: "wrong-shape", body: { data: [{ id: 7 }], nextCursor: null } });
    const error = await failureOf(wire.inkwell.users.list());
    if (!(error instanceof wire.sdk.ResponseValidationError)) throw error;
    const paths = error.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(expect.arrayContaining(["data.0.id", "data.0.email", "data.0.name", "data.0.role"]));
    expect(error).toMatchObject({ status: 200, operationId: "listUsers" });
  });

  test("a server that never answers is a TimeoutError", async () => {
    wire.server.fault({ kind: "hang", times: 2 });
    const total = await failureOf(wire.inkwell.users.list({}, { timeout: 60 }));
    expect(total).toBeInstanceOf(wire.sdk.TimeoutError);
    expect(total).toMatchObject({ phase: "total", operationId: "listUsers" });
    const headers = await failureOf(wire.inkwell.users.list({}, { timeout: { headers: 60 } }));
    expect(headers).toMatchObject({ name: "TimeoutError", phase: "headers" });
  });

  test("a body that stops coming is a TimeoutError", async () => {
    wire.server.fault({ kind: "hang-body" });
    const error = await failureOf(wire.inkwell.posts.list({}, { timeout: { body: 80 } }));
    expect(error).toMatchObject({ name: "TimeoutError", phase: "body", operationId: "listPosts" });
  });

  test("a refused connection is a ConnectionError", async () => {
    const baseUrl = await deadUrl();
    const error = await failureOf(wire.client({ baseUrl, apiKey: "test-key" }).users.list());
    expect(error).toBeInstanceOf(wire.sdk.ConnectionError);
    expect(error).toMatchObject({ operationId: "listUsers", message: expect.stringContaining("ECONNREFUSED") });
    expect(error).not.toHaveProperty("status");
  });

  test("a limit or a signal holds while the body comes, too", async () => {
    wire.server.fault({ kind: "hang-body", times: 2 });
    const limited = await failureOf(wire.inkwell.posts.list({}, { timeout: 80 }));
    expect(limited).toMatchObject({ name: "TimeoutError", phase: "total", operationId: "listPosts" });
    const aborted = await failureOf(wire.inkwell.posts.list({}, { signal: AbortSignal.timeout(80) }));
    expect(aborted).toMatchObject({ name: "AbortedError", operationId: "listPosts" });
  });

  test.each(["reset", "lose-reply", "reset-body", "cut-body"] as const)(
    "a connection that breaks (%s) is a ConnectionError",
    async (kind) => {
      wire.server.fault({ kind });
      const error = await failureOf(wire.inkwell.posts.list());
      expect(error).toBeInstanceOf(wire.sdk.ConnectionError);
      expect(error).toMatchObject({ operationId: "listPosts", method: "GET" });
    },
  );

  test("a signal ends the call", async () => {
    wire.server.fault({ kind: "hang" });
    const reason = new Error("changed my mind");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 40);
    const error = await failureOf(wire.inkwell.users.list({}, { signal: controller.signal }));
    expect(error).toBeInstanceOf(wire.sdk.AbortedError);
    expect(error).toMatchObject({ cause: reason, operationId: "listUsers" });
  });
}

function describeRequests(wire: Wire): void {
  test("X-Request-ID is a new UUID for each call, User-Agent names the SDK", async () => {
    await wire.inkwell.system.getHealth();
    const first = wire.latest().headers;
    await wire.inkwell.system.getHealth();
    const second = wire.latest().headers;
    expect(first["x-request-id"]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(second["x-request-id"]).not.toBe(first["x-request-id"]);
    expect(first["user-agent"]).toBe(`inkwell/1.4.0 sdkwright-runtime/1 node/${process.versions.node}`);
    expect(first.accept).toMatch(/^application\/json, application\/problem\+json/);
  });

  test("a query is written as the document says", async () => {
    const filter = { language: "en", publishedAfter: "2025-01-01T00:00:00Z" };
    await wire.inkwell.posts.list({ status: ["draft", "published"], tags: ["history", "tools"], filter, perPage: 5 });
    expect(wire.latest().target).toBe(
      "/v1/posts?status=draft,published&tags=history&tags=tools" +
        "&filter%5Blanguage%5D=en&filter%5BpublishedAfter%5D=2025-01-01T00%3A00%3A00Z&perPage=5",
    );
  });

  test("the content type is what was chosen", async () => {
    await wire.inkwell.posts.preview({ body: newPost });
    expect(wire.latest()).toMatchObject({ body: newPost, headers: { "content-type": "application/json" } });
    const html = await wire.inkwell.posts.preview({ contentType: "text/markdown", body: "# Ähnlich\n\nText" });
    expect(html).toBe("<article><h1>Ähnlich</h1><p>Text</p></article>");
    expect(wire.latest().headers["content-type"]).toMatch(/^text\/markdown/);
  });

  test("bytes and forms are uploaded", async () => {
    const bytes = new Uint8Array(5000).map((_, index) => index % 251);
    const replaced = await wire.inkwell.media.replaceContent({ mediaId: mediaId(2), body: bytes });
    expect(replaced.size).toBe(5000);
    const file = new File([bytes], "engine.png", { type: "image/png" });
    const uploaded = await wire.inkwell.media.upload({ body: { file, alt: "The Engine", metadata: { number: 7 } } });
    expect(uploaded).toMatchObject({ filename: "engine.png", contentType: "image/png", size: 5000 });
    expect(uploaded).toMatchObject({ alt: "The Engine", metadata: { number: 7 }, sha256: replaced.sha256 });
  });

  test("each kind of credential is sent where it belongs", async () => {
    const basic = { username: "ada", password: "lovelace" };
    const all = wire.client({ apiKey: "test-key", basic, bearerToken: "test-token" });
    await all.posts.list();
    expect(wire.latest().headers).toMatchObject({ "x-api-key": "test-key" });
    expect(wire.latest().headers.authorization).toBeUndefined();
    await all.users.getCurrent();
    expect(wire.latest().headers.authorization).toBe("Bearer test-token");
    expect(await all.users.delete({ userId: userId(9) })).toBeUndefined();
    const { authorization } = wire.latest().headers;
    expect(authorization).toBe(`Basic ${Buffer.from("ada:lovelace").toString("base64")}`);
    expect(wire.latest().headers["x-api-key"]).toBe("test-key");
  });
}

function describeClient(wire: Wire): void {
  test("two successes are told apart by their status", async () => {
    const { posts } = wire.inkwell;
    const { id } = await posts.create({ body: newPost });
    const later = await posts.publish({ postId: id, body: { publishAt: "2099-01-01T00:00:00Z" } }).safe();
    expect(later).toMatchObject({ ok: true, status: 202, data: { postId: id, status: "scheduled" } });
    const now = await posts.publish({ postId: id }).safe();
    expect(now).toMatchObject({ ok: true, status: 200, data: { id, status: "published" } });
    const again = await posts.publish({ postId: id }).safe();
    expect(again).toMatchObject({ ok: false, error: { name: "ConflictProblem", status: 409 } });
  });

  test("raw() is the response unread, whatever its status", async () => {
    const raw = await wire.inkwell.posts.get({ postId: postId(999) }).raw();
    expect(raw).toMatchObject({ ok: false, status: 404, contentType: "application/problem+json" });
    expect(await raw.json()).toMatchObject({ title: "Not found" });
  });

  test("a missing credential is a ConfigurationError before anything is sent", async () => {
    const { opened } = wire.server.connections;
    const error = await failureOf(wire.client().posts.list());
    expect(error).toBeInstanceOf(wire.sdk.ConfigurationError);
    expect(error).toMatchObject({ message: expect.stringContaining("INKWELL_API_KEY") });
    expect(wire.server.requests).toHaveLength(0);
    expect(wire.server.connections.opened).toBe(opened);
  });

  test("close() waits for the calls under way", async () => {
    wire.server.fault({ kind: "delay", delayMs: 60 });
    const call = wire.inkwell.users.get({ userId: userId(1) }).then(({ name }) => name);
    await expect.poll(() => wire.server.requests.length).toBe(1);
    await wire.inkwell.close();
    expect(await call).toBe("Ada Lovelace");
  });

  test("destroy() does not: they are aborted", async () => {
    wire.server.fault({ kind: "hang" });
    const call = failureOf(wire.inkwell.users.list());
    await expect.poll(() => wire.server.requests.length).toBe(1);
    await wire.inkwell.destroy();
    expect(await call).toBeInstanceOf(wire.sdk.AbortedError);
  });

  test("a closed client refuses", async () => {
    await wire.inkwell.system.getHealth();
    await wire.inkwell.close();
    expect(await failureOf(wire.inkwell.system.getHealth())).toBeInstanceOf(wire.sdk.ConfigurationError);
    expect(wire.server.requests).toHaveLength(1);
  });
}
