import type { CompileContext } from "./compile-options.js";
import { checkConfig, type SdkConfig } from "./config/config.js";
import { Diagnostics } from "./diagnostics/diagnostic.js";
import { formatJson, type JsonDiagnostic } from "./diagnostics/format-json.js";
import { generateOptions } from "./generate-options.js";
import { generateSdk } from "./generate-sdk.js";
import { packageAssets } from "./host/assets.js";
import { nodeHost } from "./host/node-host.js";
import { readApi } from "./read-api.js";
import { diffApi, type SurfaceDiff } from "./surface/diff/diff-api.js";
import { type Inspection, inspectApi } from "./surface/inspect.js";

/** What a run did, or what stood in its way. */
export interface GenerateResult {
  /** False where a diagnostic of severity "error" says why there is no SDK; then nothing was written. */
  readonly ok: boolean;
  /** Every file of the SDK; `path` is relative to the output folder. */
  readonly files: readonly { readonly path: string; readonly text: string; readonly status: "written" | "unchanged" }[];
  /** Files of an earlier run that are no longer part of the SDK. */
  readonly removed: readonly string[];
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly stats: { readonly operations: number; readonly models: number; readonly milliseconds: number };
}

/**
 * Writes the SDK of a document, as `sdkwright generate` does.
 *
 * @throws ConfigError where the configuration is wrong; a wrong document is told by `ok` and `diagnostics`
 * @example
 * const { ok, diagnostics } = await generate({ input: "openapi.yaml", output: "src/petstore" });
 */
export async function generate(config: SdkConfig): Promise<GenerateResult> {
  const started = performance.now();
  const checked = checkConfig(config);
  const context = contextOf(checked);
  const sdk = await generateSdk(generateOptions(checked), context);
  const written = new Set(sdk?.changes.written);
  return {
    ok: sdk !== undefined,
    files: (sdk?.files ?? []).map(({ path, text }) => ({
      path,
      text,
      status: written.has(path) ? "written" : "unchanged",
    })),
    removed: sdk?.changes.removed ?? [],
    diagnostics: reported(context),
    stats: {
      operations: sdk?.counts.operations ?? 0,
      models: sdk?.counts.models ?? 0,
      milliseconds: performance.now() - started,
    },
  };
}

/** What would be generated, as `sdkwright inspect --json` prints it. */
export interface InspectResult extends Partial<Omit<Inspection, "format">> {
  readonly format: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/**
 * Tells what would be generated and writes nothing. Only `diagnostics` is there where the document cannot be read.
 *
 * @throws ConfigError where the configuration is wrong
 */
export async function inspect(config: Omit<SdkConfig, "output">): Promise<InspectResult> {
  const checked = checkConfig({ ...config, output: "." });
  const context = contextOf(checked);
  const model = await readApi(generateOptions(checked), context);
  return { format: 1, ...(model && inspectApi(model.api, model.plan)), diagnostics: reported(context) };
}

function contextOf({ cwd, strict }: Pick<SdkConfig, "cwd" | "strict">): Omit<CompileContext, "onStage"> {
  return {
    host: nodeHost(cwd === undefined ? {} : { cwd }),
    assets: packageAssets(),
    diagnostics: new Diagnostics({ strict }),
  };
}

function reported({ diagnostics }: Pick<CompileContext, "diagnostics">): readonly JsonDiagnostic[] {
  return formatJson(diagnostics.list, diagnostics.sources);
}

/**
 * How the public surface of an SDK would change from one document to another, as `sdkwright diff --json` prints it.
 * Only `diagnostics` is there where one of the documents cannot be read.
 *
 * @throws ConfigError where the configuration is wrong
 */
export async function diff(
  before: string,
  after: string,
  options: Omit<SdkConfig, "input" | "output"> = {},
): Promise<DiffResult> {
  const sides = [before, after].map((input) => checkConfig({ ...options, input, output: "." }));
  const contexts = sides.map(contextOf);
  const models = await Promise.all(
    sides.map((side, index) => readApi(generateOptions(side), contexts[index] ?? contextOf(side))),
  );
  const [old, now] = models;
  return { format: 1, ...(old && now && diffApi(old, now)), diagnostics: contexts.flatMap(reported) };
}

/** What `diff` found. */
export interface DiffResult extends Partial<Omit<SurfaceDiff, "format">> {
  readonly format: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
}
