import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { type BinaryResponse, ConfigurationError, ResponseParseError, SdkError } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const json = { content: { "application/json": {} } };
const type = { "content-type": "application/json" };
/** 64 MB of a text, in 64 KB or less. */
const bomb = Buffer.concat([Buffer.from('"'), Buffer.alloc(64_000_000, "a"), Buffer.from('"')]);
const codings = { gzip: gzipSync(bomb), br: brotliCompressSync(bomb) };

describe.each(transports)("hostile bodies through %s", (_name, transport) => {
  it.each(Object.entries(codings))("a bomb in %s is counted as it is decoded", async (coding, body) => {
    expect(body.byteLength).toBeLessThan(70_000);
    server = await startServer(answer(body, { ...type, "content-encoding": coding }));
    const client = makeClient({ baseUrl: server.url, transport, maxResponseBytes: 1_000_000, retry: false });
    const before = process.memoryUsage().rss;
    const error = await client.call(operation({ responses: { 200: json } }), {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(String(error)).toContain("1000000 bytes that `maxResponseBytes` allows");
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    expect(server.requests).toHaveLength(1);
  });

  it("codings upon codings are not undone", async () => {
    server = await startServer(
      answer(gzipSync("1"), { ...type, "content-encoding": Array(3_000).fill("gzip").join() }),
    );
    const client = makeClient({ baseUrl: server.url, transport, retry: false });
    const error = await client.call(operation({ responses: { 200: json } }), {}).catch((reason: unknown) => reason);
    // By fetch it is the platform that refuses.
    expect(error).toBeInstanceOf(_name === "undici" ? ResponseParseError : SdkError);
    expect(String(error)).not.toContain("call stack");
  });

  it("the limit is the last byte that fits, and a call's own limit wins", async () => {
    server = await startServer(answer('"éé"', type));
    const client = makeClient({ baseUrl: server.url, transport, maxResponseBytes: 5 });
    const ask = (maxResponseBytes?: number) =>
      client.call(operation({ responses: { 200: json } }), {}, { maxResponseBytes });
    await expect(ask()).rejects.toBeInstanceOf(ResponseParseError);
    await expect(ask(6)).resolves.toBe("éé");
    await expect(ask(0)).rejects.toBeInstanceOf(ConfigurationError);
  });

  it("bytes() has the limit, a stream has none", async () => {
    server = await startServer(answer(Buffer.alloc(2_000_000), { "content-type": "application/octet-stream" }));
    const client = makeClient({ baseUrl: server.url, transport, maxResponseBytes: 1_000_000 });
    const ask = async () =>
      (await client.call(
        operation({ responses: { 200: { content: { "application/octet-stream": {} } } } }),
        {},
      )) as BinaryResponse;
    await expect((await ask()).bytes()).rejects.toBeInstanceOf(ResponseParseError);
    let size = 0;
    for await (const chunk of (await ask()).stream()) size += chunk.byteLength;
    expect(size).toBe(2_000_000);
  });

  it("a value that nests deeper than the stack is a typed error", async () => {
    const depth = 200_000;
    server = await startServer(answer(`${"[".repeat(depth)}${"]".repeat(depth)}`, type));
    const nested: z.ZodType = z.array(z.lazy(() => nested));
    const deep = { content: { "application/json": { schema: () => nested } } };
    const client = makeClient({ baseUrl: server.url, transport });
    await expect(client.call(operation({ responses: { 200: deep } }), {})).rejects.toBeInstanceOf(ResponseParseError);
  });

  it("__proto__ in a body changes no prototype", async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}';
    server = await startServer(answer(body, type));
    const open = { content: { "application/json": { schema: () => z.looseObject({ a: z.looseObject({}) }) } } };
    const client = makeClient({ baseUrl: server.url, transport });
    for (const response of [json, open]) {
      const value = (await client.call(operation({ responses: { 200: response } }), {})) as Record<string, unknown>;
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    }
  });
});
