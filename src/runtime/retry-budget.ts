/** As in the standard mode of AWS's SDKs: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const capacity = 500;
const retryCost = 5;
/** A timeout keeps the server busy for longer than an error does. */
const timeoutCost = 10;
const successRefund = 1;

/**
 * How many retries a server is still worth. One that fails now and then costs little; one that fails always is soon sent
 * each request only once, so that the clients don't keep it from getting up again.
 */
export class RetryBudget {
  #tokens = capacity;

  /** Takes what a retry costs; 0 where there is not enough left. */
  take(isTimeout: boolean): number {
    const cost = isTimeout ? timeoutCost : retryCost;
    if (this.#tokens < cost) return 0;
    this.#tokens -= cost;
    return cost;
  }

  /** A call has succeeded: gives back what its last retry cost, or a little where it needed none. */
  refund(cost: number = successRefund): void {
    this.#tokens = Math.min(capacity, this.#tokens + cost);
  }
}

/** One budget for each origin; made when something is first retried there. */
export class RetryBudgets {
  readonly #budgets = new Map<string, RetryBudget>();

  of(origin: string): RetryBudget {
    let budget = this.#budgets.get(origin);
    if (budget === undefined) {
      budget = new RetryBudget();
      this.#budgets.set(origin, budget);
    }
    return budget;
  }

  /** A call has succeeded; `cost` is what its last retry took. */
  refund(origin: string, cost: number | undefined): void {
    if (this.#budgets.size > 0) this.#budgets.get(origin)?.refund(cost);
  }
}
