// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "./errors/configuration-error.js";
import { builtinModule, randomId } from "./platform.js";
import { type OnProgress, ProgressMeter } from "./progress.js";

export interface SaveTarget {
  readonly path: string;
  readonly totalBytes: number | undefined;
  readonly onProgress: OnProgress | undefined;
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  open(path: string, flags: string): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean }): Promise<void>;
}

interface FileHandle {
  write(data: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  close(): Promise<void>;
}

/** Through a file beside the target, so that nobody ever sees half of it. */
export async function saveStream(stream: ReadableStream<Uint8Array>, target: SaveTarget): Promise<number> {
  const files = fileSystem();
  if (files === undefined) {
    await stream.cancel();
    throw new ConfigurationError({ message: "This platform has no files: use `stream()` or `blob()`" });
  }
  const partial = `${target.path}.${randomId().slice(0, 8)}.part`;
  try {
    const written = await writeChunks(await files.open(partial, "wx"), stream, target);
    await files.rename(partial, target.path);
    return written;
  } catch (error) {
    if (!stream.locked) await stream.cancel();
    await files.rm(partial, { force: true });
    throw error;
  }
}

async function writeChunks(file: FileHandle, stream: ReadableStream<Uint8Array>, target: SaveTarget): Promise<number> {
  const reader = stream.getReader();
  const meter = target.onProgress === undefined ? undefined : new ProgressMeter(target.onProgress, target.totalBytes);
  let receivedBytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return receivedBytes;
      await writeAll(file, value);
      receivedBytes += value.byteLength;
      meter?.add(value.byteLength);
    }
  } finally {
    // Frees the connection where writing failed; of no effect where the stream has ended.
    await reader.cancel().catch(() => undefined);
    await file.close();
  }
}

/** One `write` may take less than all. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.byteLength; ) {
    offset += (await file.write(chunk, offset, chunk.byteLength - offset)).bytesWritten;
  }
}

function fileSystem(): FileSystem | undefined {
  const files = builtinModule("node:fs/promises");
  return isFileSystem(files) ? files : undefined;
}

function isFileSystem(value: unknown): value is FileSystem {
  return typeof value === "object" && value !== null && "open" in value && "rename" in value && "rm" in value;
}
