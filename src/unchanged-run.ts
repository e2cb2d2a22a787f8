import { resolve } from "node:path";
import type { CompileContext } from "./compile-options.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { SourceTexts } from "./diagnostics/source-text.js";
import type { GeneratedSdk, GenerateOptions } from "./generated-sdk.js";
import type { Host } from "./host/host.js";
import { contentHash, manifestPath } from "./output/manifest.js";
import {
  type RecordedSource,
  type RunRecord,
  readRecord,
  recordPath,
  sameTexts,
  writeRecord,
} from "./output/run-record.js";

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
  // What was said before (of the configuration) is not of this run.
  const start = diagnostics.list.length;
  // It depends on what files alone do not tell.
  let isUnsure = false;
  const asks = <Question extends readonly unknown[], Answer>(ask: (...question: Question) => Answer) => {
    return (...question: Question): Answer => {
      isUnsure = true;
      return ask(...question);
    };
  };
  return {
    host: {
      ...host,
      async readText(file, admit) {
        try {
          const text = await host.readText(file, admit);
          read.set(resolve(host.cwd, file), text);
          return text;
        } catch (error) {
          // What cannot be read now may be there the next time.
          isUnsure = true;
          throw error;
        }
      },
      fetchText: asks(host.fetchText),
      readStdin: asks(host.readStdin),
    },
    async recall(onCompare) {
      const record = await readRecord(path, host);
      if (record?.key !== key) return undefined;
      // What has warnings must fail then, as a whole run does.
      if (diagnostics.isStrict && record.said.length > 0) return undefined;
      onCompare?.();
      const { [manifestPath]: manifest = "" } = record.outputs;
      // The least of it first: where the folder is gone, nothing needs to be read for it.
      if (!(await sameTexts({ [manifestPath]: manifest }, (file) => `${output}/${file}`, host))) return undefined;
      const [inputs, outputs] = await Promise.all([
        sameTexts(record.inputs, (file) => file, host),
        sameTexts(record.outputs, (file) => `${output}/${file}`, host),
      ]);
      if (!inputs || !outputs) return undefined;
      for (const { name, path: file, syntax } of record.sources) {
        diagnostics.sources.add(name, withoutMark(inputs.get(file) ?? ""), { syntax });
      }
      diagnostics.repeat(record.said);
      return unchangedSdk(record, outputs);
    },
    async remember(sdk, manifest) {
      const said = diagnostics.list.slice(start);
      const sources = sourcesOf(said, diagnostics.sources, { host, read });
      if (dryRun === true || isUnsure || !said.every(isOfTheDocument) || !sources) return;
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
          said,
          sources,
        },
        host,
      );
    },
  };
}

/**
 * What is said of the document is true as long as it is the same; what is said of the folder (a file that was edited) is true
 * once, and what a link leads to is no text of the document.
 */
function isOfTheDocument({ code }: Diagnostic): boolean {
  return !code.startsWith("output/") && code !== "spec/unreadable-ref" && code !== "spec/ref-not-allowed";
}

/** The files in which these places are; undefined where one was not read just as it is on disk. */
function sourcesOf(
  said: readonly Diagnostic[],
  texts: SourceTexts,
  { host, read }: { readonly host: Host; readonly read: ReadonlyMap<string, string> },
): readonly RecordedSource[] | undefined {
  const names = [...new Set(said.flatMap(({ origin }) => origin?.source ?? []))];
  const found = names.flatMap((name): readonly RecordedSource[] => {
    const path = resolve(host.cwd, name);
    const [text, reading] = [read.get(path), texts.reading(name)];
    const isPlain = text !== undefined && withoutMark(text) === texts.text(name) && reading?.parsedText === undefined;
    return isPlain && reading ? [{ name, path, syntax: reading.syntax }] : [];
  });
  return found.length === names.length ? found : undefined;
}

/** As a text is kept that was read: without a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
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
