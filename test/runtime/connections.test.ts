import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createSocketServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { Agent, interceptors, ProxyAgent } from "undici";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type ClientOptions,
  ConfigurationError,
  ConnectionError,
  fetchTransport,
  TimeoutError,
} from "../../src/runtime/index.js";
import { type Certificates, makeCertificates } from "./support/certificates.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { startProxy, type TestProxy } from "./support/proxy.js";

const get = operation();
const closers: (() => Promise<unknown>)[] = [];
let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});
afterEach(async () => {
  await closeClients();
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) await close();
});

const answer: RequestListener = (request, response) => {
  const { socket } = request;
  const peer = socket instanceof TLSSocket ? socket.getPeerCertificate().subject : undefined;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ version: request.httpVersion, host: request.headers.host ?? null, peer: peer?.CN }));
};

interface Started {
  readonly port: number;
  readonly sockets: ReadonlySet<Socket>;
}

/** Listens, counts its connections, and is closed after the test. */
async function listen(server: Server | ReturnType<typeof createSecureServer>, where: object = {}): Promise<Started> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", ...where }, resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

const startTls = (more: object = {}) => listen(createHttps({ ...certificates.server, ...more }, answer));

async function call(options: ClientOptions): Promise<unknown> {
  return makeClient(options).call(get, {});
}

async function failure(options: ClientOptions): Promise<unknown> {
  return call(options).then(
    () => "no error",
    (error: unknown) => error,
  );
}

describe("tls", () => {
  it("trusts the authority that is given, for every name of the certificate", async () => {
    const { port } = await startTls();
    const tls = { ca: certificates.ca };
    expect(await call({ baseUrl: `https://localhost:${port}`, tls })).toMatchObject({ host: `localhost:${port}` });
    expect(await call({ baseUrl: `https://127.0.0.1:${port}`, tls })).toMatchObject({ version: "1.1" });
  });

  it.each<[string, () => ClientOptions, string]>([
    ["an authority that nobody trusts", () => ({}), "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    [
      "another name",
      () => ({ tls: { ca: certificates.ca, servername: "evil.example" } }),
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ],
  ])("refuses %s", async (_what, options, code) => {
    const { port } = await startTls();
    const error = await failure({ baseUrl: `https://localhost:${port}`, ...options() });
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toContain(code);
  });

  it("has no way to trust everybody", async () => {
    const { port } = await startTls();
    const tls = { rejectUnauthorized: false, checkServerIdentity: () => undefined } as object;
    expect(await failure({ baseUrl: `https://localhost:${port}`, tls })).toBeInstanceOf(ConnectionError);
  });

  it("shows the client's certificate where the server asks for it", async () => {
    const { ca, client } = certificates;
    const { port } = await startTls({ ca, requestCert: true, rejectUnauthorized: true });
    const baseUrl = `https://localhost:${port}`;
    expect(await call({ baseUrl, tls: { ca, ...client } })).toMatchObject({ peer: "client" });
    expect(await failure({ baseUrl, tls: { ca } })).toBeInstanceOf(ConnectionError);
  });
});

describe("a redirect", () => {
  it("never leads from https to http", async () => {
    const { port: plain, sockets } = await listen(createHttp(answer));
    const away: RequestListener = (_request, response) => {
      response.writeHead(302, { location: `http://localhost:${plain}/` }).end();
    };
    const { port } = await listen(createHttps({ ...certificates.server }, away));
    const error = await failure({ baseUrl: `https://localhost:${port}`, tls: { ca: certificates.ca } });
    expect(error).toMatchObject({ status: 302, message: expect.stringContaining("it leads from https to http") });
    expect(sockets.size).toBe(0);
  });
});

describe("http2", () => {
  it("sends calls at once over one connection, once it is made", async () => {
    const { port, sockets } = await listen(
      createSecureServer({ ...certificates.server, allowHTTP1: true }, answer as never),
    );
    const client = makeClient({ baseUrl: `https://localhost:${port}`, http2: true, tls: { ca: certificates.ca } });
    expect(await client.call(get, {})).toMatchObject({ version: "2.0" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.call(get, {})));
    expect(new Set(answers.map((one) => (one as { version: string }).version))).toEqual(new Set(["2.0"]));
    expect(sockets.size).toBe(1);
  });

  it("is HTTP/1.1 where the server offers no more, one request at a time on each connection", async () => {
    const { port, sockets } = await startTls();
    const tls = { ca: certificates.ca };
    const client = makeClient({ baseUrl: `https://localhost:${port}`, http2: true, tls, connections: 3 });
    await client.call(get, {});
    const answers = await Promise.all(Array.from({ length: 9 }, () => client.call(get, {})));
    expect(answers[0]).toMatchObject({ version: "1.1" });
    expect(sockets.size).toBe(3);
  });

  it("is off unless it is asked for", async () => {
    const { port } = await listen(createSecureServer({ ...certificates.server, allowHTTP1: true }, answer as never));
    const tls = { ca: certificates.ca };
    expect(await call({ baseUrl: `https://localhost:${port}`, tls })).toMatchObject({ version: "1.1" });
  });
});

describe("proxy", () => {
  async function proxied(status?: number): Promise<TestProxy> {
    const proxy = await startProxy(status);
    closers.push(proxy.close);
    return proxy;
  }

  it.each(["http", "https"])("tunnels %s requests, with its password", async (scheme) => {
    const proxy = await proxied();
    const { port } = await (scheme === "http" ? listen(createHttp(answer)) : startTls());
    const withPassword = proxy.url.replace("//", "//me:s3cret@");
    const options = { baseUrl: `${scheme}://localhost:${port}`, proxy: withPassword, tls: { ca: certificates.ca } };
    expect(await call(options)).toMatchObject({ host: `localhost:${port}` });
    expect(proxy.targets).toEqual([`localhost:${port}`]);
    expect(proxy.authorizations).toEqual([`Basic ${btoa("me:s3cret")}`]);
  });

  it("of the environment is used where that is asked for, and not for what NO_PROXY names", async () => {
    const proxy = await proxied();
    const { port } = await listen(createHttp(answer));
    vi.stubEnv("HTTP_PROXY", proxy.url);
    vi.stubEnv("http_proxy", proxy.url);
    vi.stubEnv("NO_PROXY", "localhost");
    vi.stubEnv("no_proxy", "localhost");
    await call({ baseUrl: `http://127.0.0.1:${port}` });
    expect(proxy.targets).toEqual([]);
    await call({ baseUrl: `http://127.0.0.1:${port}`, proxy: "environment" });
    await call({ baseUrl: `http://localhost:${port}`, proxy: "environment" });
    expect(proxy.targets).toEqual([`127.0.0.1:${port}`]);
  });

  it("that refuses is a ConnectionError", async () => {
    const proxy = await proxied(407);
    const error = await failure({ baseUrl: "http://api.example", proxy: proxy.url });
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toContain("407");
  });

  it("that never opens the tunnel has used up the connection's time", async () => {
    const proxy = await proxied(0);
    const error = await failure({ baseUrl: "http://api.example", proxy: proxy.url, timeout: { connect: 80 } });
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase: "connect", message: "No connection was made within 80 ms" });
  });

  it("may be a dispatcher of the user's, interceptors included", async () => {
    const proxy = await proxied();
    const { port } = await listen(createHttp(answer));
    const agent = new ProxyAgent(proxy.url);
    const dispatcher = agent.compose(
      (dispatch) => (options, handler) =>
        dispatch({ ...options, headers: { ...(options.headers as object), host: "changed.example" } }, handler),
    );
    expect(await call({ baseUrl: `http://127.0.0.1:${port}`, dispatcher })).toMatchObject({ host: "changed.example" });
    expect(proxy.targets).toHaveLength(1);
    const dns = new Agent().compose(interceptors.dns());
    expect(await call({ baseUrl: `http://localhost:${port}`, dispatcher: dns })).toMatchObject({ version: "1.1" });
    await Promise.all([agent.close(), dns.close()]);
  });
});

describe("an address", () => {
  it("may be an IPv6 literal", async () => {
    const { port } = await listen(createHttp(answer), { host: "::1" });
    expect(await call({ baseUrl: `http://[::1]:${port}` })).toMatchObject({ host: `[::1]:${port}` });
  });

  it("may be a Unix socket", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sdkwright-"));
    closers.push(async () => rmSync(folder, { recursive: true }));
    const socketPath = join(folder, "api.sock");
    const server = createHttp(answer);
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    expect(await call({ baseUrl: "http://docker.local/v1", socketPath })).toMatchObject({ host: "docker.local" });
  });
});

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

describe("an IPv6 address", () => {
  it.skipIf(!hasIPv6).each([
    ["undici", undefined],
    ["fetch", fetchTransport],
  ])("is reached through %s, and named in errors with its brackets", async (_name, transport) => {
    const server = createHttp(answer);
    await new Promise<void>((resolve) => server.listen(0, "::1", resolve));
    const baseUrl = `http://[::1]:${(server.address() as AddressInfo).port}`;
    expect(await call({ baseUrl, transport })).toMatchObject({ host: baseUrl.slice("http://".length) });
    await closeClients();
    await new Promise((resolve) => server.close(resolve));
    expect(await failure({ baseUrl, transport, retry: false })).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining(`${baseUrl}: the connection was refused`),
    });
  });
});

describe("`Expect`", () => {
  it("is refused before anything is sent, with what to know of it", async () => {
    const { port } = await listen(createHttp(answer));
    const error = await failure({ baseUrl: `http://127.0.0.1:${port}`, headers: { expect: "100-continue" } });
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toContain("`Expect` can't be sent");
  });
});

describe("connecting", () => {
  it("takes no longer than it may, to the millisecond, and tells each of those who wait", async () => {
    // A server that takes connections and never says a word of TLS.
    const { port } = await listen(createSocketServer() as never);
    const client = makeClient({ baseUrl: `https://127.0.0.1:${port}`, timeout: { connect: 120 } });
    const start = performance.now();
    const errors = await Promise.all([1, 2].map(() => client.call(get, {}).catch((error: unknown) => error)));
    expect(performance.now() - start).toBeLessThan(450);
    expect(errors[0]).not.toBe(errors[1]);
    expect(errors).toMatchObject(
      [1, 2].map(() => ({ phase: "connect", message: "No connection was made within 120 ms" })),
    );
  });
});

describe("connections are kept", () => {
  it("as long as the server says, less two seconds for the way", async () => {
    const server = createHttp(answer);
    server.keepAliveTimeout = 1_000;
    const { port, sockets } = await listen(server);
    const client = makeClient({ baseUrl: `http://127.0.0.1:${port}`, connections: 1 });
    await client.call(get, {});
    // `Keep-Alive: timeout=1` leaves no time to use it again.
    await sleep(20);
    await client.call(get, {});
    expect(sockets.size).toBe(2);
  });

  it("when nobody reads the body, or half of it", async () => {
    const { port, sockets } = await listen(createHttp((_request, response) => void response.end("x".repeat(20_000))));
    const client = makeClient({ baseUrl: `http://127.0.0.1:${port}`, connections: 1 });
    const download = operation({ responses: { 200: { content: { "application/octet-stream": {} } } } });
    for (let round = 0; round < 5; round += 1) {
      const raw = await client.call(download, {}).raw();
      raw.discard();
    }
    expect(sockets.size).toBe(1);
  });
});

describe("an option of connections that would be ignored", () => {
  it("is refused by `with`, whose client shares those that there are", () => {
    const client = makeClient({ baseUrl: "https://x.example" });
    for (const options of [{ connections: 1 }, { proxy: "http://p.example" }, { tls: {} }] as ClientOptions[]) {
      expect(() => client.with(options)).toThrow(ConfigurationError);
    }
    expect(() => client.with({ connections: 1, transport: fetchTransport })).not.toThrow();
  });

  it.each<[string, ClientOptions]>([
    ["beside a dispatcher", { dispatcher: new Agent(), proxy: "http://proxy.example" }],
    ["with the fetch transport", { transport: fetchTransport, tls: { ca: "x" } }],
    ["that contradicts another", { proxy: "http://proxy.example", socketPath: "/tmp/x" }],
    ["that is no proxy", { proxy: "ftp://me:s3cret@proxy.example" }],
  ])("is refused: %s", async (_what, options) => {
    const error = await failure({ baseUrl: "https://x.example", ...options });
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).not.toContain("s3cret");
  });
});
