import type { Host } from "../host/host.js";
import type { OutputDiff } from "./diff.js";
import { type Manifest, manifestPath, manifestText } from "./manifest.js";

/** Where everything is written first, so that a run that ends on the way leaves the old SDK as it was. */
export const stagingFolder = ".sdkwright-new";

/**
 * Makes the folder what it shall be. All of it is written beside the SDK before the first file of the SDK changes, and
 * each file is replaced in one step; the manifest then names every file that may be there, so that a run that is
 * interrupted even there is finished by the next one.
 */
export async function writeOutput(diff: OutputDiff, folder: string, host: Host): Promise<void> {
  const { before, after, changed, removed } = diff;
  const root = `${folder}/${stagingFolder}`;
  const clear = async (): Promise<void> => {
    await inBatches(await host.list(root), (path) => host.remove(`${root}/${path}`, folder));
  };
  const stage = (path: string, text: string) => host.writeText(`${root}/${path}`, text);
  const put = (path: string) => host.move(`${root}/${path}`, `${folder}/${path}`);
  const putManifest = async (manifest: Manifest): Promise<void> => {
    await stage(manifestPath, manifestText(manifest));
    await put(manifestPath);
  };
  // What a run that was killed has left.
  await clear();
  if (manifestText(before) === manifestText(after) && changed.length === 0) return;
  try {
    await inBatches(changed, ({ path, text }) => stage(path, text));
    if (changed.length > 0 || removed.length > 0)
      await putManifest({ files: new Map([...before.files, ...after.files]) });
    await inBatches(changed, ({ path }) => put(path));
    await inBatches(removed, (path) => host.remove(`${folder}/${path}`, folder));
    await putManifest(after);
  } finally {
    // An error of its own would hide the one that says what is wrong.
    await clear().catch(() => undefined);
  }
}

// Enough to keep the disk busy, few enough for any limit on open files.
const batch = 32;

async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    await Promise.all(items.slice(start, start + batch).map(act));
  }
}
