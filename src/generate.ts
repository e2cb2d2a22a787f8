import type { OutputFile } from "./code/module.js";
import type { CompileContext, CompileOptions } from "./compile-options.js";
import type { Diagnostics } from "./diagnostics/diagnostic.js";
import { emitClient, emitSharedRuntime, type RuntimeNeed } from "./emit/emit-client.js";
import type { EmitInput } from "./emit/emitter.js";
import { emitOpenapiTypes } from "./emit/openapi-types.js";
import { packageSettings, placeOf } from "./emit/package-layout.js";
import type { Assets } from "./host/assets.js";
import type { Api } from "./model/api.js";
import { checkPlaces } from "./plugins/check-files.js";
import { type ReadApi, readApi } from "./read-api.js";
import { type RenderedFile, renderFile } from "./render/render-file.js";
import type { OpenApiDocument } from "./spec/document.js";
import { plainDocument } from "./spec/plain-document.js";
import { sdkModel } from "./surface/sdk-model.js";
import { userTemplates } from "./user-templates.js";

/** The SDK in memory, with what it was made from. */
export interface CompiledSdk extends ReadApi {
  readonly files: readonly RenderedFile[];
  /** The files of a runtime in a folder of its own, for SDKs with these needs; relative to that folder. */
  sharedRuntime(needs: readonly RuntimeNeed[]): readonly RenderedFile[];
  readonly runtimeNeed: RuntimeNeed;
}

/** Source -> document -> model -> plan -> modules -> text. Undefined where an error was reported; writes nothing. */
export async function compileSdk(options: CompileOptions, context: CompileContext): Promise<CompiledSdk | undefined> {
  const model = await readApi(options, context);
  if (!model) return undefined;
  const { api, plan, document } = model;
  context.onStage?.("write code");
  const assets = await userTemplates(options.templates, context);
  if (!assets) return undefined;
  const extra = await model.plugins.files(sdkModel(api, plan));
  if (!extra) return undefined;
  const settings = packageSettings(options.package, plan.name);
  const input: EmitInput = {
    api,
    plan,
    options: {
      ...options.emit,
      openapiTypes: options.openapiTypes,
      runtimeFiles: assets.runtimeFiles,
      package: settings,
      extraModules: extra.map(({ path }) => path),
    },
  };
  const emitted = emitClient(input).filter(({ path }) => options.runtimeAt === undefined || !isRuntime(path));
  const types = options.openapiTypes === true ? await openapiTypes(document, api, context.diagnostics) : [];
  const files = types && renderFiles([...emitted, ...types], assets, options, context.diagnostics);
  const paths = files?.map(({ path }) => path) ?? [];
  if (!files || !checkPlaces(extra, paths, context.diagnostics)) return undefined;
  return {
    ...model,
    files: [...files, ...extra].map((file) => ({ ...file, path: placeOf(file.path, settings) })),
    sharedRuntime: (needs) => emitSharedRuntime(input, needs).map((file) => withoutFolder(renderFile(file, assets))),
    runtimeNeed: { transport: options.emit.transport, oauth2: plan.usesOAuth2 },
  };
}

function isRuntime(path: string): boolean {
  return path.startsWith("runtime/");
}

function withoutFolder(file: RenderedFile): RenderedFile {
  return { ...file, path: file.path.slice("runtime/".length) };
}

/** Of the whole document, whatever is chosen of it. Undefined where openapi-typescript cannot read it. */
async function openapiTypes(
  document: OpenApiDocument,
  { title }: Api,
  diagnostics: Diagnostics,
): Promise<readonly OutputFile[] | undefined> {
  try {
    return [await emitOpenapiTypes(plainDocument(document), title)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    diagnostics.report("output/no-openapi-types", undefined, { reason });
    return undefined;
  }
}

/** Every file as text; undefined where a template of the user's cannot be filled in. */
function renderFiles(
  files: readonly OutputFile[],
  assets: Assets,
  { templates, runtimeAt }: Pick<CompileOptions, "templates" | "runtimeAt">,
  diagnostics: Diagnostics,
): readonly RenderedFile[] | undefined {
  let isBroken = false;
  const rendered = files.flatMap((file) => {
    try {
      return [renderFile(file, assets, runtimeAt)];
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
