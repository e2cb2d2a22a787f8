// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { OnProgress } from "./progress.js";
import { saveStream } from "./save.js";
import { UnreadBody } from "./unread-body.js";

export interface SaveOptions {
  /** Called after each chunk. */
  readonly onProgress?: OnProgress | undefined;
}

/** A body that is neither JSON nor text. It can be read once; `discard()` lets go of it. */
export class BinaryResponse extends UnreadBody {
  /** The number of bytes to come; undefined where the server doesn't say or where the body is compressed. */
  get size(): number | undefined {
    const length = this.headers.get("content-length");
    return length === undefined || this.headers.has("content-encoding") ? undefined : Number(length);
  }

  /**
   * Writes the body to a file and gives the number of bytes. What was there is replaced only when all has arrived.
   * @throws ConfigurationError where the platform has no files, ConnectionError if the body ends too early
   */
  saveTo(path: string, options: SaveOptions = {}): Promise<number> {
    return saveStream(this.stream(), { path, totalBytes: this.size, onProgress: options.onProgress });
  }
}
