import type { Host } from "../host/host.js";
import type { OutputDiff } from "./diff.js";
import { type Manifest, manifestPath, manifestText } from "./manifest.js";

/**
 * Makes the folder what it shall be. Each file is written atomically; a run that is interrupted leaves a manifest that
 * names every file it may have written, so that the next run can go on.
 */
export async function writeOutput(diff: OutputDiff, folder: string, host: Host): Promise<void> {
  const writeManifest = (manifest: Manifest) => host.writeText(`${folder}/${manifestPath}`, manifestText(manifest));
  const { before, after, changed, removed } = diff;
  if (manifestText(before) === manifestText(after) && changed.length === 0) return;
  if (changed.length > 0 || removed.length > 0)
    await writeManifest({ files: new Map([...before.files, ...after.files]) });
  await inBatches(changed, ({ path, text }) => host.writeText(`${folder}/${path}`, text));
  await inBatches(removed, (path) => host.remove(`${folder}/${path}`, folder));
  await writeManifest(after);
}

// Enough to keep the disk busy, few enough for any limit on open files.
const batch = 32;

async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    await Promise.all(items.slice(start, start + batch).map(act));
  }
}
