import type { SdkConfig } from "./config/config.js";
import type { GenerateOptions } from "./generated-sdk.js";
import type { PaginationOptions } from "./lower/pagination/draft.js";
import { relativeFolder } from "./output/shared-runtime.js";

/** A configuration as the pipeline takes it: every default is filled in here. */
export function generateOptions(config: SdkConfig): GenerateOptions {
  const { input, output, name, types, validate, include, exclude, templates, dryRun, verify } = config;
  return {
    input,
    output,
    name,
    types,
    validate,
    allowEnv: config.allowEnv ?? [],
    load: {
      overlays: config.overlays ?? [],
      allowRefsFrom: config.allowRefsFrom ?? [],
      allowRemoteRefs: config.allowRemoteRefs ?? false,
      limits: config.limits,
    },
    pagination: paginationOptions(config),
    select: { include: include ?? [], exclude: exclude ?? [] },
    operations: config.operations,
    emit: { transport: config.transport ?? "undici", runtime: config.runtime ?? "bundled", msw: config.testing?.msw },
    plugins: config.plugins ?? [],
    templates,
    package: config.package,
    openapiTypes: config.openapiTypes,
    runtimeDir: config.runtimeDir,
    runtimeAt: config.runtimeDir === undefined ? undefined : relativeFolder(output, config.runtimeDir),
    verify,
    dryRun,
  };
}

function paginationOptions({ operations = {}, pagination }: SdkConfig): PaginationOptions {
  const rules = Object.entries(operations).map(
    ([operationId, operation]) => [operationId, operation?.pagination] as const,
  );
  return { infer: pagination?.infer ?? true, operations: Object.fromEntries(rules) };
}
