import { describe, expect, it } from "vitest";
import type { NewPost } from "../../generated-example/sdk/index.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);
const body: NewPost = { title: "A title", blocks: [{ type: "paragraph", text: "Text." }] };
const quick = { apiKey: "test-key", retry: { baseDelay: 1 } } as const;
const keysSent = () => wire.server.requests.map(({ headers }) => headers["idempotency-key"]);

describe("a post is written once", () => {
  it("with a new UUID as its key, the same for all attempts, though the answer was lost", async () => {
    const inkwell = wire.client(quick);
    const before = wire.server.state.posts.size;
    wire.server.fault({ kind: "lose-reply", operationId: "createPost", times: 2 });
    const post = await inkwell.posts.create({ body });
    expect(post.title).toBe("A title");
    expect(wire.server.requests).toHaveLength(3);
    expect(keysSent()[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(keysSent()).size).toBe(1);
    expect(wire.server.state.posts.size).toBe(before + 1);
    await inkwell.posts.create({ body: { ...body, title: "Another" } });
    expect(new Set(keysSent()).size).toBe(2);
  });

  it("with the caller's key: as the parameter, or as an option", async () => {
    const inkwell = wire.client(quick);
    await inkwell.posts.create({ "Idempotency-Key": "by-parameter", body });
    await inkwell.posts.create({ body: { ...body, title: "Another" } }, { idempotencyKey: "by-option" });
    expect(keysSent()).toEqual(["by-parameter", "by-option"]);
  });

  it("without a key, if the caller wants none: then it is not repeated", async () => {
    const inkwell = wire.client(quick);
    wire.server.fault({ kind: "lose-reply", operationId: "createPost" });
    const error = await failureOf(inkwell.posts.create({ body }, { idempotencyKey: false }));
    expect(error).toMatchObject({ name: "ConnectionError", attempts: [{}] });
    expect(error).toHaveProperty("notRetried", expect.stringContaining("may have been carried out"));
    expect(keysSent()).toEqual([undefined]);
  });
});

describe("a list is fetched", () => {
  it("though the server fails twice, and is told so by hooks", async () => {
    const retried: number[] = [];
    const inkwell = wire.client({ ...quick, hooks: { onRetry: ({ attempt }) => void retried.push(attempt) } });
    wire.server.fault({ kind: "status", status: 503, times: 1 });
    wire.server.fault({ kind: "cut-body", times: 1 });
    await inkwell.users.list();
    expect(retried).toEqual([1, 2]);
    expect(wire.server.requests).toHaveLength(3);
  });

  it("when the server's limit is over, by all calls", async () => {
    wire.server.rateLimiter.options = { limit: 2, windowMs: 900 };
    const inkwell = wire.client(quick);
    const statuses = await Promise.all(Array.from({ length: 4 }, () => inkwell.users.list().safe()));
    wire.server.rateLimiter.options = { limit: 1_000_000, windowMs: 60_000 };
    expect(statuses.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  });
});
