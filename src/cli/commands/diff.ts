import { printable } from "../../diagnostics/code-frame.js";
import { Diagnostics } from "../../diagnostics/diagnostic.js";
import { formatJson } from "../../diagnostics/format-json.js";
import type { CompiledSdk } from "../../generate.js";
import { generateOptions } from "../../generate-options.js";
import { packageAssets } from "../../host/assets.js";
import { readApi } from "../../read-api.js";
import type { Change } from "../../surface/diff/change.js";
import { diffApi } from "../../surface/diff/diff-api.js";
import { diffMarkdown, diffText } from "../../surface/diff/format-diff.js";
import type { Arguments } from "../args.js";
import { type DiffSettings, findDiffSettings } from "../diff-settings.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { startProgress } from "../progress.js";
import { printDiagnostics, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright diff <old> <new>`: how the SDK's public surface would change. */
export async function diffCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [before, after] = args.operands;
  if (before === undefined || after === undefined) throw new UsageError("which documents? sdkwright diff <old> <new>");
  if (before === "-" && after === "-") throw new UsageError("standard input holds one document, not two");
  const settings = await findDiffSettings([before, after], args, terminal);
  if (settings.note !== undefined && !args.quiet && !args.json) terminal.stderr.write(`${settings.note}\n`);
  const [old, now] = [
    await read(settings.inputs[0], settings, args, terminal),
    await read(settings.inputs[1], settings, args, terminal),
  ];
  if (!old || !now) return exitCode.failed;
  const diff = diffApi(old, now);
  if (args.json) terminal.stdout.write(`${JSON.stringify(diff, null, 2)}\n`);
  else terminal.stdout.write((args.markdown ? diffMarkdown : diffText)({ ...diff, changes: diff.changes.map(shown) }));
  return args.failOn === "breaking" && diff.counts.breaking > 0 ? exitCode.drift : exitCode.done;
}

/** In one line, and nothing that a terminal takes for a command: names are the document's. */
function shown({ subject, message, ...rest }: Change): Change {
  return { ...rest, subject: printable(subject), message: printable(message) };
}

async function read(
  input: string,
  { config, host }: DiffSettings,
  args: Arguments,
  terminal: Terminal,
): Promise<Pick<CompiledSdk, "api" | "plan"> | undefined> {
  const diagnostics = new Diagnostics();
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  const context = { host, assets: packageAssets(), diagnostics, onStage: progress.stage };
  const model = await readApi(generateOptions({ ...config, input, output: config.output ?? "." }), context);
  progress.done();
  // Warnings are the business of generate; here they would hide the changes.
  if (!model && args.json) {
    const report = { format: 1, diagnostics: formatJson(diagnostics.list, diagnostics.sources) };
    terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (!model) printDiagnostics(diagnostics, { ...args, quiet: true }, terminal);
  return model;
}
