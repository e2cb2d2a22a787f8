import type { ClockTimer, RuntimeClock } from "../clock.js";
import { isApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Cancellable } from "./open-streams.js";
import type { EventStreamOptions, ReconnectOptions } from "./stream-options.js";

const defaults = { maxAttempts: 5, delay: 1_000, maxDelay: 30_000 };
const maxExponent = 30;

/** Why a stream is over, and where it stood. */
export interface BrokenStream {
  /** Undefined where the server has ended it. */
  readonly error: unknown;
  readonly lastEventId: string | undefined;
  /** Milliseconds that the server asked for. */
  readonly retry: number | undefined;
}

/** When to connect again, and when to give up: what EventSource does, with a limit and growing waits. */
export class Reconnection {
  readonly #options: ReconnectOptions | undefined;
  #attempt = 0;

  constructor({ reconnect = false }: EventStreamOptions) {
    this.#options = reconnect === true ? {} : reconnect === false ? undefined : reconnect;
  }

  /** An event has arrived: all is well. */
  reset(): void {
    this.#attempt = 0;
  }

  /** Milliseconds to wait; undefined to give up. */
  nextDelay({ error, lastEventId, retry }: BrokenStream): number | undefined {
    const options = this.#options;
    if (options === undefined || !isPassing(error)) return undefined;
    if (this.#attempt >= (options.maxAttempts ?? defaults.maxAttempts)) return undefined;
    this.#attempt += 1;
    const base = retry ?? options.delay ?? defaults.delay;
    const grown = base * 2 ** Math.min(this.#attempt - 1, maxExponent);
    const limited = Math.max(base, Math.min(grown, options.maxDelay ?? defaults.maxDelay));
    // Never earlier than asked for; those who were cut off together do not come back together.
    const delayMs = Math.round(Math.max(limited * (1 + Math.random() * 0.1), retryAfter(error)));
    options.onReconnect?.({ attempt: this.#attempt, delayMs, lastEventId, error });
    return delayMs;
  }
}

/** The server's end of the stream, a connection that broke, a server that is busy: not an error that stays. */
function isPassing(error: unknown): boolean {
  if (error === undefined || error instanceof ConnectionError) return true;
  if (error instanceof TimeoutError) return error.phase !== "total";
  return isApiError(error) && passingStatuses.includes(error.status);
}

const passingStatuses: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

function retryAfter(error: unknown): number {
  const found = typeof error === "object" && error !== null ? Reflect.get(error, "retryAfterMs") : undefined;
  return typeof found === "number" ? found : 0;
}

/** A wait that can be given up: it then fails with the reason, or just ends. */
export class Pause implements Cancellable {
  readonly done: Promise<void>;
  readonly #clock: RuntimeClock;
  readonly #timer: ClockTimer;
  #resolve: () => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;

  constructor(delayMs: number, clock: RuntimeClock) {
    this.#clock = clock;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = clock.start(Math.min(delayMs, 2_147_483_647), this.#resolve);
  }

  cancel(reason: Error): void {
    this.#clock.stop(this.#timer);
    this.#reject(reason);
  }

  end(): void {
    this.#clock.stop(this.#timer);
    this.#resolve();
  }
}
