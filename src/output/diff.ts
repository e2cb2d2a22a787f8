import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { contentHash, emptyManifest, type Manifest, manifestPath, parseManifest } from "./manifest.js";
import { blockedFolders } from "./path-check.js";

/** A file to write. */
export interface TextFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Written only where nothing is there; from then on it is the user's, and never removed either. */
  readonly once?: boolean | undefined;
}

/** A file that is not on disk, or not so. */
export interface ChangedFile extends TextFile {
  /** What is there now; undefined where nothing is. */
  readonly before: string | undefined;
}

/** What writing would change. */
export interface OutputDiff {
  /** New, or with another content than on disk. */
  readonly changed: readonly ChangedFile[];
  readonly unchanged: readonly string[];
  /** Written by an earlier run and no longer wanted. */
  readonly removed: readonly string[];
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
): Promise<OutputDiff | undefined> {
  try {
    return await compare(files, folder, host, diagnostics);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("output/unwritable", undefined, { path: error.target, reason: error.reason });
    return undefined;
  }
}

async function compare(
  files: readonly TextFile[],
  folder: string,
  host: Host,
  diagnostics: Diagnostics,
): Promise<OutputDiff | undefined> {
  const before = await readManifest(folder, host, diagnostics);
  if (!before) return undefined;
  const present = new Set(await host.list(folder));
  const onDisk = await Promise.all(
    files.map((file) => (present.has(file.path) ? host.readText(`${folder}/${file.path}`) : undefined)),
  );
  const changed = files.flatMap(({ path, text, once = false }, index) =>
    onDisk[index] === text || (once && present.has(path)) ? [] : [{ path, text, before: onDisk[index] }],
  );
  const blocked = blockedFolders(
    files.map(({ path }) => path),
    present,
  );
  for (const path of blocked) diagnostics.report("output/no-folder", undefined, { path: `${folder}/${path}` });
  const foreign = changed.filter(({ path }) => present.has(path) && !before.files.has(path));
  for (const { path } of foreign) diagnostics.report("output/foreign-file", undefined, { path: `${folder}/${path}` });
  if (foreign.length + blocked.length > 0) return undefined;
  const wanted = new Set(files.map(({ path }) => path));
  const unwritten = new Set(changed.map(({ path }) => path));
  return {
    changed,
    unchanged: files.map(({ path }) => path).filter((path) => !unwritten.has(path)),
    removed: [...before.files.keys()].filter((path) => !wanted.has(path) && present.has(path)),
    before,
    after: { files: new Map(files.filter(({ once }) => !once).map(({ path, text }) => [path, contentHash(text)])) },
  };
}

async function readManifest(folder: string, host: Host, diagnostics: Diagnostics): Promise<Manifest | undefined> {
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
