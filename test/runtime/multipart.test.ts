import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type EncodingDescriptor,
  fileFrom,
  multipart,
  type Progress,
  part,
  RequestValidationError,
} from "../../src/runtime/index.js";
import { isReplayable } from "../../src/runtime/replayable-body.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { type Recorded, startServer, type TestServer } from "./support/server.js";

let server: TestServer;
let folder = "";
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
afterEach(closeClients);

const upload = (encoding: Record<string, EncodingDescriptor> = {}, mediaType = "multipart/form-data") =>
  operation({
    id: "upload",
    method: "POST",
    body: { content: { [mediaType]: { serialize: multipart, encoding } } },
  });

const letters = (count: number) => Buffer.alloc(count, "abcdefghijklmnopqrstuvwxyz");

function streamOf(...chunks: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}

async function* generated(): AsyncGenerator<Uint8Array | string> {
  yield "one ";
  yield new TextEncoder().encode("two");
}

/** What Node's own parser makes of what arrived: nothing of ours takes part. */
function parsed({ headers, body }: Recorded): Promise<FormData> {
  return new Response(new Uint8Array(body), {
    headers: { "content-type": String(headers["content-type"]) },
  }).formData();
}

async function described(form: FormData): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  );
}

describe.each(transports)("multipart through %s, as Node's own parser reads it", (_name, transport) => {
  const send = async (body: unknown, encoding?: Record<string, EncodingDescriptor>) => {
    await makeClient({ baseUrl: server.url, transport }).call(upload(encoding), { body });
    return server.last();
  };

  it("takes files of every kind", async () => {
    const path = join(folder, 'a "file".txt');
    await writeFile(path, "on disk");
    const request = await send({
      blob: new Blob(["blob"], { type: "text/css" }),
      file: new File(["file"], "a.txt", { type: "text/plain" }),
      buffer: Buffer.from("buffer"),
      array: new TextEncoder().encode("array").buffer,
      view: new DataView(new TextEncoder().encode("xviewx").buffer, 1, 4),
      web: streamOf("we", "b"),
      node: Readable.from([Buffer.from("no"), Buffer.from("de")]),
      iterable: generated(),
      disk: fileFrom(path, { contentType: "text/markdown" }),
      set: { data: streamOf("set"), filename: "s.bin", contentType: "image/png", headers: { "X-One": "1" } },
      several: [new Blob(["1"]), fileFrom(path, { filename: "renamed" })],
      name: "Rex",
    });
    const octets = "application/octet-stream";
    expect(await described(await parsed(request))).toEqual([
      ["blob", "blob", "text/css", "blob"],
      ["file", "a.txt", "text/plain", "file"],
      ["buffer", "buffer", octets, "buffer"],
      ["array", "array", octets, "array"],
      ["view", "view", octets, "view"],
      ["web", "web", octets, "web"],
      ["node", "node", octets, "node"],
      ["iterable", "iterable", octets, "one two"],
      ["disk", 'a "file".txt', "text/markdown", "on disk"],
      ["set", "s.bin", "image/png", "set"],
      ["several", "several", octets, "1"],
      ["several", "renamed", octets, "on disk"],
      ["name", "Rex"],
    ]);
    expect(request.body.toString()).toContain('filename="s.bin"\r\nContent-Type: image/png\r\nX-One: 1\r\n\r\nset');
    expect(request.headers).toMatchObject({ "transfer-encoding": "chunked" });
    expect(request.headers).not.toHaveProperty("content-length");
  });

  it("says how long it is where every part does, though nothing is in memory", async () => {
    const path = join(folder, "large.bin");
    await writeFile(path, letters(300_000));
    const request = await send({ a: fileFrom(path), b: letters(200_000), c: new Blob([letters(100_000)]), d: "text" });
    expect(Number(request.headers["content-length"])).toBe(request.body.byteLength);
    expect(request.headers).not.toHaveProperty("transfer-encoding");
    const form = await parsed(request);
    const sizes = ["a", "b", "c"].map((name) => (form.get(name) as File).size);
    expect(sizes).toEqual([300_000, 200_000, 100_000]);
    expect(await (form.get("a") as File).text()).toBe(letters(300_000).toString());
  });

  it("tells how far it is", async () => {
    const path = join(folder, "progress.bin");
    await writeFile(path, letters(1_000_000));
    const seen: Progress[] = [];
    const client = makeClient({ baseUrl: server.url, transport });
    const onProgress = (progress: Progress) => void seen.push(progress);
    await client.call(upload(), { body: { file: fileFrom(path) } }, { onProgress });
    const total = server.last().body.byteLength;
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.at(-1)).toMatchObject({ bytes: total, totalBytes: total });
    expect(seen.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });

  it("is empty where nothing is given", async () => {
    const request = await send({ a: undefined, b: null, c: [] });
    expect(await described(await parsed(request))).toEqual([]);
  });

  it("gives a value settings of its own, and what the document fixes to its part", async () => {
    const body = {
      meta: part({ a: 1 }, { contentType: "application/vnd.x+json", headers: { "X-Trace": "t" } }),
      note: "n",
      data: { data: "not a file", filename: "x" },
    };
    const request = await send(body, { note: { contentType: "text/markdown", headers: { "X-Kind": "note" } } });
    const text = request.body.toString();
    expect(text).toContain('name="meta"\r\nContent-Type: application/vnd.x+json\r\nX-Trace: t\r\n\r\n{"a":1}\r\n');
    expect(text).toContain('name="note"\r\nContent-Type: text/markdown\r\nX-Kind: note\r\n\r\nn\r\n');
    expect(text).toContain('Content-Type: application/json\r\n\r\n{"data":"not a file","filename":"x"}\r\n');
  });

  it.each<[string, EncodingDescriptor, unknown, readonly (readonly string[])[]]>([
    ["a joined list", { style: "form", explode: false }, ["a", "b c"], [["v", "a,b c"]]],
    ["a list joined by spaces", { style: "spaceDelimited", explode: false }, ["a", "b"], [["v", "a b"]]],
    ["a list joined by bars", { style: "pipeDelimited", explode: false }, ["a", "b"], [["v", "a|b"]]],
    [
      "an exploded list",
      { style: "form", explode: true },
      [1, 2],
      [
        ["v", "1"],
        ["v", "2"],
      ],
    ],
    [
      "an object in brackets",
      { style: "deepObject", explode: true },
      { a: 1, b: { c: "x" } },
      [
        ["v[a]", "1"],
        ["v[b][c]", "x"],
      ],
    ],
    [
      "an exploded object",
      { style: "form", explode: true },
      { a: 1, b: 2 },
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["an object in one", { style: "form", explode: false }, { a: 1, b: 2 }, [["v", "a,1,b,2"]]],
    ["a file whatever the style is", { explode: true }, new Blob(["x"], { type: "a/b" }), [["v", "v", "a/b", "x"]]],
  ])("writes %s as its style says", async (_what, encoding, v, want) => {
    expect(await described(await parsed(await send({ v }, { v: encoding })))).toEqual(want);
  });
});

describe("other kinds of multipart", () => {
  it("has parts without names, in order", async () => {
    const body = [{ a: 1 }, { data: new Blob(["x"], { type: "image/png" }), filename: 'a"b.png' }, "text"];
    await makeClient({ baseUrl: server.url }).call(upload({}, "multipart/mixed"), { body });
    const { headers, body: sent } = server.last();
    const boundary = /^multipart\/mixed; boundary=(.+)$/.exec(String(headers["content-type"]))?.[1];
    expect(sent.toString().split(`--${boundary}`)).toEqual([
      "",
      '\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
      '\r\nContent-Disposition: attachment; filename="a%22b.png"\r\nContent-Type: image/png\r\n\r\nx\r\n',
      "\r\n\r\n\r\ntext\r\n",
      "--\r\n",
    ]);
  });
});

describe("what can't be a part", () => {
  it.each<[string, unknown, RegExp]>([
    ["a line break in a header", part("x", { headers: { "X-A": "1\r\nX-Evil: 1" } }), /body\.v: the value of X-A/],
    ["a line break in a header's name", part("x", { headers: { "X-A\r\nX-Evil": "1" } }), /the name "X-A\\r\\nX-Evil"/],
    ["a line break in a media type", part("x", { contentType: "a/b\nX-Evil: 1" }), /the value of Content-Type/],
    ["a line break in a file's media type", { data: Buffer.from("x"), contentType: "a\r\nb" }, /Content-Type/],
    ["a file that isn't there", fileFrom("/nowhere/file"), /\/nowhere\/file can't be read: ENOENT/],
    ["a folder", fileFrom("/"), /\/ is not a file/],
  ])("%s", async (_what, v, want) => {
    const before = server.requests.length;
    const error = await makeClient({ baseUrl: server.url })
      .call(upload(), { body: { v } })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RequestValidationError);
    expect(String(error)).toMatch(want);
    expect(server.requests.length).toBe(before);
  });

  it("leaves a stream alone where a file beside it isn't there", async () => {
    const stream = streamOf("kept");
    const body = { stream, file: fileFrom("/nowhere/file") };
    await expect(makeClient({ baseUrl: server.url }).call(upload(), { body })).rejects.toThrow(/ENOENT/);
    expect(await new Response(stream).text()).toBe("kept");
  });

  it("a stream a second time", async () => {
    const client = makeClient({ baseUrl: server.url });
    const body = { file: streamOf("once") };
    await client.call(upload(), { body });
    await expect(client.call(upload(), { body })).rejects.toThrow(/can be sent only once/);
  });
});

describe.each(transports)("a stream that fails through %s", (_name, transport) => {
  it("is an error of its own, not the network's", async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield letters(10);
      throw new Error("disk gone");
    };
    const promise = makeClient({ baseUrl: server.url, transport }).call(upload(), { body: { file: failing() } });
    const error = await promise.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: "body: can't be read: disk gone", operationId: "upload" });
    expect(error).toBeInstanceOf(RequestValidationError);
  });

  it("is let go of when the call is given up", async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(letters(10)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const abort = new AbortController();
    const client = makeClient({ baseUrl: server.url, transport });
    const promise = client.call(upload(), { body: { file: endless } }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(promise).rejects.toMatchObject({ name: "AbortedError" });
    await expect.poll(() => isCancelled).toBe(true);
  });

  it("is let go of when nobody listens", async () => {
    const stream = Readable.from([letters(10)]);
    const client = makeClient({ baseUrl: "http://127.0.0.1:1", transport });
    await expect(client.call(upload(), { body: { file: stream } })).rejects.toMatchObject({ name: "ConnectionError" });
    expect(stream.destroyed).toBe(true);
  });
});

describe("whether a body can be sent again", () => {
  const bodyOf = (value: unknown) => multipart({ mediaType: "multipart/form-data", media: {}, value }).body;

  it.each<[string, unknown, boolean]>([
    ["values and Blobs", { a: 1, b: new Blob(["x"]) }, true],
    ["many bytes", { a: letters(100_000) }, true],
    ["a file of the disk", { a: fileFrom("/x") }, true],
    ["a stream", { a: streamOf() }, false],
    ["a stream among others", { a: fileFrom("/x"), b: [generated()] }, false],
  ])("%s", (_what, value, want) => {
    expect(isReplayable(bodyOf(value))).toBe(want);
  });

  it("is the same each time", async () => {
    const path = join(folder, "again.txt");
    await writeFile(path, "again");
    let tries = 0;
    const twice = makeClient({
      baseUrl: server.url,
      middleware: [
        async (request, next) => {
          (await next(request)).body.discard();
          tries += 1;
          return next(request);
        },
      ],
    });
    await twice.call(upload(), { body: { file: fileFrom(path), bytes: letters(100_000) } });
    const [first, second] = server.requests.slice(-2);
    expect(tries).toBe(1);
    expect(first?.body.equals(second?.body ?? Buffer.alloc(0))).toBe(true);
    expect(first?.headers["content-type"]).toBe(second?.headers["content-type"]);
    await twice.call(upload(), { body: { v: 1 } });
    expect(server.last().headers["content-type"]).not.toBe(first?.headers["content-type"]);
  });
});

describe("a server that is busy at first", () => {
  const busyOnce = async (): Promise<TestServer> => {
    let isBusy = true;
    return startServer((_request, response) => {
      response.writeHead(isBusy ? 503 : 200, { "content-type": "application/json", "retry-after": "0" }).end("{}");
      isBusy = false;
    });
  };
  const put = { ...upload(), method: "PUT" };

  it("gets a file once more, and progress begins again", async () => {
    const path = join(folder, "retried.txt");
    await writeFile(path, letters(100_000));
    const busy = await busyOnce();
    const seen: number[] = [];
    const onProgress = ({ bytes }: Progress) => void seen.push(bytes);
    await makeClient({ baseUrl: busy.url, retry: { baseDelay: 1 } }).call(
      put,
      { body: { file: fileFrom(path) } },
      { onProgress },
    );
    const [first, second] = busy.requests;
    expect(busy.requests.length).toBe(2);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(seen.filter((bytes) => bytes === second?.body.byteLength).length).toBe(2);
    await busy.close();
  });

  it("does not get a stream once more, and the error says why", async () => {
    const busy = await busyOnce();
    const promise = makeClient({ baseUrl: busy.url, retry: { baseDelay: 1 } }).call(put, {
      body: { file: streamOf("once") },
    });
    const error = await promise.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 503, notRetried: expect.stringContaining("can be sent only once") });
    expect(busy.requests.length).toBe(1);
    await busy.close();
  });
});

interface Vector {
  readonly id: string;
  readonly source: string;
  readonly parts: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly filename?: string;
    readonly type?: string;
  }[];
  readonly expected: readonly string[];
  readonly mustNotContain?: readonly string[];
  readonly partCount?: number;
}

const vectorFile = new URL("../../../shared/suites/vectors/multipart.json", import.meta.url);
const vectors: readonly Vector[] = existsSync(vectorFile) ? JSON.parse(readFileSync(vectorFile, "utf8")).cases : [];

describe.skipIf(vectors.length === 0)("the published vectors (../shared/suites; skipped where they are absent)", () => {
  it.each(vectors.map((vector) => [vector.id, vector.source, vector] as const))(
    "%s: %s",
    async (_id, _source, vector) => {
      const body: Record<string, unknown> = {};
      for (const { name, value, filename, type } of vector.parts) {
        const item =
          filename === undefined
            ? value
            : part(new Blob([String(value)]), { filename, ...(type === undefined ? {} : { contentType: type }) });
        body[name] = name in body ? [body[name], item].flat() : item;
      }
      await makeClient({ baseUrl: server.url }).call(upload(), { body });
      const { headers, body: sent } = server.last();
      const text = sent.toString();
      // The names of headers compare case-insensitively.
      const comparable = text.replace(/^Content-(Disposition|Type)/gm, (name) => name.toLowerCase());
      for (const want of vector.expected) expect(comparable).toContain(want);
      for (const unwanted of vector.mustNotContain ?? []) expect(text).not.toContain(unwanted);
      const boundary = String(headers["content-type"]).split("boundary=")[1] ?? "";
      expect(text.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
      const count = vector.partCount ?? vector.parts.length;
      expect(text.split(`--${boundary}\r\n`).length - 1).toBe(count);
      expect([...(await parsed(server.last()))].length).toBe(count);
    },
  );
});
