// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What an authorization server has issued. Plain data: it can be stored as JSON. It is secret. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds since the epoch, by this machine's clock. Absent: the token is used until the API refuses it. */
  readonly expiresAt?: number | undefined;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly obtainedAt?: number | undefined;
  /** Names separated by spaces, where they are not those that were asked for. */
  readonly scope?: string | undefined;
  /** OpenID Connect. */
  readonly idToken?: string | undefined;
}

/**
 * Where tokens are kept, so that several processes share them and a restart does not lose them. Default: in memory.
 * It is asked when a token must be renewed, not for each request.
 */
export interface TokenStore {
  /** `key` tells credentials apart; it holds no secret. */
  get(key: string): TokenSet | undefined | Promise<TokenSet | undefined>;
  /** Undefined: they are of no use any more. */
  set(key: string, tokens: TokenSet | undefined): void | Promise<void>;
  /**
   * Runs the task while nobody else runs one with this key, in any process. A refresh token that is replaced when it is
   * used must never be used twice.
   */
  lock<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}
