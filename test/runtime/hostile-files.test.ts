import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ApiDescriptor, type BinaryResponse, fileFrom, multipart } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, type Handler, startServer, type TestServer } from "./support/server.js";

const servers: TestServer[] = [];
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
});
afterEach(async () => {
  await closeClients();
  for (const server of servers.splice(0)) await server.close();
  await rm(folder, { recursive: true });
});

async function start(handler?: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

const security: ApiDescriptor["security"] = {
  key: { type: "apiKey", in: "header", name: "X-Api-Key", env: "NONE_KEY" },
  query: { type: "apiKey", in: "query", name: "api_key", env: "NONE_QUERY" },
  cookie: { type: "apiKey", in: "cookie", name: "session", env: "NONE_COOKIE" },
  bearer: { type: "bearer", env: "NONE_BEARER" },
};
const auth = { key: "secret-key", query: "secret-query", cookie: "secret-cookie", bearer: "secret-token" };
const all = [{ key: [], query: [], cookie: [], bearer: [] }];
const size = 1_000_000;
const content = Buffer.alloc(size, "0123456789abcdef!");
const octets = { "application/octet-stream": {} };
const get = operation({ id: "getFile", path: "/file", security: all, responses: { 200: { content: octets } } });

/** Sends what is left of the file from where it is asked; the first answer breaks off. */
const cutOnce = (): Handler => {
  let isFirst = true;
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(String(request.headers["range"]))?.[1] ?? 0);
    const rest = content.subarray(start);
    const ranged = start === 0 ? {} : { "content-range": `bytes ${start}-${size - 1}/${size}` };
    response.writeHead(start === 0 ? 200 : 206, { etag: '"1"', ...ranged, "content-length": `${rest.length}` });
    if (!isFirst) return void response.end(rest);
    isFirst = false;
    response.write(rest.subarray(0, 300_000), () => setTimeout(() => response.destroy(), 100));
  };
};

describe.each(transports)("files at another origin, through %s,", (_name, transport) => {
  it("a download that is redirected there gets no credentials, nor does the rest of it after a cut", async () => {
    const away = await start(cutOnce());
    const home = await start((_request, response) => {
      response.writeHead(302, { location: `${away.url}/blob?signature=theirs` }).end();
    });
    const client = makeClient({ baseUrl: home.url, transport, auth }, { security });
    const path = join(folder, "file.bin");
    const headers = { "x-custom": "secret-custom" };
    expect(await (await client.call<BinaryResponse>(get, {}, { headers })).saveTo(path)).toBe(size);
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(away.requests.map(({ target }) => target)).toEqual(["/blob?signature=theirs", "/blob?signature=theirs"]);
    expect(away.last().headers).toMatchObject({ range: "bytes=300000-", "if-range": '"1"' });
    expect(inspect(away.requests, { depth: 9 })).not.toContain("secret");
    expect(home.requests).toHaveLength(2);
    for (const { headers: sent } of home.requests) expect(sent["x-api-key"]).toBe("secret-key");
  });

  it.each([
    ["octet-stream", octets, () => fileFrom(join(folder, "up.bin"))],
    ["multipart", { "multipart/form-data": { serialize: multipart } }, () => ({ f: fileFrom(join(folder, "up.bin")) })],
  ])("an upload as %s that is redirected there is not sent, and the server's words hold no secret", async (...kind) => {
    const [, media, body] = kind;
    await writeFile(join(folder, "up.bin"), content);
    const away = await start();
    const home = await start((request, response) => {
      const location = `${away.url}/up?again=${request.headers["x-api-key"]}`;
      response.writeHead(307, { location }).end();
    });
    const client = makeClient({ baseUrl: home.url, transport, auth }, { security });
    const put = operation({ id: "putFile", method: "PUT", security: all, body: { content: media } });
    const error = await client.call(put, { body: body() }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 307, message: expect.stringContaining("must not get the request's body") });
    expect([inspect(error), JSON.stringify(error)].join()).not.toContain("secret-");
    expect(away.connections).toBe(0);
  });
});

describe.each(transports)("names that a server gives to files, through %s,", (_name, transport) => {
  const names = [
    'attachment; filename="../../evil.txt"',
    'attachment; filename="/etc/cron.d/evil"',
    "attachment; filename*=UTF-8''..%2F..%2Fevil.txt",
    'attachment; filename="C:\\\\Windows\\\\evil.exe"',
    'attachment; filename="CON"',
    'attachment; filename="a\\0b"',
    `attachment; filename="${"x".repeat(5_000)}"`,
  ];

  it.each(names)("are not looked at: %s", async (disposition) => {
    const server = await start(answer("bytes", { "content-disposition": disposition, etag: '"../../evil"' }));
    const client = makeClient({ baseUrl: server.url, transport });
    const inner = join(folder, "inner");
    await mkdir(inner);
    const response = await client.call<BinaryResponse>(get, {}, { security: false });
    expect(response.headers.get("content-disposition")).toBe(disposition);
    expect(await response.saveTo(join(inner, "mine.bin"))).toBe(5);
    expect(await readdir(folder, { recursive: true })).toEqual(["inner", join("inner", "mine.bin")]);
    expect(await readFile(join(inner, "mine.bin"), "utf8")).toBe("bytes");
    const blob = await (await client.call<BinaryResponse>(get, {}, { security: false })).blob();
    expect(inspect(blob)).not.toContain("evil");
  });
});
