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
  /** UTF-8. "too-large" where `admit` says no. */
  readText(path: string, admit?: Admit): Promise<string>;
  /** The text of an http(s) URL, after redirects. */
  fetchText(url: string, options?: FetchOptions): Promise<FetchedText>;
  /** All of standard input, UTF-8. */
  readStdin(admit?: Admit): Promise<string>;
  /** Atomic: the file is the old one or the new one, never a part. Makes the folders above it. */
  writeText(path: string, text: string): Promise<void>;
  /** All files below a folder, recursively: relative paths with `/`, sorted. A folder that does not exist is empty. */
  list(folder: string): Promise<readonly string[]>;
  /** The names of the files that stand in a folder itself, sorted. A folder that does not exist is empty. */
  listNames(folder: string): Promise<readonly string[]>;
  /** What stands directly in a folder; undefined where there is no folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /**
   * Does all of it, in this order and without a pause: signals that end the process wait until it is done. Folders that
   * are needed are made before anything else. `attic` is a folder in which what is replaced may be kept until it is removed.
   */
  change(changes: readonly FileChange[], attic?: string): Promise<void>;
  /** Says that so many changes will be asked for soon: what takes time to start is started. Nothing comes of it where they are not. */
  expectChanges(count: number): void;
  /** Removes a folder with all that is in it. Nothing there: nothing done. */
  removeFolder(path: string): Promise<void>;
  /** Where to keep what can be done without; undefined where nothing can be kept. */
  cacheFolder(): Promise<string | undefined>;
  /** The number of this process. */
  readonly processId: number;
  /** Whether a process of this machine is still there. */
  isRunning(processId: number): boolean;
}

/** What is done to a disk. */
export type FileChange =
  /** Gives a file or a folder another name in one step; a file of that name is replaced. */
  | { readonly kind: "move"; readonly from: string; readonly to: string }
  /** Removes a file, and the folders above it that it leaves empty, up to `root` (which stays). Nothing there: nothing done. */
  | { readonly kind: "remove"; readonly path: string; readonly root: string };

/** Whether a redirect to this URL may be followed. */
export type MayFollow = (url: string) => Promise<boolean>;

/** Told of each piece before it is kept, in bytes: whether there is room for it. */
export type Admit = (bytes: number) => boolean;

/**
 * Which addresses a name may lead to: those of the whole internet alone; also those of this machine and its network, save
 * the ones at which clouds keep the credentials of a machine; or any.
 */
export type Reach = "public" | "network" | "any";

export interface FetchOptions {
  /** Asked before a redirect is followed; "denied" where it says no. */
  readonly mayFollow?: MayFollow;
  /** Default "any". Once a public server has answered, a redirect of its leads to public addresses only. */
  readonly reach?: Reach;
  readonly admit?: Admit;
  /** For all of it, redirects included. Default 30 s. */
  readonly timeoutMs?: number;
}

/** What a URL gave. */
export interface FetchedText {
  readonly text: string;
  /** The one after redirects: references in the text are relative to it. */
  readonly url: string;
  /** Whether it came from this machine or its own network. */
  readonly isPrivate: boolean;
}
