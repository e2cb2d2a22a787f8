import { resolve } from "node:path";
import { type CompileContext, type CompileOptions, compileSdk, type OnStage } from "./generate.js";
import { HostError } from "./host/host.js";
import { diffOutput, type OutputDiff } from "./output/diff.js";
import { recoverOutput } from "./output/recover.js";
import type { ChangedFile } from "./output/text-file.js";
import { writeOutput } from "./output/write.js";
import type { RenderedFile } from "./render/render-file.js";
import { checkTypes } from "./render/type-check.js";
import { verifyModules } from "./render/verify-module.js";

/** A document compiled into a folder. */
export interface GenerateOptions extends CompileOptions {
  /** The SDK's folder. */
  readonly output: string;
  /** Type-check the SDK before anything is written. */
  readonly verify?: boolean | undefined;
  /** Only tell what would change. */
  readonly dryRun?: boolean | undefined;
}

export interface GeneratedSdk {
  readonly name: string;
  /** As they are on disk, with the user's own code. */
  readonly files: OutputDiff["files"];
  readonly counts: { readonly operations: number; readonly models: number };
  /** Paths relative to the output folder. */
  readonly changes: {
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly removed: readonly string[];
    /** Those of `written` with what was there before, for whoever shows the difference. */
    readonly details: readonly ChangedFile[];
  };
}

interface GenerateContext extends Omit<CompileContext, "onStage"> {
  readonly onStage?:
    | ((stage: Parameters<OnStage>[0] | "check code" | "check types" | "write files") => void)
    | undefined;
  /** Wraps the writing, which should not be cut short; default: it is just done. */
  readonly whileWriting?: (<Result>(write: () => Promise<Result>) => Promise<Result>) | undefined;
}

/**
 * Compiles a document and makes the output folder what it shall be. Nothing is written unless everything could be
 * generated. Undefined where an error was reported.
 */
export async function generateSdk(
  options: GenerateOptions,
  context: GenerateContext,
): Promise<GeneratedSdk | undefined> {
  if (options.dryRun !== true) await recoverOutput(options.output, context.host);
  const sdk = await compileSdk(options, context);
  if (!sdk) return undefined;
  const { api, plan, files } = sdk;
  const diff = await diffOutput(files, options.output, context.host, context.diagnostics);
  if (!diff || context.diagnostics.hasErrors) return undefined;
  context.onStage?.("check code");
  await verifyChanged(files, diff);
  if (options.verify === true && !(await typesAreFine(diff.files, options, context))) return undefined;
  context.onStage?.("write files");
  if (options.dryRun !== true && !(await wasWritten(diff, options, context))) return undefined;
  return {
    name: plan.name,
    files: diff.files,
    counts: { operations: api.operations.length, models: api.schemas.size },
    changes: {
      written: [...diff.changed, ...diff.orphaned].map(({ path }) => path),
      unchanged: diff.unchanged,
      removed: diff.removed,
      details: [...diff.changed, ...diff.orphaned],
    },
  };
}

/**
 * What is checked is what the document gave: the user's own code, which stands in the files that are written, is theirs.
 *
 * @throws Error where generated code is not what was planned: a bug of ours, whatever the document says
 */
async function verifyChanged(files: readonly RenderedFile[], diff: OutputDiff): Promise<void> {
  const changed = new Set(diff.changed.map(({ path }) => path));
  const [fault] = await verifyModules(files.filter(({ path }) => changed.has(path)));
  if (fault) throw new Error(`the generated ${fault.path} is not what was planned: ${fault.reason}`);
}

/** Every type error is reported, and every package that the check would need. */
async function typesAreFine(
  files: OutputDiff["files"],
  { output }: GenerateOptions,
  { host, diagnostics, onStage }: GenerateContext,
): Promise<boolean> {
  onStage?.("check types");
  const faults = await checkTypes(files, resolve(host.cwd, output));
  const own = new Set(files.filter(({ hasOwnCode }) => hasOwnCode).map(({ path }) => path));
  for (const fault of faults) {
    if ("package" in fault)
      diagnostics.report("output/nothing-to-check-with", undefined, { package: fault.package, folder: output });
    else {
      const hasOwnCode = own.has(fault.path);
      diagnostics.report("output/type-error", undefined, { ...fault, path: `${output}/${fault.path}`, hasOwnCode });
    }
  }
  return faults.length === 0;
}

async function wasWritten(diff: OutputDiff, options: GenerateOptions, context: GenerateContext): Promise<boolean> {
  try {
    const write = () => writeOutput(diff, options.output, context.host);
    await (context.whileWriting?.(write) ?? write());
    return true;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    context.diagnostics.report("output/unwritable", undefined, { path: error.target, reason: error.reason });
    return false;
  }
}
