import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { PartSink } from "../multipart.js";

export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Writes a file as it comes, in constant memory, and tells what it was in the end. */
export class StoringSink implements PartSink {
  readonly #path: string;
  readonly #done: (file: StoredFile) => void;
  readonly #hash = createHash("sha256");
  #file: FileHandle | undefined;
  #size = 0;

  constructor(path: string, done: (file: StoredFile) => void) {
    this.#path = path;
    this.#done = done;
  }

  async write(chunk: Buffer): Promise<void> {
    this.#file ??= await open(this.#path, "w");
    this.#hash.update(chunk);
    this.#size += chunk.length;
    await this.#file.write(chunk);
  }

  async end(): Promise<void> {
    // An empty file is a file, too.
    this.#file ??= await open(this.#path, "w");
    await this.close();
    this.#done({ path: this.#path, size: this.#size, sha256: this.#hash.digest("hex") });
  }

  /** Closes the file; a second time does nothing. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
