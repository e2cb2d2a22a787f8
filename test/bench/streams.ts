import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import {
  ApiClient,
  callEvents,
  callLines,
  type OperationDescriptor,
  type StreamPromise,
} from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { installPeers, peerPath } from "./peers.js";
import { median, type Section } from "./report.js";

const megabytes = 64;
const rounds = 5;

interface Format {
  readonly name: string;
  readonly text: string;
  readonly walk: (client: ApiClient) => StreamPromise<unknown>;
  /** The least that any reader does: cut at line ends, parse. */
  readonly bare: (line: string) => unknown;
}

const record = JSON.stringify({ id: 1, action: "post.updated", actor: { name: "Ada" }, text: "x".repeat(200) });

function operation(type: string, kind: "events" | "lines"): OperationDescriptor {
  return { id: kind, method: "GET", path: `/${kind}`, responses: { 200: { content: { [type]: { kind } } } } };
}

const formats: readonly Format[] = [
  {
    name: "JSON Lines",
    text: `${record}\n`,
    walk: (client) => callLines(client, operation("application/jsonl", "lines"), undefined),
    bare: (line) => JSON.parse(line),
  },
  {
    name: "server-sent events",
    text: `id: 12345\nevent: changed\ndata: ${record}\n\n`,
    walk: (client) => callEvents(client, operation("text/event-stream", "events"), undefined),
    bare: (line) => (line.startsWith("data: ") ? JSON.parse(line.slice(6)) : undefined),
  },
];

/** Megabytes per second through a socket: our readers, the `openai` package's, and a bare one that cuts lines and parses. */
export async function benchStreams(): Promise<readonly Section[]> {
  installPeers();
  const rows: string[][] = [];
  for (const format of formats) rows.push(...(await benchFormat(format, await openaiStream())));
  return [
    {
      title: "Streams",
      intro: `${megabytes} MB over a socket, validation off, median of ${rounds}, interleaved; the server in the same process.`,
      head: ["", "", "MB/s", "of the bare reader", "processor of a MB"],
      rows,
      notes: ["memory is constant: `test/runtime/stream/memory-program.ts` reads a gigabyte and prints it by tenths"],
    },
  ];
}

async function benchFormat(format: Format, openai: OpenaiStream): Promise<readonly string[][]> {
  const { url, close } = await serve(format.text);
  const api = { name: "Bench", version: "1", userAgent: "bench/1", servers: [], security: {} };
  const client = new ApiClient(api, { baseUrl: url }, undiciTransport);
  const readers: Readonly<Record<string, () => Promise<number>>> = {
    "a bare line reader": () => walkBare(format, url),
    sdkwright: () => walkOurs(format, client),
    openai: () => walkOpenai(format, { url, openai }),
  };
  const found = new Map<string, Rate[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, walk] of Object.entries(readers)) {
      const result = await rate(walk);
      // The first is for warming up.
      if (round > 0) found.set(name, [...(found.get(name) ?? []), result]);
    }
  }
  await client.close();
  close();
  const of = (name: string, key: keyof Rate): number => median((found.get(name) ?? []).map((all) => all[key]));
  return Object.keys(readers).map((name) => [
    format.name,
    name,
    of(name, "rate").toFixed(0),
    `${((of(name, "rate") / of("a bare line reader", "rate")) * 100).toFixed(0)} %`,
    `${(of(name, "cpu") / 1000).toFixed(1)} ms`,
  ]);
}

interface Rate {
  /** Megabytes per second. */
  readonly rate: number;
  /** Microseconds of processor of a megabyte, the server's included. */
  readonly cpu: number;
}

async function rate(walk: () => Promise<number>): Promise<Rate> {
  const before = process.cpuUsage();
  const start = performance.now();
  if ((await walk()) < 1000) throw new Error("the stream was empty");
  const { user, system } = process.cpuUsage(before);
  return {
    rate: megabytes / ((performance.now() - start) / 1000),
    cpu: (user + system) / megabytes,
  };
}

/** What is used of `openai/core/streaming`. */
interface OpenaiStream {
  fromSSEResponse(response: Response, controller: AbortController): AsyncIterable<unknown>;
  fromReadableStream(stream: unknown, controller: AbortController): AsyncIterable<unknown>;
}

async function openaiStream(): Promise<OpenaiStream> {
  const file = pathToFileURL(peerPath("openai/core/streaming.mjs")).href;
  return ((await import(file)) as { readonly Stream: OpenaiStream }).Stream;
}

async function walkOpenai(
  { name }: Format,
  { url, openai }: { readonly url: string; readonly openai: OpenaiStream },
): Promise<number> {
  const controller = new AbortController();
  const isLines = name === "JSON Lines";
  const response = await fetch(`${url}/${isLines ? "lines" : "events"}`);
  const items = isLines
    ? openai.fromReadableStream(response.body, controller)
    : openai.fromSSEResponse(response, controller);
  let count = 0;
  for await (const _ of items) count += 1;
  return count;
}

async function walkOurs({ walk }: Format, client: ApiClient): Promise<number> {
  let count = 0;
  for await (const _ of walk(client)) count += 1;
  return count;
}

async function walkBare({ bare }: Format, url: string): Promise<number> {
  const response = await fetch(`${url}/bare`);
  const decoder = new TextDecoder();
  let carry = "";
  let count = 0;
  for await (const chunk of response.body ?? []) {
    const pieces = (carry + decoder.decode(chunk, { stream: true })).split("\n");
    carry = pieces.pop() ?? "";
    for (const line of pieces) if (bare(line) !== undefined) count += 1;
  }
  return count;
}

async function serve(text: string): Promise<{ readonly url: string; close(): void }> {
  const chunk = Buffer.from(text.repeat(Math.ceil(65_536 / text.length)));
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": request.url === "/lines" ? "application/jsonl" : "text/event-stream" });
    let left = Math.ceil((megabytes * 1_000_000) / chunk.length);
    const more = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(chunk)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
