import { spawn } from "node:child_process";
import { ApiClient, type ApiDescriptor, type OperationDescriptor } from "../../src/runtime/index.js";
import { oauth2 } from "../../src/runtime/oauth2.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { handleNames, newHandles } from "../support/handles.js";
import { ClientLog } from "./client-log.js";

export interface LoadReport {
  readonly calls: number;
  readonly milliseconds: number;
  /** By the name of the error; `ok` for those that worked. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What was thrown and is no error of the SDK. */
  readonly untyped: number;
  /** Retries. */
  readonly retries: number;
  /** A POST that was carried out more than once. */
  readonly repeatedPosts: number;
  /** A POST that worked, or failed with an answer that says it did not, and was carried out another number of times. */
  readonly lostPosts: number;
  readonly server: Readonly<Record<string, number>>;
  /** Megabytes in use after each tenth of the calls, once the garbage is gone. */
  readonly heap: readonly number[];
  /** Calls of which the server saw another number of requests than the client says it sent. */
  readonly unaccounted: number;
  /** Sockets and timers that are still there after the client is closed. */
  readonly handles: readonly string[];
}

const api: ApiDescriptor = {
  name: "Load",
  version: "1",
  userAgent: "load/1",
  servers: [],
  security: {
    oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/token", scopes: [] } }, env: "LOAD_OAUTH" },
  },
};
const responses = { 200: { content: { "application/json": {} } } };
const security = [{ oauth: [] }];
const get: OperationDescriptor = { id: "get", method: "GET", path: "/items", responses, security };
const post: OperationDescriptor = { id: "post", method: "POST", path: "/items", responses, security };
const keyed: OperationDescriptor = { ...post, id: "keyedPost", idempotency: { header: "Idempotency-Key" } };
/** Of ten calls. */
const mix = [get, get, get, get, get, get, post, post, keyed, keyed];

export interface LoadOptions {
  readonly concurrency?: number;
  /** Which faults the server has: see there. */
  readonly server?: "load" | "soak";
  /** Milliseconds that a call may wait for its headers. */
  readonly headersTimeout?: number;
}

/** Calls against a server that fails on purpose, in a process of its own. */
export async function runLoad(calls: number, options: LoadOptions = {}): Promise<LoadReport> {
  const { concurrency = 100, server: kind = "load", headersTimeout } = options;
  const server = await startServer(kind);
  const before = handleNames();
  const auth = { oauth: { clientId: "load", clientSecret: "secret", tokenUrl: `${server.url}/token` } };
  const retry = { baseDelay: 10, maxDelay: 100 };
  const timeout = headersTimeout === undefined ? {} : { timeout: { headers: headersTimeout } };
  const client = new ApiClient(api, { baseUrl: server.url, auth, retry, ...timeout }, undiciTransport, oauth2);
  const log = new ClientLog(calls);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls) {
      const item = next;
      next += 1;
      log.sample(item);
      const operation = mix[item % mix.length] ?? get;
      const result = await client
        .call(operation, {}, { headers: { "x-item": `${item}` }, hooks: log.hooksOf(item) })
        .safe();
      log.end(item, operation.method, result.ok ? undefined : result.error);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const milliseconds = performance.now() - start;
  log.sample(calls);
  await client.close();
  const stats = await readServer(server.url, "/stats");
  const unaccounted = log.compare(await readServer(server.url, "/log"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const handles = newHandles(before);
  await server.stop();
  const repeatedPosts = (stats["most"] ?? 0) > 1 ? 1 : 0;
  return { calls, milliseconds, ...log.result(), ...unaccounted, repeatedPosts, server: stats, handles };
}

/** From the second tenth on: the first is when code is compiled and connections are opened. */
export function isFlat(heap: readonly number[]): boolean {
  const [, second = 0, ...rest] = heap;
  return rest.every((size) => size < second + 10);
}

async function readServer<Answer = Record<string, number>>(url: string, path: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { headers: { connection: "close" } });
  // Our own server's words.
  return (await response.json()) as Answer;
}

async function startServer(kind: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ["test/load/server.mjs", kind], { stdio: ["pipe", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("error", reject);
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.stdin.end();
      }),
  };
}
