import { linkSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { applyElsewhere, applyHere, prepareElsewhere } from "./apply-changes.js";
import type { FileChange } from "./host.js";
import { pendingSignals } from "./pending-signals.js";
import { systemError } from "./system-error.js";

/** So many may be done here, one after the other: one file of an SDK and its two manifests. Any state between them is sound. */
const fewChanges = 3;

/** So many changes are about to be asked for. */
export function expectChanges(count: number): void {
  if (count > fewChanges) prepareElsewhere();
}

/**
 * Changes files without a pause: what may take time (making folders) comes first, the rest is one system call a file. Signals
 * that would end this process are held back meanwhile, and what cannot be held back does not reach the process that does it.
 */
export async function changeFiles(
  changes: readonly FileChange[],
  { cwd, attic }: { readonly cwd: string; readonly attic: string | undefined },
): Promise<void> {
  const at = (path: string): string => resolve(cwd, path);
  const folders = new Set(changes.flatMap((one) => (one.kind === "move" ? dirname(at(one.to)) : [])));
  for (const folder of folders) named(folder, () => mkdirSync(folder, { recursive: true }));
  if (attic !== undefined) keepReplaced(changes, at(attic), at);
  const release = holdSignals();
  try {
    const absolute = changes.map((one): FileChange => resolved(one, at));
    if (changes.length > fewChanges && (await applyElsewhere(absolute))) return;
    for (const [index, one] of changes.entries()) {
      const change = absolute[index];
      if (change) named(one.kind === "move" ? one.to : one.path, () => applyHere(change));
    }
  } finally {
    await release();
  }
}

function resolved(one: FileChange, at: (path: string) => string): FileChange {
  return one.kind === "move"
    ? { kind: "move", from: at(one.from), to: at(one.to) }
    : { kind: "remove", path: at(one.path), root: at(one.root) };
}

/**
 * Gives each file that is about to be replaced a second name. A file system takes its time to free a file (ext4: up to
 * half a second for 240 of them), and so it does that later.
 */
function keepReplaced(changes: readonly FileChange[], attic: string, at: (path: string) => string): void {
  named(attic, () => mkdirSync(attic, { recursive: true }));
  for (const [index, one] of changes.entries()) {
    if (one.kind !== "move") continue;
    try {
      linkSync(at(one.to), join(attic, String(index)));
    } catch {
      // Nothing is there, or this file system knows no second names: it only takes longer.
    }
  }
}

/** @throws HostError that names the target */
function named(target: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw systemError(target, error);
  }
}

const ending = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Keeps the process alive through the signals that would end it; they are sent again on release. */
function holdSignals(): () => Promise<void> {
  const held = new Set<(typeof ending)[number]>();
  const hold = (signal: NodeJS.Signals): void => {
    const known = ending.find((one) => one === signal);
    if (known) held.add(known);
  };
  // Whoever listens already decides what a signal does.
  const ours = ending.filter((signal) => process.listenerCount(signal) === 0);
  for (const signal of ours) process.on(signal, hold);
  return async () => {
    await pendingSignals();
    for (const signal of ours) process.off(signal, hold);
    for (const signal of held) process.kill(process.pid, signal);
  };
}
