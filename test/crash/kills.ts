import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { nodeHost } from "../../src/host/node-host.js";
import { recoverOutput } from "../../src/output/recover.js";
import { generateInMemory } from "../example/in-memory.js";

/** What was in the folder after a kill, how often. */
export interface KillReport {
  readonly kills: number;
  /** One of the two SDKs, whole. */
  readonly whole: number;
  /** Between the two, with the journal that finishes it. */
  readonly between: number;
  /** What must not be: neither one of the SDKs nor a journal, or not whole after the recovery. */
  readonly faults: readonly string[];
}

type Sdk = ReadonlyMap<string, string>;

/** When to kill: spread over all that the process does, or over the time in which files are moved. */
export type Moment = "any" | "moving";

/** Kills a process that keeps writing one SDK over the other. */
export async function runKills(
  kills: number,
  signal: NodeJS.Signals = "SIGKILL",
  moment: Moment = "any",
): Promise<KillReport> {
  const root = resolve(".cache/crash", String(process.pid));
  mkdirSync(root, { recursive: true });
  try {
    const sdks = await bothSdks();
    const source = join(root, "sdks.json");
    writeFileSync(source, JSON.stringify(sdks.map((sdk) => [...sdk].map(([path, text]) => ({ path, text })))));
    const program = await bundledProgram("program");
    const report = { kills, whole: 0, between: 0, faults: [] as string[] };
    for (let kill = 0; kill < kills; kill += 1) {
      // A new folder now and then: the first SDK is written in another way.
      const folder = join(root, `out-${Math.floor(kill / 4)}`, "sdk");
      // Primes keep the moments apart. The moving takes some 50 ms, of which the moves themselves are the last one or two.
      const delay = moment === "any" ? (kill * 37) % 223 : (kill * 7) % 61;
      await killAfter({ delay, moment, signal, turn: kill % 3 }, [program, folder, source]);
      await judge(folder, sdks, report);
    }
    return report;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function judge(
  folder: string,
  sdks: readonly Sdk[],
  report: { whole: number; between: number; faults: string[] },
) {
  const found = await settled(folder, sdks);
  const stages = [...found.keys()].filter((path) => path.includes(".sdkwright-"));
  const isSettled = isOneOf(found, sdks);
  if (isSettled) report.whole += 1;
  else if (stages.some((path) => path.endsWith("journal.json"))) report.between += 1;
  else report.faults.push(`neither SDK and no journal: ${found.size} files`);
  await recoverOutput(folder, nodeHost());
  const after = filesOf(folder);
  if (!isOneOf(after, sdks)) report.faults.push("not whole after the recovery");
  const left = [...filesOf(dirname(folder)).keys()].filter((path) => path.includes(".sdkwright-"));
  if (left.length > 0) report.faults.push(`left behind: ${left[0]}`);
}

/** What is there when nothing changes any more: the process that moves the files may have begun when its parent was killed. */
async function settled(folder: string, sdks: readonly Sdk[]): Promise<Sdk> {
  await new Promise((done) => setTimeout(done, 150));
  for (let count = 0; count < 20 && !isOneOf(filesOf(folder), sdks); count += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  return filesOf(folder);
}

/** Whether the folder, without stages, is one of the SDKs, or empty. */
function isOneOf(found: Sdk, sdks: readonly Sdk[]): boolean {
  const own = [...found].filter(([path]) => !path.includes(".sdkwright-") && path !== ".sdkwright.json");
  const isSame = (sdk: Sdk): boolean => own.length === sdk.size && own.every(([path, text]) => sdk.get(path) === text);
  return own.length === 0 || sdks.some(isSame);
}

function filesOf(folder: string): Sdk {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Map();
    throw error;
  }
}

interface Kill {
  readonly delay: number;
  readonly moment: Moment;
  readonly signal: NodeJS.Signals;
  /** So many times the files are moved without harm. */
  readonly turn: number;
}

async function killAfter({ delay, moment, signal, turn }: Kill, args: readonly string[]): Promise<void> {
  // A group of its own, which is killed as a whole.
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  const ended = once(child, "exit");
  const wanted = moment === "any" ? 1 : turn + 2;
  const word = moment === "any" ? "begun" : "moving";
  await new Promise<void>((heard) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += String(chunk);
      if (text.split(word).length > wanted) heard();
    });
  });
  await new Promise((done) => setTimeout(done, delay));
  if (child.pid !== undefined) process.kill(-child.pid, signal);
  await ended;
}

async function bothSdks(): Promise<readonly Sdk[]> {
  const variants = [
    { transport: "undici", runtime: "bundled" },
    { transport: "fetch", runtime: "bundled", types: { dates: "date", int64: "bigint", enums: "closed" } },
  ] as const;
  const sdks = await Promise.all(variants.map((variant) => generateInMemory("fixtures/inkwell.yaml", variant)));
  const marked = sdks.map((sdk, index) => [...sdk].map(([path, text]) => [path, `${text}// ${index}\n`] as const));
  return marked.map((sdk) => new Map(sdk.filter(([path]) => path !== ".sdkwright.json")));
}

/** A program of this folder. */
export async function bundledProgram(name: string): Promise<string> {
  const outfile = resolve(`.cache/run/crash-${name}.mjs`);
  await build({
    entryPoints: [resolve(`test/crash/${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
