import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { cacheFolder } from "./cache-folder.js";
import { changeFiles, expectChanges } from "./change-files.js";
import { fetchText } from "./fetch-text.js";
import type { Admit, Host } from "./host.js";
import { attempt, systemCode, tooLarge } from "./system-error.js";

/** The host of a real machine: its disk, its network, its standard input. */
export function nodeHost(options: { readonly cwd?: string } = {}): Host {
  const cwd = resolve(options.cwd ?? process.cwd());
  const at = (path: string): string => resolve(cwd, path);
  return {
    cwd,
    realPath: (path) => attempt(path, () => followLinks(at(path))),
    readText: (path, admit) =>
      attempt(path, () => (admit === undefined ? readWhole(at(path)) : readAdmitted(at(path), admit))),
    fetchText,
    readStdin: (admit) => attempt("<stdin>", () => readStream(process.stdin, admit)),
    writeText: (path, text) => attempt(path, () => writeAtomically(at(path), text)),
    list: (folder) => attempt(folder, () => listFiles(at(folder))),
    listNames: (folder) => attempt(folder, () => fileNamesIn(at(folder))),
    names: (folder) => attempt(folder, () => namesIn(at(folder))),
    expectChanges,
    change: (changes, attic) => changeFiles(changes, { cwd, attic }),
    removeFolder: (path) => attempt(path, () => rm(at(path), { recursive: true, force: true })),
    cacheFolder: () => cacheFolder(cwd),
    processId: process.pid,
    isRunning,
  };
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
}

function isRunning(processId: number): boolean {
  try {
    // Signal 0 is none: it only asks.
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return systemCode(error) === "EPERM";
  }
}

async function followLinks(path: string): Promise<string> {
  return realpath(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return path;
    throw error;
  });
}

async function writeAtomically(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  // In the same folder: a rename is atomic only within one file system.
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, "utf8");
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // Node says so of a read-only file system too, where the folder above is missing as well: that one tells the truth.
    if (systemCode(error) !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, resolve(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function fileNamesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A file whose size is known is not begun where there is no room for it; of others (a pipe, a device) as much is read as there is. */
async function readAdmitted(path: string, admit: Admit): Promise<string> {
  const found = await stat(path);
  if (!found.isFile()) return found.isDirectory() ? readWhole(path) : readStream(createReadStream(path), admit);
  if (!admit(found.size)) throw tooLarge(path);
  return readWhole(path);
}

/** Given an encoding, `readFile` decodes piece by piece, which takes several times as long. */
async function readWhole(path: string): Promise<string> {
  return (await readFile(path)).toString("utf8");
}

async function readStream(stream: AsyncIterable<Buffer | string>, admit: Admit = () => true): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    if (!admit(bytes.length)) throw tooLarge("<stdin>");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}
