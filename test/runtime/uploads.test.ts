import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fileFrom, type Progress } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { type Handler, startServer, type TestServer } from "./support/server.js";

const size = 1_000_000;
const content = Buffer.alloc(size, "0123456789abcdef!");
const put = operation({ id: "putFile", method: "PUT", body: { content: { "application/octet-stream": {} } } });

let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
  path = join(folder, "upload.bin");
  await writeFile(path, content);
});
afterAll(() => rm(folder, { recursive: true }));

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < size; start += 50_000) yield content.subarray(start, start + 50_000);
}

/** Each kind of body, whether its length is known before, and whether it can be sent again. */
const kinds: readonly (readonly [what: string, make: () => unknown, hasLength: boolean, canRepeat: boolean])[] = [
  ["a file of the disk", () => fileFrom(path), true, true],
  ["a Blob", () => new Blob([content]), true, true],
  ["bytes", () => content, true, true],
  ["a web stream", () => Readable.toWeb(Readable.from(pieces())), false, false],
  ["a stream of Node.js", () => Readable.from(pieces()), false, false],
  ["an async iterable", pieces, false, false],
];

const busyOnce = (): Handler => {
  let isBusy = true;
  return (_request, response) => {
    response.writeHead(isBusy ? 503 : 200, { "content-type": "application/json", "retry-after": "0" }).end("{}");
    isBusy = false;
  };
};

describe.each(transports)("an upload as application/octet-stream through %s", (_name, transport) => {
  it.each(kinds)("of %s arrives as it is, and tells how far it is", async (_what, make, hasLength) => {
    server = await startServer();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    await makeClient({ baseUrl: server.url, transport }).call(put, { body: make() }, { onProgress });
    const { headers, body } = server.last();
    expect(body.equals(content)).toBe(true);
    expect(headers["content-type"]).toBe("application/octet-stream");
    expect(headers["content-length"]).toBe(hasLength ? String(size) : undefined);
    expect(seen.at(-1)).toMatchObject({ bytes: size, totalBytes: hasLength ? size : undefined });
    expect(seen.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
    const counts = seen.map(({ bytes }) => bytes);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(1);
  });

  it.each(kinds)("of %s is sent again only where it can be, and otherwise the error says so", async (...kind) => {
    const [, make, , canRepeat] = kind;
    server = await startServer(busyOnce());
    const client = makeClient({ baseUrl: server.url, transport, retry: { baseDelay: 1 } });
    const result = await client.call(put, { body: make() }).safe();
    expect(result.ok).toBe(canRepeat);
    expect(server.requests.map(({ body }) => body.equals(content))).toEqual(canRepeat ? [true, true] : [true]);
    if (!result.ok) {
      const notRetried = "the body is, or holds, a stream, which can be sent only once";
      expect(result.error).toMatchObject({ status: 503, notRetried });
    }
  });
});
