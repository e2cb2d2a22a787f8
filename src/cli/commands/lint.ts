import { ConfigError } from "../../config/config-error.js";
import { Diagnostics, type Finding } from "../../diagnostics/diagnostic.js";
import { formatJson } from "../../diagnostics/format-json.js";
import { generateOptions } from "../../generate-options.js";
import { packageAssets } from "../../host/assets.js";
import { readApi } from "../../read-api.js";
import type { Arguments } from "../args.js";
import { counted as countedNoun } from "../counted.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { findJobs, type Job } from "../jobs.js";
import { startProgress } from "../progress.js";
import { type Findings, printDiagnostics, printExplainHint, type Terminal } from "../terminal.js";

/** `sdkwright lint`: what is wrong with the document, by our own diagnostics and by Redocly's rules. */
export async function lintCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { jobs } = await findJobs(args, terminal, { out: false });
  const results: Linted[] = [];
  for (const job of jobs) results.push(await lintJob(job, args, terminal));
  if (args.json) {
    const reports = results.map(report);
    terminal.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  } else {
    for (const result of results) show(result, args, terminal);
    printExplainHint(results, args, terminal);
  }
  return results.some(({ list }) => counted(list, "error") > 0) ? exitCode.failed : exitCode.done;
}

interface Linted extends Findings {
  readonly input: string;
}

async function lintJob({ config, host }: Job, args: Arguments, terminal: Terminal): Promise<Linted> {
  const { input, strict = false } = config;
  const diagnostics = new Diagnostics({ strict });
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  try {
    // What a selection leaves out is a part of the document all the same.
    const options = generateOptions({ ...config, include: undefined, exclude: undefined, operations: undefined });
    await readApi(options, { host, assets: packageAssets(), diagnostics, onStage: progress.stage });
    progress.stage("rules");
    // Nothing but this command needs Redocly's code.
    const { lintDocument } = await import("../../lint/lint-document.js");
    const list = await lintDocument({ input, host, read: diagnostics, strict });
    return { input, list, sources: diagnostics.sources };
  } catch (error) {
    if (error instanceof Error && error.name === "RedoclyConfigError") throw new ConfigError(error.message);
    throw error;
  } finally {
    progress.done();
  }
}

/** What is wrong is what was asked for: it goes to standard output. */
function show(result: Linted, args: Arguments, terminal: Terminal): void {
  printDiagnostics(result, args, { ...terminal, stderr: terminal.stdout }, { allErrors: false });
  if (args.quiet) return;
  const [errors, warnings] = [counted(result.list, "error"), counted(result.list, "warning")];
  const parts = [errors > 0 && countedNoun(errors, "error"), warnings > 0 && countedNoun(warnings, "warning")].filter(
    Boolean,
  );
  terminal.stdout.write(`${result.input}: ${parts.length === 0 ? "no problems" : parts.join(", ")}\n`);
}

function report({ input, list, sources }: Linted): object {
  const [errors, warnings] = [counted(list, "error"), counted(list, "warning")];
  return { format: 1, ok: errors === 0, input, errors, warnings, diagnostics: formatJson(list, sources) };
}

function counted(list: readonly Finding[], severity: Finding["severity"]): number {
  return list.filter((one) => one.severity === severity).length;
}
