import { resolve } from "node:path";
import { checkConfig, type SdkConfig } from "../config/config.js";
import { loadConfig } from "../config/load.js";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostic.js";
import { formatText } from "../diagnostics/format-text.js";
import { generateOptions } from "../generate-options.js";
import { generateSdk } from "../generate-sdk.js";
import { packageAssets } from "../host/assets.js";
import { fileStamps } from "../host/file-stamps.js";
import { nodeHost } from "../host/node-host.js";
import { recordingHost } from "../host/recording-host.js";

/** What the plugins take: an SDK, several, or nothing where `sdkwright.config.*` says it. */
export type BuildOptions = SdkConfig | readonly SdkConfig[] | { readonly config: string } | undefined;

/** A diagnostic as a bundler can show it. */
export interface BuildMessage {
  readonly text: string;
  /** Absolute, where it is a file; with `line` counted from 1 and `column` from 0. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

export interface BuildOutcome {
  readonly errors: readonly BuildMessage[];
  readonly warnings: readonly BuildMessage[];
  /** Every file that the SDKs were made from, absolute. */
  readonly sources: ReadonlySet<string>;
  /** The folders of the SDKs, absolute. */
  readonly outputs: readonly string[];
  /** Whether a file of an SDK was written or removed. */
  readonly hasWritten: boolean;
}

/** A document with thousands of the same mistake must not bury the rest. */
const mostWarnings = 20;

/** Keeps SDKs as their documents have them. Runs that are asked for at the same time are one. */
export class SdkBuilder {
  readonly #options: BuildOptions;
  readonly #cwd: string;
  #running: Promise<BuildOutcome> | undefined;
  #last: { readonly outcome: BuildOutcome; readonly stamps: string } | undefined;

  constructor(options: BuildOptions, cwd: string = process.cwd()) {
    this.#options = options;
    this.#cwd = cwd;
  }

  /** Generates, unless nothing that was read has changed since the last time. Never rejects on a user's mistake. */
  run(): Promise<BuildOutcome> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #runOnce(): Promise<BuildOutcome> {
    const last = this.#last;
    if (last && (await fileStamps(last.outcome.sources)) === last.stamps) return { ...last.outcome, hasWritten: false };
    const outcome = await this.#generate();
    this.#last = { outcome, stamps: await fileStamps(outcome.sources) };
    return outcome;
  }

  async #generate(): Promise<BuildOutcome> {
    try {
      const { sdks, folder, configFiles } = await this.#configuration();
      const outcomes: BuildOutcome[] = [];
      for (const sdk of sdks) outcomes.push(await generateOne(sdk, folder));
      return merge(outcomes, configFiles);
    } catch (error) {
      // A configuration that is wrong is the user's mistake: a message, not a crash of the bundler.
      const text = error instanceof Error ? error.message : String(error);
      const sources = this.#last?.outcome.sources ?? new Set<string>();
      return {
        errors: [{ text: `sdkwright: ${text}`, place: undefined }],
        warnings: [],
        sources,
        outputs: [],
        hasWritten: false,
      };
    }
  }

  async #configuration(): Promise<{ sdks: readonly SdkConfig[]; folder: string; configFiles: ReadonlySet<string> }> {
    const options = this.#options;
    if (options !== undefined && !("config" in options)) {
      const list: readonly unknown[] = Array.isArray(options) ? options : [options];
      return {
        sdks: list.map((sdk) => checkConfig(sdk, "the plugin's configuration")),
        folder: this.#cwd,
        configFiles: new Set(),
      };
    }
    const host = nodeHost({ cwd: this.#cwd });
    const loaded = await loadConfig({ host, environment: process.env, file: options?.config });
    if (!loaded) throw new Error("give the plugin { input, output }, or write a sdkwright.config.ts");
    return { sdks: loaded.sdks, folder: loaded.folder, configFiles: loaded.modules };
  }
}

async function generateOne(config: SdkConfig, folder: string): Promise<BuildOutcome> {
  const diagnostics = new Diagnostics({ strict: config.strict });
  const cwd = resolve(folder, config.cwd ?? ".");
  const { host, read } = recordingHost(nodeHost({ cwd }));
  const sdk = await generateSdk(generateOptions(config), { host, assets: packageAssets(), diagnostics });
  const folders = [config.output, config.runtimeDir].filter((path) => path !== undefined);
  const outputs = folders.map((path) => resolve(cwd, path));
  const messages = (severity: Diagnostic["severity"]): readonly BuildMessage[] =>
    diagnostics.list.filter((one) => one.severity === severity).map((one) => message(one, diagnostics, cwd));
  return {
    errors: messages("error"),
    warnings: shortened(messages("warning")),
    sources: new Set([...read].filter((path) => !outputs.some((output) => path.startsWith(`${output}/`)))),
    outputs,
    hasWritten: sdk !== undefined && sdk.changes.written.length + sdk.changes.removed.length > 0,
  };
}

function shortened(warnings: readonly BuildMessage[]): readonly BuildMessage[] {
  const more = warnings.length - mostWarnings;
  if (more <= 0) return warnings;
  const rest = { text: `sdkwright: … and ${more} more warnings (sdkwright inspect shows them)`, place: undefined };
  return [...warnings.slice(0, mostWarnings), rest];
}

function message(diagnostic: Diagnostic, { sources }: Diagnostics, cwd: string): BuildMessage {
  const text = `sdkwright: ${formatText([diagnostic], sources).trimEnd()}`;
  const found = diagnostic.origin && sources.locate(diagnostic.origin);
  if (!found || !diagnostic.origin) return { text, place: undefined };
  const file = resolve(cwd, diagnostic.origin.source);
  return { text, place: { file, line: found.line, column: found.column - 1 } };
}

function merge(outcomes: readonly BuildOutcome[], configFiles: ReadonlySet<string>): BuildOutcome {
  return {
    errors: outcomes.flatMap(({ errors }) => errors),
    warnings: outcomes.flatMap(({ warnings }) => warnings),
    sources: new Set([...outcomes.flatMap(({ sources }) => [...sources]), ...configFiles]),
    outputs: outcomes.flatMap(({ outputs }) => outputs),
    hasWritten: outcomes.some(({ hasWritten }) => hasWritten),
  };
}
