import { type ChildProcessByStdio, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Writable } from "node:stream";
import type { FileChange } from "./host.js";

type FileSystem = Pick<typeof fs, "renameSync" | "rmSync" | "rmdirSync" | "existsSync">;
type Paths = Pick<typeof path, "dirname" | "sep">;

/**
 * One change, paths absolute. It also runs as text in a process of its own: it may use nothing but what it is given.
 * A move that somebody else has done meanwhile (a run that goes on where one was killed) is done.
 */
function applyChange(
  change: FileChange,
  { renameSync, rmSync, rmdirSync, existsSync }: FileSystem,
  names: Paths,
): void {
  if (change.kind === "move") {
    try {
      renameSync(change.from, change.to);
    } catch (error) {
      if (existsSync(change.from) || !existsSync(change.to)) throw error;
    }
    return;
  }
  rmSync(change.path, { force: true });
  const { dirname, sep } = names;
  for (let folder = dirname(change.path); folder.startsWith(change.root + sep); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      // Not empty, or already gone: the folders above are then not ours to remove either.
      return;
    }
  }
}

/** One change in this process. Paths are absolute. */
export function applyHere(change: FileChange): void {
  applyChange(change, fs, path);
}

const program = `
const fs = process.getBuiltinModule("node:fs");
const apply = ${String(applyChange)};
for (const change of JSON.parse(fs.readFileSync(0, "utf8"))) apply(change, fs, process.getBuiltinModule("node:path"));
`;

interface Applier {
  readonly child: ChildProcessByStdio<Writable, null, null>;
  readonly hasDone: Promise<boolean>;
}

let prepared: Applier | undefined;

/**
 * Starts the process of `applyElsewhere` for changes that are about to come: its start is what takes time. It waits for them, and
 * ends where they never come, with this process at the latest.
 */
export function prepareElsewhere(): void {
  prepared ??= startApplier();
}

/**
 * All changes in a process of its own, which outlives this one and its process group: whatever kills this process, they are all
 * done or none is. It takes some 40 ms, less where it was prepared. False where that could not be, or was not finished: then
 * they are to be done here.
 */
export async function applyElsewhere(changes: readonly FileChange[]): Promise<boolean> {
  const applier = prepared ?? startApplier();
  prepared = undefined;
  if (!applier) return false;
  applier.child.ref();
  // It begins when it has read all of them: where this process is killed before, nothing was asked for.
  applier.child.stdin.end(JSON.stringify(changes));
  return applier.hasDone;
}

function startApplier(): Applier | undefined {
  const { versions, execPath, env } = process;
  // Other runtimes, and Node.js within something else, are started in ways of their own: a program with Node.js in it would
  // only start itself again.
  if (process.release.name !== "node" || "electron" in versions || "bun" in versions || "deno" in versions)
    return undefined;
  if (!/^node/i.test(path.basename(execPath))) return undefined;
  try {
    const child = spawn(execPath, ["-e", program], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      windowsHide: true,
      // Debuggers and loaders are for this process.
      env: { ...env, NODE_OPTIONS: "" },
    });
    child.unref();
    child.stdin.on("error", () => undefined);
    const hasDone = new Promise<boolean>((resolve) => {
      child.once("error", () => resolve(false));
      child.once("exit", (code) => resolve(code === 0));
    });
    return { child, hasDone };
  } catch {
    // Not allowed (`--permission`).
    return undefined;
  }
}
