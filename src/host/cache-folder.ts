import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Whether a run may have left this folder as it is to be: false where it is not there, or nothing was kept where `cacheFolder` first looks. */
export function mayBeUnchanged(from: string, folder: string | undefined): boolean {
  return existsSync(cacheIn(join(from, "node_modules"))) && (folder === undefined || existsSync(resolve(from, folder)));
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
