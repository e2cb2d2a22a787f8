import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { closedPort, startServer, startSocketServer } from "./server.js";

/** A server that can do one thing wrong. */
export interface FaultServer {
  readonly url: string;
  close(): Promise<void>;
}

const json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const gzipped = gzipSync(JSON.stringify({ text: "x".repeat(1_000) }));

/** What a server does with each request, once it has it. */
const answers: Readonly<Record<string, (socket: Socket) => void>> = {
  "reset before the headers": (socket) => socket.resetAndDestroy(),
  "reset within the headers": (socket) => cut(socket, "HTTP/1.1 200 OK\r\nContent-Ty"),
  "reset within the body": (socket) => cut(socket, `${json}Content-Length: 100\r\n\r\n{"a":`),
  "body shorter than its length": (socket) => socket.end(`${json}Content-Length: 100\r\n\r\n{"a":1}`),
  "truncated gzip": (socket) => {
    const half = gzipped.subarray(0, gzipped.length >> 1);
    socket.write(`${json}Content-Encoding: gzip\r\nContent-Length: ${half.length}\r\n\r\n`);
    socket.write(half);
  },
  "silence instead of headers": () => undefined,
  "silence within the body": (socket) => socket.write(`${json}Content-Length: 100\r\n\r\n{"a":`),
  "a trickle": (socket) => trickle(socket),
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
  ...Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, () => startSocketServer((socket) => answer(socket))]),
  ),
  "429 each time": () => storm(429, { "retry-after-ms": "5" }),
  "429 without a time": () => storm(429, {}),
  "503 each time": () => storm(503, {}),
  "503 with Retry-After each time": () => storm(503, { "retry-after-ms": "5" }),
  "500 each time": () => storm(500, {}),
};

function storm(status: number, headers: Readonly<Record<string, string>>): Promise<FaultServer> {
  return startServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end("{}");
  });
}

function cut(socket: Socket, text: string): void {
  socket.write(text);
  setTimeout(() => socket.resetAndDestroy(), 5);
}

/** Alive, but never done: only the total limit ends it. */
function trickle(socket: Socket): void {
  socket.write(`${json}Content-Length: 100000\r\n\r\n`);
  const timer = setInterval(() => socket.write("1"), 20);
  socket.on("close", () => clearInterval(timer));
}
