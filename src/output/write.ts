import { posix } from "node:path";
import type { Host } from "../host/host.js";
import type { OutputDiff } from "./diff.js";
import { type Manifest, manifestPath, manifestText } from "./manifest.js";

/**
 * Makes the folder what it shall be. Each file is written atomically; a run that is interrupted leaves a manifest that
 * names every file it may have written, so that the next run can go on.
 */
export async function writeOutput(diff: OutputDiff, folder: string, host: Host): Promise<void> {
  const writeManifest = (manifest: Manifest) => host.writeText(`${folder}/${manifestPath}`, manifestText(manifest));
  const { before, after, changed, removed, orphaned } = diff;
  // Also where the last run was interrupted between the two.
  const lost = orphaned.filter((file) => file.text !== file.before);
  if (manifestText(before) === manifestText(after) && changed.length + lost.length === 0) return;
  // The user's own code first: from here on it is there twice, and never not at all.
  await inBatches(lost, ({ path, text }) => host.writeText(`${folder}/${path}`, text));
  // A file that an interrupted run leaves as it was is then still what the manifest says.
  if (changed.length > 0 || removed.length > 0)
    await writeManifest({ ...after, files: new Map([...after.files, ...before.files]) });
  await inBatches(changed, ({ path, text }) => host.writeText(`${folder}/${path}`, text));
  await inBatches(removed, (path) => host.remove(`${folder}/${path}`, folder));
  if (after.files.size > 0) await writeManifest(after);
  else await host.remove(`${folder}/${manifestPath}`, posix.dirname(folder));
}

// Enough to keep the disk busy, few enough for any limit on open files.
const batch = 32;

async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    await Promise.all(items.slice(start, start + batch).map(act));
  }
}
