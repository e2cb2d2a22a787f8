import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { answerJson, startServer } from "./support/server.js";

const isThere = spawnSync("redis-server", ["--version"]).status === 0;
if (!isThere) process.stdout.write("skipped: there is no redis-server (apt-get install redis-server)\n");

describe.skipIf(!isThere)("two processes that share a Redis", () => {
  it("stay under one limit together", { timeout: 60_000 }, async () => {
    const port = await freePort();
    const redis = spawn("redis-server", ["--port", `${port}`, "--save", "", "--appendonly", "no"], { stdio: "pipe" });
    const times: number[] = [];
    const server = await startServer((request, response) => {
      times.push(performance.now());
      return answerJson({})(request, response);
    });
    try {
      await started(redis);
      const worker = await buildWorker();
      const codes = await Promise.all([1, 2].map(() => run(worker, [`${port}`, server.url, "20"])));
      expect(codes).toEqual([0, 0]);
      expect(times).toHaveLength(40);
      // Ten in a second: forty need four of Redis's windows, three whole ones at least between the first and the last.
      expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(2_500);
      const within = (start: number) => times.filter((time) => time >= start && time < start + 900).length;
      // A window of ours may lie across two of Redis's.
      expect(Math.max(...times.map(within))).toBeLessThanOrEqual(20);
    } finally {
      redis.kill();
      await once(redis, "exit");
      await server.close();
    }
  });
});

async function buildWorker(): Promise<string> {
  const outfile = resolve(".cache/redis/worker.mjs");
  const entryPoints = ["test/runtime/support/redis-worker.ts"];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

async function run(file: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  return code;
}

async function started(redis: ReturnType<typeof spawn>): Promise<void> {
  let log = "";
  for await (const chunk of redis.stdout ?? []) {
    log += chunk;
    if (log.includes("Ready to accept connections")) return void redis.stdout?.resume();
  }
  throw new Error(`Redis did not start: ${log}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
