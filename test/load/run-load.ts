import { spawn } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ApiClient, type ApiDescriptor, type OperationDescriptor, SdkError } from "../../src/runtime/index.js";
import { oauth2 } from "../../src/runtime/oauth2.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";

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
  /** Megabytes in use after a quarter of the calls and after all of them. */
  readonly heap: readonly [number, number];
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

/** Calls at a concurrency of 100 against a server that fails one time in ten, whose tokens last for a second. */
export async function runLoad(calls: number, concurrency = 100): Promise<LoadReport> {
  const server = await startServer();
  const before = handleNames();
  const auth = { oauth: { clientId: "load", clientSecret: "secret", tokenUrl: `${server.url}/token` } };
  const retry = { baseDelay: 10, maxDelay: 100 };
  const client = new ApiClient(api, { baseUrl: server.url, auth, retry }, undiciTransport, oauth2);
  const outcomes: Record<string, number> = {};
  let [untyped, retries, next, worked, quarter] = [0, 0, 0, 0, 0];
  const onRetry = (): void => {
    retries += 1;
  };
  const hooks = { onRetry };
  const worker = async (): Promise<void> => {
    while (next < calls) {
      const item = next;
      next += 1;
      if (item === Math.floor(calls / 4)) quarter = heapMegabytes();
      const operation = mix[item % mix.length] ?? get;
      const result = await client.call(operation, {}, { headers: { "x-item": `${item}` }, hooks }).safe();
      const outcome = result.ok ? "ok" : result.error.name;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (!result.ok && !(result.error instanceof SdkError && result.error.name !== "SdkError")) untyped += 1;
      if (result.ok && operation.method === "POST") worked += 1;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const milliseconds = performance.now() - start;
  const heap = [quarter, heapMegabytes()] as const;
  await client.close();
  const stats = await readStats(server.url);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const handles = difference(handleNames(), before);
  await server.stop();
  const repeatedPosts = (stats["most"] ?? 0) > 1 ? 1 : 0;
  const lostPosts = Math.max(0, worked - (stats["posts"] ?? 0));
  return { calls, milliseconds, outcomes, untyped, retries, repeatedPosts, lostPosts, server: stats, heap, handles };
}

async function readStats(url: string): Promise<Record<string, number>> {
  const response = await fetch(`${url}/stats`, { headers: { connection: "close" } });
  // Our own server sends numbers.
  return (await response.json()) as Record<string, number>;
}

function heapMegabytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 1e6;
}

function handleNames(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap" || name === "Timeout");
}

function difference(after: readonly string[], before: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((name) => {
    const index = left.indexOf(name);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

async function startServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ["test/load/server.mjs"], { stdio: ["pipe", "pipe", "inherit"] });
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
