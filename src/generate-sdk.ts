import { posix, resolve } from "node:path";
import type { CompileContext, OnStage } from "./compile-options.js";
import { type Gate, openGate } from "./gate.js";
import { type CompiledSdk, compileSdk } from "./generate.js";
import type { GeneratedSdk, GenerateOptions } from "./generated-sdk.js";
import { HostError } from "./host/host.js";
import { diffOutput, type OutputDiff } from "./output/diff.js";
import { manifestText } from "./output/manifest.js";
import { recoverOutput } from "./output/recover.js";
import { diffSharedRuntime, relativeFolder, type Sharing } from "./output/shared-runtime.js";
import { expectOutput, writeOutput } from "./output/write.js";
import type { RenderedFile } from "./render/render-file.js";
import { checkTypes } from "./render/type-check.js";
import { withinStack } from "./spec/within-stack.js";
import { type RunMemory, runMemory } from "./unchanged-run.js";

interface GenerateContext extends Omit<CompileContext, "onStage"> {
  readonly onStage?:
    | ((stage: Parameters<OnStage>[0] | "compare" | "check code" | "check types" | "write files") => void)
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
  const folders = [options.output, ...(options.runtimeDir === undefined ? [] : [options.runtimeDir])];
  if (options.dryRun !== true) for (const folder of folders) await recoverOutput(folder, context.host);
  const memory = await runMemory(options, context);
  const unchanged = await memory?.recall(() => context.onStage?.("compare"));
  if (unchanged) return unchanged;
  const gate = openGate();
  try {
    return await withinStack(
      () => generateThrough(gate, options, { ...context, memory }),
      options,
      context.diagnostics,
    );
  } finally {
    gate.close();
  }
}

async function generateThrough(
  gate: Gate,
  options: GenerateOptions,
  context: GenerateContext & { readonly memory: RunMemory | undefined },
): Promise<GeneratedSdk | undefined> {
  const { memory } = context;
  const sdk = await compileSdk(options, { ...context, host: memory?.host ?? context.host }, (file) => gate.add(file));
  if (!sdk) return undefined;
  const { api, plan } = sdk;
  const diffs = await diffFolders(sdk, options, context);
  if (!diffs || context.diagnostics.hasErrors) return undefined;
  if (options.dryRun !== true && options.verify !== true)
    for (const { diff, folder } of diffs) await expectOutput(diff, folder, context.host);
  context.onStage?.("check code");
  const own = diffs.find(({ folder }) => folder === options.output);
  if (own) await verifyChanged(gate, sdk.files, own.diff);
  const files = diffs.flatMap(({ diff, folder }) => diff.files.map((file) => placed(file, folder, options)));
  if (options.verify === true && !(await typesAreFine(files, options, context))) return undefined;
  context.onStage?.("write files");
  if (options.dryRun !== true && !(await wereWritten(diffs, context))) return undefined;
  const changed = diffs.flatMap(({ diff: { changed: list, orphaned }, folder }) =>
    [...list, ...orphaned].map((file) => placed(file, folder, options)),
  );
  const paths = (pick: (diff: OutputDiff) => readonly string[]): readonly string[] =>
    diffs.flatMap(({ diff, folder }) => pick(diff).map((path) => placed({ path }, folder, options).path));
  const generated: GeneratedSdk = {
    name: plan.name,
    files,
    counts: { operations: api.operations.length, models: api.schemas.size },
    changes: {
      written: changed.map(({ path }) => path),
      unchanged: paths(({ unchanged }) => unchanged),
      removed: paths(({ removed }) => removed),
      details: changed,
    },
  };
  if (own) await memory?.remember(generated, manifestText(own.diff.after));
  return generated;
}

interface FolderDiff {
  readonly folder: string;
  readonly diff: OutputDiff;
}

/** What would change, in the order in which it is written: what the SDK imports is there first, what it leaves goes last. */
async function diffFolders(
  { files, sharedRuntime: filesFor, runtimeNeed }: CompiledSdk,
  { output, runtimeDir, runtimeAt }: GenerateOptions,
  { host, diagnostics }: GenerateContext,
): Promise<readonly FolderDiff[] | undefined> {
  const diff = await diffOutput(files, output, host, diagnostics, { runtime: runtimeAt });
  const former = diff?.before.runtime;
  const left = former === undefined || former === runtimeAt ? undefined : posix.join(output, former);
  const sharing = { sdk: output, filesFor };
  const shared = runtimeDir === undefined ? [] : [{ ...sharing, folder: runtimeDir, need: runtimeNeed }];
  const abandoned = left === undefined ? [] : [{ ...sharing, folder: left, need: undefined }];
  const diffOf = async (one: Sharing): Promise<FolderDiff | undefined> => {
    const found = await diffSharedRuntime(one, host, diagnostics);
    return found && { folder: one.folder, diff: found };
  };
  const first = await Promise.all(shared.map(diffOf));
  const last = await Promise.all(abandoned.map(diffOf));
  const all = [...first, diff && { folder: output, diff }, ...last];
  return all.every((one) => one !== undefined) ? all : undefined;
}

/** A path of another folder, relative to the SDK's. */
function placed<File extends { readonly path: string }>(file: File, folder: string, { output }: GenerateOptions): File {
  return folder === output ? file : { ...file, path: `${relativeFolder(output, folder)}/${file.path}` };
}

/**
 * What is checked is what the document gave: the user's own code, which stands in the files that are written, is theirs.
 *
 * @throws Error where generated code is not what was planned: a bug of ours, whatever the document says
 */
async function verifyChanged(gate: Gate, files: readonly RenderedFile[], diff: OutputDiff): Promise<void> {
  const changed = new Set(diff.changed.map(({ path }) => path));
  const modules = files.filter(({ path, planned }) => planned !== undefined && changed.has(path));
  if (modules.length === 0) return;
  const [fault] = await gate.faults(modules.map(({ path }) => path));
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

async function wereWritten(
  diffs: readonly FolderDiff[],
  { host, diagnostics, whileWriting }: GenerateContext,
): Promise<boolean> {
  try {
    const write = async () => {
      for (const { folder, diff } of diffs) await writeOutput(diff, folder, host);
    };
    await (whileWriting?.(write) ?? write());
    return true;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("output/unwritable", undefined, { path: error.target, reason: error.reason });
    return false;
  }
}
