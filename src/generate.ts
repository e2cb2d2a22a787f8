import type { OutputFile } from "./code/module.js";
import { checkPluginSettings } from "./config/config.js";
import type { Plugin } from "./config/plugin.js";
import { Diagnostics } from "./diagnostics/diagnostic.js";
import { suggest } from "./diagnostics/suggest.js";
import { emitClient } from "./emit/emit-client.js";
import type { EmitOptions } from "./emit/emitter.js";
import { packageSettings, placeOf } from "./emit/package-layout.js";
import type { Assets } from "./host/assets.js";
import { type Host, HostError } from "./host/host.js";
import { type LowerOptions, lowerApi } from "./lower/lower-api.js";
import { namesOf } from "./lower/passes/apply-operation-settings.js";
import type { Api } from "./model/api.js";
import type { ClientPlan } from "./plan/client-plan.js";
import { type PlanOptions, planClient } from "./plan/plan-client.js";
import { checkPlaces } from "./plugins/check-files.js";
import { PluginRunner } from "./plugins/run-plugins.js";
import { type RenderedFile, renderFile } from "./render/render-file.js";
import type { OpenApiDocument } from "./spec/document.js";
import { type LoadOptions, loadDocument } from "./spec/load.js";
import { sdkModel } from "./surface/sdk-model.js";

/** What compiling a document takes. */
export interface CompileOptions {
  readonly input: string;
  readonly name?: string | undefined;
  readonly types?: PlanOptions["types"];
  readonly allowEnv?: PlanOptions["allowEnv"];
  readonly load?: LoadOptions | undefined;
  readonly select?: LowerOptions["select"];
  readonly operations?: LowerOptions["operations"];
  readonly pagination?: LowerOptions["pagination"];
  /** A folder whose files take the place of our own templates. */
  readonly templates?: string | undefined;
  readonly plugins?: readonly Plugin[] | undefined;
  /** A publishable package around the SDK. */
  readonly package?: Parameters<typeof packageSettings>[0];
  readonly emit: Pick<EmitOptions, "transport" | "runtime">;
}

/** The SDK in memory, with what it was made from. */
export interface CompiledSdk extends ReadApi {
  readonly files: readonly RenderedFile[];
}

/** Where a run is; called as each stage begins. */
export type OnStage = (stage: "read" | "understand" | "name" | "write code") => void;

export interface CompileContext {
  readonly host: Host;
  readonly assets: Assets;
  readonly diagnostics: Diagnostics;
  readonly onStage?: OnStage | undefined;
}

/** Source -> document -> model -> plan -> modules -> text. Undefined where an error was reported; writes nothing. */
export async function compileSdk(options: CompileOptions, context: CompileContext): Promise<CompiledSdk | undefined> {
  const model = await readApi(options, context);
  if (!model) return undefined;
  const { api, plan } = model;
  context.onStage?.("write code");
  const assets = await userTemplates(options.templates, context);
  if (!assets) return undefined;
  const extra = await model.plugins.files(sdkModel(api, plan));
  if (!extra) return undefined;
  const settings = packageSettings(options.package, plan.name);
  const emitOptions = {
    ...options.emit,
    runtimeFiles: assets.runtimeFiles,
    package: settings,
    extraModules: extra.map(({ path }) => path),
  };
  const emitted = emitClient({ api, plan, options: emitOptions });
  const files = renderFiles(emitted, assets, options, context.diagnostics);
  if (
    !files ||
    !checkPlaces(
      extra,
      files.map(({ path }) => path),
      context.diagnostics,
    )
  )
    return undefined;
  return { ...model, files: [...files, ...extra].map((file) => ({ ...file, path: placeOf(file.path, settings) })) };
}

/** Our own templates, or the user's in their place. Undefined where the folder cannot be read. */
async function userTemplates(
  folder: string | undefined,
  { assets, host, diagnostics }: CompileContext,
): Promise<Assets | undefined> {
  if (folder === undefined) return assets;
  const own = new Set(assets.templateNames);
  const texts = new Map<string, string>();
  try {
    const names = await host.list(folder);
    // A folder that is not there is as good as empty, but for whoever has misspelt it.
    if (names.length === 0) await mustBeFolder(folder, host);
    for (const name of names) {
      if (own.has(name)) texts.set(name, await host.readText(`${folder}/${name}`));
      else if (!isAside(name)) {
        const suggestion = suggest(name, own);
        const known = assets.templateNames.join(", ");
        diagnostics.report("config/unknown-template", undefined, { path: `${folder}/${name}`, suggestion, known });
      }
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("config/broken-template", undefined, { path: error.target, reason: error.reason });
    return undefined;
  }
  return { ...assets, templateText: (name) => texts.get(name) ?? assets.templateText(name) };
}

/** @throws HostError where nothing is there */
async function mustBeFolder(folder: string, host: Host): Promise<void> {
  try {
    await host.readText(folder);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.code !== "is-directory") throw error;
  }
}

/** What people and systems leave in folders. */
function isAside(name: string): boolean {
  return /(?:^|\/)(?:\.|readme\b)/i.test(name);
}

/** Every file as text; undefined where a template of the user's cannot be filled in. */
function renderFiles(
  files: readonly OutputFile[],
  assets: Assets,
  { templates }: Pick<CompileOptions, "templates">,
  diagnostics: Diagnostics,
): readonly RenderedFile[] | undefined {
  let isBroken = false;
  const rendered = files.flatMap((file) => {
    try {
      return [renderFile(file, assets)];
    } catch (error) {
      // Our own templates are tested; only with somebody else's is it not a bug of ours.
      if (file.kind !== "template" || templates === undefined) throw error;
      // Handlebars shows the place over several lines.
      const reason = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
      diagnostics.report("config/broken-template", undefined, { path: `${templates}/${file.template}`, reason });
      isBroken = true;
      return [];
    }
  });
  return isBroken ? undefined : rendered;
}

/** What a document says, how it will be called, and the plugins that had a hand in it. */
export interface ReadApi {
  readonly api: Api;
  readonly plan: ClientPlan;
  readonly plugins: PluginRunner;
}

type ReadOptions = Omit<CompileOptions, "emit" | "templates"> & Partial<Pick<CompileOptions, "emit">>;

/** The first half: what the document says and how it will be called. */
export async function readApi(options: ReadOptions, context: CompileContext): Promise<ReadApi | undefined> {
  const { diagnostics, host, onStage } = context;
  const plugins = pluginsOf(options, diagnostics);
  onStage?.("read");
  const edit = plugins.has("document") ? plugins.editDocument.bind(plugins) : undefined;
  const document = await loadDocument(options.input, host, diagnostics, { ...options.load, edit });
  if (!document) return undefined;
  onStage?.("understand");
  const settings = await pluginSettings(document, options, plugins);
  if (!settings) return undefined;
  const model = understand(document, { ...options, ...settings }, diagnostics, onStage);
  return diagnostics.hasErrors ? undefined : { ...model, plugins };
}

function understand(
  document: OpenApiDocument,
  { name, types, allowEnv, select, operations, pagination }: ReadOptions,
  diagnostics: Diagnostics,
  onStage?: OnStage,
): Pick<ReadApi, "api" | "plan"> {
  const api = lowerApi(document, diagnostics, { select, operations, pagination });
  onStage?.("name");
  return { api, plan: planClient(api, { name, types, allowEnv }, diagnostics) };
}

function pluginsOf({ input, emit, plugins = [] }: ReadOptions, diagnostics: Diagnostics): PluginRunner {
  const { transport = "undici", runtime = "bundled" } = emit ?? {};
  return new PluginRunner({
    plugins,
    sdk: { input, transport, runtime },
    diagnostics,
    checkSettings: checkPluginSettings,
  });
}

/** The settings of operations with those of the plugins below them; undefined where a plugin failed. */
async function pluginSettings(
  document: OpenApiDocument,
  options: ReadOptions,
  plugins: PluginRunner,
): Promise<Pick<ReadOptions, "operations" | "pagination"> | undefined> {
  if (!plugins.has("model")) return {};
  // What is said of this first look is said again of the second, which counts.
  const { api, plan } = understand(document, options, new Diagnostics());
  const given = await plugins.settings(sdkModel(api, plan));
  if (!given) return undefined;
  const { infer = true, operations: ownRules = {} } = options.pagination ?? {};
  const own = options.operations ?? {};
  const operations = new Map(Object.entries(own));
  const rules = new Map(Object.entries(ownRules));
  for (const [name, setting] of Object.entries(given)) {
    // The user may have named the same operation in the other way.
    const names = api.operations.map(namesOf).find((candidates) => candidates.includes(name)) ?? [name];
    const key = names.find((candidate) => Object.hasOwn(own, candidate)) ?? name;
    operations.set(key, { ...setting, ...operations.get(key) });
    rules.set(key, rules.get(key) ?? setting.pagination);
  }
  return {
    operations: Object.fromEntries(operations),
    pagination: { infer, operations: Object.fromEntries(rules) },
  };
}
