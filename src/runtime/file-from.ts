import { ConfigurationError } from "./errors/configuration-error.js";
import { builtinModule } from "./platform.js";
import type { BodySource, OpenBody } from "./request-body.js";
import { requestProblem } from "./request-problem.js";

export interface FileFromOptions {
  /** The name that the server is told. Default: the last part of the path. */
  readonly filename?: string | undefined;
  /** Default: what the document declares for the part, or `application/octet-stream`. */
  readonly contentType?: string | undefined;
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  open(path: string | URL, flags: string): Promise<FileHandle>;
  stat(path: string | URL): Promise<{ readonly size: number; isFile(): boolean }>;
}

interface FileHandle {
  read(buffer: Uint8Array, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/**
 * A file of the disk as a body or as a part of one. It is opened when it is sent, and anew for each attempt; it is read
 * in pieces, so its size is of no matter. Needs Node.js, Deno or Bun.
 *
 * @throws ConfigurationError where the platform has no files. A file that isn't there fails the call that sends it,
 *   with a RequestValidationError.
 * @example
 * await client.media.upload({ body: { file: fileFrom("./photo.jpg", { contentType: "image/jpeg" }) } });
 */
export function fileFrom(path: string | URL, options: FileFromOptions = {}): BodySource {
  const files = builtinModule("node:fs/promises");
  if (!isFileSystem(files)) throw new ConfigurationError({ message: "This platform has no files: give a Blob" });
  const { filename = lastName(path), contentType } = options;
  return { replayable: true, filename, contentType, openBody: () => openFile(files, path) };
}

function lastName(path: string | URL): string {
  const text = typeof path === "string" ? path : decodeURIComponent(path.pathname);
  return text.split(/[\\/]/).at(-1) ?? text;
}

async function openFile(files: FileSystem, path: string | URL): Promise<OpenBody> {
  const size = await sizeOf(files, path);
  const chunks = readFile(files, { path, size });
  return { size, chunks, close: () => void chunks.return().catch(() => undefined) };
}

async function sizeOf(files: FileSystem, path: string | URL): Promise<number> {
  let stats: Awaited<ReturnType<FileSystem["stat"]>>;
  try {
    stats = await files.stat(path);
  } catch (error) {
    throw requestProblem("body", `${path} can't be read: ${error instanceof Error ? error.message : error}`, error);
  }
  if (!stats.isFile()) throw requestProblem("body", `${path} is not a file`);
  return stats.size;
}

interface SizedFile {
  readonly path: string | URL;
  readonly size: number;
}

/** As much as is in memory at a time. */
const chunkBytes = 131_072;

/** So many bytes as were announced, whatever happens to the file in the meantime. */
async function* readFile(files: FileSystem, { path, size }: SizedFile): AsyncGenerator<Uint8Array, void, void> {
  const file = await files.open(path, "r");
  try {
    for (let left = size; left > 0; ) {
      const buffer = new Uint8Array(Math.min(chunkBytes, left));
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength);
      if (bytesRead === 0) throw requestProblem("body", `${path} has become shorter while it was sent`);
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function isFileSystem(value: unknown): value is FileSystem {
  return typeof value === "object" && value !== null && "open" in value && "stat" in value;
}
