import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiClient, callLines, type OperationDescriptor } from "../../../src/runtime/index.js";
import { undiciTransport } from "../../../src/runtime/transport/undici.js";

// node test/support/run-ts.mjs test/runtime/stream/memory-program.ts 1000: reads so many megabytes of JSON Lines and
// prints the memory that the process holds at each tenth of them, and the most that it ever held.
const megabytes = Number(process.argv[2] ?? "1000");
const line = Buffer.from(`${JSON.stringify({ text: "x".repeat(500) })}\n`.repeat(128));
const lines = Math.ceil((megabytes * 1_000_000) / line.length) * 128;
const log: OperationDescriptor = {
  id: "readLog",
  method: "GET",
  path: "/log",
  responses: { 200: { content: { "application/jsonl": { kind: "lines" } } } },
};

const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/jsonl" });
  let left = lines / 128;
  const more = (): void => {
    while (left > 0) {
      left -= 1;
      if (!response.write(line)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const api = { name: "Memory", version: "1", userAgent: "memory/1", servers: [], security: {} };
const client = new ApiClient(api, { baseUrl: `http://127.0.0.1:${port}` }, undiciTransport);
const megabytesHeld = (): number => Math.round(process.memoryUsage.rss() / 1_048_576);
const curve: number[] = [];
let count = 0;
for await (const _ of callLines(client, log, undefined)) {
  count += 1;
  if (count % Math.floor(lines / 10) === 0) curve.push(megabytesHeld());
}
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ lines: count, expected: lines, curve, peak })}\n`);
await client.close();
server.close();
