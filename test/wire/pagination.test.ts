import { describe, expect, test } from "vitest";
import { mediaId, postId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

/** The parameter of each request that arrived. */
function asked(wire: ReturnType<typeof useWire>, name: string): readonly (string | null)[] {
  return wire.server.requests.map(({ target }) => new URL(target, "http://x").searchParams.get(name));
}

describe("walking the example API's lists", () => {
  const wire = useWire(committedSdk, { posts: 2500, users: 60, media: 130 });

  test("2,500 posts by page number: each once, in order, and no request more than there are pages", async () => {
    const ids: string[] = [];
    for await (const post of wire.inkwell.posts.list({ perPage: 100, sort: "createdAt" })) ids.push(post.id);
    expect(ids).toHaveLength(2500);
    expect(new Set(ids).size).toBe(2500);
    expect(asked(wire, "page")).toEqual([null, ...Array.from({ length: 24 }, (_, index) => String(index + 2))]);
    expect(new Set(asked(wire, "perPage"))).toEqual(new Set(["100"]));
    expect(new Set(asked(wire, "sort"))).toEqual(new Set(["createdAt"]));
    // Each page is a call of its own.
    expect(new Set(wire.server.requests.map(({ headers }) => headers["x-request-id"])).size).toBe(25);
  });

  test("2,500 posts by a cursor in the request's body", async () => {
    const body = { limit: 100 };
    const found = await wire.inkwell.posts.search({ body }).toArray();
    expect(new Set(found.map(({ id }) => id)).size).toBe(2500);
    expect(wire.server.requests).toHaveLength(25);
    expect(wire.server.requests.every(({ method }) => method === "POST")).toBe(true);
    // What the caller gave is the caller's.
    expect(body).toEqual({ limit: 100 });
  });

  test("a walk that fails in the middle is taken up where it stopped", async () => {
    const params = { perPage: 100, sort: "createdAt" } as const;
    const ids: string[] = [];
    const walk = async (from?: string) => {
      for await (const { id } of wire.inkwell.posts.list(params, { from })) {
        ids.push(id);
        if (ids.length === 1100) wire.server.fault({ kind: "status", status: 501, operationId: "listPosts" });
      }
    };
    const error = await failureOf(walk());
    expect(error).toBeInstanceOf(wire.sdk.ServerError);
    expect(error).toMatchObject({ status: 501, cursor: "12" });
    expect(ids).toHaveLength(1100);
    // A cursor is a plain string: it may have been stored.
    const stored = JSON.stringify((error as { cursor?: string }).cursor);
    await walk(String(JSON.parse(stored)));
    expect(ids).toHaveLength(2500);
    expect(new Set(ids).size).toBe(2500);
  });

  test("so is one by cursor, whatever happens to the connection", async () => {
    const ids: string[] = [];
    const walk = async (from?: string) => {
      for await (const { id } of wire.inkwell.posts.search({ body: { limit: 100 } }, { from })) {
        ids.push(id);
        if (ids.length === 700) wire.server.fault({ kind: "cut-body", operationId: "searchPosts" });
      }
    };
    const error = await failureOf(walk());
    expect(error).toBeInstanceOf(wire.sdk.ConnectionError);
    expect(ids).toHaveLength(700);
    await walk((error as { cursor?: string }).cursor);
    expect(new Set(ids).size).toBe(2500);
    expect(ids).toHaveLength(2500);
  });

  test("users: the rule of the document's own link", async () => {
    const users = await wire.inkwell.users.list({ limit: 25 }).toArray();
    expect(users).toHaveLength(60);
    expect(wire.server.requests).toHaveLength(3);
  });

  test("media: a bare list, whose next page the Link header names; a filter that it repeats", async () => {
    const pages = [];
    for await (const page of wire.inkwell.media.list({ limit: 50 }).pages()) pages.push(page);
    expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 30]);
    expect(pages.map(({ cursor }) => cursor)).toEqual([
      "/v1/media?limit=50&page=2",
      "/v1/media?limit=50&page=3",
      undefined,
    ]);
    expect(pages[1]?.items[0]?.id).toBe(mediaId(51));
    expect(wire.server.requests.map(({ headers }) => headers["x-api-key"])).toEqual([
      "test-key",
      "test-key",
      "test-key",
    ]);
  });

  test("revisions: the address of the next page is in the body; comments: an offset", async () => {
    const post = [...wire.server.state.posts.values()].find(({ revision }) => revision > 2);
    const revisions = await wire.inkwell.posts.listRevisions({ postId: post?.id ?? "", limit: 2 }).toArray();
    expect(revisions.map(({ number }) => number)).toEqual(
      Array.from({ length: post?.revision ?? 0 }, (_, index) => (post?.revision ?? 0) - index),
    );
    wire.server.reset();
    const comments = wire.inkwell.comments.list({ postId: postId(1), limit: 1 });
    const { total } = await comments;
    expect(await comments.toArray()).toHaveLength(total);
    expect(wire.server.requests).toHaveLength(total);
  });

  test("await is the first body, walking begins with it; break asks for nothing more", async () => {
    const list = wire.inkwell.posts.list({ perPage: 10 });
    expect(await list).toMatchObject({ page: 1, perPage: 10, totalItems: 2500 });
    let count = 0;
    for await (const _ of list) if (++count === 15) break;
    expect(wire.server.requests).toHaveLength(2);
    const page = await list.page();
    expect(page.hasNextPage()).toBe(true);
    expect((await page.nextPage()).body.page).toBe(2);
    expect((await list.withResponse()).status).toBe(200);
    expect(await list.toArray({ limit: 5 })).toHaveLength(5);
  });

  test("maxItems, maxPages and prefetch", async () => {
    const { posts } = wire.inkwell;
    expect(await posts.list({ perPage: 10 }, { maxItems: 25 }).toArray()).toHaveLength(25);
    expect(wire.server.requests).toHaveLength(3);
    expect(await posts.list({ perPage: 10 }, { maxPages: 2, prefetch: true }).toArray()).toHaveLength(20);
    expect(wire.server.requests).toHaveLength(5);
    for await (const page of posts.list({ perPage: 10 }, { prefetch: true }).pages()) {
      await expect.poll(() => wire.server.requests.length).toBe(7);
      expect(page.body.page).toBe(1);
      break;
    }
    await wire.inkwell.close();
    expect(wire.server.requests).toHaveLength(7);
  });
});
