/** The public API of sdkwright: what the command does, for programs. */
export { type DiffResult, diff, type GenerateResult, generate, type InspectResult, inspect } from "./api.js";
export type { SdkConfig } from "./config/config.js";
export { ConfigError } from "./config/config-error.js";
export { defineConfig } from "./config/define-config.js";
export type { OperationConfig } from "./config/operation-config.js";
export type {
  DocumentValue,
  JsonDocument,
  Plugin,
  PluginContext,
  PluginFile,
  PluginSettings,
} from "./config/plugin.js";
export type { JsonDiagnostic as Diagnostic } from "./diagnostics/format-json.js";
export type { SdkModel, SdkOperation, SdkOrigin, SdkType } from "./surface/sdk-model.js";
