// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { TokenSources } from "./auth/token-sources.js";
import { RetryBudget } from "./retry-budget.js";

/** Where a derived client finds what it shares: options are all that its constructor is given. */
export const sharedState: unique symbol = /* @__PURE__ */ Symbol("sdkwright.shared");

/** What a client and those that were derived from it know together of the servers that they talk to. */
export class SharedState {
  readonly tokenSources: TokenSources = new TokenSources();
  /** By origin; one is made when something is first retried there. */
  readonly #budgets = new Map<string, RetryBudget>();

  budget(origin: string): RetryBudget {
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
