import { describe, expect, test } from "vitest";
import { postId } from "../../example-server/start.js";
import { asAda, asIntegration, useApi } from "./support/api.js";

const api = useApi();
const paragraph = { type: "paragraph", text: "It begins." };
const draft = { title: "On Small Languages", blocks: [paragraph] };
const mergePatch = { ...asIntegration, "content-type": "application/merge-patch+json" };

interface Post {
  readonly id: string;
  readonly slug: string;
  readonly revision: number;
}

async function create(json: object, headers: Record<string, string> = asIntegration) {
  const answer = await api.call("POST", "/posts", { json, headers });
  return { ...answer, post: answer.body as Post };
}

describe("creating a post", () => {
  test("fills in what the writer leaves out", async () => {
    const { status, headers, body } = await create(draft, asAda);
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/v1/posts/${postId(2501)}`);
    expect(headers.get("etag")).toBe('"000000002501-1"');
    expect(body).toMatchObject({
      id: postId(2501),
      slug: "on-small-languages",
      status: "draft",
      author: { name: "Ada Lovelace" },
      tags: [],
      excerpt: null,
      language: "en",
      viewCount: 0,
      publishedAt: null,
      revision: 1,
    });
    expect((await api.call("GET", `/posts/${postId(2501)}`)).body).toEqual(body);
  });

  test("makes up a slug that is free, but takes a chosen one at its word", async () => {
    const slugs = [await create(draft), await create(draft), await create(draft)].map(({ post }) => post.slug);
    expect(new Set(slugs).size).toBe(3);
    expect((await create({ ...draft, slug: "on-small-languages" })).status).toBe(409);
    expect((await create({ ...draft, slug: "mine" })).post.slug).toBe("mine");
  });

  test.each([
    ["a paragraph", { ...paragraph, align: "center" }],
    ["an image", { type: "image", src: "https://inkwell.example/a.png", alt: "A", caption: null, width: 1 }],
    ["code", { type: "code", code: "1 + 1", lineNumbers: true }],
  ])("takes %s", async (_name, block) => {
    expect((await create({ ...draft, blocks: [block] })).body).toMatchObject({ blocks: [block] });
  });

  test.each([
    [{ title: "" }, { "/title": "must not be empty" }],
    [{ title: "x".repeat(201) }, { "/title": "must have at most 200 characters" }],
    [{ blocks: [] }, { "/blocks": "must have at least 1 items" }],
    [{ blocks: [{ type: "video" }] }, { "/blocks/0/type": "must be one of paragraph, image, code" }],
    [{ blocks: [paragraph, { type: "code" }] }, { "/blocks/1/code": "is missing" }],
    [
      { blocks: [{ type: "image", src: "x", alt: "", width: 0 }] },
      { "/blocks/0/src": "must be a URL", "/blocks/0/width": "must be at least 1" },
    ],
    [{ tags: ["Two Words"] }, { "/tags/0": "must match ^[a-z0-9]+(-[a-z0-9]+)*$" }],
    [{ tags: ["a", "a"] }, { "/tags": "must not repeat an item" }],
    [{ language: "english" }, { "/language": "must match ^[a-z]{2}$" }],
    [{ metadata: { deep: {} } }, { "/metadata/deep": "must be a string, a number, true or false" }],
  ])("says what is wrong with %j", async (wrong, expected) => {
    const { status, body } = await create({ ...draft, ...wrong });
    expect(status).toBe(422);
    const { errors } = body as { errors: { pointer: string; detail: string }[] };
    expect(Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail]))).toEqual(expected);
  });
});

describe("an idempotency key", () => {
  const key = { ...asIntegration, "idempotency-key": "8e03978e-40d5-43e8" };

  test("makes a repeated request harmless", async () => {
    const first = await create(draft, key);
    const second = await create(draft, key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(api.server.state.posts.size).toBe(2501);
  });

  test("is refused with another body", async () => {
    await create(draft, key);
    expect((await create({ ...draft, title: "Another" }, key)).status).toBe(422);
  });

  test("belongs to whoever uses it", async () => {
    await create(draft, key);
    await create({ ...draft, title: "Another" }, { ...asAda, "idempotency-key": key["idempotency-key"] });
    expect(api.server.state.posts.size).toBe(2502);
  });

  test("may not be too short", async () => {
    expect((await create(draft, { ...asIntegration, "idempotency-key": "short" })).status).toBe(400);
  });
});

describe("replacing a post", () => {
  const path = `/posts/${postId(5)}`;

  test("needs the current ETag, and gives a new one", async () => {
    const etag = (await api.call("GET", path)).headers.get("etag") ?? "";
    const replace = (ifMatch: string) =>
      api.call("PUT", path, { json: draft, headers: { ...asIntegration, "if-match": ifMatch } });
    const first = await replace(etag);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ title: draft.title, tags: [], excerpt: null, metadata: {}, revision: 3 });
    expect(first.headers.get("etag")).not.toBe(etag);
    const late = await replace(etag);
    expect(late.status).toBe(412);
    expect((await replace(`"other", ${first.headers.get("etag")}`)).status).toBe(200);
    expect((await replace("*")).status).toBe(200);
  });

  test.each([
    ["no If-Match", path, draft, {}, 400],
    ["a weak tag", path, draft, { "if-match": 'W/"000000000005-2"' }, 412],
    ["a wrong body", path, { title: 1 }, { "if-match": "*" }, 422],
    ["a slug that is taken", path, { ...draft, slug: "notes-on-the-small-engine-part-1" }, { "if-match": "*" }, 409],
    ["no such post", `/posts/${postId(9999)}`, draft, { "if-match": "*" }, 404],
    ["no post id at all", "/posts/first", draft, { "if-match": "*" }, 404],
  ])("with %s", async (_name, where, json, headers, status) => {
    expect((await api.call("PUT", where, { json, headers: { ...asIntegration, ...headers } })).status).toBe(status);
  });
});

describe("updating a post", () => {
  const path = `/posts/${postId(6)}`;
  const patch = (value: object, headers = {}) =>
    api.call("PATCH", path, { body: JSON.stringify(value), headers: { ...mergePatch, ...headers } });

  test("changes what the patch says, and nothing else", async () => {
    const before = (await api.call("GET", path)).body as Post;
    const { body } = await patch({ excerpt: null, slug: "renamed", status: "archived" });
    expect(body).toEqual({
      ...before,
      excerpt: null,
      slug: "renamed",
      status: "archived",
      url: "https://inkwell.example/posts/renamed",
      permalink: "https://inkwell.example/p/renamed",
      revision: before.revision + 1,
      updatedAt: expect.any(String),
    });
  });

  test.each([
    ["nothing to change", {}, {}, 422],
    ["a property that can't be written", { viewCount: 7 }, {}, 422],
    ["a status that has its own operation", { status: "published" }, {}, 422],
    ["a stale ETag", { title: "x" }, { "if-match": '"old"' }, 412],
    ["a plain JSON content type", { title: "x" }, { "content-type": "application/json" }, 400],
  ])("with %s", async (_name, value, headers, status) => {
    expect((await patch(value, headers)).status).toBe(status);
  });
});

test("a deleted post takes its comments along", async () => {
  const ofPost = () => [...api.server.state.comments.values()].filter((comment) => comment.postId === postId(1)).length;
  expect(ofPost()).toBe(300);
  expect((await api.call("DELETE", `/posts/${postId(1)}`)).status).toBe(204);
  expect(ofPost()).toBe(0);
  expect((await api.call("GET", `/posts/${postId(1)}`)).status).toBe(404);
  expect((await api.call("DELETE", `/posts/${postId(1)}`)).status).toBe(404);
});

test("what is done is logged", async () => {
  await create(draft, asAda);
  await api.call("PATCH", `/posts/${postId(2501)}`, { body: '{"title":"New"}', headers: mergePatch });
  await api.call("DELETE", `/posts/${postId(2501)}`);
  const log = api.server.state.audit.map(({ action, actor, target }) => `${action} ${actor.name} ${target}`);
  expect(log).toEqual([
    `post.created Ada Lovelace /v1/posts/${postId(2501)}`,
    `post.updated Inkwell Integration /v1/posts/${postId(2501)}`,
    `post.deleted Inkwell Integration /v1/posts/${postId(2501)}`,
  ]);
});
