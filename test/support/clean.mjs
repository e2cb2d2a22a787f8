// Removes the folders that are named, below the project only.
import { rmSync } from "node:fs";
import { relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
for (const name of process.argv.slice(2)) {
  const folder = resolve(root, name);
  if (relative(root, folder).startsWith("..") || folder === root) throw new Error(`${name} is not below the project`);
  rmSync(folder, { recursive: true, force: true });
}
