import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ApiClient,
  callEvents,
  callLines,
  type OperationDescriptor,
  type StreamPromise,
} from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { median, printHeading, printMeasurement } from "./report.js";

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

/** Megabytes per second through a socket: our readers beside a bare one that cuts lines and parses, both over the same transport. */
export async function benchStreams(): Promise<void> {
  printHeading(`Reading a stream of ${megabytes} MB over a socket, median of ${rounds}, interleaved`);
  for (const format of formats) {
    const { url, close } = await serve(format.text);
    const api = { name: "Bench", version: "1", userAgent: "bench/1", servers: [], security: {} };
    const client = new ApiClient(api, { baseUrl: url }, undiciTransport);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [first, second] = [await rate(() => walkOurs(format, client)), await rate(() => walkBare(format, url))];
      // The first is for warming up.
      if (round > 0) ours.push(first);
      if (round > 0) bare.push(second);
    }
    const share = `${((median(ours) / median(bare)) * 100).toFixed(0)} % of the bare reader`;
    printMeasurement({ what: `${format.name}, our SDK`, value: median(ours), unit: "MB/s", note: share });
    printMeasurement({ what: `${format.name}, a bare line reader`, value: median(bare), unit: "MB/s" });
    await client.close();
    close();
  }
  printMeasurement({ what: "peak memory of all", value: process.resourceUsage().maxRSS / 1024, unit: "MB" });
}

async function rate(walk: () => Promise<number>): Promise<number> {
  const start = performance.now();
  if ((await walk()) < 1000) throw new Error("the stream was empty");
  return megabytes / ((performance.now() - start) / 1000);
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
  return { url: `http://127.0.0.1:${port}`, close: () => server.closeAllConnections() };
}
