import { formatJson } from "../../diagnostics/format-json.js";
import type { GeneratedSdk } from "../../generated-sdk.js";
import type { Arguments } from "../args.js";
import { changeList, hasChanges } from "../change-list.js";
import { counted } from "../counted.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { findJobs, type Job } from "../jobs.js";
import { type JobResult, runJob } from "../run-job.js";
import type { RunState } from "../run-state.js";
import { runStats, statsText } from "../stats.js";
import { printDiagnostics, printExplainHint, type Terminal, wantsColor } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { watchJobs } from "../watch.js";

/** `sdkwright generate`: reads a document and writes its SDK; of several in the configuration, each. */
export async function generateCommand(args: Arguments, terminal: Terminal, state: RunState): Promise<ExitCode> {
  const { jobs, configFiles } = await findJobs(args, terminal, { out: true });
  if (args.watch) {
    if (args.json || args.dryRun === true) throw new UsageError("--watch goes with neither --json nor --dry-run");
    if (jobs.some(({ config }) => config.input === "-")) throw new UsageError("standard input cannot be watched");
    return watchJobs({
      jobs,
      configFiles,
      args,
      terminal,
      generate: (list) => generateJobs(list, args, terminal, state),
    });
  }
  const results = await generateJobs(jobs, args, terminal, state);
  if (args.json) {
    const reports = results.map((result) => report(result, args));
    terminal.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  }
  return results.every(({ sdk }) => sdk !== undefined) ? exitCode.done : exitCode.failed;
}

/** One after another: each shows its progress. */
async function generateJobs(
  jobs: readonly Job[],
  args: Arguments,
  terminal: Terminal,
  state: RunState,
): Promise<readonly JobResult[]> {
  const results: JobResult[] = [];
  for (const job of jobs) {
    const result = await runJob(job, args, terminal, state);
    if (!args.json) show(result, args, terminal);
    results.push(result);
  }
  printExplainHint(
    results.map(({ diagnostics }) => diagnostics),
    args,
    terminal,
  );
  return results;
}

function show(result: JobResult, args: Arguments, terminal: Terminal): void {
  const { sdk, diagnostics, job } = result;
  printDiagnostics(diagnostics, args, terminal);
  if (!sdk || args.quiet) return;
  if (job.config.dryRun === true && hasChanges(sdk.changes)) {
    const color = wantsColor(args, { ...terminal, stderr: terminal.stdout });
    terminal.stdout.write(changeList(sdk.changes, { folder: job.config.output, color }));
  }
  terminal.stdout.write(summary(sdk, result));
  terminal.stdout.write(args.stats ? statsText(runStats(result)) : stageTimes(result));
}

function report(result: JobResult, { stats }: Arguments): object {
  const { sdk, diagnostics, progress, job } = result;
  const { details, ...changes } = sdk?.changes ?? { details: [] };
  return {
    ok: sdk !== undefined,
    output: job.config.output,
    ...sdk?.counts,
    ...changes,
    added: details.filter(({ before }) => before === undefined).map(({ path }) => path),
    diagnostics: formatJson(diagnostics.list, diagnostics.sources),
    milliseconds: Object.fromEntries([...progress.times].map(([stage, time]) => [stage, Math.round(time)])),
    ...(stats ? { stats: runStats(result) } : {}),
  };
}

function summary({ name, counts, changes }: GeneratedSdk, { job, diagnostics }: JobResult): string {
  const warnings = diagnostics.list.filter(({ severity }) => severity === "warning").length;
  const did = job.config.dryRun === true ? "would be written" : "written";
  return [
    `${name}: ${counted(counts.operations, "operation")}, ${counted(counts.models, "model")}, ${counted(warnings, "warning")}`,
    `${job.config.output}: ${counted(changes.written.length, "file")} ${did}, ${changes.unchanged.length} unchanged, ${changes.removed.length} removed`,
    "",
  ].join("\n");
}

function stageTimes({ progress: { times } }: JobResult): string {
  return `${[...times].map(([stage, time]) => `${stage} ${Math.round(time)} ms`).join(", ")}\n`;
}
