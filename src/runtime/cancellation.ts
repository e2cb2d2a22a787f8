import { type ClockTimer, type RuntimeClock, systemClock } from "./clock.js";
import { AbortedError } from "./errors/aborted-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import type { AbortNotice } from "./transport/transport.js";

type Listener = (reason: Error) => void;

/** The longest delay that `setTimeout` takes; more would fire at once. */
const maxDelay = 2_147_483_647;

/** What the runtime's middleware may do with a call's limits. An interface, so that two copies of the runtime fit each other. */
export interface CallCancellation extends AbortNotice {
  startTimer(totalMs: number): void;
  stopTimer(): void;
  follow(signal: AbortSignal): void;
}

/**
 * The two reasons for which a call is given up: the caller's signal and the total limit.
 * It does what an `AbortController` does at a fraction of its cost, and makes one only for those who ask.
 */
export class Cancellation implements CallCancellation {
  #reason: Error | undefined;
  #listeners: Listener[] = [];
  #controller: AbortController | undefined;
  readonly #clock: RuntimeClock;
  #timer: ClockTimer | undefined;
  #source: AbortSignal | undefined;
  #onAbort: (() => void) | undefined;

  constructor(clock: RuntimeClock = systemClock) {
    this.#clock = clock;
  }

  get reason(): Error | undefined {
    return this.#reason;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Calls the listener once; at once, where the call is given up already. */
  listen(listener: Listener): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return ignore;
    }
    this.#listeners.push(listener);
    return () => {
      const index = this.#listeners.indexOf(listener);
      if (index >= 0) this.#listeners.splice(index, 1);
    };
  }

  /** From now on the call lasts `totalMs` at most. */
  startTimer(totalMs: number): void {
    if (totalMs > 0 && totalMs < maxDelay) this.#timer = this.#clock.start(totalMs, expire, this, totalMs);
  }

  stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.stop(this.#timer);
    this.#timer = undefined;
  }

  /** Gives the call up when the caller's signal says so. */
  follow(signal: AbortSignal): void {
    const onAbort = (): void => this.cancel(toAbortedError(signal));
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener("abort", onAbort, { once: true });
    this.#source = signal;
    this.#onAbort = onAbort;
  }

  /** Gives the call up. Only the first reason counts. */
  cancel(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.settle();
    for (const listener of listeners) listener(reason);
    this.#controller?.abort(reason);
  }

  /** The call is over: nothing of it stays behind, no timer and no listener. */
  settle(): void {
    this.stopTimer();
    this.#listeners = [];
    if (this.#onAbort !== undefined) this.#source?.removeEventListener("abort", this.#onAbort);
    this.#source = undefined;
    this.#onAbort = undefined;
  }
}

function expire(cancellation: Cancellation, totalMs: number): void {
  cancellation.cancel(new TimeoutError({ message: `The call took longer than ${totalMs} ms`, phase: "total" }));
}

function toAbortedError(signal: AbortSignal): AbortedError {
  return new AbortedError({ message: "The call was aborted by its signal", cause: signal.reason });
}

function ignore(): void {
  // Nothing to remove: the listener has been called.
}
