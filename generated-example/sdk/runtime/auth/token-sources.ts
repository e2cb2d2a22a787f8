// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { OAuth2Settings } from "./oauth2-credentials.js";
import type { OAuth2Support, TokenSource, TokenSourceInit } from "./token-source.js";

interface Known {
  readonly init: TokenSourceInit;
  readonly baseUrl: string | undefined;
  readonly source: TokenSource;
}

/** The token sources of a client and of all that are derived from it: one for each credential, so that they share its tokens. */
export class TokenSources {
  /** Stands for the credential that is read from the environment. */
  readonly environment: OAuth2Settings = {};
  /** Weakly: a server may derive a client for each of its users. */
  readonly #known = new WeakMap<OAuth2Settings, Known[]>();

  /** `baseUrl`: a client with another address asks another authorization server, where the document's is relative. */
  find(support: OAuth2Support, init: TokenSourceInit, baseUrl: string | undefined): TokenSource {
    const known = this.#known.get(init.settings) ?? [];
    const found = known.find(
      (one) => one.init.schemeName === init.schemeName && one.init.store === init.store && one.baseUrl === baseUrl,
    );
    if (found !== undefined) return found.source;
    const source = support.createTokenSource(init);
    this.#known.set(init.settings, [...known, { init, baseUrl, source }]);
    return source;
  }
}
