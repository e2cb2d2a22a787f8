import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { multipart, type RequestMediaDescriptor, RequestValidationError } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { startServer, type TestServer } from "./support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
afterEach(closeClients);

type Content = Record<string, RequestMediaDescriptor>;

const post = (content: Content) => operation({ id: "addPet", method: "POST", body: { content } });
const bytes = new TextEncoder().encode("bytes");

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield bytes;
  yield bytes;
}

function streamOf(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

describe.each(transports)("a body through %s", (_transport, transport) => {
  it.each<[string, Content, unknown, string, string]>([
    ["JSON", { "application/json": {} }, { a: [1, null] }, "application/json", '{"a":[1,null]}'],
    ["JSON null", { "application/json": {} }, null, "application/json", "null"],
    ["a JSON string", { "application/json": {} }, "x", "application/json", '"x"'],
    ["+json", { "application/merge-patch+json": {} }, { a: null }, "application/merge-patch+json", '{"a":null}'],
    ["JSON with a parameter", { "application/json; v=2": {} }, {}, "application/json; v=2", "{}"],
    ["text", { "text/plain": {} }, "héllo", "text/plain", "héllo"],
    ["XML", { "application/xml": {} }, "<a/>", "application/xml", "<a/>"],
    ["a string of bytes", { "application/octet-stream": {} }, "x", "application/octet-stream", "x"],
    ["a Uint8Array", { "application/octet-stream": {} }, bytes, "application/octet-stream", "bytes"],
    ["part of a buffer", { "image/png": {} }, bytes.subarray(1, 3), "image/png", "yt"],
    ["a DataView", { "image/png": {} }, new DataView(bytes.buffer, 1, 2), "image/png", "yt"],
    ["an ArrayBuffer", { "image/png": {} }, bytes.buffer, "image/png", "bytes"],
    ["a Blob of a range", { "image/*": {} }, new Blob([bytes], { type: "image/gif" }), "image/gif", "bytes"],
    ["a stream", { "application/octet-stream": {} }, streamOf, "application/octet-stream", "bytes"],
    ["an async iterable", { "application/octet-stream": {} }, chunks, "application/octet-stream", "bytesbytes"],
    ["any type, an object", { "*/*": {} }, { a: 1 }, "application/json", '{"a":1}'],
    [
      "a form",
      { "application/x-www-form-urlencoded": {} },
      { a: "x y+z", b: [1, 2], c: { d: 1 }, e: null },
      "application/x-www-form-urlencoded",
      "a=x+y%2Bz&b=1&b=2&c=%7B%22d%22%3A1%7D",
    ],
    [
      "a form with styles",
      {
        "application/x-www-form-urlencoded": {
          encoding: { f: { style: "deepObject", explode: true }, g: { explode: false } },
        },
      },
      { f: { a: { b: 1 } }, g: [1, 2] },
      "application/x-www-form-urlencoded",
      "f%5Ba%5D%5Bb%5D=1&g=1,2",
    ],
    [
      "URLSearchParams",
      { "application/x-www-form-urlencoded": {} },
      new URLSearchParams({ a: "1" }),
      "application/x-www-form-urlencoded",
      "a=1",
    ],
  ])("is %s", async (_name, content, value, contentType, want) => {
    const body = typeof value === "function" ? value() : value;
    await makeClient({ baseUrl: server.url, transport }).call(post(content), { body });
    const { headers, body: sent } = server.last();
    expect(sent.toString()).toBe(want);
    expect(headers["content-type"]).toBe(contentType);
  });

  it("is none where none is given", async () => {
    await makeClient({ baseUrl: server.url, transport }).call(post({ "application/json": {} }), {});
    expect(server.last().headers).not.toHaveProperty("content-type");
    expect(server.last().headers["content-length"]).toBe("0");
  });

  it("has a known length where its length is known, also when it is streamed", async () => {
    const body = new Blob([new Uint8Array(300_000)]);
    await makeClient({ baseUrl: server.url, transport }).call(post({ "application/octet-stream": {} }), { body });
    expect(server.last().headers["content-length"]).toBe("300000");
    expect(server.last().body.byteLength).toBe(300_000);
  });
});

describe("the media type", () => {
  const content = { "application/json": {}, "text/plain": {}, "image/*": {} };

  it.each([
    [undefined, { a: 1 }, "application/json", '{"a":1}'],
    ["text/plain", "x", "text/plain", "x"],
    ["image/png", "x", "image/png", "x"],
  ])("is chosen by contentType: %s", async (contentType, body, want, text) => {
    await makeClient({ baseUrl: server.url }).call(post(content), { body, contentType });
    expect(server.last().headers["content-type"]).toBe(want);
    expect(server.last().body.toString()).toBe(text);
  });

  it("must be one that the document declares", async () => {
    const promise = makeClient({ baseUrl: server.url }).call(post(content), { body: "x", contentType: "video/mp4" });
    await expect(promise).rejects.toThrow(
      'contentType: "video/mp4" is not one of application/json, text/plain, image/*',
    );
  });
});

describe("what can't be a body", () => {
  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  it.each<[string, Content, unknown, RegExp]>([
    ["a cycle in JSON", { "application/json": {} }, cycle, /circular/],
    ["a function as JSON", { "application/json": {} }, () => 1, /a function can't be sent as JSON/],
    ["an object as XML", { "application/xml": {} }, { a: 1 }, /application\/xml is sent from a string/],
    ["an object as bytes", { "image/png": {} }, { a: 1 }, /image\/png is sent from a string, bytes/],
    ["a list as a form", { "application/x-www-form-urlencoded": {} }, [1], /not of an array/],
    ["a string as multipart", { "multipart/form-data": { serialize: multipart } }, "x", /object or FormData/],
  ])("%s", async (_name, content, body, want) => {
    const promise = makeClient({ baseUrl: server.url }).call(post(content), { body });
    await expect(promise).rejects.toThrow(want);
    await expect(promise).rejects.toBeInstanceOf(RequestValidationError);
  });
});

interface ReceivedPart {
  readonly headers: string;
  readonly content: string;
}

function partsOf(): readonly ReceivedPart[] {
  const { headers, body } = server.last();
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(String(headers["content-type"]))?.[1];
  const text = body.toString();
  expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = "", ...rest] = part.slice(2, -2).split("\r\n\r\n");
      return { headers: head, content: rest.join("\r\n\r\n") };
    });
}

describe.each(transports)("multipart through %s", (_name, transport) => {
  it("sends each property as a part, and only files with a file name", async () => {
    const encoding = { notes: { contentType: "text/markdown" }, scan: { contentType: "image/png, image/jpeg" } };
    const body = {
      name: "Rex",
      tags: ["a", "b"],
      meta: { a: 1 },
      notes: "# hi",
      photo: new File(["photo"], 'my "photo".png', { type: "image/png" }),
      scan: bytes,
      none: undefined,
    };
    const client = makeClient({ baseUrl: server.url, transport });
    await client.call(post({ "multipart/form-data": { encoding, serialize: multipart } }), { body });
    const disposition = "Content-Disposition: form-data; ";
    expect(partsOf()).toEqual([
      { headers: `${disposition}name="name"`, content: "Rex" },
      { headers: `${disposition}name="tags"`, content: "a" },
      { headers: `${disposition}name="tags"`, content: "b" },
      { headers: `${disposition}name="meta"\r\nContent-Type: application/json`, content: '{"a":1}' },
      { headers: `${disposition}name="notes"\r\nContent-Type: text/markdown`, content: "# hi" },
      {
        headers: `${disposition}name="photo"; filename="my %22photo%22.png"\r\nContent-Type: image/png`,
        content: "photo",
      },
      {
        headers: `${disposition}name="scan"; filename="scan"\r\nContent-Type: application/octet-stream`,
        content: "bytes",
      },
    ]);
    expect(server.last().headers).toHaveProperty("content-length");
  });

  it("takes FormData, and lets no name break out of its header", async () => {
    const body = new FormData();
    body.append('a"\r\nX-Evil: 1', "1");
    body.append("file", new Blob(["x"]), "f.txt");
    await makeClient({ baseUrl: server.url, transport }).call(
      post({ "multipart/form-data": { serialize: multipart } }),
      { body },
    );
    expect(partsOf()).toEqual([
      { headers: 'Content-Disposition: form-data; name="a%22%0D%0AX-Evil: 1"', content: "1" },
      {
        headers:
          'Content-Disposition: form-data; name="file"; filename="f.txt"\r\nContent-Type: application/octet-stream',
        content: "x",
      },
    ]);
  });
});
