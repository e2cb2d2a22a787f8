import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";
import { Pool } from "undici";
import { documentNamed, pathOf, projectRoot } from "../corpus/documents.js";
import { DocumentedApi } from "../github/documented-examples.js";
import { benchFolder } from "./generation.js";
import { median, printHeading, printMeasurement, spread } from "./report.js";

const concurrencies = [1, 16, 64];
const rounds = 5;
const roundMilliseconds = 700;

type Call = () => Promise<unknown>;

/** Calls per second of our SDK beside the transport alone, against a server in a process of its own. */
export async function benchThroughput(): Promise<void> {
  const server = await startServer();
  const pool = new Pool(server.url, { connections: 64 });
  const github = await connect(server.url);
  const variants: Readonly<Record<string, Call>> = {
    "undici Pool.request and JSON.parse": () => raw(pool),
    "our SDK, validate off": () => github.listIssues({ validate: "off" }),
    "our SDK, validate lenient": () => github.listIssues({ validate: "lenient" }),
  };
  await expectSameAnswers(Object.values(variants));
  printHeading(
    `Calls per second (issues.listForRepo, ${server.bytes} bytes of JSON, median of ${rounds}, interleaved)`,
  );
  for (const concurrency of concurrencies) printRates(concurrency, await measureRates(variants, concurrency));
  await github.close();
  await pool.close();
  server.stop();
}

/** @throws Error where the variants don't do the same work */
async function expectSameAnswers(calls: readonly Call[]): Promise<void> {
  const [first, ...others] = await Promise.all(calls.map((call) => call()));
  if (!others.every((other) => isDeepStrictEqual(other, first))) throw new Error("the variants give different answers");
}

/** One round of calls. */
interface Round {
  readonly perSecond: number;
  /** Microseconds of processor that a call took on this side; the rate is often what the server can do. */
  readonly cpuPerCall: number;
}

function printRates(concurrency: number, variants: ReadonlyMap<string, readonly Round[]>): void {
  for (const [what, all] of variants) {
    const rates = all.map(({ perSecond }) => perSecond);
    const cpu = median(all.map(({ cpuPerCall }) => cpuPerCall)).toFixed(0);
    printMeasurement({
      what: `${concurrency} at a time: ${what}`,
      value: median(rates),
      unit: "calls/s",
      note: `${cpu.padStart(3)} us of processor a call, ${spread(rates, 0)}`,
    });
  }
}

async function measureRates(
  variants: Readonly<Record<string, Call>>,
  concurrency: number,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const found = new Map(Object.keys(variants).map((name): [string, Round[]] => [name, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, call] of Object.entries(variants)) {
      const result = await runRound(call, concurrency);
      if (round > 0) found.get(name)?.push(result);
    }
  }
  return found;
}

async function runRound(call: Call, concurrency: number): Promise<Round> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + roundMilliseconds;
  let calls = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      await call();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: calls / seconds, cpuPerCall: (user + system) / calls };
}

async function raw(pool: Pool): Promise<unknown> {
  const { body } = await pool.request({
    method: "GET",
    path: "/repos/octocat/Hello-World/issues",
    headers: { accept: "application/json", "user-agent": "bench" },
  });
  return JSON.parse(await body.text());
}

interface GitHub {
  listIssues(options: object): Promise<unknown>;
  close(): Promise<void>;
}

async function connect(baseUrl: string): Promise<GitHub> {
  const outfile = resolve(benchFolder, "github.mjs");
  await build({
    stdin: {
      resolveDir: benchFolder,
      contents: `export { createClient } from "./github/client.js";
        export { issuesListForRepo } from "./github/operations/issues.js";`,
    },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  const { createClient, issuesListForRepo }: GitHubModule = await import(outfile);
  const client = createClient({ baseUrl });
  const params = { owner: "octocat", repo: "Hello-World" };
  return { listIssues: (options) => issuesListForRepo(client, params, options), close: () => client.close() };
}

/** What of the generated SDK is used here. */
interface GitHubModule {
  createClient(options: object): { close(): Promise<void> };
  issuesListForRepo(client: object, params: object, options: object): Promise<unknown>;
}

async function startServer() {
  const file = resolve(benchFolder, "answer.json");
  const { operations } = new DocumentedApi(pathOf(documentNamed("github")));
  const answer = JSON.stringify(
    operations.find(({ operationId }) => operationId === "issues/list-for-repo")?.examples[0]?.value,
  );
  writeFileSync(file, answer);
  const child = spawn(process.execPath, [resolve(projectRoot, "test/bench/load-server.mjs"), file], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await new Promise<string[]>((found, failed) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => found(text.split("\n")));
    child.once("error", failed);
  });
  if (url === undefined) throw new Error("the server did not start");
  return { url, bytes: Buffer.byteLength(answer), stop: () => child.stdin.end() };
}
