import { AbortedError } from "./errors/aborted-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { asIs, type Policy, type Send } from "./middleware.js";
import type { ApiRequest } from "./request.js";
import type { RetryBudgets } from "./retry-budget.js";
import { decideRetry, type Failure } from "./retry-decision.js";
import { sleep } from "./sleep.js";
import type { TransportResponse } from "./transport/transport.js";

/** Sends a request again where that may help and does no harm. The first attempt costs nothing more than a callback. */
export function retry(budgets: RetryBudgets): Policy {
  return (request, next, receive) => {
    const sending = new Sending(budgets, request, next);
    request.call.sending = sending;
    return next(request, asIs).then(
      (response) =>
        // Most are what was asked for.
        sending.accepts(response) ? receive(response) : sending.repeat({ response }).then(receive),
      (error) => sending.repeat({ error }).then(receive),
    );
  };
}

/** A request on its way to an answer that is worth handing on. */
export class Sending {
  readonly #budgets: RetryBudgets;
  readonly #request: ApiRequest;
  readonly #next: Send;
  #attempt = 1;
  /** What the last retry took from the budget. */
  #cost: number | undefined;
  #response: TransportResponse | undefined;

  constructor(budgets: RetryBudgets, request: ApiRequest, next: Send) {
    this.#budgets = budgets;
    this.#request = request;
    this.#next = next;
  }

  /** False for a response that may be worth another attempt. */
  accepts(response: TransportResponse): boolean {
    if (response.status >= 400) return false;
    this.#budgets.refund(this.#request.origin, this.#cost);
    this.#response = response;
    return true;
  }

  /** Sends again until it works or is no use any more; then the last failure is the result. */
  async repeat(first: Failure): Promise<TransportResponse> {
    let failure = first;
    for (;;) {
      const delayMs = this.#decide(failure);
      if (delayMs === undefined) return this.#giveUp(failure);
      failure.response?.body.discard();
      await this.#announce(failure, delayMs);
      const { call } = this.#request;
      await sleep(delayMs, call.cancellation, call.clock);
      call.delayMs = delayMs;
      this.#attempt += 1;
      try {
        const response = await this.#next(this.#request, asIs);
        if (this.accepts(response)) return response;
        failure = { response };
      } catch (error) {
        failure = { error };
      }
    }
  }

  /**
   * The body of the answer broke off before anybody saw a part of it: the request may be sent again.
   * Undefined where a middleware of the user has put another answer in its place: what it does can't be repeated.
   */
  repeatBody(response: TransportResponse, error: Error): Promise<TransportResponse> | undefined {
    if (response !== this.#response) return undefined;
    const { attempts } = this.#request.call;
    const last = attempts.pop();
    if (last !== undefined) attempts.push({ ...last, error: error.message });
    return this.repeat({ error });
  }

  /** The wait before the next attempt; undefined where there is none. */
  #decide(failure: Failure): number | undefined {
    const request = this.#request;
    const { call, origin } = request;
    // The caller has given up; nothing that happens then is worth a word.
    if (call.cancellation.reason !== undefined || failure.error instanceof AbortedError) return undefined;
    const policy = call.retryPolicy();
    const decision = decideRetry({ failure, attempt: this.#attempt, request, policy });
    if (decision.kind === "refused") call.notRetried = decision.why;
    if (decision.kind !== "retry") return undefined;
    if (policy.budget) this.#cost = this.#budgets.of(origin).take(failure.error instanceof TimeoutError);
    if (this.#cost !== 0) return decision.delayMs;
    call.notRetried = `${origin} has failed so often that the retry budget is used up`;
    return undefined;
  }

  #giveUp({ response, error }: Failure): TransportResponse {
    if (response === undefined) throw error;
    this.#response = response;
    return response;
  }

  async #announce({ response, error }: Failure, delayMs: number): Promise<void> {
    const { call, operation, requestId } = this.#request;
    for (const { onRetry } of call.hooks) {
      await onRetry?.({
        operationId: operation.id,
        requestId,
        attempt: this.#attempt,
        delayMs,
        error,
        response: response && { status: response.status, headers: response.headers },
      });
    }
  }
}
