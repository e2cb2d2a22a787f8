import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BinaryResponse, ConnectionError, type Progress } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { type Handler, startServer, type TestServer } from "./support/server.js";

const size = 5_000_000;
const content = Buffer.alloc(size, "0123456789abcdef");
const file = operation({ id: "getFile", responses: { 200: { content: { "application/octet-stream": {} } } } });

/** Two megabytes at a time, so that the whole body is never there at once. */
const sendAll: Handler = (_request, response) => {
  response.writeHead(200, { "content-length": `${size}` });
  response.write(content.subarray(0, 2_000_000));
  setTimeout(() => response.end(content.subarray(2_000_000)), 20);
};

const sendHalf: Handler = (_request, response) => {
  response.writeHead(200, { "content-length": `${size}` });
  response.write(content.subarray(0, 2_000_000), () => setTimeout(() => response.destroy(), 20));
};

let server: TestServer | undefined;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
});
afterEach(async () => {
  await closeClients();
  await server?.close();
  await rm(folder, { recursive: true });
});

describe.each(transports)("a download through %s", (_name, transport) => {
  const start = async (handler: Handler): Promise<BinaryResponse> => {
    server = await startServer(handler);
    return makeClient({ baseUrl: server.url, transport }).call<BinaryResponse>(file, {});
  };

  it("is saved to a file and tells how far it is", async () => {
    const response = await start(sendAll);
    const progress: Progress[] = [];
    const path = join(folder, "file.bin");
    expect(await response.saveTo(path, { onProgress: (event) => progress.push(event) })).toBe(size);
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ bytes: size, totalBytes: size });
    expect(await readdir(folder)).toEqual(["file.bin"]);
  });

  it("that is cut leaves nothing behind, and what was there stays", async () => {
    const path = join(folder, "file.bin");
    await writeFile(path, "old");
    const response = await start(sendHalf);
    const error = await response.saveTo(path, { maxResumes: 0 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ operationId: "getFile" });
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["file.bin"]);
  });

  it("to a folder that isn't there fails, and frees the connection", async () => {
    let isFree = false;
    const response = await start((_request, outgoing) => {
      outgoing.on("close", () => {
        isFree = true;
      });
      outgoing.writeHead(200);
      outgoing.write(content.subarray(0, 2_000_000));
    });
    await expect(response.saveTo(join(folder, "none", "x"))).rejects.toThrow(/ENOENT/);
    await expect.poll(() => isFree).toBe(true);
  });

  it("waits for its reader", async () => {
    const reader = (await start(sendAll)).stream().getReader();
    let received = 0;
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      received += chunk.value.byteLength;
      if (received < 1_000_000) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(received).toBe(size);
  });

  it("stops when its reader does", async () => {
    let isClosed = false;
    const response = await start((_request, outgoing) => {
      outgoing.on("close", () => {
        isClosed = true;
      });
      outgoing.writeHead(200);
      const more = (): void => {
        if (!isClosed && outgoing.write(content.subarray(0, 100_000))) setTimeout(more, 1);
        else outgoing.once("drain", more);
      };
      more();
    });
    const reader = response.stream().getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => isClosed).toBe(true);
  });

  it("lasts longer than the default total limit, but not longer than one that is asked for", async () => {
    server = await startServer((_request, response) => {
      response.writeHead(200);
      response.write("a");
      setTimeout(() => response.end("b"), 300);
    });
    const client = makeClient({ baseUrl: server.url, transport });
    const slow = await client.call<BinaryResponse>(file, {}, { timeout: { total: 100 } });
    await expect(slow.text()).rejects.toMatchObject({ name: "TimeoutError", phase: "total" });
    const patient = await client.call<BinaryResponse>(file, {});
    expect(await patient.text()).toBe("ab");
  });

  it("ends with the caller's signal", async () => {
    const abort = new AbortController();
    server = await startServer((_request, response) => {
      response.writeHead(200);
      response.write("a");
    });
    const client = makeClient({ baseUrl: server.url, transport });
    const response = await client.call<BinaryResponse>(file, {}, { signal: abort.signal });
    const text = response.text();
    abort.abort(new Error("enough"));
    await expect(text).rejects.toMatchObject({ name: "AbortedError", cause: new Error("enough") });
  });
});
