import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";
import { Pool } from "undici";
import { documentNamed, pathOf, projectRoot } from "../corpus/documents.js";
import { DocumentedApi } from "../github/documented-examples.js";
import { benchFolder } from "./generation.js";
import { median, printHeading, printMeasurement, quartiles } from "./report.js";

const concurrencies = [1, 16, 64];
/** Many short ones: what else the machine does then falls on all variants alike. */
const rounds = 40;
const warmUpRounds = 5;
const roundMilliseconds = 100;

const rawCall = "undici Pool.request and JSON.parse";
const rawParse = "undici Pool.request, JSON.parse and the same zod parse";
/** Retry, a rate limit, `maxConcurrency`, request ids and hooks. */
const everyPolicy = "our SDK, every policy on, validate off";
/** The default: what comes is parsed by zod, as it is beside the bare transport. */
const validated = "our SDK, every policy on, responses validated";

/** What is compared: at least so much of what the bare transport does. */
const goals = [
  { what: everyPolicy, beside: rawCall, goal: 0.85 },
  { what: validated, beside: rawParse, goal: 0.9 },
];

type Call = () => Promise<unknown>;

/** Calls per second of our SDK beside the transport alone, against a server in a process of its own. */
export async function benchThroughput(): Promise<void> {
  const server = await startServer();
  const pool = new Pool(server.url, { connections: 64 });
  const github = await connect(server.url);
  const variants: Readonly<Record<string, Call>> = {
    [rawCall]: () => raw(pool),
    "our SDK, validate off": () => github.listIssues({ validate: "off" }),
    [everyPolicy]: () => github.listIssuesWithEveryPolicy({ validate: "off" }),
    [rawParse]: async () => github.parse(await raw(pool)),
    [validated]: () => github.listIssuesWithEveryPolicy({ validate: { response: "lenient" } }),
  };
  await expectSameAnswers(Object.values(variants));
  printHeading(
    `Calls per second (issues.listForRepo, ${server.bytes} bytes of JSON, median of ${rounds}, interleaved)`,
  );
  for (const concurrency of concurrencies) {
    const rates = await measureRates(variants, concurrency);
    printRates(concurrency, rates);
    printRatios(concurrency, rates);
  }
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
      note: `${cpu.padStart(3)} us of processor a call, ${quartiles(rates, 0)}`,
    });
  }
}

/** The median of each round's ratio: the two were measured right after one another. */
function printRatios(concurrency: number, variants: ReadonlyMap<string, readonly Round[]>): void {
  for (const { what, beside, goal } of goals) {
    const base = variants.get(beside) ?? [];
    const ratios = (variants.get(what) ?? []).map(({ perSecond }, round) => perSecond / (base[round]?.perSecond ?? 0));
    const ratio = median(ratios);
    const verdict = ratio >= goal ? "ok" : "NOT OK";
    const cpu = (variant: string) => median((variants.get(variant) ?? []).map(({ cpuPerCall }) => cpuPerCall));
    const line = `${concurrency} at a time: ${what} / ${beside}: ${ratio.toFixed(2)} (goal ${goal}) ${verdict}`;
    const byCpu = (cpu(beside) / cpu(what)).toFixed(2);
    process.stdout.write(`  ${line}, ${quartiles(ratios, 2)}; by processor time ${byCpu}\n`);
  }
}

async function measureRates(
  variants: Readonly<Record<string, Call>>,
  concurrency: number,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const found = new Map(Object.keys(variants).map((name): [string, Round[]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [name, call] of Object.entries(variants)) {
      const result = await runRound(call, concurrency);
      if (round >= 0) found.get(name)?.push(result);
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
  listIssuesWithEveryPolicy(options: object): Promise<unknown>;
  /** The zod schema that the SDK checks the answer with. */
  parse(value: unknown): unknown;
  close(): Promise<void>;
}

async function connect(baseUrl: string): Promise<GitHub> {
  const outfile = resolve(benchFolder, "github.mjs");
  await build({
    stdin: {
      resolveDir: benchFolder,
      contents: `export { createClient } from "./github/client.js";
        export { issuesListForRepo } from "./github/operations/issues.js";
        export * as z from "zod";
        export { Issue } from "./github/schemas.js";`,
    },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  const { createClient, issuesListForRepo, z, Issue }: GitHubModule = await import(outfile);
  const client = createClient({ baseUrl });
  const hooks = { onRequest: () => undefined, onResponse: () => undefined, onRetry: () => undefined };
  const rateLimit = { requests: 1_000_000, per: 1_000 };
  const equipped = createClient({ baseUrl, retry: 2, rateLimit, maxConcurrency: 1_000, hooks });
  const schema = z.array(Issue);
  const params = { owner: "octocat", repo: "Hello-World" };
  return {
    listIssues: (options) => issuesListForRepo(client, params, options),
    listIssuesWithEveryPolicy: (options) => issuesListForRepo(equipped, params, options),
    parse: (value) => {
      const result = schema.safeParse(value);
      return result.success ? result.data : value;
    },
    close: async () => {
      await client.close();
      await equipped.close();
    },
  };
}

/** What of the generated SDK is used here. */
interface GitHubModule {
  readonly z: { array(schema: unknown): { safeParse(value: unknown): { success: boolean; data?: unknown } } };
  readonly Issue: unknown;
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
