import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** How a child process ended, and what it cost. */
export interface MeasuredProcess {
  /** The exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly timedOut: boolean;
  readonly milliseconds: number;
  /** The most memory it ever held (resident, bytes); undefined where it did not live to tell. */
  readonly peakMemory: number | undefined;
  /** Processor time of all its threads; on a busy machine it tells more than the clock. Undefined as above. */
  readonly cpuMilliseconds: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

interface MeasureOptions {
  readonly cwd: string;
  /** Milliseconds after which it is killed. */
  readonly limit: number;
  readonly execArgv?: readonly string[];
  /** Another Node.js than this one. */
  readonly node?: string;
}

// VmHWM, not getrusage's maxRSS: Linux counts the parent's memory at the moment of the fork into the latter.
const tellCost = `import { readFileSync, writeSync } from "node:fs";
process.on("exit", () => {
  let kilobytes = process.resourceUsage().maxRSS;
  try { kilobytes = /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]; } catch {}
  const { user, system } = process.cpuUsage();
  writeSync(3, kilobytes + " " + (user + system) / 1000);
});`;

/** Runs a Node.js program to its end, as a user would, with a stopwatch and a scale. */
export async function measureNode(args: readonly string[], options: MeasureOptions): Promise<MeasuredProcess> {
  const preload = `data:text/javascript,${encodeURIComponent(tellCost)}`;
  const start = performance.now();
  const child = spawn(options.node ?? process.execPath, [...(options.execArgv ?? []), "--import", preload, ...args], {
    cwd: options.cwd,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, options.limit);
  const closed = new Promise<number | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? undefined));
  });
  const [stdout, stderr, cost] = [readAll(child.stdio[1]), readAll(child.stdio[2]), readAll(child.stdio[3])];
  const code = await closed.finally(() => clearTimeout(timer));
  const milliseconds = performance.now() - start;
  const [kilobytes, cpuMilliseconds] = (await cost).split(" ").filter(Boolean).map(Number);
  return {
    code,
    timedOut,
    milliseconds,
    peakMemory: kilobytes === undefined ? undefined : kilobytes * 1024,
    cpuMilliseconds,
    stdout: await stdout,
    stderr: await stderr,
  };
}

async function readAll(stream: unknown): Promise<string> {
  let text = "";
  // `stdio` above makes pipes of all three.
  for await (const chunk of (stream as Readable).setEncoding("utf8")) text += String(chunk);
  return text;
}
