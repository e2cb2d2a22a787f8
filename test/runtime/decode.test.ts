import zlib, { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import {
  ApiError,
  type BinaryResponse,
  ConnectionError,
  type OperationDescriptor,
  type ResponseDescriptor,
  ResponseParseError,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, type Handler, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

interface Setup {
  readonly responses: Record<string, ResponseDescriptor>;
  readonly handler: Handler;
  readonly method?: string;
  readonly transport?: (typeof transports)[number][1];
}

async function ask({ responses, handler, method = "GET", transport }: Setup): Promise<unknown> {
  server = await startServer(handler);
  const options = transport === undefined ? {} : { transport };
  return makeClient({ baseUrl: server.url, ...options }).call(operation({ responses, method }), {});
}

const json = { content: { "application/json": {} } };
const type = (contentType: string) => ({ "content-type": contentType });

describe.each(transports)("a response through %s", (_transport, transport) => {
  it.each<[string, Record<string, ResponseDescriptor>, Handler, unknown]>([
    ["JSON", { 200: json }, answer('{"a":1}', type("application/json")), { a: 1 }],
    ["JSON with a byte order mark", { 200: json }, answer('\uFEFF{"a":1}', type("application/json")), { a: 1 }],
    ["JSON null", { 200: json }, answer("null", type("application/json")), null],
    ["JSON of another +json type", { 200: json }, answer("[1]", type("application/vnd.api+json")), [1]],
    ["JSON without a content type", { 200: json }, answer("[1]"), [1]],
    ["JSON under a wrong content type", { 200: json }, answer("[1]", type("text/plain")), [1]],
    [
      "JSON in Latin-1",
      { 200: json },
      answer(Buffer.from('"\xe9"', "latin1"), type("application/json; charset=iso-8859-1")),
      "é",
    ],
    ["an empty JSON body", { 200: json }, answer("", type("application/json")), undefined],
    ["a range of statuses", { "2XX": json }, answer("[1]", type("application/json"), 202), [1]],
    ["default", { default: json }, answer("[1]", type("application/json")), [1]],
    ["the exact status before its range", { "2XX": {}, 201: json }, answer("[1]", type("application/json"), 201), [1]],
    ["another success than the declared one", { 200: json }, answer("[1]", type("application/json"), 201), [1]],
    ["text", { 200: { content: { "text/plain": {} } } }, answer("hé", type("text/plain; charset=utf-8")), "hé"],
    [
      "text in its charset",
      { 200: { content: { "text/plain": {} } } },
      answer(Buffer.from([0xe9]), type('text/plain; charset="windows-1252"')),
      "é",
    ],
    ["empty text", { 200: { content: { "text/plain": {} } } }, answer("", type("text/plain")), ""],
    ["XML", { 200: { content: { "application/xml": {} } } }, answer("<a/>", type("application/xml")), "<a/>"],
    [
      "text where any type is declared",
      { 200: { content: { "*/*": { kind: "json" } } } },
      answer("hi", type("text/plain")),
      "hi",
    ],
    [
      "JSON where any type is declared",
      { 200: { content: { "*/*": {} } } },
      answer("[1]", type("application/json")),
      [1],
    ],
    [
      "one of several types",
      { 200: { content: { "application/json": {}, "text/csv": {} } } },
      answer("a,b", type("text/csv; header=present")),
      "a,b",
    ],
    [
      "a media type with a parameter",
      { 200: { content: { "application/json; v=1": { kind: "text" }, "application/json; v=2": {} } } },
      answer("[2]", type("application/json;v=2")),
      [2],
    ],
    [
      "a kind of its own",
      { 200: { content: { "application/json": { kind: "text" } } } },
      answer("[1]", type("application/json")),
      "[1]",
    ],
    ["204", { 204: {} }, answer("", {}, 204), undefined],
    ["a body that nobody declared", { 200: {} }, answer("[1]", type("application/json")), undefined],
    ["205 in spite of its declaration", { 205: json }, answer("", {}, 205), undefined],
    ["304", {}, answer("", {}, 304), undefined],
    ["a redirect that is the declared result", { 302: {} }, answer("", { location: "/x" }, 302), undefined],
  ])("%s", async (_name, responses, handler, want) => {
    expect(await ask({ responses, handler, transport })).toEqual(want);
  });

  it("has no body for HEAD", async () => {
    const handler = answer("", {
      "content-type": "application/json",
      "content-length": "100",
      "content-encoding": "gzip",
    });
    expect(await ask({ responses: { 200: json }, handler, method: "HEAD", transport })).toBeUndefined();
  });

  it("is an error where a redirect leads back to itself: it is followed once", async () => {
    const promise = ask({ responses: { 200: json }, handler: answer("", { location: "/x" }, 302), transport });
    await expect(promise).rejects.toBeInstanceOf(ApiError);
    await expect(promise).rejects.toMatchObject({ status: 302 });
    expect(server?.requests).toHaveLength(2);
  });

  const text = "x".repeat(5_000);
  it.each<[string, string, Buffer]>([
    ["gzip", "gzip", gzipSync(text)],
    ["br", "br", brotliCompressSync(text)],
    ["deflate", "deflate", deflateSync(text)],
    ["two codings", "gzip, br", brotliCompressSync(gzipSync(text))],
    ["identity", "identity", Buffer.from(text)],
  ])("is decoded: %s", async (_name, coding, body) => {
    const handler = answer(body, { ...type("text/plain"), "content-encoding": coding });
    expect(await ask({ responses: { 200: { content: { "text/plain": {} } } }, handler, transport })).toBe(text);
  });

  it("that is no JSON says so with status, type and the first 200 characters", async () => {
    const page = `<!doctype html><title>Log in</title>${" ".repeat(300)}`;
    const error = await ask({ responses: { 200: json }, handler: answer(page, type("text/html")), transport }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ status: 200, contentType: "text/html", excerpt: page.slice(0, 200), method: "GET" });
  });

  it("in an unknown charset is an error", async () => {
    const handler = answer("x", type("text/plain; charset=klingon"));
    const promise = ask({ responses: { 200: { content: { "text/plain": {} } } }, handler, transport });
    await expect(promise).rejects.toThrow('The charset "klingon" of the response is unknown');
  });

  it("whose JSON is cut short is no data", async () => {
    const promise = ask({ responses: { 200: json }, handler: answer('{"a":', type("application/json")), transport });
    await expect(promise).rejects.toBeInstanceOf(ResponseParseError);
  });
});

/** From Node.js 22.15 on; the types are those of Node.js 20. */
const zstdCompressSync = Reflect.get(zlib, "zstdCompressSync") as ((text: string) => Buffer) | undefined;

describe("content codings of the undici transport", () => {
  const csv = { 200: { content: { "text/csv": {} } } };
  const coded = (body: Buffer, coding: string) => answer(body, { ...type("text/csv"), "content-encoding": coding });

  it.skipIf(zstdCompressSync === undefined)("have zstd where Node.js has it", async () => {
    const whole = zstdCompressSync?.("a,b".repeat(1_000)) ?? Buffer.alloc(0);
    expect(await ask({ responses: csv, handler: coded(whole, "zstd") })).toBe("a,b".repeat(1_000));
    expect(server?.last().headers["accept-encoding"]).toBe("gzip, deflate, br, zstd");
    const short = ask({ responses: csv, handler: coded(whole.subarray(0, -4), "zstd") });
    await expect(short).rejects.toThrow(/ends too early/);
    await expect(ask({ responses: csv, handler: coded(Buffer.from("no zstd"), "zstd") })).rejects.toThrow(/damaged/);
  });

  it.skipIf(zstdCompressSync !== undefined)("don't offer zstd where Node.js has none", async () => {
    await ask({ responses: csv, handler: coded(gzipSync("a"), "gzip") });
    expect(server?.last().headers["accept-encoding"]).toBe("gzip, deflate, br");
    const promise = ask({ responses: csv, handler: coded(Buffer.from("x"), "zstd") });
    await expect(promise).rejects.toThrow('Content-Encoding "zstd" is unknown');
  });

  it("take deflate without its zlib header, as many servers send it", async () => {
    expect(await ask({ responses: csv, handler: coded(deflateRawSync("a,b"), "deflate") })).toBe("a,b");
  });

  it.each([
    ["gzip", gzipSync("a,b".repeat(1_000))],
    ["br", brotliCompressSync("a,b".repeat(1_000))],
    ["deflate", deflateSync("a,b".repeat(1_000))],
  ])("%s that is cut short is a ConnectionError", async (coding, whole) => {
    const promise = ask({ responses: csv, handler: coded(whole.subarray(0, -4), coding) });
    await expect(promise).rejects.toBeInstanceOf(ConnectionError);
  });

  it("that are damaged are a ConnectionError", async () => {
    const promise = ask({ responses: csv, handler: coded(Buffer.from("no gzip at all"), "gzip") });
    await expect(promise).rejects.toThrow(/damaged/);
  });

  it("that nobody knows are an error", async () => {
    const promise = ask({ responses: csv, handler: coded(Buffer.from("x"), "snappy") });
    await expect(promise).rejects.toThrow('Content-Encoding "snappy" is unknown');
  });

  it("may leave nothing", async () => {
    expect(await ask({ responses: csv, handler: coded(Buffer.alloc(0), "gzip") })).toBe("");
  });
});

describe.each(transports)("a binary response through %s", (_transport, transport) => {
  const image: OperationDescriptor["responses"] = { 200: { content: { "image/*": {} } } };
  const bytes = Buffer.from([0, 255, 1, 254]);
  const get = async () =>
    (await ask({ responses: image, handler: answer(bytes, type("image/png")), transport })) as BinaryResponse;

  it("gives its bytes", async () => {
    const response = await get();
    expect(response.contentType).toBe("image/png");
    expect(response.status).toBe(200);
    expect(await response.bytes()).toEqual(new Uint8Array(bytes));
  });

  it("gives a Blob of its type", async () => {
    const blob = await (await get()).blob();
    expect(blob.type).toBe("image/png");
    expect(blob.size).toBe(4);
  });

  it("can be read once", async () => {
    const response = await get();
    await response.text();
    await expect(response.bytes()).rejects.toThrow("has been read already");
    expect(() => response.stream()).toThrow("has been read already");
  });

  it("can be let go, and the client closes all the same", async () => {
    const response = await get();
    response.discard();
    response.discard();
    await closeClients();
  });
});
