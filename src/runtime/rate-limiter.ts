import { type ClockTimer, type RuntimeClock, systemClock } from "./clock.js";
import { SdkError } from "./errors/sdk-error.js";
import { heldBack } from "./held-back.js";
import type { ApiRequest } from "./request.js";
import type { RetryPolicy } from "./retry-policy.js";
import { atLeast, backoff } from "./retry-timing.js";
import { tellOfQueue, WaitingLine } from "./waiting-line.js";

/** Takes a place of the user's own limit: 0, or how long to wait. */
export type TakePlace = () => number | Promise<number>;

/** Whoever is asked to wait for longer is turned away meanwhile, and the server asked again after this. */
const maxPause = 60_000;

/** After a pause requests are let go in so many groups, over a tenth of the pause: not all at one moment. */
const groups = 10;
const maxSpread = 1_000;

/** Holds requests back while the server wants it so, and keeps them within the user's own limit. */
export class RateLimiter {
  readonly #line: WaitingLine;
  readonly #take: TakePlace | undefined;
  readonly #clock: RuntimeClock;
  /** As the clock's `now` counts; 0: not paused. */
  #pausedUntil = 0;
  /** Until when the server has asked to wait; may be later. */
  #resumeAt = 0;
  /** The wait between two groups after a pause; 0: all may go. */
  #gap = 0;
  /** Refusals in a row that don't say how long to wait. */
  #strikes = 0;
  #isPumping = false;
  #timer: ClockTimer | undefined;
  #wake: (() => void) | undefined;

  constructor(take: TakePlace | undefined, maxQueue: number, clock: RuntimeClock = systemClock) {
    this.#take = take;
    this.#clock = clock;
    this.#line = new WaitingLine({ reason: "rateLimit", maxLength: maxQueue, onEmpty: () => this.#stopWaiting() });
  }

  /** Undefined where the request may go at once. */
  admit(request: ApiRequest): Promise<void> | undefined {
    if (this.#line.length === 0) {
      if (this.#pausedUntil === 0) {
        const place = this.#take?.() ?? 0;
        if (place === 0) return undefined;
        return this.#join(request, place);
      }
      if (this.#pausedUntil <= this.#clock.now()) {
        this.#pausedUntil = 0;
        return this.admit(request);
      }
    }
    const hopeless = this.#pausedUntil === 0 ? undefined : this.#hopeless(request);
    return hopeless === undefined ? this.#join(request, undefined) : Promise.reject(hopeless);
  }

  /** The server wants nothing for so long. */
  pause(asked: number): void {
    const now = this.#clock.now();
    const pause = atLeast(asked);
    this.#resumeAt = Math.max(this.#resumeAt, now + pause);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(pause, maxPause));
    this.#gap = Math.min(maxSpread, pause / 10) / groups;
  }

  /** The server refuses, and doesn't say for how long. */
  strike(policy: RetryPolicy): void {
    // Those that were sent together are refused together: it counts once.
    if (this.#pausedUntil > this.#clock.now()) return;
    this.#strikes += 1;
    this.pause(backoff(this.#strikes, policy));
  }

  /** The server has answered. */
  relent(): void {
    this.#strikes = 0;
  }

  /** The error for a request for which there is no point in waiting. */
  #hopeless(request: ApiRequest): Error | undefined {
    const { call } = request;
    const wait = Math.ceil(this.#resumeAt - this.#clock.now());
    const { total } = call.timeouts;
    const patience = call.retryPolicy().maxRetryAfter;
    const left = total > 0 ? total - call.elapsed() : Number.POSITIVE_INFINITY;
    if (wait <= Math.min(patience, left)) return undefined;
    return heldBack(request, `${request.origin} has asked all calls to wait ${wait} ms more: nothing was sent`, wait);
  }

  #join(request: ApiRequest, place: number | Promise<number> | undefined): Promise<void> {
    const turn = this.#line.join(request);
    void this.#pump(place);
    return turn.then((event) => tellOfQueue(request, event));
  }

  /** Lets the line go as fast as it may. `place` is what was asked for the first one. */
  async #pump(place: number | Promise<number> | undefined): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    let asked = place;
    while (this.#line.length > 0) {
      const wait = await this.#nextWait(asked);
      asked = undefined;
      if (wait === undefined) continue;
      if (wait > 0) await this.#wait(wait);
    }
    this.#isPumping = false;
    this.#gap = 0;
  }

  /** Lets through whoever may go now; gives how long the next has to wait. */
  async #nextWait(asked: number | Promise<number> | undefined): Promise<number | undefined> {
    const pause = this.#pausedUntil - this.#clock.now();
    if (pause > 0) return pause;
    this.#pausedUntil = 0;
    if (this.#take === undefined) {
      const group = this.#gap === 0 ? this.#line.length : Math.ceil(this.#line.length / groups);
      for (let count = 0; count < group; count += 1) this.#line.next();
      return this.#gap;
    }
    try {
      const wait = await (asked ?? this.#take());
      if (wait === 0) this.#line.next();
      return wait;
    } catch (cause) {
      const message = `The rate limit's store has failed: ${cause instanceof Error ? cause.message : cause}`;
      this.#line.failNext(new SdkError({ message, cause }));
      return undefined;
    }
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = this.#clock.start(milliseconds, resolve);
    });
  }

  /** Nobody waits any more: no timer stays behind. */
  #stopWaiting(): void {
    this.#clock.stop(this.#timer);
    this.#wake?.();
  }
}
