import type { Policy } from "./middleware.js";
import type { ApiRequest, QueueEvent } from "./request.js";
import { tellOfQueue, WaitingLine } from "./waiting-line.js";

/** So many calls at a time; all others wait for one of them to end. */
export class ConcurrencyLimiter {
  readonly #max: number;
  readonly #line: WaitingLine;
  #active = 0;

  constructor(max: number, maxQueue: number) {
    this.#max = max;
    this.#line = new WaitingLine({ reason: "concurrency", maxLength: maxQueue });
  }

  /** Undefined where there is a place. Each that is let in must `leave`. */
  enter(request: ApiRequest): Promise<QueueEvent> | undefined {
    if (this.#active >= this.#max) return this.#line.join(request);
    this.#active += 1;
    return undefined;
  }

  /** The place goes to who waits for it. */
  leave(): void {
    if (!this.#line.next()) this.#active -= 1;
  }
}

/**
 * A place is held over all attempts, until the body has been read, handed to the caller or given up. (A result that
 * nobody ever looks at keeps its place until the total limit ends it.)
 */
export function concurrency(limiter: ConcurrencyLimiter): Policy {
  return (request, next, receive) => {
    const { call } = request;
    // A middleware of the user sends again: it has its place.
    if (call.hasPlace) return next(request, receive);
    const turn = limiter.enter(request);
    if (turn === undefined) {
      call.holdPlace(() => limiter.leave());
      return next(request, receive);
    }
    return turn.then(async (event) => {
      call.holdPlace(() => limiter.leave());
      await tellOfQueue(request, event);
      return next(request, receive);
    });
  };
}
