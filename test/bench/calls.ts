import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { documentNamed, pathOf, projectRoot } from "../corpus/documents.js";
import { measureNode } from "../corpus/measured-process.js";
import { DocumentedApi } from "../github/documented-examples.js";
import type { CallsResult, Round } from "./calls-program.js";
import { type Output, outputsOf } from "./outputs.js";
import { benchFolder, peerNode, peerPath, peersFolder } from "./peers.js";
import { median, type Section } from "./report.js";

const rawCall = "undici `Pool.request`, `JSON.parse`";
const rawParse = "undici and the same zod parse";
const everyPolicy = "sdkwright, every policy on, validate off";
const validated = "sdkwright, every policy on, validated";

/** What is compared: at least so much of what the bare transport does. */
const goals = [
  { what: everyPolicy, beside: rawCall, goal: 0.85 },
  { what: validated, beside: rawParse, goal: 0.9 },
];

/** Calls per second against a local server in a process of its own: ours, the bare transport, and every peer, in one process. */
export async function benchCalls(): Promise<readonly Section[]> {
  const server = await startServer();
  try {
    const modules = { ...(await bundleGenerated(await outputsOf("github"))), ...packageModules() };
    const results = await runProgram({ url: server.url, modules });
    const concurrencies = Object.keys(results[0]?.rounds ?? {}).map(Number);
    return concurrencies.map((concurrency) => toSection(concurrency, { results, bytes: server.bytes }));
  } finally {
    server.stop();
  }
}

function toSection(
  concurrency: number,
  { results, bytes }: { readonly results: readonly CallsResult[]; readonly bytes: number },
): Section {
  const of = (name: string): readonly Round[] =>
    results.find((result) => result.name === name)?.rounds[concurrency] ?? [];
  const base = of(rawCall);
  const middle = (all: readonly Round[], key: keyof Round): number => median(all.map((round) => round[key]));
  return {
    title: `Calls, ${concurrency} at a time`,
    intro: `GitHub's \`issues.listForRepo\`, ${bytes} bytes of JSON, a server in a process of its own; medians of seven interleaved rounds; all on Node.js 22. Each ratio is the median of the ratios within a round.`,
    head: ["", "validated", "calls/s", "of raw undici", "p50", "p99", "processor of a call", "allocated by a call"],
    rows: results.map(({ name, isValidated, allocated, rounds }) => {
      const all = rounds[concurrency] ?? [];
      return [
        name,
        isValidated ? "zod" : "",
        middle(all, "perSecond").toFixed(0),
        ratioOf(all, base).toFixed(2),
        `${middle(all, "p50").toFixed(2)} ms`,
        `${middle(all, "p99").toFixed(2)} ms`,
        `${middle(all, "cpu").toFixed(0)} us`,
        `${(allocated / 1000).toFixed(1)} KB`,
      ];
    }),
    notes: goals.map(({ what, beside, goal }) => {
      const ratio = ratioOf(of(what), of(beside));
      return `${what}, beside ${beside}: ${ratio.toFixed(2)} (goal ${goal}${ratio >= goal ? "" : ": **missed**"})`;
    }),
  };
}

/** Both were measured right after one another. */
function ratioOf(rounds: readonly Round[], base: readonly Round[]): number {
  return median(rounds.map(({ perSecond }, round) => perSecond / (base[round]?.perSecond ?? Number.NaN)));
}

async function runProgram(setting: object): Promise<readonly CallsResult[]> {
  const outfile = resolve(benchFolder, "calls-program.mjs");
  const entryPoints = [resolve(projectRoot, "test/bench/calls-program.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
  const { stdout, stderr } = await measureNode([outfile, JSON.stringify(setting)], {
    cwd: benchFolder,
    limit: 900_000,
    node: peerNode,
    execArgv: ["--expose-gc", "--max-semi-space-size=128"],
  });
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("[")) throw new Error(`no figures of calls: ${stderr.slice(-1500)}`);
  return JSON.parse(line) as readonly CallsResult[];
}

/** What each generator's bundle exports, of its output of GitHub. */
const sources: Readonly<Record<string, (folder: string) => string>> = {
  sdkwright: () => `export { createClient } from "./client.js";
export { issuesListForRepo } from "./operations/issues.js";
import * as z from "zod";
import { Issue } from "./schemas.js";
const list = z.array(Issue);
export const parse = (value) => { const result = list.safeParse(value); return result.success ? result.data : value; };`,
  "hey-api": () => 'export { issuesListForRepo } from "./sdk.gen";',
  orval(folder) {
    const call = 'export { issuesListForRepo } from "./api";';
    const schema = responseSchemaOf(folder);
    if (schema === undefined) return call;
    return `${call}
import { ${schema} as list } from "./zod";
export const validate = (value) => { const result = list.safeParse(value); return result.success ? result.data : value; };`;
  },
};

/** Undefined where orval's schemas of this document fail. */
function responseSchemaOf(folder: string): string | undefined {
  if (!existsSync(resolve(folder, "zod.ts"))) return undefined;
  const text = readFileSync(resolve(folder, "zod.ts"), "utf8");
  const names = [...text.matchAll(/export const (\w+) =/g)].map((match) => match[1] ?? "");
  return names.find((name) => /^issuesListForRepo(?:200)?Response$/i.test(name));
}

async function bundleGenerated(outputs: readonly Output[]): Promise<Readonly<Record<string, string>>> {
  const modules: Record<string, string> = {};
  for (const { name, folder } of outputs) {
    const contents = sources[name]?.(folder);
    if (contents === undefined) continue;
    const outfile = resolve(benchFolder, `calls-${name}.mjs`);
    await build({
      stdin: { contents, resolveDir: folder, loader: "ts" },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      // One zod and one undici for all.
      external: ["zod", "undici"],
      nodePaths: [resolve(peersFolder, "node_modules")],
      logLevel: "warning",
    });
    modules[name] = pathToFileURL(outfile).href;
  }
  return modules;
}

function packageModules(): Readonly<Record<string, string>> {
  const entries: Readonly<Record<string, string>> = {
    "openapi-fetch": "openapi-fetch/dist/index.mjs",
    ky: "ky/distribution/index.js",
    got: "got/dist/source/index.js",
    axios: "axios/index.js",
    openai: "openai/index.mjs",
  };
  const found = Object.entries(entries).filter(([, path]) => existsSync(peerPath(path)));
  return Object.fromEntries(found.map(([name, path]) => [name, pathToFileURL(peerPath(path)).href]));
}

/** The example that GitHub documents, as a file; also for what parses it alone. */
export function exampleAnswer(): { readonly file: string; readonly bytes: number; readonly value: unknown } {
  const file = resolve(benchFolder, "answer.json");
  const { operations } = new DocumentedApi(pathOf(documentNamed("github")));
  const { value } = operations.find(({ operationId }) => operationId === "issues/list-for-repo")?.examples[0] ?? {};
  const text = JSON.stringify(value);
  writeFileSync(file, text);
  return { file, bytes: Buffer.byteLength(text), value };
}

async function startServer() {
  const { file, bytes } = exampleAnswer();
  const child = spawn(process.execPath, [resolve(projectRoot, "test/bench/load-server.mjs"), file], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await new Promise<string[]>((found, failed) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => found(text.split("\n")));
    child.once("error", failed);
  });
  if (url === undefined) throw new Error("the server did not start");
  return { url, bytes, stop: () => child.stdin.end() };
}
