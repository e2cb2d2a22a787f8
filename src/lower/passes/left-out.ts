import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import type { Api } from "../../model/api.js";
import type { Operation } from "../../model/operation.js";
import { namesOf, type OperationSettings, settingOf } from "./apply-operation-settings.js";
import { requestLine } from "./select.js";

interface LeaveOutContext {
  readonly settings: OperationSettings;
  /** Patterns; one that is the very name of an operation brings it back. */
  readonly include: readonly string[];
  readonly diagnostics: Diagnostics;
}

/** The operations that the configuration leaves out, or the document: `GET /pets`. The configuration wins. */
export function leftOut(api: Api, { settings, include, diagnostics }: LeaveOutContext): ReadonlySet<string> {
  const ignored = new Map<string, Operation[]>();
  const found = api.operations.filter((operation) => {
    const skip = settingOf(operation, settings)?.skip;
    if (skip !== undefined) return skip;
    const { ignoredBy } = operation;
    if (ignoredBy === undefined || namesOf(operation).some((name) => include.includes(name))) return false;
    const others = ignored.get(ignoredBy);
    if (others) others.push(operation);
    else ignored.set(ignoredBy, [operation]);
    return true;
  });
  for (const [extension, operations] of ignored) {
    const params = { extension, count: operations.length };
    diagnostics.report("lower/ignored-operations", operations[0]?.origin, params);
  }
  return new Set(found.map(requestLine));
}
