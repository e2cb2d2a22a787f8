import type { SdkConfig } from "./config/config.js";
import type { GenerateOptions } from "./generate-sdk.js";

/** A configuration as the pipeline takes it: every default is filled in here. */
export function generateOptions(config: SdkConfig): GenerateOptions {
  const { input, output, name, types, include, exclude, templates, dryRun, verify } = config;
  return {
    input,
    output,
    name,
    types,
    load: { allowRefsFrom: config.allowRefsFrom ?? [], allowRemoteRefs: config.allowRemoteRefs ?? false },
    select: { include: include ?? [], exclude: exclude ?? [] },
    operations: config.operations,
    emit: { transport: config.transport ?? "undici", runtime: config.runtime ?? "bundled" },
    templates,
    verify,
    dryRun,
  };
}
