import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { Api } from "../../model/api.js";
import type { Operation } from "../../model/operation.js";
import type { RetryRule, TimeoutRule } from "../../model/retry.js";

/** What the configuration says of single operations, by operationId or by `GET /pets`. It wins over the document. */
export type OperationSettings = Readonly<Record<string, OperationSetting>>;

interface OperationSetting {
  readonly retry?: RetryRule | number | undefined;
  readonly timeout?: TimeoutRule | undefined;
  readonly name?: string | undefined;
  readonly resource?: string | undefined;
  /** True: the SDK leaves it out. False: it does not, whatever the document says. */
  readonly skip?: boolean | undefined;
}

export function applyOperationSettings(api: Api, settings: OperationSettings, diagnostics: Diagnostics): Api {
  const keys = Object.keys(settings);
  if (keys.length === 0) return api;
  const names = api.operations.flatMap(namesOf);
  for (const name of keys) {
    if (names.includes(name)) continue;
    diagnostics.report("config/unknown-operation", undefined, { name, suggestion: suggest(name, names) });
  }
  return { ...api, operations: api.operations.map((operation) => withSettings(operation, settings)) };
}

function withSettings(operation: Operation, settings: OperationSettings): Operation {
  const { retry, timeout, name, resource } = settingOf(operation, settings) ?? {};
  return {
    ...operation,
    ...((name ?? resource) !== undefined && { naming: { method: name, resource } }),
    retry: (typeof retry === "number" ? { maxRetries: retry } : retry) ?? operation.retry,
    timeout: timeout ?? operation.timeout,
  };
}

export type Named = Pick<Operation, "operationId" | "method" | "path">;

export function settingOf(operation: Named, settings: OperationSettings): OperationSetting | undefined {
  const name = namesOf(operation).find((candidate) => Object.hasOwn(settings, candidate));
  return name === undefined ? undefined : settings[name];
}

/** What the configuration may call an operation. */
export function namesOf({ operationId, method, path }: Named): readonly string[] {
  return [...(operationId === undefined ? [] : [operationId]), `${method} ${path}`];
}
