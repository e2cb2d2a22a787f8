import type { ClockTimer } from "./clock.js";
import { heldBack } from "./held-back.js";
import type { ApiRequest, QueueEvent } from "./request.js";
import { timeoutError } from "./transport/failure.js";

interface Waiter {
  readonly operationId: string;
  go(): void;
  fail(error: unknown): void;
}

export interface WaitingLineInit {
  readonly reason: QueueEvent["reason"];
  /** No more than so many wait. */
  readonly maxLength: number;
  /** Called when the last one has gone, let through or not. */
  readonly onEmpty?: () => void;
}

/** Tells the hooks of a wait that is over. */
export async function tellOfQueue({ call }: ApiRequest, event: QueueEvent): Promise<void> {
  for (const { onQueue } of call.hooks) await onQueue?.(event);
}

/**
 * Requests that wait for their turn: first come, first served within an operation, and operations by turns, so that a
 * thousand calls of one don't keep the others waiting.
 */
export class WaitingLine {
  readonly #init: WaitingLineInit;
  /** By operation; the first is next. */
  readonly #waiters = new Map<string, Waiter[]>();
  #length = 0;

  constructor(init: WaitingLineInit) {
    this.#init = init;
  }

  get length(): number {
    return this.#length;
  }

  /** Settled when it is the request's turn, when it has waited too long, or when its call is given up. */
  async join(request: ApiRequest): Promise<QueueEvent> {
    const { reason, maxLength } = this.#init;
    if (this.#length >= maxLength) {
      throw heldBack(request, `${this.#length} calls wait already, and \`maxQueue\` admits no more: nothing was sent`);
    }
    const length = this.#length + 1;
    const { clock } = request.call;
    const start = clock.now();
    await this.#wait(request);
    const waitedMs = clock.now() - start;
    return { operationId: request.operation.id, requestId: request.requestId, reason, length, waitedMs };
  }

  /** Lets the next one through; false where nobody waits. */
  next(): boolean {
    const waiter = this.#first();
    waiter?.go();
    return waiter !== undefined;
  }

  /** Turns the next one away. */
  failNext(error: unknown): void {
    this.#first()?.fail(error);
  }

  #wait({ call, operation }: ApiRequest): Promise<void> {
    const { cancellation, timeouts, attempts, clock } = call;
    if (cancellation.reason !== undefined) return Promise.reject(cancellation.reason);
    return new Promise((resolve, reject) => {
      let timer: ClockTimer | undefined;
      const leave = (): void => {
        clock.stop(timer);
        stopListening();
        this.#remove(waiter);
      };
      const waiter: Waiter = {
        operationId: operation.id,
        go: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      // Who has been sent before came before all others.
      this.#add(waiter, attempts.length > 0);
      const stopListening = cancellation.listen(waiter.fail);
      const { queue } = timeouts;
      if (queue > 0) timer = clock.start(queue, () => waiter.fail(timeoutError("queue", queue)));
    });
  }

  #add(waiter: Waiter, isFirst: boolean): void {
    this.#length += 1;
    const line = this.#waiters.get(waiter.operationId);
    if (line === undefined) this.#waiters.set(waiter.operationId, [waiter]);
    else if (isFirst) line.unshift(waiter);
    else line.push(waiter);
  }

  #remove(waiter: Waiter): void {
    const line = this.#waiters.get(waiter.operationId);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return;
    line.splice(index, 1);
    this.#length -= 1;
    if (line.length === 0) this.#waiters.delete(waiter.operationId);
    if (this.#length === 0) this.#init.onEmpty?.();
  }

  /** Whose turn it is; the operation then goes to the end. */
  #first(): Waiter | undefined {
    for (const [operationId, line] of this.#waiters) {
      this.#waiters.delete(operationId);
      this.#waiters.set(operationId, line);
      return line[0];
    }
    return undefined;
  }
}
