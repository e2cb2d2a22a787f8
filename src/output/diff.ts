import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { findEdits } from "./find-edits.js";
import { contentHash, emptyManifest, type Manifest, manifestPath, parseManifest } from "./manifest.js";
import { carryRegions } from "./own-code.js";
import { blockedFolders } from "./path-check.js";
import type { ChangedFile, Folder, TextFile } from "./text-file.js";

/** What writing would change. */
export interface OutputDiff {
  /** Every file as it shall be, with the user's own code. */
  readonly files: readonly Pick<TextFile, "path" | "text" | "hasOwnCode">[];
  /** New, or with another content than on disk. */
  readonly changed: readonly ChangedFile[];
  readonly unchanged: readonly string[];
  /** Written by an earlier run and no longer wanted. */
  readonly removed: readonly string[];
  /** The user's own code whose place is gone: files that are theirs, to be written before anything else. */
  readonly orphaned: readonly ChangedFile[];
  /** What `.sdkwright.json` says now, and shall say. */
  readonly before: Manifest;
  readonly after: Manifest;
}

/**
 * Compares the files with the folder; undefined where a file that is not ours stands in the way, or where the folder
 * cannot be one.
 */
export async function diffOutput(
  files: readonly TextFile[],
  folder: string,
  host: Host,
  diagnostics: Diagnostics,
  sharing: Pick<Manifest, "runtime" | "users"> = {},
): Promise<OutputDiff | undefined> {
  try {
    const current = await readFolder(files, folder, host, diagnostics);
    const diff = current && compare(files, current, diagnostics);
    return diff && { ...diff, after: { ...diff.after, ...sharing } };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("output/unwritable", undefined, { path: error.target, reason: error.reason });
    return undefined;
  }
}

async function readFolder(
  files: readonly TextFile[],
  path: string,
  host: Host,
  diagnostics: Diagnostics,
): Promise<Folder | undefined> {
  const manifest = await readManifest(path, host, diagnostics);
  if (!manifest) return undefined;
  const known = new Set([...files.map((file) => file.path), ...manifest.files.keys()]);
  const all = await host.list(path);
  const blocked = blockedFolders(
    files.map((file) => file.path),
    new Set(all),
  );
  for (const name of blocked) diagnostics.report("output/no-folder", undefined, { path: `${path}/${name}` });
  if (blocked.length > 0) return undefined;
  const present = all.filter((name) => known.has(name.replace(/\.orphaned$/, "")));
  const texts = await Promise.all(present.map(async (name) => [name, await host.readText(`${path}/${name}`)] as const));
  return { path, texts: new Map(texts), manifest };
}

function compare(files: readonly TextFile[], folder: Folder, diagnostics: Diagnostics): OutputDiff | undefined {
  const { texts, manifest: before } = folder;
  const carried = carryRegions(files, folder, diagnostics);
  if (!carried) return undefined;
  const wanted = carried.files.map((file) => ({ ...file, before: texts.get(file.path) }));
  const isKept = (file: ChangedFile): boolean => file.once === true && file.before !== undefined;
  const changed = wanted.filter((file) => file.before !== file.text && !isKept(file));
  const foreign = changed.filter((file) => file.before !== undefined && !before.files.has(file.path));
  for (const { path } of foreign)
    diagnostics.report("output/foreign-file", undefined, { path: `${folder.path}/${path}` });
  if (foreign.length > 0) return undefined;
  const names = new Set(files.map(({ path }) => path));
  const removed = [...before.files.keys()].filter((path) => !names.has(path) && texts.has(path));
  findEdits([...changed.map(({ path }) => path), ...removed], folder, diagnostics);
  const unwritten = new Set(changed.map(({ path }) => path));
  return {
    files: wanted.map((file) => (isKept(file) ? { ...file, text: file.before ?? "", hasOwnCode: true } : file)),
    changed,
    unchanged: files.map(({ path }) => path).filter((path) => !unwritten.has(path)),
    removed,
    orphaned: carried.orphaned,
    before,
    after: { files: new Map(files.filter(({ once }) => !once).map(({ path, text }) => [path, contentHash(text)])) },
  };
}

/** @returns undefined where there is one that cannot be read, which was reported */
export async function readManifest(
  folder: string,
  host: Host,
  diagnostics: Diagnostics,
): Promise<Manifest | undefined> {
  const path = `${folder}/${manifestPath}`;
  const text = await host.readText(path).catch((error: unknown) => {
    if (error instanceof HostError && error.code === "not-found") return undefined;
    throw error;
  });
  if (text === undefined) return emptyManifest;
  const manifest = parseManifest(text);
  if (!manifest) diagnostics.report("output/broken-manifest", undefined, { path });
  return manifest;
}
