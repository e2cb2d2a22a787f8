import { dirname, resolve } from "node:path";
import { type Host, HostError } from "../host/host.js";
import { emptyManifest, type Manifest, manifestPath, parseManifest } from "./manifest.js";
import { blockedFolders } from "./path-check.js";
import { isAbandoned, type Journal, journalPath, parseJournal, stagedFiles } from "./stage.js";
import { replacements } from "./write.js";

/**
 * Finishes what an earlier run was killed at: files that it had begun to move are moved, and what it only prepared is
 * removed. What cannot be read or written is left to the run that follows, which says so.
 */
export async function recoverOutput(folder: string, host: Host): Promise<void> {
  const place = resolve(host.cwd, folder);
  for (const parent of [place, dirname(place)]) {
    const names = await host.names(parent).catch(() => undefined);
    for (const name of names ?? []) {
      if (isAbandoned(name, place, host)) await finish(`${parent}/${name}`, folder, host).catch(ignoreHostError);
    }
  }
}

function ignoreHostError(error: unknown): void {
  if (!(error instanceof HostError)) throw error;
}

async function finish(stage: string, folder: string, host: Host): Promise<void> {
  const journal = await readIfThere(`${stage}/${journalPath}`, host);
  const wanted = journal === undefined ? undefined : parseJournal(journal);
  if (wanted !== undefined) await goOn(stage, wanted, folder, host);
  await host.removeFolder(stage);
}

async function goOn(stage: string, journal: Journal, folder: string, host: Host): Promise<void> {
  const staged = new Set((await host.list(stage)).map((path) => `${stage}/${path}`));
  const manifest = await manifestOf(folder, host);
  const present = new Set(await host.list(folder));
  const paths = [...journal.moves.filter((path) => staged.has(`${stage}/${stagedFiles}/${path}`)), ...journal.removed];
  // Since then somebody may have put something in the way; the run that follows tells them.
  const isOurs = (path: string): boolean =>
    path === manifestPath || manifest?.files.has(path.replace(/\.orphaned$/, "")) === true;
  const isForeign = (path: string): boolean => present.has(path) && !isOurs(path);
  if (manifest === undefined || paths.some(isForeign) || blockedFolders(paths, present).length > 0) return;
  const changes = replacements(stage, journal, folder);
  await host.change(changes.filter((one) => one.kind === "remove" || staged.has(one.from)));
}

async function manifestOf(folder: string, host: Host): Promise<Manifest | undefined> {
  const text = await readIfThere(`${folder}/${manifestPath}`, host);
  return text === undefined ? emptyManifest : parseManifest(text);
}

async function readIfThere(path: string, host: Host): Promise<string | undefined> {
  return host.readText(path).catch((error: unknown) => {
    if (error instanceof HostError && error.code === "not-found") return undefined;
    throw error;
  });
}
