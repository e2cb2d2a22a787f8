import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { ApiClient, type OperationDescriptor, paginate } from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { installPeers, peerPath } from "./peers.js";
import { median, type Section } from "./report.js";

const pages = 200;
const perPage = 100;
const rounds = 5;

interface Item {
  readonly id: string;
}

interface PageBody {
  readonly data: readonly Item[];
  readonly has_more: boolean;
}

const listFiles: OperationDescriptor = {
  id: "listFiles",
  method: "GET",
  path: "/files",
  params: [{ name: "after", in: "query" }],
  responses: { 200: { content: { "application/json": {} } } },
  pagination: {
    style: "item-cursor",
    items: "/data",
    input: { param: "after" },
    field: "/id",
    hasMore: { body: "/has_more" },
  },
};

/** Walking a list of 20,000 items, 100 a page: ours, the `openai` package, and a loop over `fetch`. */
export async function benchPaging(): Promise<readonly Section[]> {
  installPeers();
  const { url, close } = await serve();
  const api = { name: "Bench", version: "1", userAgent: "bench/1", servers: [], security: {} };
  const client = new ApiClient(api, { baseUrl: url, validate: "off" }, undiciTransport);
  const walks: Readonly<Record<string, () => AsyncIterable<unknown>>> = {
    sdkwright: () => paginate(client, listFiles, {}),
    openai: await openaiWalk(url),
    "a loop over `fetch`": () => fetchWalk(url),
  };
  const found = new Map<string, { readonly rate: number; readonly cpu: number }[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, walk] of Object.entries(walks)) {
      const result = await time(walk);
      if (round > 0) found.set(name, [...(found.get(name) ?? []), result]);
    }
  }
  await client.close();
  close();
  const of = (name: string, key: "rate" | "cpu"): number => median((found.get(name) ?? []).map((all) => all[key]));
  return [
    {
      title: "Walking pages",
      intro: `${pages * perPage} items in ${pages} pages, one after the other; validation off; median of ${rounds}, interleaved; the server in the same process.`,
      head: ["", "items/s", "to ours", "processor of a page"],
      rows: Object.keys(walks).map((name) => [
        name,
        of(name, "rate").toFixed(0),
        `${(of(name, "rate") / of("sdkwright", "rate")).toFixed(2)}x`,
        `${of(name, "cpu").toFixed(0)} us`,
      ]),
    },
  ];
}

async function time(walk: () => AsyncIterable<unknown>): Promise<{ readonly rate: number; readonly cpu: number }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let count = 0;
  for await (const _ of walk()) count += 1;
  if (count !== pages * perPage) throw new Error(`${count} items instead of ${pages * perPage}`);
  const { user, system } = process.cpuUsage(cpu);
  return { rate: count / ((performance.now() - start) / 1000), cpu: (user + system) / pages };
}

async function openaiWalk(url: string): Promise<() => AsyncIterable<unknown>> {
  const { default: OpenAI } = (await import(pathToFileURL(peerPath("openai/index.mjs")).href)) as {
    readonly default: new (options: object) => { readonly files: { list(): AsyncIterable<unknown> } };
  };
  const client = new OpenAI({ apiKey: "key", baseURL: url });
  return () => client.files.list();
}

async function* fetchWalk(url: string): AsyncGenerator<unknown> {
  for (let after = ""; ; ) {
    const response = await fetch(`${url}/files${after === "" ? "" : `?after=${after}`}`);
    const body = (await response.json()) as PageBody;
    yield* body.data;
    if (!body.has_more) return;
    after = body.data.at(-1)?.id ?? "";
  }
}

async function serve(): Promise<{ readonly url: string; close(): void }> {
  const bodies = Array.from({ length: pages }, (_, page) =>
    JSON.stringify({
      object: "list",
      data: Array.from({ length: perPage }, (_, index) => ({ id: `${page * perPage + index}`, text: "x".repeat(50) })),
      has_more: page < pages - 1,
    } satisfies PageBody & { readonly object: string }),
  );
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? "/", "http://x").searchParams.get("after");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(bodies[after === null ? 0 : Math.floor((Number(after) + 1) / perPage)]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
