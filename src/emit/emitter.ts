import type { OutputFile } from "../code/module.js";
import type { Api } from "../model/api.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { PackageSettings } from "./package-layout.js";

/** What of the configuration concerns the output, with its defaults filled in. */
export interface EmitOptions {
  readonly transport: "undici" | "fetch";
  /** `bundled`: the runtime's source is copied into the SDK; `package`: it is imported from `sdkwright/runtime`. */
  readonly runtime: "bundled" | "package";
  /** The files of the runtime, relative to its folder; all of them are copied that the transport needs. */
  readonly runtimeFiles: readonly string[];
  /** Whether `testing.msw.ts` is written. */
  readonly msw?: boolean | undefined;
  /** Whether `openapi.ts` is written, which is made from the document itself (`openapi-types.ts`). */
  readonly openapiTypes?: boolean | undefined;
  /** A package around the SDK; undefined for the SDK alone. */
  readonly package?: PackageSettings | undefined;
  /** Files that are there besides: a package exports those of them that are modules, as it does its own. */
  readonly extraModules?: readonly string[] | undefined;
}

export interface EmitInput {
  readonly api: Api;
  readonly plan: ClientPlan;
  readonly options: EmitOptions;
}

/** One concern of the output. A generator where there are many files: each is gone before the next is made. */
export type Emitter = (input: EmitInput) => Iterable<OutputFile>;
