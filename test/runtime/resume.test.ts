import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BinaryResponse, Progress, RequestOptions, SaveOptions } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { type Handler, startServer, type TestServer } from "./support/server.js";

const size = 1_000_000;
const content = Buffer.alloc(size, "0123456789abcdef!");
const other = Buffer.alloc(size, "another state of the file");
const file = operation({ id: "getFile", responses: { 200: { content: { "application/octet-stream": {} } } } });

/** One answer after the other; the last stays. */
const inTurn = (...handlers: readonly Handler[]): Handler => {
  let turn = 0;
  return (request, response) => {
    const handler = handlers[Math.min(turn, handlers.length - 1)];
    turn += 1;
    return handler?.(request, response);
  };
};

interface Answer {
  readonly bytes?: Buffer;
  readonly headers?: Record<string, string>;
  /** So many bytes of the answer, and then the connection is cut. */
  readonly cutAfter?: number;
  /** Says nothing more instead of being cut. */
  readonly hangs?: boolean;
}

/** A server that knows ranges, as RFC 9110 has it. */
const serve =
  ({ bytes = content, headers = { etag: '"1"' }, cutAfter, hangs = false }: Answer = {}): Handler =>
  (request, response) => {
    const { range, "if-range": ifRange } = request.headers;
    const isSame = ifRange === undefined || ifRange === headers["etag"] || ifRange === headers["last-modified"];
    const start = isSame ? Number(/^bytes=(\d+)-$/.exec(String(range))?.[1] ?? 0) : 0;
    const rest = bytes.subarray(start);
    const ranged = start === 0 ? {} : { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(start === 0 ? 200 : 206, { ...headers, ...ranged, "content-length": `${rest.length}` });
    if (cutAfter === undefined) return void response.end(rest);
    response.write(rest.subarray(0, cutAfter), () => {
      // The platform forgets what nobody has read when the connection is cut: it gets the time to be read.
      if (!hangs) setTimeout(() => response.destroy(), 100);
    });
  };

let server: TestServer | undefined;
let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
  path = join(folder, "file.bin");
});
afterEach(async () => {
  await closeClients();
  await server?.close();
  await rm(folder, { recursive: true });
});

describe.each(transports)("an interrupted download through %s", (_name, transport) => {
  const start = async (handler: Handler, options: RequestOptions = {}): Promise<BinaryResponse> => {
    server = await startServer(handler);
    return makeClient({ baseUrl: server.url, transport }).call<BinaryResponse>(file, {}, options);
  };
  const ranges = () => server?.requests.map(({ headers }) => [headers["range"], headers["if-range"]]);

  it("goes on where it stopped, as often as it must", async () => {
    const failures: unknown[] = [];
    const response = await start(inTurn(serve({ cutAfter: 300_000 }), serve({ cutAfter: 500_000 }), serve()), {
      headers: { "X-Mine": "1" },
      hooks: { onError: ({ error }) => void failures.push(error) },
    });
    const progress: Progress[] = [];
    expect(await response.saveTo(path, { onProgress: (event) => void progress.push(event) })).toBe(size);
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(ranges()).toEqual([
      [undefined, undefined],
      ["bytes=300000-", '"1"'],
      ["bytes=800000-", '"1"'],
    ]);
    expect(server?.requests.map(({ headers }) => headers["x-mine"])).toEqual(["1", "1", "1"]);
    expect(new Set(server?.requests.map(({ headers }) => headers["x-request-id"])).size).toBe(1);
    expect(progress.at(-1)).toMatchObject({ bytes: size, totalBytes: size });
    const counts = progress.map(({ bytes }) => bytes);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(failures).toEqual([]);
    expect(await readdir(folder)).toEqual(["file.bin"]);
  });

  it("goes on by a date that is old enough", async () => {
    const headers = { "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT", date: "Tue, 02 Jan 2024 00:00:00 GMT" };
    const response = await start(inTurn(serve({ headers, cutAfter: 400_000 }), serve({ headers })));
    await response.saveTo(path);
    expect(ranges()?.[1]).toEqual(["bytes=400000-", headers["last-modified"]]);
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["there is no validator", {}],
    ["the validator is weak", { etag: 'W/"1"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT" }],
    [
      "the date is too young",
      { "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT", date: "Mon, 01 Jan 2024 00:00:30 GMT" },
    ],
    ["the server has no ranges", { etag: '"1"', "accept-ranges": "none" }],
  ])("starts again where %s", async (_what, headers) => {
    const response = await start(inTurn(serve({ headers, bytes: other, cutAfter: 400_000 }), serve({ headers })));
    expect(await response.saveTo(path)).toBe(size);
    expect(ranges()).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  it("starts again where the file has changed, also when it has become shorter", async () => {
    const newer = { bytes: other.subarray(0, 200_000), headers: { etag: '"2"' } };
    const response = await start(
      inTurn(serve({ cutAfter: 400_000 }), serve({ ...newer, cutAfter: 50_000 }), serve(newer)),
    );
    const progress: Progress[] = [];
    expect(await response.saveTo(path, { onProgress: (event) => void progress.push(event) })).toBe(200_000);
    expect((await readFile(path)).equals(newer.bytes)).toBe(true);
    expect(progress.at(-1)).toMatchObject({ bytes: 200_000, totalBytes: 200_000 });
    // The newer one goes on by its own validator.
    expect(ranges()?.[2]).toEqual(["bytes=50000-", '"2"']);
  });

  it("goes on after a silence", async () => {
    const response = await start(inTurn(serve({ cutAfter: 100_000, hangs: true }), serve()), {
      timeout: { body: 200 },
    });
    expect(await response.saveTo(path)).toBe(size);
    expect(ranges()?.[1]).toEqual(["bytes=100000-", '"1"']);
  });

  it.each<[string, Handler, SaveOptions, string, number]>([
    ["its limit", serve({ cutAfter: 1_000 }), { maxResumes: 2 }, "ConnectionError", 3],
    ["no resumes", serve({ cutAfter: 1_000 }), { maxResumes: 0 }, "ConnectionError", 1],
    [
      "an answer that is none",
      inTurn(serve({ cutAfter: 1_000 }), (_request, response) => void response.writeHead(404).end()),
      {},
      "broke off after 1000 bytes, and the server answered with 404",
      2,
    ],
    [
      "other bytes",
      inTurn(serve({ cutAfter: 1_000 }), (_request, response) => {
        response.writeHead(206, { "content-range": `bytes 0-9/${size}` }).end("0123456789");
      }),
      {},
      "the server sent other bytes than the rest that it was asked for (bytes 0-9/1000000)",
      2,
    ],
  ])("fails at %s, and leaves what was there", async (_what, handler, options, want, requests) => {
    await writeFile(path, "old");
    const failures: unknown[] = [];
    const response = await start(handler, { hooks: { onError: ({ error }) => void failures.push(error) } });
    const error = await response.saveTo(path, options).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ConnectionError", operationId: "getFile" });
    expect(String(error)).toContain(want);
    expect(server?.requests.length).toBe(requests);
    expect(failures).toEqual([error]);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["file.bin"]);
  });

  it("does not go on for what is no GET, or is a part already", async () => {
    const response = await start(serve({ cutAfter: 1_000 }), { headers: { range: "bytes=10-" } });
    expect(response.status).toBe(206);
    await expect(response.saveTo(path)).rejects.toMatchObject({ name: "ConnectionError" });
    const post = { ...file, method: "POST" };
    const client = makeClient({ baseUrl: server?.url, transport });
    const posted = await client.call<BinaryResponse>(post, {});
    await expect(posted.saveTo(path)).rejects.toMatchObject({ name: "ConnectionError" });
    expect(server?.requests.length).toBe(2);
  });

  it("ends with the caller's signal, also in its second connection", async () => {
    const abort = new AbortController();
    const response = await start(
      inTurn(serve({ cutAfter: 1_000 }), (request, outgoing) => {
        serve({ cutAfter: 1_000, hangs: true })(request, outgoing);
        setTimeout(() => abort.abort(new Error("enough")), 30);
      }),
      { signal: abort.signal },
    );
    const error = await response.saveTo(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "AbortedError", cause: new Error("enough") });
    expect(await readdir(folder)).toEqual([]);
  });

  it("ends with a total limit that was asked for", async () => {
    const response = await start(inTurn(serve({ cutAfter: 1_000 }), serve({ cutAfter: 1_000, hangs: true })), {
      timeout: { total: 400 },
    });
    await expect(response.saveTo(path)).rejects.toMatchObject({ name: "TimeoutError", phase: "total" });
  });

  it("fails where the caller's function does", async () => {
    const response = await start(serve());
    const onProgress = (): void => {
      throw new Error("mine");
    };
    await expect(response.saveTo(path, { onProgress })).rejects.toThrow("mine");
    expect(await readdir(folder)).toEqual([]);
  });
});
