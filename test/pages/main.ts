import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { ApiClient, type PaginationDescriptor, paginate } from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import type { WalkRow } from "./walk-row.js";

// npm run pages [-- 100000] [-- --json]: walks so many pages of every style over a socket, and prints what the process holds.
const args = process.argv.slice(2);
const pages = Number(args.find((arg) => /^\d+$/.test(arg)) ?? "100000");
const isQuiet = args.includes("--json");
const input = { param: "at" };
const hasMore = { body: "/hasMore" };

const cursor: PaginationDescriptor = { style: "cursor", items: "/items", input, next: { body: "/next" } };
/** `ahead`: by cursor, with one page fetched while another is looked at. */
const rules: Readonly<Record<string, PaginationDescriptor>> = {
  cursor,
  ahead: cursor,
  page: { style: "page", items: "/items", input: { ...input, numeric: true }, first: 1, hasMore },
  item: { style: "item-cursor", items: "/items", input, field: "/id", hasMore },
  link: { style: "link", items: "/items" },
};

setFlagsFromString("--expose-gc");
// The function that V8 makes on request: no type of Node's knows it.
const collect = runInNewContext("gc") as () => void;
const megabytes = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;

async function walk(name: string, pagination: PaginationDescriptor, client: ApiClient): Promise<WalkRow> {
  const isAhead = name === "ahead";
  const params = [{ name: "at", in: "query" }] as const;
  const operation = { id: name, method: "GET", path: isAhead ? "/cursor" : `/${name}`, params, pagination } as const;
  const responses = { 200: { content: { "application/json": {} } } };
  const rss: number[] = [];
  const heap: number[] = [];
  let [seen, items, last] = [0, 0, 0];
  const began = performance.now();
  const options = { prefetch: isAhead, signal: new AbortController().signal };
  const list = paginate<unknown, { id: number }>(client, { ...operation, responses }, {}, options);
  for await (const page of list.pages()) {
    seen += 1;
    items += page.items.length;
    last = page.items.at(-1)?.id ?? last;
    if (seen % Math.max(1, Math.floor(pages / 10)) !== 0) continue;
    collect();
    const held = process.memoryUsage();
    rss.push(megabytes(held.rss));
    heap.push(megabytes(held.heapUsed));
  }
  const seconds = (performance.now() - began) / 1_000;
  const peak = megabytes(process.resourceUsage().maxRSS * 1024);
  return { name, pages: seen, items, last, seconds, heap, rss, peak };
}

async function startServer(): Promise<{ readonly server: ChildProcess; readonly port: number }> {
  const outfile = resolve(".cache/run/pages-server.mjs");
  await build({
    entryPoints: [resolve("test/pages/server.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  const server = fork(outfile, [String(pages)]);
  const port = await new Promise<number>((resolvePort, reject) => {
    server.once("message", (message) => resolvePort(Number(message)));
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { server, port };
}

function print({ name, pages: seen, items, seconds, heap, rss, peak }: WalkRow): string {
  const rate = Math.round(seen / seconds);
  return (
    `${name}: ${seen} pages, ${items} items, ${seconds.toFixed(1)} s (${rate} pages/s), RSS at most ${peak} MB\n` +
    `  heap after collection at each tenth, MB: ${heap.join(" ")}\n  RSS at each tenth, MB: ${rss.join(" ")}\n`
  );
}

const { server, port } = await startServer();
const api = { name: "Pages", version: "1", userAgent: "pages/1", servers: [], security: {} };
const client = new ApiClient(api, { baseUrl: `http://127.0.0.1:${port}` }, undiciTransport);
try {
  const rows: WalkRow[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const row = await walk(name, rule, client);
    rows.push(row);
    if (!isQuiet) process.stdout.write(print(row));
  }
  if (isQuiet) process.stdout.write(`${JSON.stringify(rows)}\n`);
} finally {
  await client.close();
  server.disconnect();
}
