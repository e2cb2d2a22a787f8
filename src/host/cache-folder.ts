import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Whether something was kept where `cacheFolder` first looks. */
export function hasCache(from: string): boolean {
  return existsSync(cacheIn(join(from, "node_modules")));
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
