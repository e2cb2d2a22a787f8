import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generatedBytes, mediaId, postId, userId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

describe("withResponse()", () => {
  test("has all that is known of the answer", async () => {
    const before = performance.now();
    const response = await wire.inkwell.posts.get({ postId: postId(1) }, { requestId: "call-7" }).withResponse();
    expect(response).toMatchObject({
      data: { id: postId(1) },
      status: 200,
      requestId: "call-7",
      url: `${wire.server.url}/posts/${postId(1)}`,
    });
    expect(response.elapsedMs).toBeGreaterThan(0);
    expect(response.elapsedMs).toBeLessThanOrEqual(performance.now() - before + 1);
  });

  test("headers have no case, and can be walked", async () => {
    const { headers } = await wire.inkwell.posts.list().withResponse();
    expect(headers.get("Content-Type")).toBe("application/json");
    expect(headers.get("x-ratelimit-limit")).toBe(headers.get("X-RateLimit-Limit"));
    expect(headers.has("X-Request-Id")).toBe(true);
    expect(headers.get("constructor")).toBeUndefined();
    expect(new Map(headers).get("content-type")).toBe("application/json");
    expect(headers.toJSON()).toMatchObject({ "content-type": "application/json" });
  });

  test("a 204 has no data", async () => {
    expect(await wire.inkwell.posts.delete({ postId: postId(1) }).withResponse()).toMatchObject({
      data: undefined,
      status: 204,
    });
  });
});

describe("an ApiPromise", () => {
  test("is one request, however often it is asked", async () => {
    const call = wire.inkwell.posts.get({ postId: postId(1) });
    const [first, second, { data }, safe] = await Promise.all([call, call, call.withResponse(), call.safe()]);
    expect(second).toBe(first);
    expect(data).toBe(first);
    expect(safe).toEqual({ ok: true, status: 200, data: first });
    expect(wire.server.requests).toHaveLength(1);
  });

  test("is a promise like any other", async () => {
    const title = await wire.inkwell.posts.get({ postId: postId(1) }).then((post) => post.title);
    expect(title).toMatch(/part 1$/);
    const status = await wire.inkwell.posts.get({ postId: postId(999) }).catch((error: unknown) => error);
    expect(status).toBeInstanceOf(wire.sdk.NotFoundError);
    let isOver = false;
    await wire.inkwell.system.getHealth().finally(() => {
      isOver = true;
    });
    expect(isOver).toBe(true);
    expect(await Promise.all([wire.inkwell.system.getHealth(), 7])).toMatchObject([{ status: "ok" }, 7]);
  });

  test("safe() never throws, whatever happens", async () => {
    const { posts } = wire.inkwell;
    expect(await posts.get({ postId: postId(999) }).safe()).toMatchObject({ ok: false, error: { status: 404 } });
    expect(await posts.get({ postId: ".." }).safe()).toMatchObject({
      ok: false,
      error: { name: "RequestValidationError" },
    });
    expect(await wire.client().posts.list().safe()).toMatchObject({ ok: false, error: { name: "ConfigurationError" } });
    wire.server.fault({ kind: "reset", times: Infinity });
    expect(await posts.list().safe()).toMatchObject({ ok: false, error: { name: "ConnectionError" } });
  });
});

describe("raw()", () => {
  test("gives the body unread and unvalidated", async () => {
    wire.server.fault({ kind: "wrong-shape" });
    const raw = await wire.inkwell.users.get({ userId: userId(1) }).raw();
    expect(raw).toMatchObject({ ok: true, status: 200, contentType: "application/json" });
    expect(await raw.json()).toEqual({ surprise: true, id: 7 });
  });

  test("can be read once", async () => {
    const raw = await wire.inkwell.users.list().raw();
    const chunks: Uint8Array[] = [];
    for await (const chunk of raw.body) chunks.push(chunk);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ data: expect.any(Array) });
    expect(await failureOf(raw.text())).toBeInstanceOf(wire.sdk.ConfigurationError);
  });
});

describe("a download", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "inkwell-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const size = 300_000;
  const wanted = Buffer.concat([...generatedBytes(0, size)]);

  const download = () => wire.inkwell.media.download({ mediaId: mediaId(1) }, { query: { size } });

  test("as bytes, text, blob or stream", async () => {
    expect(Buffer.from(await (await download()).bytes()).equals(wanted)).toBe(true);
    const blob = await (await download()).blob();
    expect([blob.size, blob.type]).toEqual([size, "application/octet-stream"]);
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await download()).stream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(wanted)).toBe(true);
    expect(typeof (await (await download()).text())).toBe("string");
  });

  test("into a file, telling how far it is", async () => {
    const path = join(folder, "file.bin");
    const progress: number[] = [];
    const file = await download();
    const written = await file.saveTo(path, {
      onProgress: ({ bytes, totalBytes }) => {
        expect(totalBytes).toBe(size);
        progress.push(bytes);
      },
    });
    expect(written).toBe(size);
    expect((await readFile(path)).equals(wanted)).toBe(true);
    expect(progress.at(-1)).toBe(size);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  describe.each(["reset-body", "cut-body"] as const)("that breaks (%s)", (kind) => {
    test("goes on where it stopped", async () => {
      wire.server.fault({ kind, after: 100_000 });
      const path = join(folder, "resumed.bin");
      expect(await (await download()).saveTo(path)).toBe(size);
      expect((await readFile(path)).equals(wanted)).toBe(true);
      const [first, second] = wire.server.requests.slice(-2);
      expect(second?.headers).toMatchObject({ range: "bytes=100000-", "x-api-key": "test-key" });
      expect(second?.requestId).toBe(first?.requestId);
      expect(second?.target).toBe(first?.target);
    });

    test("is an error where it may not go on, and leaves no file", async () => {
      wire.server.fault({ kind, after: 100_000 });
      const file = await download();
      const error = await failureOf(file.saveTo(join(folder, "broken.bin"), { maxResumes: 0 }));
      expect(error).toBeInstanceOf(wire.sdk.ConnectionError);
      expect(error).toMatchObject({ operationId: "downloadMedia" });
      expect((await readdir(folder)).filter((name) => name.startsWith("broken"))).toEqual([]);
    });
  });

  test("that the caller gives up ends with the signal", async () => {
    wire.server.fault({ kind: "hang-body", after: 100_000 });
    const controller = new AbortController();
    const file = await wire.inkwell.media.download(
      { mediaId: mediaId(1) },
      { signal: controller.signal, query: { size } },
    );
    setTimeout(() => controller.abort(), 30);
    expect(await failureOf(file.bytes())).toBeInstanceOf(wire.sdk.AbortedError);
  });

  test("has no total limit of its own, but pauses are limited", async () => {
    wire.server.fault({ kind: "hang-body", after: 100_000 });
    const file = await wire.inkwell.media.download({ mediaId: mediaId(1) }, { timeout: { body: 60 }, query: { size } });
    expect(await failureOf(file.bytes())).toMatchObject({ name: "TimeoutError", phase: "body" });
  });
});

test("numbers beyond 2^53 and other texts come as they are sent", async () => {
  const { id } = await wire.inkwell.comments.create({
    postId: postId(1),
    body: { body: "Is\u2028this <so>? \u{1F4DD}" },
  });
  const comment = await wire.inkwell.comments.get({ commentId: id });
  expect(comment).toMatchObject({ id, body: "Is\u2028this <so>? \u{1F4DD}", replies: [] });
});
