import type { Diagnostics } from "./diagnostics/diagnostic.js";
import { emitClient } from "./emit/emit-client.js";
import type { EmitOptions } from "./emit/emitter.js";
import type { Assets } from "./host/assets.js";
import type { Host } from "./host/host.js";
import { lowerApi } from "./lower/lower-api.js";
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
  readonly load?: LoadOptions | undefined;
  readonly emit: Pick<EmitOptions, "transport" | "runtime">;
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
  const files = emitClient({ api, plan, options: { ...options.emit, runtimeFiles: context.assets.runtimeFiles } });
  return { api, plan, files: files.map((file) => renderFile(file, context.assets)) };
}

/** The first half: what the document says and how it will be called. */
export async function readApi(
  { input, name, types, load }: Pick<CompileOptions, "input" | "name" | "types" | "load">,
  { host, diagnostics, onStage }: CompileContext,
): Promise<Pick<CompiledSdk, "api" | "plan"> | undefined> {
  onStage?.("read");
  const document = await loadDocument(input, host, diagnostics, load);
  if (!document) return undefined;
  onStage?.("understand");
  const api = lowerApi(document, diagnostics);
  onStage?.("name");
  const plan = planClient(api, { name, types });
  return diagnostics.hasErrors ? undefined : { api, plan };
}
