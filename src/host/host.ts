/** Why something could not be read or written. */
export type HostErrorCode =
  | "not-found"
  | "denied"
  | "is-directory"
  | "not-directory"
  | "network"
  | "http-status"
  | "timeout"
  | "too-large"
  | "unsupported-url"
  | "failed";

/** An input or output that failed. `target` is the path or the URL. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly code: HostErrorCode;
  readonly target: string;
  /** The message without the target. */
  readonly reason: string;

  constructor(code: HostErrorCode, target: string, options: { reason: string; cause?: unknown }) {
    super(`${target}: ${options.reason}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.target = target;
    this.reason = options.reason;
  }
}

/** All input and output of a run. Everything rejects with a `HostError`. Relative paths are relative to `cwd`. */
export interface Host {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** The absolute path without symbolic links; of what does not exist, the absolute path. */
  realPath(path: string): Promise<string>;
  /** UTF-8. */
  readText(path: string): Promise<string>;
  /** The text of an http(s) URL, after redirects. `mayFollow` is asked before each of them; "denied" where it says no. */
  fetchText(url: string, mayFollow?: MayFollow): Promise<FetchedText>;
  /** All of standard input, UTF-8. */
  readStdin(): Promise<string>;
  /** Atomic: the file is the old one or the new one, never a part. Makes the folders above it. */
  writeText(path: string, text: string): Promise<void>;
  /** Makes a file of ours another, in one step, whatever was there. Makes the folders above it. */
  move(from: string, to: string): Promise<void>;
  /** All files below a folder, recursively: relative paths with `/`, sorted. A folder that does not exist is empty. */
  list(folder: string): Promise<readonly string[]>;
  /** The names of the files that stand in a folder itself, sorted. A folder that does not exist is empty. */
  listNames(folder: string): Promise<readonly string[]>;
  /** Removes a file, and the folders above it that it leaves empty, up to `root` (which stays). Nothing there: nothing done. */
  remove(path: string, root: string): Promise<void>;
}

/** Whether a redirect to this URL may be followed. */
export type MayFollow = (url: string) => Promise<boolean>;

/** What a URL gave. `url` is the one after redirects: references in the text are relative to it. */
export interface FetchedText {
  readonly text: string;
  readonly url: string;
}
