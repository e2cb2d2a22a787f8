import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  /** Path and query, as they came over the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface TestServer {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** How many connections were ever made. */
  readonly connections: number;
  last(): Recorded;
  close(): Promise<void>;
}

export type Handler = (request: Recorded, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server that keeps what it gets. */
export async function startServer(handler: Handler = answerJson({})): Promise<TestServer> {
  const requests: Recorded[] = [];
  let connections = 0;
  const server = createServer(async (incoming, response) => {
    // A client may leave in the middle of its request.
    const request = await record(incoming).catch(() => undefined);
    if (request === undefined) return;
    requests.push(request);
    await handler(request, response);
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: urlOf(server.address()),
    requests,
    get connections() {
      return connections;
    },
    last: () => {
      const request = requests.at(-1);
      if (request === undefined) throw new Error("No request has arrived");
      return request;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A server below HTTP: it answers with whatever bytes it likes. */
export async function startSocketServer(
  onRequest: (socket: Socket, request: string) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => onRequest(socket, data.toString("latin1")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: urlOf(server.address()),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A port where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = await startSocketServer(() => undefined);
  await server.close();
  return server.url;
}

export function answerJson(body: unknown, status = 200, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

export function answer(body: string | Buffer, headers: Record<string, string> = {}, status = 200): Handler {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

async function record(incoming: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return `http://127.0.0.1:${address.port}`;
}
