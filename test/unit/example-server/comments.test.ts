import { describe, expect, test } from "vitest";
import { postId } from "../../example-server/start.js";
import { asAda, asReader, useApi } from "./support/api.js";

const api = useApi();
const comments = `/posts/${postId(1)}/comments`;

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly hidden: boolean;
  readonly replies: readonly Comment[];
}

interface CommentList {
  readonly items: readonly Comment[];
  readonly total: number;
}

function flatten(list: readonly Comment[]): readonly Comment[] {
  return list.flatMap((comment) => [comment, ...flatten(comment.replies)]);
}

async function walk(headers: Record<string, string>): Promise<readonly Comment[]> {
  const items: Comment[] = [];
  for (let total = 1; items.length < total; ) {
    const { body } = await api.call("GET", `${comments}?offset=${items.length}&limit=50`, { headers });
    const page = body as CommentList;
    total = page.total;
    items.push(...page.items);
  }
  return items;
}

describe("listing comments", () => {
  test("gives all threads once, by offset, with their replies", async () => {
    const threads = await walk(asAda);
    expect(threads.length).toBe(120);
    const all = flatten(threads);
    expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(threads[3]?.replies[0]?.replies[0]?.replies.length).toBe(1);
  });

  test("shows the hidden ones only to those who say who they are", async () => {
    expect(flatten(await walk(asAda)).some(({ hidden }) => hidden)).toBe(true);
    expect(flatten(await walk({})).some(({ hidden }) => hidden)).toBe(false);
  });

  test.each([
    [`${comments}?offset=-1`, 400],
    [`${comments}?limit=1000`, 400],
    [`/posts/${postId(9999)}/comments`, 404],
  ])("GET %s is %i", async (path, status) => {
    expect((await api.call("GET", path)).status).toBe(status);
  });
});

describe("commenting", () => {
  test("starts a thread, and others answer in it", async () => {
    const first = await api.call("POST", comments, { headers: asAda, json: { body: "Is it?" } });
    expect(first.status).toBe(201);
    const { id } = first.body as Comment;
    expect(first.headers.get("location")).toBe(`/v1/comments/${id}`);
    await api.call("POST", comments, { headers: asReader, json: { body: "It is.", parentId: id } });
    const { body } = await api.call("GET", `/comments/${id}`);
    expect(body).toMatchObject({ author: { name: "Ada Lovelace" }, replies: [{ body: "It is.", replies: [] }] });
    expect(api.server.state.events.at(41)?.event).toMatchObject({ type: "comment.created", comment: { id } });
  });

  test.each([
    [{}, "/body"],
    [{ body: "" }, "/body"],
    [{ body: "x".repeat(5001) }, "/body"],
    [{ body: "x", parentId: "1" }, "/parentId"],
    [{ body: "x", parentId: 99_999 }, "/parentId"],
    [{ body: "x", parentId: 301 }, "/parentId"],
  ])("refuses the body %#", async (json, pointer) => {
    const { status, body } = await api.call("POST", comments, { json });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer }] });
  });

  test("needs a post", async () => {
    expect((await api.call("POST", `/posts/${postId(9999)}/comments`, { json: { body: "x" } })).status).toBe(404);
  });
});

describe("a comment", () => {
  test.each(["/comments/99999", "/comments/first", "/comments/-1"])("is not there: %s", async (path) => {
    expect((await api.call("GET", path)).status).toBe(404);
    expect((await api.call("DELETE", path)).status).toBe(404);
  });

  test("is deleted with its replies", async () => {
    const { body } = await api.call("GET", "/comments/7");
    const ids = flatten([body as Comment]).map(({ id }) => id);
    expect(ids).toEqual([7, 8, 9, 10]);
    expect((await api.call("DELETE", "/comments/7")).status).toBe(204);
    for (const id of ids) expect((await api.call("GET", `/comments/${id}`)).status).toBe(404);
  });

  test("may be deleted by its author, but by no other reader", async () => {
    const { body } = await api.call("POST", comments, { headers: asReader, json: { body: "Mine." } });
    expect((await api.call("DELETE", "/comments/2", { headers: asReader })).status).toBe(403);
    expect((await api.call("DELETE", `/comments/${(body as Comment).id}`, { headers: asReader })).status).toBe(204);
  });
});
