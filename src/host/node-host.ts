import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { fetchText } from "./fetch-text.js";
import { type Host, HostError, type HostErrorCode } from "./host.js";

/** The host of a real machine: its disk, its network, its standard input. */
export function nodeHost(options: { readonly cwd?: string } = {}): Host {
  const cwd = resolve(options.cwd ?? process.cwd());
  const at = (path: string): string => resolve(cwd, path);
  return {
    cwd,
    realPath: (path) => attempt(path, () => followLinks(at(path))),
    readText: (path) => attempt(path, () => readFile(at(path), "utf8")),
    fetchText: (url, mayFollow) => fetchText(url, mayFollow === undefined ? {} : { mayFollow }),
    readStdin: () => attempt("<stdin>", () => readStream(process.stdin)),
    writeText: (path, text) => attempt(path, () => writeAtomically(at(path), text)),
    move: (from, to) => attempt(to, () => moveFile(at(from), at(to))),
    list: (folder) => attempt(folder, () => listFiles(at(folder))),
    listNames: (folder) => attempt(folder, () => namesIn(at(folder))),
    remove: (path, root) => attempt(path, () => removeFile(at(path), at(root))),
  };
}

async function followLinks(path: string): Promise<string> {
  return realpath(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return path;
    throw error;
  });
}

async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
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

async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
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

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function removeFile(path: string, root: string): Promise<void> {
  await rm(path, { force: true });
  for (let folder = dirname(path); folder.startsWith(root + sep); folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      // Not empty, or already gone: the folders above are then not ours to remove either.
      () => false,
    );
    if (!removed) return;
  }
}

async function readStream(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const codes: Readonly<Record<string, { code: HostErrorCode; reason: string }>> = {
  ENOENT: { code: "not-found", reason: "no such file" },
  EACCES: { code: "denied", reason: "permission denied" },
  EPERM: { code: "denied", reason: "operation not permitted" },
  EROFS: { code: "denied", reason: "the file system is read-only" },
  EISDIR: { code: "is-directory", reason: "it is a folder" },
  // What mkdir says of a file in the way of a folder.
  EEXIST: { code: "not-directory", reason: "a part of the path is not a folder" },
  ENOTDIR: { code: "not-directory", reason: "a part of the path is not a folder" },
  ERR_FS_FILE_TOO_LARGE: { code: "too-large", reason: "the file is too large" },
  ERR_STRING_TOO_LONG: { code: "too-large", reason: "the file is too large" },
};

async function attempt<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const system = systemCode(error);
    const known = system === undefined ? undefined : codes[system];
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(known?.code ?? "failed", target, { reason: known?.reason ?? reason, cause: error });
  }
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
