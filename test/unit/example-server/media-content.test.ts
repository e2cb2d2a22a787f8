import { describe, expect, test } from "vitest";
import { generatedBytes, mediaId } from "../../example-server/start.js";
import { asIntegration, asReader, useApi } from "./support/api.js";

const size = 200_000;
const api = useApi({ downloadSize: size });
const content = `/media/${mediaId(1)}/content`;
const whole = Buffer.concat([...generatedBytes(0, size)]);
const etag = `"med_00000001-1-${size}"`;

describe("downloading", () => {
  test("gives the whole file", async () => {
    const { status, headers, bytes } = await api.call("GET", content);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(size),
      "accept-ranges": "bytes",
      "content-disposition": "attachment; filename*=UTF-8''figure-1.png",
      etag,
    });
    expect(bytes.equals(whole)).toBe(true);
  });

  test.each<[string, Record<string, string>, [number, number]]>([
    ["the first bytes", { range: "bytes=0-9" }, [0, 10]],
    ["one byte", { range: "bytes=65536-65536" }, [65_536, 65_537]],
    ["the rest", { range: "bytes=131000-" }, [131_000, size]],
    ["the last bytes", { range: "bytes=-5" }, [size - 5, size]],
    ["more than there is", { range: `bytes=199990-999999` }, [199_990, size]],
    ["more at the end than there is", { range: "bytes=-999999" }, [0, size]],
    ["the rest of the same file", { range: "bytes=70000-", "if-range": etag }, [70_000, size]],
  ])("gives %s", async (_name, headers, [start, end]) => {
    const answer = await api.call("GET", content, { headers: { ...asIntegration, ...headers } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${size}`);
    expect(answer.headers.get("content-length")).toBe(String(end - start));
    expect(answer.bytes.equals(whole.subarray(start, end))).toBe(true);
  });

  test.each<[string, Record<string, string>]>([
    ["the file has changed", { range: "bytes=5-", "if-range": '"other"' }],
    ["only dates tell", { range: "bytes=5-", "if-range": "Wed, 01 Jan 2025 00:00:00 GMT" }],
    ["several ranges are asked for", { range: "bytes=0-1,5-6" }],
    ["the unit is another", { range: "lines=1-2" }],
    ["the range is upside down", { range: "bytes=9-5" }],
  ])("gives all of it where %s", async (_name, headers) => {
    const answer = await api.call("GET", content, { headers: { ...asIntegration, ...headers } });
    expect([answer.status, answer.bytes.length]).toEqual([200, size]);
  });

  test.each(["bytes=200000-", "bytes=-0"])("has no %s", async (range) => {
    const answer = await api.call("GET", content, { headers: { ...asIntegration, range } });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe(`bytes */${size}`);
  });

  test("tells the length without the file", async () => {
    const response = await fetch(api.server.url + content, { method: "HEAD", headers: asIntegration });
    expect(response.headers.get("content-length")).toBe(String(size));
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  test("gives as much as a test asks for, in constant memory", async () => {
    const wanted = 300_000_000;
    const response = await fetch(`${api.server.url}${content}?size=${wanted}`, { headers: asIntegration });
    const before = process.memoryUsage().rss;
    let received = 0;
    for await (const chunk of response.body ?? []) received += chunk.length;
    expect(received).toBe(wanted);
    // Both sides live in this process.
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("knows no such file", async () => {
    expect((await api.call("GET", "/media/med_zzzzzzzz/content")).status).toBe(404);
  });
});

describe("replacing a file's content", () => {
  const octets = { ...asIntegration, "content-type": "application/octet-stream" };

  test("changes size, hash and ETag, and nothing else", async () => {
    const before = (await api.call("GET", `/media/${mediaId(1)}`)).body as object;
    const { status, body } = await api.call("PUT", content, { headers: octets, body: Buffer.from([0, 255, 13, 10]) });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, size: 4, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const after = await api.call("GET", content);
    expect([...after.bytes]).toEqual([0, 255, 13, 10]);
    expect(after.headers.get("etag")).toBe('"med_00000001-2-4"');
    const part = await api.call("GET", content, { headers: { ...asIntegration, range: "bytes=1-2" } });
    expect([...part.bytes]).toEqual([255, 13]);
  });

  test("takes a stream", async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const text of ["one ", "two ", "three"]) controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
    expect((await api.call("PUT", content, { headers: octets, body })).body).toMatchObject({ size: 13 });
    expect((await api.call("GET", content)).body).toBe("one two three");
  });

  test.each([
    ["another content type", content, { ...asIntegration, "content-type": "image/png" }, 400],
    ["no such file", "/media/med_zzzzzzzz/content", octets, 404],
    ["a reader", content, { ...asReader, "content-type": "application/octet-stream" }, 403],
    ["nobody", content, { "content-type": "application/octet-stream" }, 401],
  ])("is refused: %s", async (_name, path, headers, status) => {
    expect((await api.call("PUT", path, { headers, body: "x" })).status).toBe(status);
  });
});
