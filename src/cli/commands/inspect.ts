import { printable } from "../../diagnostics/code-frame.js";
import { Diagnostics } from "../../diagnostics/diagnostic.js";
import { formatJson } from "../../diagnostics/format-json.js";
import type { CompiledSdk } from "../../generate.js";
import { generateOptions } from "../../generate-options.js";
import { packageAssets, pageAssets } from "../../host/assets.js";
import { nodeHost } from "../../host/node-host.js";
import { pageData } from "../../page/page-data.js";
import { renderPage } from "../../page/render-page.js";
import { readApi } from "../../read-api.js";
import { inspectApi } from "../../surface/inspect.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { findJobs, type Job } from "../jobs.js";
import { startProgress } from "../progress.js";
import { printDiagnostics, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

type Operation = CompiledSdk["api"]["operations"][number];

/** `sdkwright inspect`: what would be generated; writes nothing. */
export async function inspectCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { jobs } = await findJobs(args, terminal, { out: false });
  if (args.html !== undefined && jobs.length > 1)
    throw new UsageError("--html is about one SDK: choose it with --name");
  const codes: ExitCode[] = [];
  for (const job of jobs) codes.push(await inspectJob(job, args, terminal));
  return codes.every((code) => code === exitCode.done) ? exitCode.done : exitCode.failed;
}

async function inspectJob({ config, host }: Job, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const diagnostics = new Diagnostics({ strict: config.strict });
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  const context = { host, assets: packageAssets(), diagnostics, onStage: progress.stage };
  const model = await readApi(generateOptions(config), context);
  progress.done();
  if (!args.json) printDiagnostics(diagnostics, args, terminal);
  else if (!model) printJson(terminal, { format: 1, diagnostics: formatJson(diagnostics.list, diagnostics.sources) });
  if (!model) return exitCode.failed;
  if (args.html !== undefined) await writePage(model, diagnostics, { file: args.html, args, terminal });
  else if (args.json) {
    const inspection = inspectApi(model.api, model.plan);
    printJson(terminal, { ...inspection, diagnostics: formatJson(diagnostics.list, diagnostics.sources) });
  } else terminal.stdout.write(table(model));
  return exitCode.done;
}

interface PageTarget {
  readonly file: string;
  readonly args: Arguments;
  readonly terminal: Terminal;
}

/** `--html`: relative to the working folder, as paths of the command line are. */
async function writePage(
  { api, plan }: Pick<CompiledSdk, "api" | "plan">,
  { list, sources }: Diagnostics,
  { file, args, terminal }: PageTarget,
): Promise<void> {
  const found = list.map((diagnostic) => {
    const { code, severity, message, hint = "", origin } = diagnostic;
    const place = origin && sources.locate(origin);
    const where = origin ? `${origin.source}${place ? `:${place.line}:${place.column}` : ""}` : "";
    return { code, severity, message, hint, place: where };
  });
  const data = { ...pageData(api, plan), diagnostics: found };
  const host = nodeHost({ cwd: args.cwd ?? process.cwd() });
  await host.writeText(file, renderPage({ title: `${api.title} ${api.version}`, data, ...pageAssets() }));
  if (args.json) printJson(terminal, { format: 1, html: file });
  else if (!args.quiet) terminal.stdout.write(`${file} is the page of ${plan.className.text}: open it in a browser\n`);
}

function printJson({ stdout }: Terminal, value: object): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** How an operation gives one thing after the other: `pages: cursor (inferred)`, `stream: events`. */
function walkOf({ pagination, responses }: Operation): string {
  if (pagination) return `pages: ${pagination.rule.style} (${pagination.source})`;
  const kinds = responses.flatMap(({ isError, media }) => (isError ? [] : media.map(({ kind }) => kind)));
  const stream = kinds.find((kind) => kind === "events" || kind === "lines");
  return stream === undefined ? "" : `stream: ${stream}`;
}

/** Alternatives: `apiKey | oauth`; of one with several schemes `a+b`; `-` where none is needed. */
function authOf({ security }: Operation): string {
  const alternatives = security.map((all) => all.map(({ scheme }) => scheme).join("+") || "none");
  return alternatives.length === 0 ? "-" : alternatives.join(" | ");
}

const headings = ["method", "request", "function", "gives", "auth", "errors"];

/** One line an operation, grouped by resource, in columns that are the same for all. */
function table({ api, plan }: Pick<CompiledSdk, "api" | "plan">): string {
  const groups = plan.resources.map(({ property, operations }) => ({
    name: `${property.text} (${operations.length})`,
    rows: operations.map(({ operation, methodName, functionName, errors }) =>
      [
        `${property.text}.${methodName}${operation.deprecated ? " (deprecated)" : ""}`,
        `${operation.method} ${operation.path}`,
        functionName.text,
        walkOf(operation),
        authOf(operation),
        [...new Set(errors.map(({ response }) => response.status))].join(" "),
      ].map(printable),
    ),
  }));
  const all = [headings, ...groups.flatMap(({ rows }) => rows)];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [
    printable(`${api.title} ${api.version} (OpenAPI ${api.specVersion}) as ${plan.className.text}`),
    ...(plan.globals.length > 0
      ? [printable(`its client takes params: ${plan.globals.map(({ name }) => name).join(", ")}`)]
      : []),
    "",
    line(headings),
    ...groups.flatMap(({ name, rows }) => [name, ...rows.map(line), ""]),
  ].join("\n");
}
