import { dirname, resolve } from "node:path";
import { type FileChange, type Host, HostError } from "../host/host.js";
import type { OutputDiff } from "./diff.js";
import { type Manifest, manifestPath, manifestText } from "./manifest.js";
import { atticPath, type Journal, journalPath, journalText, newStage, stagedFiles, unionPath } from "./stage.js";
import type { TextFile } from "./text-file.js";

/**
 * Makes the folder what it shall be. All of it is first written beside the SDK; then the files are moved to their places,
 * one after the other without a pause. A folder that is not there yet is moved as a whole, in one step. A journal lets
 * `recoverOutput` finish what was interrupted in between.
 */
export async function writeOutput(diff: OutputDiff, folder: string, host: Host): Promise<void> {
  const { before, after, changed, removed, orphaned } = diff;
  // Also where the last run was interrupted between the two. The user's own code goes first: it is there twice, and never not at all.
  const written = [...orphaned.filter((file) => file.text !== file.before), ...changed];
  if (manifestText(before) === manifestText(after) && written.length === 0) return;
  const isNew = (await host.names(folder)) === undefined;
  const place = resolve(host.cwd, folder);
  const stage = newStage(isNew ? dirname(place) : place, place, host);
  try {
    await fill(stage, { written, after }, folder, host);
    if (isNew) await host.change([{ kind: "move", from: `${stage}/${stagedFiles}`, to: folder }]);
    else
      await replace(
        stage,
        {
          before,
          after,
          moves: written.map(({ path }) => path),
          removed: isGone(after) ? [...removed, manifestPath] : removed,
        },
        folder,
        host,
      );
  } catch (error) {
    await abandon(stage, host);
    throw error;
  }
  await host.removeFolder(stage);
}

/** Before `writeOutput`, while there is still something else to be waited for. */
export async function expectOutput({ changed, removed }: OutputDiff, folder: string, host: Host): Promise<void> {
  // A new folder is moved to its place in one step.
  if ((await host.names(folder)) !== undefined) host.expectChanges(changed.length + removed.length);
}

interface Filling {
  readonly written: readonly TextFile[];
  readonly after: Manifest;
}

async function fill(stage: string, { written, after }: Filling, folder: string, host: Host): Promise<void> {
  const files = isGone(after) ? written : [...written, { path: manifestPath, text: manifestText(after) }];
  await inBatches(files, ({ path, text }) =>
    host.writeText(`${stage}/${stagedFiles}/${path}`, text).catch((error: unknown) => {
      // The stage is nobody's business.
      if (!(error instanceof HostError)) throw error;
      throw new HostError(error.code, `${folder}/${path}`, { reason: error.reason, cause: error });
    }),
  );
}

interface Replacement extends Journal {
  readonly before: Manifest;
  readonly after: Manifest;
}

async function replace(stage: string, change: Replacement, folder: string, host: Host): Promise<void> {
  const { before, after, moves, removed } = change;
  // A file that an interrupted run leaves as it was is then still what the manifest says.
  const union = { ...after, files: new Map([...after.files, ...before.files]) };
  await host.writeText(`${stage}/${unionPath}`, manifestText(union));
  // From here on the SDK is the new one: whoever finds the journal goes on.
  await host.writeText(`${stage}/${journalPath}`, journalText({ moves, removed }));
  await host.change(replacements(stage, { moves, removed }, folder), `${stage}/${atticPath}`);
}

/** Of a shared runtime that nobody uses any more. */
function isGone({ files }: Manifest): boolean {
  return files.size === 0;
}

/** What a journal asks for. The first manifest names the files of both SDKs, so that none becomes a stranger's on the way. */
export function replacements(stage: string, { moves, removed }: Journal, folder: string): readonly FileChange[] {
  const move = (from: string, to: string): FileChange => ({
    kind: "move",
    from: `${stage}/${from}`,
    to: `${folder}/${to}`,
  });
  return [
    move(unionPath, manifestPath),
    ...moves.map((path) => move(`${stagedFiles}/${path}`, path)),
    ...removed.map((path) => ({ kind: "remove" as const, path: `${folder}/${path}`, root: folder })),
    ...(removed.includes(manifestPath) ? [] : [move(`${stagedFiles}/${manifestPath}`, manifestPath)]),
  ];
}

/** With a journal there may be a part of the new SDK already: it stays for the next run. */
async function abandon(stage: string, host: Host): Promise<void> {
  const names = await host.names(stage).catch(() => undefined);
  if (names?.includes(journalPath) === true) return;
  // The error that led here is the one to tell.
  await host.removeFolder(stage).catch(() => undefined);
}

// Enough to keep the disk busy, few enough for any limit on open files.
const batch = 32;

async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    const results = await Promise.allSettled(items.slice(start, start + batch).map(act));
    // Not before all have ended: what is still being written could not be removed.
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
  }
}
