import { describe, expect, test } from "vitest";
import type { ListPostsParams, ReplaceMediaContentParams } from "../../generated-example/sdk/index.js";
import { mediaId, postId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

const body = { title: "Title", blocks: [{ type: "paragraph" as const, text: "Text" }] };

describe("query parameters as they are sent", () => {
  const table: readonly { readonly what: string; readonly params: ListPostsParams; readonly want: string }[] = [
    { what: "nothing", params: {}, want: "" },
    { what: "a list, joined", params: { status: ["draft", "archived"] }, want: "?status=draft,archived" },
    { what: "a list, repeated", params: { tags: ["a", "b"] }, want: "?tags=a&tags=b" },
    { what: "a list of one", params: { status: ["draft"], tags: ["a"] }, want: "?status=draft&tags=a" },
    { what: "empty lists: not at all", params: { status: [], tags: [] }, want: "" },
    { what: "undefined: not at all", params: { status: undefined, page: undefined, perPage: 5 }, want: "?perPage=5" },
    { what: "an object in brackets", params: { filter: { language: "en" } }, want: "?filter%5Blanguage%5D=en" },
    { what: "an empty object: not at all", params: { filter: {} }, want: "" },
    {
      what: "what would break a query",
      params: { filter: { language: "a&b=c#d?e/f +%" } },
      want: "?filter%5Blanguage%5D=a%26b%3Dc%23d%3Fe%2Ff%20%2B%25",
    },
    { what: "a comma within a joined list", params: { status: ["a,b", "c"] }, want: "?status=a%2Cb,c" },
    {
      what: "letters beyond ASCII",
      params: { tags: ["größe", "日本"] },
      want: "?tags=gr%C3%B6%C3%9Fe&tags=%E6%97%A5%E6%9C%AC",
    },
  ];

  test.each(table)("$what", async ({ params, want }) => {
    // The server refuses some of them: what matters is what arrives.
    await wire.inkwell.posts.list(params).safe();
    expect(wire.latest().target).toBe(`/v1/posts${want}`);
  });

  test("null is not sent, whatever the types say", async () => {
    // JavaScript has no types to stop anyone.
    await wire.inkwell.posts.list({ page: null, tags: null, perPage: 5 } as unknown as ListPostsParams);
    expect(wire.latest().target).toBe("/v1/posts?perPage=5");
  });

  test("what is inherited is not sent", async () => {
    await wire.inkwell.posts.list(Object.create({ page: 3 }) as ListPostsParams);
    expect(wire.latest().target).toBe("/v1/posts");
  });
});

describe("path parameters as they are sent", () => {
  test.each([
    { value: "a/b", want: "a%2Fb" },
    { value: "a/../b", want: "a%2F..%2Fb" },
    { value: "x?y#z", want: "x%3Fy%23z" },
    { value: "50%", want: "50%25" },
    { value: "a b+c", want: "a%20b%2Bc" },
    { value: "größe;v=1", want: "gr%C3%B6%C3%9Fe%3Bv%3D1" },
  ])("$value", async ({ value, want }) => {
    expect(await failureOf(wire.inkwell.media.get({ mediaId: value }))).toMatchObject({ status: 404 });
    expect(wire.latest().target).toBe(`/v1/media/${want}`);
    expect(wire.latest().operationId).toBe("getMedia");
  });

  test.each(["", ".", "..", "%2e%2E"])("%j would lead elsewhere: refused, nothing is sent", async (value) => {
    const error = await failureOf(wire.inkwell.media.get({ mediaId: value }));
    expect(error).toBeInstanceOf(wire.sdk.RequestValidationError);
    expect(error).toMatchObject({ issues: [{ path: ["mediaId"] }], operationId: "getMedia" });
    expect(wire.server.requests).toHaveLength(0);
  });
});

describe("header parameters as they are sent", () => {
  test("under the document's names, or not at all", async () => {
    await wire.inkwell.posts.create({ "Idempotency-Key": "key-12345", body });
    expect(wire.latest().headers["idempotency-key"]).toBe("key-12345");
    await wire.inkwell.posts.create({ body }, { idempotencyKey: false });
    expect(wire.latest().headers).not.toHaveProperty("idempotency-key");
  });

  test("a line break is refused, nothing is sent", async () => {
    const error = await failureOf(wire.inkwell.posts.update({ postId: postId(1), "If-Match": 'a"\r\nx: y', body: {} }));
    expect(error).toBeInstanceOf(wire.sdk.RequestValidationError);
    expect(error).toMatchObject({ issues: [{ path: ["If-Match"] }] });
    expect(wire.server.requests).toHaveLength(0);
  });
});

describe("bodies as they are sent", () => {
  test("JSON, with its length", async () => {
    await wire.inkwell.posts.create({ body: { ...body, title: "Größe", excerpt: null } });
    const { headers, body: received, bodyBytes } = wire.latest();
    expect(received).toEqual({ ...body, title: "Größe", excerpt: null });
    expect(headers).toMatchObject({ "content-type": "application/json", "content-length": `${bodyBytes}` });
  });

  test("a JSON merge patch keeps its null and its content type", async () => {
    await wire.inkwell.posts.update({ postId: postId(1), body: { excerpt: null } });
    expect(wire.latest().headers["content-type"]).toBe("application/merge-patch+json");
    expect(wire.latest().body).toEqual({ excerpt: null });
  });

  test("a body that is left out is none", async () => {
    await wire.inkwell.posts.publish({ postId: postId(1) }).safe();
    expect(wire.latest().headers).not.toHaveProperty("content-type");
    expect(wire.latest().headers["content-length"] ?? "0").toBe("0");
    await wire.inkwell.posts.publish({ postId: postId(1), body: {} }).safe();
    expect(wire.latest()).toMatchObject({ body: {}, headers: { "content-type": "application/json" } });
  });

  test("a form", async () => {
    await wire.inkwell.system.requestToken({
      body: {
        grant_type: "client_credentials",
        client_id: "inkwell-client",
        client_secret: "inkwell-secret",
        scope: "posts:write audit:read",
      },
    });
    expect(wire.latest().headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(wire.latest().body).toBe(
      "grant_type=client_credentials&client_id=inkwell-client&client_secret=inkwell-secret" +
        "&scope=posts%3Awrite+audit%3Aread",
    );
  });

  test("a content type that the operation does not take is refused, nothing is sent", async () => {
    const params = { contentType: "text/html", body: "<p>" } as unknown as {
      contentType: "text/markdown";
      body: string;
    };
    const error = await failureOf(wire.inkwell.posts.preview(params));
    expect(error).toMatchObject({ name: "RequestValidationError", issues: [{ path: ["contentType"] }] });
    expect(wire.server.requests).toHaveLength(0);
  });

  const bytes = new TextEncoder().encode("0123456789");
  const files: readonly { readonly what: string; readonly make: () => ReplaceMediaContentParams["body"] }[] = [
    { what: "Uint8Array", make: () => bytes },
    { what: "ArrayBuffer", make: () => bytes.buffer },
    { what: "Blob", make: () => new Blob([bytes]) },
    { what: "ReadableStream", make: () => new Blob([bytes]).stream() },
    { what: "async iterable", make: () => chunksOf(bytes) },
  ];

  test.each(files)("bytes from a $what", async ({ make }) => {
    const media = await wire.inkwell.media.replaceContent({ mediaId: mediaId(1), body: make() });
    expect(media.size).toBe(10);
    expect(wire.latest()).toMatchObject({
      body: "0123456789",
      headers: { "content-type": "application/octet-stream" },
    });
  });

  test("multipart: a file keeps its name, an object is JSON as its encoding says", async () => {
    const file = new File([bytes], "größe.txt", { type: "text/plain" });
    await wire.inkwell.media.upload({ body: { file, alt: "Ten digits", metadata: { digits: 10 } } });
    const { headers, body: sent } = wire.latest();
    expect(headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    const text = Buffer.from(String(sent), "latin1").toString("utf8");
    expect(text).toMatch(/name="file"; filename="größe\.txt"\r\ncontent-type: text\/plain\r\n\r\n0123456789\r\n/i);
    expect(text).toMatch(/name="alt"\r\n(content-type: text\/plain.*\r\n)?\r\nTen digits\r\n/i);
    expect(text).toMatch(
      /name="metadata"(; filename="[^"]*")?\r\ncontent-type: application\/json\r\n\r\n\{"digits":10\}\r\n/i,
    );
  });

  test("multipart: a FormData is sent as it is", async () => {
    const form = new FormData();
    form.append("file", new File([bytes], "digits.txt"));
    const media = await wire.inkwell.media.upload({ body: form });
    expect(media).toMatchObject({ filename: "digits.txt", size: 10 });
  });
});

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 3) yield bytes.slice(start, start + 3);
}
