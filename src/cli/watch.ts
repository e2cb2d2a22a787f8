import { relative, resolve } from "node:path";
import { ConfigError } from "../config/config-error.js";
import { watchFiles } from "../host/watch-files.js";
import type { Arguments } from "./args.js";
import { type ExitCode, exitCode } from "./exit-code.js";
import { findJobs, type Job } from "./jobs.js";
import type { JobResult } from "./run-job.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

interface WatchInput {
  readonly jobs: readonly Job[];
  readonly configFile: string | undefined;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generate: (jobs: readonly Job[]) => Promise<readonly JobResult[]>;
}

/**
 * Generates, and again whenever a file that was read changes: the document, what it refers to, the configuration, the
 * templates. A failure leaves the last good SDK in place. Ends when the terminal's signal says so.
 */
export async function watchJobs({ jobs, configFile, args, terminal, generate }: WatchInput): Promise<ExitCode> {
  const changes = new ChangeQueue();
  const watcher = await watchFiles((paths) => changes.push(paths));
  const stop = (): void => changes.end();
  terminal.signal?.addEventListener("abort", stop, { once: true });
  if (terminal.signal?.aborted) stop();
  let current: readonly Job[] | undefined = jobs;
  try {
    for (;;) {
      if (current) watcher.watch(watchedPaths(await generate(current), configFile));
      if (!args.quiet) terminal.stderr.write("waiting for changes (Ctrl-C ends)\n");
      const paths = await changes.next();
      if (paths === undefined) return exitCode.done;
      if (!args.quiet)
        terminal.stderr.write(`changed: ${paths.map((path) => relative(process.cwd(), path)).join(", ")}\n`);
      // Undefined before as well: only another change of the configuration can mend it.
      if ((configFile !== undefined && paths.includes(configFile)) || !current) current = await reload(args, terminal);
    }
  } finally {
    terminal.signal?.removeEventListener("abort", stop);
    await watcher.close();
  }
}

/** The output folder is not among them: what we write ourselves must not wake us. */
function watchedPaths(results: readonly JobResult[], configFile: string | undefined): ReadonlySet<string> {
  const paths = new Set(configFile === undefined ? [] : [configFile]);
  for (const { job, read } of results) {
    const { output, runtimeDir = output, templates } = job.config;
    const folders = [output, runtimeDir].map((path) => resolve(job.host.cwd, path));
    for (const path of read) if (!folders.some((folder) => path.startsWith(`${folder}/`))) paths.add(path);
    if (templates !== undefined) paths.add(resolve(job.host.cwd, templates));
  }
  return paths;
}

/** Undefined where the configuration is broken, as it may be while it is edited: that does not end the watch. */
async function reload(args: Arguments, terminal: Terminal): Promise<readonly Job[] | undefined> {
  try {
    return (await findJobs(args, terminal, { out: true })).jobs;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
    terminal.stderr.write(`sdkwright: ${error.message}\n`);
    return undefined;
  }
}

/** Bursts of changes, one at a time; those that come during a run are not lost. */
class ChangeQueue {
  readonly #pending = new Set<string>();
  #ended = false;
  #wake: (() => void) | undefined;

  push(paths: readonly string[]): void {
    for (const path of paths) this.#pending.add(path);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Undefined at the end. */
  async next(): Promise<readonly string[] | undefined> {
    while (this.#pending.size === 0 && !this.#ended) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    if (this.#ended) return undefined;
    const paths = [...this.#pending];
    this.#pending.clear();
    return paths;
  }
}
