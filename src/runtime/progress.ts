/** How far an upload or a download is. */
export interface Progress {
  /** So far. A download that was interrupted goes on counting; one that starts again, or an upload that is retried, does so from 0. */
  readonly bytes: number;
  /** Undefined where it isn't known: a stream without a length, a compressed response. */
  readonly totalBytes: number | undefined;
  /** Over the last one or two seconds. */
  readonly bytesPerSecond: number;
}

export type OnProgress = (progress: Progress) => void;

/** How long a window of the rate is. */
const windowMs = 1_000;

/** Counts bytes and tells how fast they come. */
export class ProgressMeter {
  #bytes: number;
  readonly #totalBytes: number | undefined;
  readonly #onProgress: OnProgress;
  /** The rate is measured from the beginning of the window before this one: it neither jumps nor remembers for long. */
  #previous: Mark;
  #current: Mark;

  constructor(onProgress: OnProgress, totalBytes: number | undefined, bytes: number = 0) {
    this.#onProgress = onProgress;
    this.#totalBytes = totalBytes;
    this.#bytes = bytes;
    this.#current = { at: performance.now(), bytes };
    this.#previous = this.#current;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    const now = performance.now();
    if (now - this.#current.at >= windowMs) {
      this.#previous = this.#current;
      this.#current = { at: now, bytes: this.#bytes };
    }
    // A clock that has not moved says nothing.
    const seconds = Math.max(now - this.#previous.at, 1) / 1_000;
    const bytesPerSecond = (this.#bytes - this.#previous.bytes) / seconds;
    this.#onProgress({ bytes: this.#bytes, totalBytes: this.#totalBytes, bytesPerSecond });
  }
}

interface Mark {
  readonly at: number;
  readonly bytes: number;
}
