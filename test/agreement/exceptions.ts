import type { Comparison } from "./compare.js";

/** Pairs that may differ, by document and name, each with its reason. */
export type Exceptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is not as the table says: a pair that differs and is not in it, and one that is in it and does not differ. */
export function unexpected(
  document: string,
  { differing, faults }: Comparison,
  exceptions: Exceptions,
): readonly string[] {
  const known = exceptions[document] ?? {};
  const news = [...differing].filter(([name]) => !Object.hasOwn(known, name));
  const gone = Object.keys(known).filter((name) => !differing.has(name));
  return [
    ...news.map(([name, text]) => `${name}: ${text}`),
    ...gone.map((name) => `${name}: no longer an exception; take it out of the table`),
    ...faults.map((fault) => fault.slice(0, 300)),
  ];
}
