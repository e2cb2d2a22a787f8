import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { generatedBytes, mediaId } from "../../example-server/start.js";
import { asIntegration, asReader, useApi } from "./support/api.js";

const api = useApi({ downloadSize: 200_000 });

function form(parts: Readonly<Record<string, string | Blob | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  return data;
}

describe("listing media", () => {
  test("gives all of them once, by the Link header", async () => {
    const ids: string[] = [];
    const links: string[] = [];
    let next: string | undefined = `${api.server.url}/media?limit=50`;
    while (next !== undefined) {
      const { body, headers } = await api.call("GET", next.slice(api.server.url.length));
      ids.push(...(body as { id: string }[]).map(({ id }) => id));
      links.push(headers.get("link") ?? "");
      next = /<([^>]+)>; rel="next"/.exec(links.at(-1) ?? "")?.[1];
      expect(headers.get("x-total-count")).toBe("130");
    }
    expect(ids).toEqual(Array.from({ length: 130 }, (_, index) => mediaId(index + 1)));
    const rels = links.map((link) => [...link.matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel));
    expect(rels).toEqual([
      ["next", "last"],
      ["first", "prev", "next", "last"],
      ["first", "prev"],
    ]);
  });

  test("refuses what is no page", async () => {
    expect((await api.call("GET", "/media?page=0")).status).toBe(400);
  });
});

describe("uploading", () => {
  test("keeps the file, its name, its type and what is said about it", async () => {
    const file = new File(["Hello, ink."], 'a "quoted" näme.txt', { type: "text/plain" });
    const metadata = new Blob([JSON.stringify({ shelf: 3 })], { type: "application/json" });
    const { status, body, headers } = await api.call("POST", "/media", {
      body: form({ alt: "A greeting", metadata, file }),
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/v1/media/${mediaId(131)}`);
    expect(body).toMatchObject({
      id: mediaId(131),
      filename: 'a "quoted" näme.txt',
      contentType: "text/plain",
      size: 11,
      sha256: createHash("sha256").update("Hello, ink.").digest("hex"),
      alt: "A greeting",
      metadata: { shelf: 3 },
    });
    expect((await api.call("GET", `/media/${mediaId(131)}`)).body).toEqual(body);
    expect((await api.call("GET", `/media/${mediaId(131)}/content`)).body).toBe("Hello, ink.");
    expect(api.server.state.events.at(41)?.event).toMatchObject({ type: "media.uploaded", media: { size: 11 } });
  });

  test("takes 20 MB, byte for byte", async () => {
    const bytes = Buffer.concat([...generatedBytes(0, 20_000_000)]);
    const { body } = await api.call("POST", "/media", { body: form({ file: new Blob([bytes]) }) });
    expect(body).toMatchObject({ size: 20_000_000, sha256: createHash("sha256").update(bytes).digest("hex") });
  });

  test("takes an empty file", async () => {
    const { body } = await api.call("POST", "/media", { body: form({ file: new Blob([]) }) });
    expect(body).toMatchObject({ size: 0 });
    expect((await api.call("GET", `/media/${mediaId(131)}/content`)).bytes.length).toBe(0);
  });

  test.each([
    ["no file", form({ alt: "x" }), 422],
    ["a text where the file should be", form({ file: "x" }), 422],
    ["a wrong property", form({ file: new Blob(["x"]), alt: "x".repeat(501) }), 422],
    ["metadata that are no JSON", form({ file: new Blob(["x"]), metadata: "{" }), 400],
    ["something else than a form", "x", 400],
  ])("refuses %s", async (_name, body, status) => {
    expect((await api.call("POST", "/media", { body })).status).toBe(status);
    expect(api.server.state.media.size).toBe(130);
  });

  test.each([
    ["no boundary", "multipart/form-data", "--b--\r\n"],
    [
      "a body that breaks off",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nabc',
    ],
    ["a part without a name", "multipart/form-data; boundary=b", "--b\r\n\r\nabc\r\n--b--\r\n"],
  ])("can't understand %s", async (_name, contentType, body) => {
    const headers = { ...asIntegration, "content-type": contentType };
    expect((await api.call("POST", "/media", { headers, body })).status).toBe(400);
  });

  test("is for those who write", async () => {
    const body = form({ file: new Blob(["x"]) });
    expect((await api.call("POST", "/media", { body, headers: asReader })).status).toBe(403);
  });
});

test("a deleted file is gone", async () => {
  expect((await api.call("DELETE", `/media/${mediaId(2)}`)).status).toBe(204);
  expect((await api.call("DELETE", `/media/${mediaId(2)}`)).status).toBe(404);
  expect((await api.call("GET", `/media/${mediaId(2)}`)).status).toBe(404);
  expect((await api.call("GET", `/media/${mediaId(2)}/content`)).status).toBe(404);
});
