import { relative, resolve } from "node:path";
import { ConfigError } from "../config/config-error.js";
import { watchFiles } from "../host/watch-files.js";
import type { Arguments } from "./args.js";
import { type ExitCode, exitCode } from "./exit-code.js";
import { findJobs, type Job, type Jobs } from "./jobs.js";
import type { JobResult } from "./run-job.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

interface WatchInput extends Jobs {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly generate: (jobs: readonly Job[]) => Promise<readonly JobResult[]>;
}

/**
 * Generates, and again whenever a file that was read changes: the document, what it refers to, the configuration
 * with the modules that it imports, the templates. A failure leaves the last good SDK in place. Ends when the terminal's signal says so.
 */
export async function watchJobs({ args, terminal, generate, ...first }: WatchInput): Promise<ExitCode> {
  const changes = new ChangeQueue();
  const watcher = await watchFiles((paths) => changes.push(paths));
  const stop = (): void => changes.end();
  terminal.signal?.addEventListener("abort", stop, { once: true });
  if (terminal.signal?.aborted) stop();
  let current: Jobs | undefined = first;
  let { configFiles } = first;
  try {
    for (;;) {
      if (current) watcher.watch(watchedPaths(await generate(current.jobs), configFiles));
      if (!args.quiet) terminal.stderr.write("waiting for changes (Ctrl-C ends)\n");
      const paths = await changes.next();
      if (paths === undefined) return exitCode.done;
      if (!args.quiet)
        terminal.stderr.write(`changed: ${paths.map((path) => relative(process.cwd(), path)).join(", ")}\n`);
      // Undefined before as well: only another change of the configuration can mend it.
      if (current && !paths.some((path) => configFiles.has(path))) continue;
      current = await reload(args, terminal);
      configFiles = current?.configFiles ?? configFiles;
    }
  } finally {
    terminal.signal?.removeEventListener("abort", stop);
    await watcher.close();
  }
}

/** The output folder is not among them: what we write ourselves must not wake us. */
function watchedPaths(results: readonly JobResult[], configFiles: ReadonlySet<string>): ReadonlySet<string> {
  const paths = new Set(configFiles);
  for (const { job, read } of results) {
    const { output, runtimeDir = output, templates } = job.config;
    const folders = [output, runtimeDir].map((path) => resolve(job.host.cwd, path));
    for (const path of read) if (!folders.some((folder) => path.startsWith(`${folder}/`))) paths.add(path);
    if (templates !== undefined) paths.add(resolve(job.host.cwd, templates));
  }
  return paths;
}

/** Undefined where the configuration is broken, as it may be while it is edited: that does not end the watch. */
async function reload(args: Arguments, terminal: Terminal): Promise<Jobs | undefined> {
  try {
    return await findJobs(args, terminal, { out: true });
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
