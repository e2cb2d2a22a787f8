/** Holds what became of an SDK's fixtures against what is listed as impossible, both ways. */
import type { FixtureOutcome } from "./check-sdk.js";
import { listedNames, reasonFor } from "./unsatisfiable.js";

export interface Verdict {
  /** Schemas that accept nothing, as it is listed. */
  readonly known: readonly string[];
  /** Schemas without a fixture that nothing excuses, and entries of the list that are out of date. */
  readonly failed: readonly { readonly name: string; readonly why: string }[];
}

export function judge(document: string, { schemas, failures }: Pick<FixtureOutcome, "schemas" | "failures">): Verdict {
  const without = new Set(failures.map(({ name }) => name));
  const known = schemas.filter((name) => without.has(name) && reasonFor(document, name) !== undefined);
  const unexcused = failures.filter(({ name }) => reasonFor(document, name) === undefined);
  const disproved = schemas
    .filter((name) => !without.has(name) && reasonFor(document, name) !== undefined)
    .map((name) => ({ name, why: `has a fixture, and is listed without one: ${reasonFor(document, name)}` }));
  const gone = listedNames(document)
    .filter((name) => !schemas.includes(name))
    .map((name) => ({ name, why: "is listed, but is no schema of the document" }));
  return { known, failed: [...unexcused, ...disproved, ...gone] };
}

/** The names by their reason. */
export function byReason(document: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const name of names) {
    const reason = reasonFor(document, name) ?? "";
    groups.set(reason, [...(groups.get(reason) ?? []), name]);
  }
  return groups;
}
