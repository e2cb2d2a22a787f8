/** Where a client takes its time from: retries, limits, pauses and the life of tokens. Tests have one that they move by hand. */
export interface RuntimeClock {
  /** Milliseconds that only ever grow, as `performance.now()` counts. */
  now(): number;
  /** Milliseconds since the epoch, as `Date.now()` counts. */
  time(): number;
  /** Calls back after so many milliseconds; gives what `stop` takes. */
  start<Args extends readonly unknown[]>(
    milliseconds: number,
    callback: (...args: Args) => void,
    ...args: Args
  ): ClockTimer;
  /** Of no effect on a timer that has run, and on none. */
  stop(timer: ClockTimer | undefined): void;
}

/** What a platform's `setTimeout` gives. */
export type ClockTimer = ReturnType<typeof setTimeout> | number;

/** The machine's own. */
export const systemClock: RuntimeClock = {
  now: () => performance.now(),
  time: () => Date.now(),
  start: (milliseconds, callback, ...args) => setTimeout(callback, milliseconds, ...args),
  stop: (timer) => clearTimeout(timer),
};
