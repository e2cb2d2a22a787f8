import type { OutputFile } from "./code/module.js";
import type { Diagnostics } from "./diagnostics/diagnostic.js";
import { emitClient } from "./emit/emit-client.js";
import type { EmitOptions } from "./emit/emitter.js";
import { packageSettings, placeOf } from "./emit/package-layout.js";
import type { Assets } from "./host/assets.js";
import { type Host, HostError } from "./host/host.js";
import { type LowerOptions, lowerApi } from "./lower/lower-api.js";
import type { Api } from "./model/api.js";
import type { ClientPlan } from "./plan/client-plan.js";
import { type PlanOptions, planClient } from "./plan/plan-client.js";
import { type RenderedFile, renderFile } from "./render/render-file.js";
import { type LoadOptions, loadDocument } from "./spec/load.js";

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
  /** A publishable package around the SDK. */
  readonly package?: Parameters<typeof packageSettings>[0];
  readonly emit: Pick<EmitOptions, "transport" | "runtime" | "msw">;
}

/** The SDK in memory, with what it was made from. */
export interface CompiledSdk {
  readonly api: Api;
  readonly plan: ClientPlan;
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
  const settings = packageSettings(options.package, plan.name);
  const { runtimeFiles } = assets;
  const emitted = emitClient({ api, plan, options: { ...options.emit, runtimeFiles, package: settings } });
  const files = renderFiles(emitted, assets, options, context.diagnostics);
  return files && { api, plan, files: files.map((file) => ({ ...file, path: placeOf(file.path, settings) })) };
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
    for (const name of await host.list(folder)) {
      if (own.has(name)) texts.set(name, await host.readText(`${folder}/${name}`));
      else if (name.endsWith(".hbs")) {
        const known = assets.templateNames.join(", ");
        diagnostics.report("config/unknown-template", undefined, { path: `${folder}/${name}`, known });
      }
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("config/broken-template", undefined, { path: error.target, reason: error.reason });
    return undefined;
  }
  return { ...assets, templateText: (name) => texts.get(name) ?? assets.templateText(name) };
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
      const reason = error instanceof Error ? error.message : String(error);
      diagnostics.report("config/broken-template", undefined, { path: `${templates}/${file.template}`, reason });
      isBroken = true;
      return [];
    }
  });
  return isBroken ? undefined : rendered;
}

/** The first half: what the document says and how it will be called. */
export async function readApi(
  { input, name, types, allowEnv, load, select, operations, pagination }: Omit<CompileOptions, "emit" | "templates">,
  { host, diagnostics, onStage }: CompileContext,
): Promise<Pick<CompiledSdk, "api" | "plan"> | undefined> {
  onStage?.("read");
  const document = await loadDocument(input, host, diagnostics, load);
  if (!document) return undefined;
  onStage?.("understand");
  const api = lowerApi(document, diagnostics, { select, operations, pagination });
  onStage?.("name");
  const plan = planClient(api, { name, types, allowEnv }, diagnostics);
  return diagnostics.hasErrors ? undefined : { api, plan };
}
