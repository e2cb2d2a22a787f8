/** What can be given up from outside. */
export interface Cancellable {
  cancel(reason: Error): void;
}

/**
 * The streams of a client that are open. `close()` waits for other bodies; a stream may never end, so it is ended.
 * The streams of a derived client are its parent's, too, as long as there are any.
 */
export class OpenStreams implements Cancellable {
  readonly #streams = new Set<Cancellable>();
  readonly #parent: OpenStreams | undefined;
  #reason: Error | undefined;

  constructor(parent: OpenStreams | undefined) {
    this.#parent = parent;
  }

  /** Where the client has been closed in the meantime, the stream ends at once. */
  add(stream: Cancellable): void {
    if (this.#reason !== undefined) {
      stream.cancel(this.#reason);
      return;
    }
    this.#streams.add(stream);
    if (this.#streams.size === 1) this.#parent?.add(this);
  }

  delete(stream: Cancellable): void {
    if (this.#streams.delete(stream) && this.#streams.size === 0) this.#parent?.delete(this);
  }

  cancel(reason: Error): void {
    this.#reason = reason;
    const streams = [...this.#streams];
    this.#streams.clear();
    this.#parent?.delete(this);
    for (const stream of streams) stream.cancel(reason);
  }
}
