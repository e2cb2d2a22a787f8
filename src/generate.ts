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

/**
 * Source -> document -> model -> plan -> modules -> text. Undefined where an error was reported; writes nothing.
 *
 * @param onFile gets each file as soon as its text is there, while others are still to be made
 */
export async function compileSdk(
  options: CompileOptions,
  context: CompileContext,
  onFile?: (file: RenderedFile) => void,
): Promise<CompiledSdk | undefined> {
  const model = await readApi(options, context);
  if (!model) return undefined;
  const { api, plan, document } = model;
  context.onStage?.("write code");
  const assets = await userTemplates(options.templates, context);
  if (!assets) return undefined;
  const extra = await model.plugins.files(() => sdkModel(api, plan));
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
  const place = <File extends { readonly path: string }>(file: File): File => ({
    ...file,
    path: placeOf(file.path, settings),
  });
  const types = options.openapiTypes === true ? await openapiTypes(document, api, context.diagnostics) : [];
  const files =
    types &&
    renderFiles(sdkFiles(input, types, options), assets, options, {
      diagnostics: context.diagnostics,
      onFile: (file) => onFile?.(place(file)),
    });
  const paths = files?.map(({ path }) => path) ?? [];
  if (!files || !checkPlaces(extra, paths, context.diagnostics)) return undefined;
  return {
    ...model,
    files: [...files, ...extra].map(place),
    sharedRuntime: (needs) => emitSharedRuntime(input, needs).map((file) => withoutFolder(renderFile(file, assets))),
    runtimeNeed: { transport: options.emit.transport, oauth2: plan.usesOAuth2 },
  };
}

/** Made as they are asked for. */
function* sdkFiles(
  input: EmitInput,
  types: readonly OutputFile[],
  { runtimeAt }: Pick<CompileOptions, "runtimeAt">,
): Generator<OutputFile> {
  for (const file of emitClient(input)) if (runtimeAt === undefined || !isRuntime(file.path)) yield file;
  yield* types;
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

interface Rendering {
  readonly diagnostics: Diagnostics;
  onFile(file: RenderedFile): void;
}

/** Every file as text; undefined where a template of the user's cannot be filled in. */
function renderFiles(
  files: Iterable<OutputFile>,
  assets: Assets,
  { templates, runtimeAt }: Pick<CompileOptions, "templates" | "runtimeAt">,
  { diagnostics, onFile }: Rendering,
): readonly RenderedFile[] | undefined {
  const rendered: RenderedFile[] = [];
  let isBroken = false;
  for (const file of files) {
    try {
      const text = renderFile(file, assets, runtimeAt);
      rendered.push(text);
      onFile(text);
    } catch (error) {
      // Our own templates are tested; only with somebody else's is it not a bug of ours.
      if (file.kind !== "template" || templates === undefined) throw error;
      // Handlebars shows the place over several lines.
      const reason = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
      diagnostics.report("config/broken-template", undefined, { path: `${templates}/${file.template}`, reason });
      isBroken = true;
    }
  }
  return isBroken ? undefined : rendered;
}
