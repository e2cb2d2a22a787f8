import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { resolve } from "node:path";
import type { PageOptions, PagePromise, SdkError } from "../../../src/runtime/index.js";
import { writeGenerated } from "./generate.js";

export interface Item {
  readonly id: string;
}

export type ListPromise = PagePromise<unknown, Item>;

/** A generated function of a list. */
export type ListFunction = (client: object, params?: object, options?: PageOptions) => ListPromise;

export interface ListsSdk {
  readonly functions: Readonly<Record<string, ListFunction>>;
  createClient(options: object): { close(): Promise<void> };
  readonly PaginationError: new (...args: never[]) => SdkError;
  readonly ServerError: new (...args: never[]) => SdkError;
}

/** The SDK of test/wire/lists.yaml. */
export async function loadLists(transport: "undici" | "fetch"): Promise<ListsSdk> {
  const folder = await writeGenerated(`lists-${transport}`, "test/wire/lists.yaml", { transport, runtime: "bundled" });
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ resolve(folder, path));
  // The compiler can't know files that a test has just written.
  const functions = (await load("operations/lists.ts")) as ListsSdk["functions"];
  const { createClient } = (await load("client.ts")) as ListsSdk;
  const { PaginationError, ServerError } = (await load("index.ts")) as ListsSdk;
  return { functions, createClient, PaginationError, ServerError };
}

/** What arrived. */
export interface Asked {
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers a request; `undefined` leaves it without one. */
export type Responder = (asked: Asked) => ListAnswer | undefined;

export interface ListAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ListServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Connections that are open, and how many there ever were. */
  readonly sockets: { readonly open: number; readonly all: number };
}

export async function startListServer(respond: Responder): Promise<ListServer> {
  const asked: Asked[] = [];
  const open = new Set<Socket>();
  let all = 0;
  const server = createServer((request, response) => {
    void look(request).then((sight) => {
      asked.push(sight);
      write(response, respond(sight));
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket: Socket) => {
    all += 1;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get sockets() {
      return { open: open.size, all };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

async function look(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const url = new URL(request.url ?? "/", "http://lists.test");
  return { url, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
}

function write(response: ServerResponse, answer: ListAnswer | undefined): void {
  if (answer === undefined) return;
  response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
  response.end(JSON.stringify(answer.body));
}
