// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { TokenSet, TokenStore } from "../auth/token-store.js";

/** Tokens of this process, for clients that are not derived from each other and are to share them all the same. */
export class MemoryTokenStore implements TokenStore {
  readonly #tokens = new Map<string, TokenSet>();
  readonly #locks = new Map<string, Promise<unknown>>();

  get(key: string): TokenSet | undefined {
    return this.#tokens.get(key);
  }

  set(key: string, tokens: TokenSet | undefined): void {
    if (tokens === undefined) this.#tokens.delete(key);
    else this.#tokens.set(key, tokens);
  }

  /** One after the other, in the order in which they ask. */
  lock<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const result = (this.#locks.get(key) ?? Promise.resolve()).then(task);
    const done = result.then(ignore, ignore);
    this.#locks.set(key, done);
    done.then(() => {
      if (this.#locks.get(key) === done) this.#locks.delete(key);
    });
    return result;
  }
}

function ignore(): undefined {
  return undefined;
}
