import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { closedPort, startServer, startSocketServer, type TestServer } from "./server.js";

/** A server that can do one thing wrong. */
export interface FaultServer {
  readonly url: string;
  /** How many whole requests have come; undefined where none can be told. */
  readonly requests?: () => number;
  close(): Promise<void>;
}

/** The beginning of an answer in the media type that was asked for. */
function headFor(request: string): string {
  const accept = /^accept: *([^,;\r\n]+)/im.exec(request)?.[1] ?? "application/json";
  return `HTTP/1.1 200 OK\r\nContent-Type: ${accept.includes("*") ? "application/json" : accept}\r\n`;
}

const gzipped = gzipSync(JSON.stringify({ text: "x".repeat(1_000) }));

/** What a server does with each request, once it has it. */
const answers: Readonly<Record<string, (socket: Socket, head: string) => void>> = {
  "reset before the headers": (socket) => socket.resetAndDestroy(),
  "reset within the headers": (socket) => cut(socket, "HTTP/1.1 200 OK\r\nContent-Ty"),
  "reset within the body": (socket, head) => cut(socket, `${head}Content-Length: 100\r\n\r\n{"a":`),
  "body shorter than its length": (socket, head) => socket.end(`${head}Content-Length: 100\r\n\r\n{"a":1}`),
  "truncated gzip": (socket, head) => {
    const half = gzipped.subarray(0, gzipped.length >> 1);
    socket.write(`${head}Content-Encoding: gzip\r\nContent-Length: ${half.length}\r\n\r\n`);
    socket.write(half);
  },
  // The request has come; the server's side is closed, and the other stays open.
  "half-close without an answer": (socket) => socket.end(),
  "half-close within the body": (socket, head) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":`),
  "invalid UTF-8": (socket, head) =>
    socket.end(Buffer.concat([Buffer.from(`${head}Content-Length: 5\r\n\r\n{"`), Buffer.from([0xff, 0xfe, 0x22])])),
  "invalid JSON": (socket, head) => socket.end(`${head}Content-Length: 7\r\n\r\n{"a": 1`),
  "huge headers": (socket, head) => socket.end(`${head}X-Huge: ${"x".repeat(200_000)}\r\nContent-Length: 2\r\n\r\n{}`),
  "ten thousand headers": (socket, head) =>
    socket.end(
      `${head}${Array.from({ length: 10_000 }, (_, at) => `X-${at}: 1\r\n`).join("")}Content-Length: 2\r\n\r\n{}`,
    ),
  "a storm of 1xx": (socket) => interim(socket),
  "two lengths": (socket, head) => socket.end(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
  "an endless chunk size": (socket, head) =>
    socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n${"f".repeat(40)}\r\n{}`),
  "garbage for gzip": (socket, head) => socket.end(`${head}Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n{"a"`),
  "silence instead of headers": () => undefined,
  "silence within the body": (socket, head) => socket.write(`${head}Content-Length: 100\r\n\r\n{"a":`),
  "a trickle": (socket, head) => trickle(socket, head),
  "no HTTP": (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
};

/** Every fault by name. */
export const faults: Readonly<Record<string, () => Promise<FaultServer>>> = {
  "refused connection": async () => ({ url: await closedPort(), close: async () => undefined }),
  // The port answers, and never says a word of TLS: connecting takes until the handshake is done.
  "silence while connecting": async () => {
    const server = await startSocketServer(() => undefined);
    return { url: server.url.replace("http:", "https:"), close: server.close };
  },
  "a name that nobody knows": async () => ({ url: "http://nobody.invalid", close: async () => undefined }),
  ...Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, () => answering(answer)])),
  "429 each time": () => storm(429, { "retry-after-ms": "5" }),
  "429 without a time": () => storm(429, {}),
  "503 each time": () => storm(503, {}),
  "503 with Retry-After each time": () => storm(503, { "retry-after-ms": "5" }),
  "500 each time": () => storm(500, {}),
  "503 with a Retry-After of a day": () => storm(503, { "retry-after": "86400" }),
  "429 from a clock that is an hour late": () =>
    storm(429, {
      date: new Date(Date.now() - 3_600_000).toUTCString(),
      "retry-after": new Date(Date.now() - 3_600_000).toUTCString(),
    }),
  "redirects in a circle": () => redirecting((path) => (path === "/pets" ? "/again" : "/pets")),
  "redirects without end": () => redirecting((path) => `${path}x`),
};

/** Each connection sends one request after the other; a chunk of it that has a request line counts. */
async function answering(answer: (socket: Socket, head: string) => void): Promise<FaultServer> {
  let requests = 0;
  const server = await startSocketServer((socket, text) => {
    // A body that comes in a piece of its own is no request.
    if (!/^[A-Z]+ \/\S* HTTP\/1\.1\r\n/.test(text)) return;
    requests += 1;
    answer(socket, headFor(text));
  });
  return { ...server, requests: () => requests };
}

/** 307, so that every method would be repeated. */
async function redirecting(next: (path: string) => string): Promise<FaultServer> {
  const server = await startServer(({ target }, response) => {
    response.writeHead(307, { location: next(target) }).end();
  });
  return { ...counted(server) };
}

/** Promises of an answer that never comes: each is a sign of life to whoever waits for headers. */
function interim(socket: Socket): void {
  const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), 10);
  socket.on("close", () => clearInterval(timer));
}

async function storm(status: number, headers: Readonly<Record<string, string>>): Promise<FaultServer> {
  const server = await startServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end("{}");
  });
  return counted(server);
}

function counted(server: TestServer): FaultServer {
  return { url: server.url, close: server.close, requests: () => server.requests.length };
}

function cut(socket: Socket, text: string): void {
  socket.write(text);
  setTimeout(() => socket.resetAndDestroy(), 5);
}

/** Alive, but never done: only the total limit ends it. */
function trickle(socket: Socket, head: string): void {
  socket.write(`${head}Content-Length: 100000\r\n\r\n`);
  const timer = setInterval(() => socket.write("1"), 20);
  socket.on("close", () => clearInterval(timer));
}
