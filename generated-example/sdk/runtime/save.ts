// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "./errors/configuration-error.js";
import { builtinModule, randomId } from "./platform.js";

/** Where a download is written. */
export interface PartialFile {
  write(chunk: Uint8Array, position: number): Promise<void>;
  /** Throws away what is there. */
  clear(): Promise<void>;
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  open(path: string, flags: string): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean }): Promise<void>;
}

interface FileHandle {
  write(data: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Fills a file beside the target, so that nobody ever sees half of it, and moves it there when it is complete.
 * @throws ConfigurationError where the platform has no files
 */
export async function saveFile<Result>(path: string, fill: (file: PartialFile) => Promise<Result>): Promise<Result> {
  const files = builtinModule("node:fs/promises");
  if (!isFileSystem(files)) {
    throw new ConfigurationError({ message: "This platform has no files: use `stream()` or `blob()`" });
  }
  // In the same folder: a file can't be renamed from one disk to another.
  const partial = `${path}.${randomId().slice(0, 8)}.part`;
  const handle = await files.open(partial, "wx");
  try {
    const result = await closing(handle, () => fill(partialFile(handle)));
    await files.rename(partial, path);
    return result;
  } catch (error) {
    await files.rm(partial, { force: true });
    throw error;
  }
}

/** Closed before it is renamed: an error of the disk may show only then. */
async function closing<Result>(handle: FileHandle, work: () => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
  return result;
}

function partialFile(handle: FileHandle): PartialFile {
  return {
    clear: () => handle.truncate(0),
    async write(chunk, position) {
      // One `write` may take less than all.
      for (let offset = 0; offset < chunk.byteLength; ) {
        const left = chunk.byteLength - offset;
        offset += (await handle.write(chunk, offset, left, position + offset)).bytesWritten;
      }
    },
  };
}

function isFileSystem(value: unknown): value is FileSystem {
  return typeof value === "object" && value !== null && "open" in value && "rename" in value && "rm" in value;
}
