import type { TokenIo, TokenSource, TokenSourceInit } from "../auth/token-source.js";
import type { TokenStore } from "../auth/token-store.js";
import { TokenError } from "../errors/token-error.js";
import type { TransportResponse } from "../transport/transport.js";
import { isTokenRefusal } from "./challenge.js";
import type { GrantSettings } from "./grant-settings.js";
import { Grants } from "./grants.js";
import { type HeldToken, holdStored } from "./held-token.js";
import { MemoryTokenStore } from "./memory-token-store.js";
import { storeKey } from "./store-key.js";

/** After a renewal in the background has failed, the next is tried when so much of the time that is left has gone by. */
const retryAfterShare = 6;

/** Keeps one access token, and renews it once for all who need it. */
export class TokenManager implements TokenSource {
  readonly #init: TokenSourceInit;
  readonly #grants: Grants;
  readonly #store: TokenStore;
  #held: HeldToken | undefined;
  #flight: Promise<HeldToken> | undefined;
  #nextInBackground = 0;
  #key: Promise<string> | undefined;

  constructor(init: TokenSourceInit) {
    this.#init = init;
    const settings: GrantSettings = init.settings;
    this.#grants = new Grants({ schemeName: init.schemeName, scheme: init.scheme, settings });
    this.#store = init.store ?? new MemoryTokenStore();
    if (settings.tokens !== undefined) this.#held = holdStored(settings.tokens, init.clock);
  }

  token(io: TokenIo): string | Promise<string> {
    const held = this.#held;
    if (held === undefined) return this.#wait(io);
    const now = this.#init.clock.now();
    if (now >= held.waitAt) return this.#wait(io);
    if (now >= held.refreshAt && now >= this.#nextInBackground) this.#renewInBackground(held, io);
    return held.tokens.accessToken;
  }

  isRefused(response: TransportResponse): boolean {
    return isTokenRefusal(response);
  }

  async replace(refused: string, io: TokenIo): Promise<string | undefined> {
    const { accessToken } = this.#held?.tokens ?? {};
    if (accessToken !== undefined && accessToken !== refused) return accessToken;
    if (!(await this.#grants.canRenew(this.#held?.tokens))) return undefined;
    const renewed = (await this.#renewed(io)).tokens.accessToken;
    return renewed === refused ? undefined : renewed;
  }

  async #wait(io: TokenIo): Promise<string> {
    try {
      return (await this.#renewed(io)).tokens.accessToken;
    } catch (error) {
      // As long as the old one lives, it is better than nothing.
      const held = this.#held;
      if (held !== undefined && this.#init.clock.now() < held.goneAt) return held.tokens.accessToken;
      throw error;
    }
  }

  #renewInBackground(held: HeldToken, io: TokenIo): void {
    const pause = (held.goneAt - held.refreshAt) / retryAfterShare;
    this.#nextInBackground = this.#init.clock.now() + pause;
    // Nobody waits for it; whoever must wait will see what is wrong.
    this.#renewed(io).catch(() => {
      this.#nextInBackground = this.#init.clock.now() + pause;
    });
  }

  /** One at a time, for all callers; none of them can give it up for the others. */
  async #renewed(io: TokenIo): Promise<HeldToken> {
    this.#flight ??= this.#renew(io).finally(() => {
      this.#flight = undefined;
    });
    try {
      return await this.#flight;
    } catch (error) {
      throw ownError(error);
    }
  }

  async #renew(io: TokenIo): Promise<HeldToken> {
    const old = this.#held;
    this.#grants.check();
    this.#key ??= this.#init.store === undefined ? Promise.resolve("tokens") : storeKey(this.#init, io);
    const key = await this.#key;
    return this.#grants.limit(
      (ask) =>
        this.#store.lock(key, async () => {
          const stored = await this.#store.get(key);
          const shared = stored && holdStored(stored, this.#init.clock);
          // Somebody else has renewed it meanwhile.
          const isNewer = shared !== undefined && shared.tokens.accessToken !== old?.tokens.accessToken;
          if (isNewer && this.#init.clock.now() < shared.waitAt) return this.#hold(shared);
          const issued = await this.#grants.issue(stored ?? old?.tokens, {
            ...ask,
            drop: () => this.#drop(key),
          });
          this.#hold(issued);
          await this.#store.set(key, issued.tokens);
          return issued;
        }),
      io,
    );
  }

  #hold(token: HeldToken): HeldToken {
    this.#held = token;
    this.#nextInBackground = 0;
    return token;
  }

  /** The refresh token is of no use any more; the access token may be. */
  async #drop(key: string): Promise<void> {
    if (this.#held !== undefined) {
      const { refreshToken: _dropped, ...tokens } = this.#held.tokens;
      this.#held = { ...this.#held, tokens };
    }
    await this.#store.set(key, undefined);
  }
}

/** Each caller gets an error of its own: it learns which call it belongs to. */
function ownError(error: unknown): unknown {
  if (!(error instanceof TokenError)) return error;
  const { message, cause, status, errorDescription } = error;
  return new TokenError({ message, cause, status, errorDescription, error: error.error });
}
