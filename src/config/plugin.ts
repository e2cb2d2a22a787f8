import type { SdkModel, SdkOrigin } from "../surface/sdk-model.js";
import type { OperationConfig } from "./operation-config.js";

/**
 * Code of yours that takes part in a generation. Each hook may be left out; they run in the order of `plugins`, and what
 * one throws is a diagnostic that names the plugin: nothing is written then.
 *
 * @example
 * const routes: Plugin = {
 *   name: "routes",
 *   files: ({ operations }) => [{ path: "routes.json", text: JSON.stringify(operations.map(({ path }) => path)) }],
 * };
 */
export interface Plugin {
  /** What diagnostics call it. */
  readonly name: string;
  /**
   * Edits the document: in place, or by giving back another. It is one document of the OpenAPI 3.1 shape, whatever it was
   * written as, with the files that it refers to in it; overlays have been applied. It is checked afterwards.
   */
  readonly document?:
    | ((document: JsonDocument, context: PluginContext) => Awaitable<JsonDocument | Nothing>)
    | undefined;
  /** Settings of single operations, by what the model says of them. The user's own configuration wins over them. */
  readonly model?: ((model: SdkModel, context: PluginContext) => Awaitable<PluginSettings | Nothing>) | undefined;
  /** Files to put into the SDK beside ours. */
  readonly files?: ((model: SdkModel, context: PluginContext) => Awaitable<readonly PluginFile[]>) | undefined;
}

type Awaitable<Value> = Value | Promise<Value>;

// biome-ignore lint/suspicious/noConfusingVoidType: a hook that gives nothing back is written without a return
type Nothing = undefined | void;

/** Plain JSON. */
export type JsonDocument = { [key: string]: DocumentValue };
export type DocumentValue = string | number | boolean | null | DocumentValue[] | JsonDocument;

/** What a plugin may set: as in the configuration, by operationId or by `GET /pets`. */
export interface PluginSettings {
  readonly operations?: Readonly<Record<string, OperationConfig>> | undefined;
}

/** A file of a plugin. The same model must give the same text, on every machine. */
export interface PluginFile {
  /** Relative to the SDK's folder, with `/`; no file of ours, and nothing outside. */
  readonly path: string;
  readonly text: string;
  /** Only where nothing is there yet; from then on it is the user's. Default false. */
  readonly once?: boolean | undefined;
}

/** What a plugin knows of the run, and how it says what is wrong. */
export interface PluginContext {
  readonly sdk: {
    readonly input: string;
    readonly transport: "undici" | "fetch";
    readonly runtime: "bundled" | "package";
  };
  /** A warning; `origin` (of an operation or a model) shows the place in the document. */
  warn(message: string, origin?: SdkOrigin): void;
  /** An error: nothing will be written. */
  error(message: string, origin?: SdkOrigin): void;
}
