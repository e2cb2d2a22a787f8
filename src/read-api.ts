import type { CompileContext, CompileOptions, OnStage } from "./compile-options.js";
import { checkPluginSettings } from "./config/config.js";
import { Diagnostics } from "./diagnostics/diagnostic.js";
import { lowerApi } from "./lower/lower-api.js";
import { namesOf } from "./lower/passes/apply-operation-settings.js";
import type { Api } from "./model/api.js";
import type { ClientPlan } from "./plan/client-plan.js";
import { planClient } from "./plan/plan-client.js";
import { PluginRunner } from "./plugins/run-plugins.js";
import type { OpenApiDocument } from "./spec/document.js";
import { loadDocument } from "./spec/load.js";
import { withinStack } from "./spec/within-stack.js";
import { sdkModel } from "./surface/sdk-model.js";

/** What a document says, how it will be called, and the plugins that had a hand in it. */
export interface ReadApi {
  readonly api: Api;
  readonly plan: ClientPlan;
  readonly document: OpenApiDocument;
  readonly plugins: PluginRunner;
}

type ReadOptions = Omit<CompileOptions, "emit" | "templates"> & Partial<Pick<CompileOptions, "emit">>;

/** The first half: what the document says and how it will be called. */
export function readApi(options: ReadOptions, context: CompileContext): Promise<ReadApi | undefined> {
  return withinStack(() => read(options, context), options, context.diagnostics);
}

async function read(options: ReadOptions, context: CompileContext): Promise<ReadApi | undefined> {
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
  return diagnostics.hasErrors ? undefined : { ...model, document, plugins };
}

function understand(
  document: OpenApiDocument,
  { name, types, validate, allowEnv, select, operations, pagination }: ReadOptions,
  diagnostics: Diagnostics,
  onStage?: OnStage,
): Pick<ReadApi, "api" | "plan"> {
  const api = lowerApi(document, diagnostics, { select, operations, pagination });
  onStage?.("name");
  return { api, plan: planClient(api, { name, types, validate, allowEnv }, diagnostics) };
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
