import { githubAnnotation } from "../../diagnostics/format-github.js";
import { formatJson } from "../../diagnostics/format-json.js";
import type { Arguments } from "../args.js";
import { changeList, hasChanges } from "../change-list.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { findJobs } from "../jobs.js";
import { type JobResult, runJob } from "../run-job.js";
import { printDiagnostics, printExplainHint, type Terminal, wantsColor } from "../terminal.js";

/** `sdkwright check`: whether the SDK on disk is what `generate` would write. Writes nothing. */
export async function checkCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { jobs } = await findJobs(args, terminal, { out: true });
  const results: JobResult[] = [];
  for (const job of jobs) {
    const result = await runJob({ ...job, config: { ...job.config, dryRun: true, verify: false } }, args, terminal);
    if (!args.json) show(result, args, terminal);
    results.push(result);
  }
  printExplainHint(
    results.map(({ diagnostics }) => diagnostics),
    args,
    terminal,
  );
  if (args.json) {
    const reports = results.map(report);
    terminal.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  }
  if (results.some(({ sdk }) => sdk === undefined)) return exitCode.failed;
  return results.some(isStale) ? exitCode.drift : exitCode.done;
}

function isStale({ sdk }: JobResult): boolean {
  return sdk !== undefined && hasChanges(sdk.changes);
}

function show(result: JobResult, args: Arguments, terminal: Terminal): void {
  const { sdk, diagnostics, job } = result;
  printDiagnostics(diagnostics, args, terminal);
  if (!sdk) return;
  const { input, output: folder } = job.config;
  if (!hasChanges(sdk.changes)) {
    if (!args.quiet) terminal.stdout.write(`${folder} is up to date (${sdk.changes.unchanged.length} files)\n`);
    return;
  }
  const stale = `${folder} is not what ${input} gives: run sdkwright generate, and commit what it writes`;
  if (args.isForGithub) terminal.stdout.write(githubAnnotation("error", stale, { title: "sdkwright check" }));
  const color = wantsColor(args, { ...terminal, stderr: terminal.stdout });
  terminal.stdout.write(changeList(sdk.changes, { folder, color, lines: true }));
  terminal.stdout.write(`${stale}\n`);
}

function report({ sdk, job, diagnostics }: JobResult): object {
  const { details = [], removed = [] } = sdk?.changes ?? {};
  const pathsOf = (isNew: boolean): readonly string[] =>
    details.filter(({ before }) => (before === undefined) === isNew).map(({ path }) => path);
  return {
    ok: sdk !== undefined && !hasChanges(sdk.changes),
    output: job.config.output,
    added: pathsOf(true),
    changed: pathsOf(false),
    removed,
    diagnostics: formatJson(diagnostics.list, diagnostics.sources),
  };
}
