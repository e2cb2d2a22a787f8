import { download } from "./download.js";
import type { OnProgress } from "./progress.js";
import { saveFile } from "./save.js";
import { UnreadBody } from "./unread-body.js";

export interface SaveOptions {
  /** Called after each chunk that was written. */
  readonly onProgress?: OnProgress | undefined;
  /**
   * How often a download whose connection broke goes on. Default 10; 0: never.
   *
   * It goes on where it stopped if the server names the file's state by a strong `ETag`, or by a `Last-Modified` that
   * is a minute old (`Range` and `If-Range`, RFC 9110); otherwise, or where the file has changed, it starts again. Only
   * for GET, and not where a range was asked for.
   */
  readonly maxResumes?: number | undefined;
}

const defaultMaxResumes = 10;

/** A body that is neither JSON nor text. It can be read once; `discard()` lets go of it. */
export class BinaryResponse extends UnreadBody {
  /**
   * Writes the body to a file, in constant memory, and gives the number of bytes. It is written under another name in
   * the same folder: what was there is replaced only when all has arrived, and nothing is left behind otherwise.
   * @throws ConfigurationError where the platform has no files, ConnectionError if the body ends too early and can't be
   *   had to its end, TimeoutError if nothing comes any more, AbortedError
   */
  async saveTo(path: string, options: SaveOptions = {}): Promise<number> {
    const { onProgress, maxResumes = defaultMaxResumes } = options;
    const { call } = UnreadBody.insides(this);
    try {
      return await saveFile(path, (file) => download(this, file, { onProgress, maxResumes }));
    } catch (error) {
      this.discard();
      throw await call.fail(error);
    }
  }
}
