import type { ClockTimer, RuntimeClock } from "../clock.js";
import { MockError } from "./mock-error.js";

/** A clock that stands still until a test moves it. `mockPetstore({ clock: fakeClock() })` */
export interface FakeClock extends RuntimeClock {
  /**
   * Lets so many milliseconds pass: whoever waits goes on when its time has come, one after the other. What was begun
   * before, and what follows from it, is done when the promise is settled, as far as it waits for nothing but the clock.
   */
  advance(milliseconds: number): Promise<void>;
}

/** `start`: what `Date.now()` would give in the beginning; milliseconds since the epoch. Default: 2026-01-01T00:00:00Z. */
export function fakeClock(start: number = Date.UTC(2026, 0, 1)): FakeClock {
  return new ManualClock(start);
}

interface PendingTimer {
  readonly at: number;
  readonly run: () => void;
}

/** No reading of a real clock is 0, and to some readers 0 means "not set". */
const firstReading = 1_000;

class ManualClock implements FakeClock {
  readonly #start: number;
  readonly #timers = new Map<number, PendingTimer>();
  #reading = firstReading;
  #lastTimer = 0;

  constructor(start: number) {
    this.#start = start;
  }

  now(): number {
    return this.#reading;
  }

  time(): number {
    return this.#start + this.#reading - firstReading;
  }

  start<Args extends readonly unknown[]>(
    milliseconds: number,
    callback: (...args: Args) => void,
    ...args: Args
  ): ClockTimer {
    this.#lastTimer += 1;
    this.#timers.set(this.#lastTimer, { at: this.#reading + Math.max(0, milliseconds), run: () => callback(...args) });
    return this.#lastTimer;
  }

  stop(timer: ClockTimer | undefined): void {
    if (typeof timer === "number") this.#timers.delete(timer);
  }

  async advance(milliseconds: number): Promise<void> {
    if (!(milliseconds >= 0)) throw new MockError(`A clock does not go back: advance(${milliseconds})`);
    const end = this.#reading + milliseconds;
    await settled();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const [timer, { at, run }] = next;
      this.#timers.delete(timer);
      this.#reading = Math.max(this.#reading, at);
      run();
      await settled();
    }
    this.#reading = end;
  }

  /** The first whose time comes until then. */
  #next(end: number): readonly [number, PendingTimer] | undefined {
    const due = [...this.#timers].filter(([, { at }]) => at <= end);
    return due.sort(([, left], [, right]) => left.at - right.at)[0];
  }
}

/** Promises hand on to each other, and bodies are read by streams: that takes some turns of the event loop, but no time. */
const turns = 6;

async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => void setTimeout(resolve, 0));
}
