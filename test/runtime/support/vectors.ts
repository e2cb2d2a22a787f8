import { existsSync, readFileSync } from "node:fs";

/** The cases of `../shared/suites/vectors/<name>.json`; undefined where they are not there. */
export function readVectors<Case>(name: string): readonly Case[] | undefined {
  const file = new URL(`../../../../shared/suites/vectors/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { cases }: { readonly cases: readonly Case[] } = JSON.parse(readFileSync(file, "utf8"));
  return cases;
}
