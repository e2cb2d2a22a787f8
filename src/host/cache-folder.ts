import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Whether an earlier run has left something where `cacheFolder` first looks, and this file; undefined: whichever it is. */
export function hasLeft(file: string | undefined, from: string): boolean {
  return existsSync(cacheIn(join(from, "node_modules"))) && (file === undefined || existsSync(resolve(from, file)));
}

/**
 * Where tools keep what they can do without, by the convention of npm's packages: in the nearest `node_modules`, which nobody
 * commits. Undefined where there is none.
 */
export async function cacheFolder(from: string): Promise<string | undefined> {
  const modules = join(from, "node_modules");
  const isThere = await stat(modules).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere) return cacheIn(modules);
  const parent = dirname(from);
  return parent === from ? undefined : cacheFolder(parent);
}

function cacheIn(modules: string): string {
  return join(modules, ".cache", "sdkwright");
}
