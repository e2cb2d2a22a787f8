import { resolve } from "node:path";
import { Diagnostics } from "../../diagnostics/diagnostic.js";
import { formatJson } from "../../diagnostics/format-json.js";
import type { CompiledSdk } from "../../generate.js";
import { packageAssets } from "../../host/assets.js";
import { nodeHost } from "../../host/node-host.js";
import { readApi } from "../../read-api.js";
import { diffApi } from "../../surface/diff/diff-api.js";
import { diffMarkdown, diffText } from "../../surface/diff/format-diff.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { startProgress } from "../progress.js";
import { printDiagnostics, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright diff <old> <new>`: how the SDK's public surface would change. */
export async function diffCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [before, after] = args.operands;
  if (before === undefined || after === undefined) throw new UsageError("which documents? sdkwright diff <old> <new>");
  if (before === "-" && after === "-") throw new UsageError("standard input holds one document, not two");
  const old = await read(before, args, terminal);
  const now = await read(after, args, terminal);
  if (!old || !now) return exitCode.failed;
  const diff = diffApi(old, now);
  if (args.json) terminal.stdout.write(`${JSON.stringify(diff, null, 2)}\n`);
  else terminal.stdout.write(args.markdown ? diffMarkdown(diff) : diffText(diff));
  return args.failOn === "breaking" && diff.counts.breaking > 0 ? exitCode.drift : exitCode.done;
}

async function read(
  input: string,
  args: Arguments,
  terminal: Terminal,
): Promise<Pick<CompiledSdk, "api" | "plan"> | undefined> {
  const diagnostics = new Diagnostics();
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  const host = nodeHost({ cwd: resolve(args.cwd ?? process.cwd()) });
  const load = { allowRefsFrom: args.allowRefsFrom ?? [], allowRemoteRefs: args.allowRemoteRefs ?? false };
  const context = { host, assets: packageAssets(), diagnostics, onStage: progress.stage };
  const select = { include: args.include ?? [], exclude: args.exclude ?? [] };
  const model = await readApi({ input, name: args.name, load, select, types: args.types }, context);
  progress.done();
  // Warnings are the business of generate; here they would hide the changes.
  if (!model && args.json) {
    const report = { format: 1, diagnostics: formatJson(diagnostics.list, diagnostics.sources) };
    terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (!model) printDiagnostics(diagnostics, { ...args, quiet: true }, terminal);
  return model;
}
