import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchText } from "../../../src/host/fetch-text.js";
import { HostError } from "../../../src/host/host.js";

let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "/api/openapi.yaml" }).end();
    else if (request.url === "/round") response.writeHead(307, { location: "/round" }).end();
    else if (request.url === "/elsewhere") response.writeHead(301, { location: "file:///etc/passwd" }).end();
    else if (request.url === "/api/openapi.yaml") response.end("title: Zoë\n");
    else if (request.url === "/large") response.end("x".repeat(5000));
    else if (request.url === "/slow") response.write("begin");
    else if (request.url === "/reset") request.socket.destroy();
    else response.writeHead(request.url === "/teapot" ? 418 : 404).end("no");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function upTo(limit: number): (bytes: number) => boolean {
  let size = 0;
  return (bytes) => {
    size += bytes;
    return size <= limit;
  };
}

describe("fetching a document", () => {
  test("follows redirects and says where the text came from", async () => {
    expect(await fetchText(`${base}/moved`)).toEqual({
      text: "title: Zoë\n",
      url: `${base}/api/openapi.yaml`,
      isPrivate: true,
    });
  });

  test("asks before it follows", async () => {
    const asked: string[] = [];
    const mayFollow = async (url: string): Promise<boolean> => asked.push(url) === 0;
    await expect(fetchText(`${base}/moved`, { mayFollow })).rejects.toMatchObject({ code: "denied" });
    expect(asked).toEqual([`${base}/api/openapi.yaml`]);
  });

  test.each([
    ["/none", "not-found", "the server answered 404"],
    ["/teapot", "http-status", "the server answered 418"],
    ["/large", "too-large", "it is larger than may be read"],
    ["/slow", "timeout", "no full reply in time"],
    ["/round", "failed", "it redirects more than 10 times"],
    ["/elsewhere", "unsupported-url", "it redirects to file:///etc/passwd"],
    ["/reset", "network", "other side closed"],
  ])("%s fails as %s", async (path, code, reason) => {
    const error = await fetchText(base + path, { timeoutMs: 300, admit: upTo(1000) }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({ code, reason, target: base + path });
  });

  test.each(["ftp://example.com/a", "file:///etc/passwd", "data:text/plain,x", "nonsense"])("not %s", async (url) => {
    await expect(fetchText(url)).rejects.toMatchObject({ code: "unsupported-url" });
  });
});
