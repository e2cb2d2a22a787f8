import type { Plugin } from "./config/plugin.js";
import type { Diagnostics } from "./diagnostics/diagnostic.js";
import type { EmitOptions } from "./emit/emitter.js";
import type { packageSettings } from "./emit/package-layout.js";
import type { Assets } from "./host/assets.js";
import type { Host } from "./host/host.js";
import type { LowerOptions } from "./lower/lower-api.js";
import type { PlanOptions } from "./plan/plan-client.js";
import type { LoadOptions } from "./spec/load.js";

/** What compiling a document takes. */
export interface CompileOptions {
  readonly input: string;
  readonly name?: string | undefined;
  readonly types?: PlanOptions["types"];
  readonly validate?: PlanOptions["validate"];
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
  /** The folder of a runtime that is shared with other SDKs, relative to this one's. */
  readonly runtimeAt?: string | undefined;
  /** `openapi.ts`, through openapi-typescript. */
  readonly openapiTypes?: boolean | undefined;
  readonly emit: Pick<EmitOptions, "transport" | "runtime" | "msw">;
}

/** Where a run is; called as each stage begins. */
export type OnStage = (stage: "read" | "understand" | "name" | "write code") => void;

export interface CompileContext {
  readonly host: Host;
  readonly assets: Assets;
  readonly diagnostics: Diagnostics;
  readonly onStage?: OnStage | undefined;
}
