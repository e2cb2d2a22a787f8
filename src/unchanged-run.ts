import { resolve } from "node:path";
import type { CompileContext } from "./compile-options.js";
import type { GeneratedSdk, GenerateOptions } from "./generated-sdk.js";
import type { Host } from "./host/host.js";
import { contentHash, manifestPath } from "./output/manifest.js";
import { type RunRecord, readRecord, recordPath, sameTexts, writeRecord } from "./output/run-record.js";

/** What is known of the last run into a folder, and what the next one is to know of this one. */
export interface RunMemory {
  /** Reads as the run's own host does, and notes what was read. */
  readonly host: Host;
  /** The SDK as it is on disk, where there is a record to compare with, and whatever it was made of is the same, and it itself. */
  recall(onCompare?: () => void): Promise<GeneratedSdk | undefined>;
  remember(sdk: GeneratedSdk, manifest: string): Promise<void>;
}

/**
 * Undefined where a run cannot be known by the files that it reads: with plugins, templates, other people's generators,
 * servers; where something is to be checked besides; or where nothing can be kept.
 */
export async function runMemory(
  options: GenerateOptions,
  { host, assets, diagnostics }: Pick<CompileContext, "host" | "assets" | "diagnostics">,
): Promise<RunMemory | undefined> {
  const { dryRun, plugins = [], templates, openapiTypes, runtimeDir, verify, input, output } = options;
  const isPlain = plugins.length === 0 && templates === undefined && runtimeDir === undefined;
  if (!isPlain || openapiTypes === true || verify === true || input === "-" || assets.build === undefined)
    return undefined;
  const path = await recordPath(output, host);
  if (path === undefined) return undefined;
  const key = contentHash(
    JSON.stringify([assets.build, host.cwd, { ...options, dryRun: undefined, verify: undefined }]),
  );
  const read = new Map<string, string>();
  let hasAsked = false;
  const asks = <Question extends readonly unknown[], Answer>(ask: (...question: Question) => Answer) => {
    return (...question: Question): Answer => {
      hasAsked = true;
      return ask(...question);
    };
  };
  return {
    host: {
      ...host,
      async readText(file, admit) {
        const text = await host.readText(file, admit);
        read.set(resolve(host.cwd, file), text);
        return text;
      },
      fetchText: asks(host.fetchText),
      readStdin: asks(host.readStdin),
    },
    async recall(onCompare) {
      const record = await readRecord(path, host);
      if (record?.key !== key) return undefined;
      onCompare?.();
      const { [manifestPath]: manifest = "" } = record.outputs;
      // The least of it first: where the folder is gone, nothing needs to be read for it.
      if (!(await sameTexts({ [manifestPath]: manifest }, (file) => `${output}/${file}`, host))) return undefined;
      const [inputs, outputs] = await Promise.all([
        sameTexts(record.inputs, (file) => file, host),
        sameTexts(record.outputs, (file) => `${output}/${file}`, host),
      ]);
      return inputs && outputs && unchangedSdk(record, outputs);
    },
    async remember(sdk, manifest) {
      // What a run has to say is not kept: it must say it again.
      if (dryRun === true || hasAsked || diagnostics.list.length > 0) return;
      const outputs = sdk.files.map(({ path: file, text }) => [file, contentHash(text)] as const);
      await writeRecord(
        path,
        {
          key,
          inputs: Object.fromEntries([...read].map(([file, text]) => [file, contentHash(text)])),
          outputs: Object.fromEntries([...outputs, [manifestPath, contentHash(manifest)]]),
          own: sdk.files.filter(({ hasOwnCode }) => hasOwnCode === true).map(({ path: file }) => file),
          name: sdk.name,
          counts: sdk.counts,
        },
        host,
      );
    },
  };
}

function unchangedSdk({ name, counts, own }: RunRecord, outputs: ReadonlyMap<string, string>): GeneratedSdk {
  const paths = [...outputs.keys()].filter((path) => path !== manifestPath);
  return {
    name,
    counts,
    files: paths.map((path) => ({ path, text: outputs.get(path) ?? "", hasOwnCode: own.includes(path) })),
    changes: { written: [], unchanged: paths, removed: [], details: [] },
  };
}
