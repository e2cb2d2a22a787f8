// SDKs get the runtime as a few files, which are made from `src/runtime/`. Makes them where they are older than it:
// part of the build, and of whatever runs our sources without one.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const makers = ["src/runtime", "test/support/join-runtime"];
const made = "dist/runtime-source";

/** Vitest calls it once, before all tests. */
export function setup() {
  const ages = times(made);
  if (ages.length > 0 && Math.max(...makers.flatMap(times)) < Math.min(...ages)) return;
  const { status } = spawnSync(process.execPath, [resolve(import.meta.dirname, "run-ts.mjs"), `${makers[1]}/main.ts`], {
    stdio: "inherit",
    cwd: root,
  });
  if (status !== 0) throw new Error("The runtime could not be joined: see above.");
}

function times(folder) {
  try {
    const files = readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" });
    return files.filter((file) => file.endsWith(".ts")).map((file) => statSync(resolve(root, folder, file)).mtimeMs);
  } catch {
    // not made yet
    return [];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
