import { resolve } from "node:path";
import { Diagnostics } from "../../diagnostics/diagnostic.js";
import { formatJson } from "../../diagnostics/format-json.js";
import { type GeneratedSdk, generateSdk } from "../../generate-sdk.js";
import { packageAssets } from "../../host/assets.js";
import { nodeHost } from "../../host/node-host.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { type Progress, startProgress } from "../progress.js";
import type { RunState } from "../run-state.js";
import { printDiagnostics, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright generate`: reads a document and writes its SDK. */
export async function generateCommand(args: Arguments, terminal: Terminal, state: RunState): Promise<ExitCode> {
  const { input, out } = args;
  if (input === undefined) throw new UsageError("which document? sdkwright generate <openapi.yaml> --out <dir>");
  if (out === undefined) throw new UsageError(`where to? sdkwright generate ${input} --out <dir>`);
  const diagnostics = new Diagnostics({ strict: args.strict });
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  const host = nodeHost(args.cwd === undefined ? {} : { cwd: resolve(args.cwd) });
  const onStage = (stage: string): void => {
    if (stage === "write files" && !args.dryRun) state.hasWritten = true;
    progress.stage(stage);
  };
  const result = await generateSdk(
    {
      input,
      output: out,
      name: args.name,
      types: args.types,
      load: { allowRefsFrom: args.allowRefsFrom, allowRemoteRefs: args.allowRemoteRefs },
      emit: { transport: args.transport ?? "undici", runtime: args.runtime ?? "bundled" },
      dryRun: args.dryRun,
    },
    { host, assets: packageAssets(), diagnostics, onStage },
  );
  progress.done();
  if (args.json) terminal.stdout.write(`${JSON.stringify(report(result, diagnostics, progress), null, 2)}\n`);
  else {
    printDiagnostics(diagnostics, args, terminal);
    if (result && !args.quiet) terminal.stdout.write(summary(result, diagnostics, progress, args));
  }
  return result ? exitCode.done : exitCode.failed;
}

function report(result: GeneratedSdk | undefined, diagnostics: Diagnostics, { times }: Progress): object {
  return {
    ok: result !== undefined,
    ...result?.counts,
    ...result?.changes,
    diagnostics: formatJson(diagnostics.list, diagnostics.sources),
    milliseconds: Object.fromEntries([...times].map(([stage, time]) => [stage, Math.round(time)])),
  };
}

function summary(result: GeneratedSdk, diagnostics: Diagnostics, { times }: Progress, args: Arguments): string {
  const { counts, changes } = result;
  const warnings = diagnostics.list.filter(({ severity }) => severity === "warning").length;
  const did = args.dryRun ? "would be written" : "written";
  const stages = [...times].map(([stage, time]) => `${stage} ${Math.round(time)} ms`).join(", ");
  return [
    `${result.name}: ${counted(counts.operations, "operation")}, ${counted(counts.models, "model")}, ${counted(warnings, "warning")}`,
    `${args.out ?? ""}: ${counted(changes.written.length, "file")} ${did}, ${changes.unchanged.length} unchanged, ${changes.removed.length} removed`,
    stages,
    "",
  ].join("\n");
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
