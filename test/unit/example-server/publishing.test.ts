import { describe, expect, test } from "vitest";
import { postId } from "../../example-server/start.js";
import { asIntegration, asReader, eventsOf, useApi } from "./support/api.js";

const api = useApi();
// By the seed: the third is a draft, the first is published, the tenth is archived.
const draft = `/posts/${postId(3)}`;
const published = `/posts/${postId(1)}`;
const archived = `/posts/${postId(10)}`;

describe("publishing", () => {
  test("at once, without a body", async () => {
    const { status, body } = await api.call("POST", `${draft}/publish`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "published", publishedAt: expect.any(String) });
    const last = api.server.state.events.at(api.server.state.events.length);
    expect(last?.event).toMatchObject({ type: "post.published", post: { id: postId(3) } });
    expect(api.server.state.audit.map(({ action }) => action)).toEqual(["post.published"]);
  });

  test("at once, with options", async () => {
    expect((await api.call("POST", `${draft}/publish`, { json: { notify: false } })).status).toBe(200);
  });

  test("later", async () => {
    const publishAt = "2999-01-01T00:00:00Z";
    const { status, body } = await api.call("POST", `${draft}/publish`, { json: { publishAt } });
    expect(status).toBe(202);
    expect(body).toEqual({ postId: postId(3), status: "scheduled", publishAt });
    expect((await api.call("GET", draft)).body).toMatchObject({ status: "scheduled" });
  });

  test.each([
    ["one that is published", `${published}/publish`, {}, 409],
    ["one that is archived", `${archived}/publish`, {}, 409],
    ["one that is not there", `/posts/${postId(9999)}/publish`, {}, 404],
    ["in the past", `${draft}/publish`, { publishAt: "1999-01-01T00:00:00Z" }, 422],
    ["some day", `${draft}/publish`, { publishAt: "some day" }, 422],
  ])("not %s", async (_name, path, json, status) => {
    expect((await api.call("POST", path, { json })).status).toBe(status);
  });

  test("not by readers", async () => {
    expect((await api.call("POST", `${draft}/publish`, { headers: asReader })).status).toBe(403);
  });
});

test("unpublishing works once", async () => {
  expect((await api.call("POST", `${published}/unpublish`)).body).toMatchObject({ status: "draft", publishedAt: null });
  expect((await api.call("POST", `${published}/unpublish`)).status).toBe(409);
});

describe("a preview", () => {
  const markdown = { ...asIntegration, "content-type": "text/markdown" };

  test("of a post", async () => {
    const blocks = [
      { type: "paragraph", text: "a < b" },
      { type: "code", code: "a & b" },
      { type: "image", src: "https://x.example/i.png", alt: '"i"' },
    ];
    const { headers, body } = await api.call("POST", "/posts/preview", { json: { title: "T", blocks } });
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(body).toBe(
      '<article><h1>T</h1><p>a &lt; b</p><pre>a &amp; b</pre><img src="https://x.example/i.png" alt="&quot;i&quot;"></article>',
    );
  });

  test("of Markdown", async () => {
    const body = "# On small languages\n\nThey are large inside.\n";
    expect((await api.call("POST", "/posts/preview", { headers: markdown, body })).body).toBe(
      "<article><h1>On small languages</h1><p>They are large inside.</p></article>",
    );
  });

  test.each([
    ["nothing", markdown, " ", 422],
    ["a wrong post", { ...asIntegration, "content-type": "application/json" }, "{}", 422],
    ["something else", { ...asIntegration, "content-type": "text/plain" }, "x", 400],
  ])("of %s is refused", async (_name, headers, body, status) => {
    expect((await api.call("POST", "/posts/preview", { headers, body })).status).toBe(status);
  });
});

describe("a summary", () => {
  const expected = "Notes on the small engine, part 1 What the engine taught us. This is part 1.";

  test("in one piece", async () => {
    const { body } = await api.call("POST", `${published}/summary`, { json: { maxWords: 16 } });
    expect(body).toEqual({ text: expected, words: 16 });
  });

  test("word by word", async () => {
    const json = { maxWords: 16, stream: true };
    const { body, headers } = await api.call("POST", `${published}/summary`, { json });
    expect(headers.get("content-type")).toBe("text/event-stream");
    const data = eventsOf(String(body)).map((event) => event.data);
    expect(data.at(-1)).toBe("[DONE]");
    const deltas = data.slice(0, -1).map((text) => JSON.parse(text).delta);
    expect(deltas.length).toBe(16);
    expect(deltas.join("")).toBe(expected);
  });

  test("is not as long as one likes, and is not of nothing", async () => {
    expect((await api.call("POST", `${published}/summary`, { json: { maxWords: 0 } })).status).toBe(422);
    expect((await api.call("POST", `/posts/${postId(9999)}/summary`, { json: {} })).status).toBe(404);
  });
});
