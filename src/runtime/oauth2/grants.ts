import type { OAuth2Grant } from "../auth/oauth2-credentials.js";
import type { TokenIo } from "../auth/token-source.js";
import type { TokenSet } from "../auth/token-store.js";
import type { ClockTimer } from "../clock.js";
import { TokenError } from "../errors/token-error.js";
import { beginAuthorization, finishAuthorization } from "./authorization-code.js";
import { type Ask, AuthorizationServer, type AuthorizationServerInit } from "./authorization-server.js";
import { beginDeviceAuthorization } from "./device-authorization.js";
import { grantOf } from "./grant-settings.js";
import type { HeldToken } from "./held-token.js";
import { readSecret } from "./secret.js";

export interface Issue extends Ask {
  /** Forgets the refresh token. */
  readonly drop: () => Promise<void>;
}

/** Getting a token takes so long at most, with all its retries. */
const defaultLimit = 30_000;
/** A person needs longer. A device code has an end of its own. */
const personLimit = 900_000;

/** Gets tokens by the grant that a credential stands for. */
export class Grants {
  readonly #server: AuthorizationServer;
  readonly #schemeName: string;
  /** The server has refused it: it is not tried again. */
  #refusedToken: string | undefined;

  constructor(init: AuthorizationServerInit) {
    this.#server = new AuthorizationServer(init);
    this.#schemeName = init.schemeName;
  }

  /** @throws ConfigurationError where something is missing that no server could make up for */
  check(): OAuth2Grant {
    return grantOf(this.#server.settings, this.#schemeName);
  }

  /** A newer token can be had, as far as can be told. */
  async canRenew(tokens: TokenSet | undefined): Promise<boolean> {
    return this.check() !== "refreshToken" || (await this.#refreshToken(tokens)) !== undefined;
  }

  /** Runs the task within the time that it may take. */
  async limit<Result>(task: (ask: Ask) => Promise<Result>, io: TokenIo): Promise<Result> {
    const isPerson = this.#server.settings.authorize !== undefined || this.#server.settings.onUserCode !== undefined;
    const limitMs = this.#server.settings.tokenTimeout ?? (isPerson ? personLimit : defaultLimit);
    let timer: ClockTimer | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      const message = `No access token for \`auth.${this.#schemeName}\` within ${limitMs} ms`;
      timer = io.clock.start(limitMs, () => reject(new TokenError({ message })));
    });
    try {
      return await Promise.race([task({ io, giveUpAt: io.clock.now() + limitMs }), tooLate]);
    } finally {
      io.clock.stop(timer);
    }
  }

  /** With the refresh token where there is one, otherwise from the beginning. @throws TokenError, ConfigurationError */
  async issue(previous: TokenSet | undefined, issue: Issue): Promise<HeldToken> {
    const grant = this.check();
    // RFC 6749 4.4.3: a client that acts for itself has no need of a refresh token.
    const refreshToken = grant === "clientCredentials" ? undefined : await this.#refreshToken(previous);
    if (refreshToken === undefined) return this.#begin(grant, issue);
    try {
      return await this.#refresh(grant, refreshToken, issue);
    } catch (error) {
      if (!(error instanceof TokenError) || error.error !== "invalid_grant") throw error;
      this.#refusedToken = refreshToken;
      await issue.drop();
      if (grant === "refreshToken") throw error;
      return this.#begin(grant, issue);
    }
  }

  #refresh(grant: OAuth2Grant, refreshToken: string, ask: Ask): Promise<HeldToken> {
    // Without a scope the server gives what was granted before (RFC 6749 6).
    const scope = grant === "refreshToken" && this.#server.settings.scopes ? this.#server.scope() : undefined;
    return this.#server.token(grant, { grant_type: "refresh_token", refresh_token: refreshToken, scope }, ask);
  }

  /** The latest one that is not known to be of no use: what was issued last, then what the user gives. */
  async #refreshToken(previous: TokenSet | undefined): Promise<string | undefined> {
    const { refreshToken, tokens } = this.#server.settings;
    const candidates = [previous?.refreshToken, await readSecret(refreshToken), tokens?.refreshToken];
    return candidates.find((token) => token !== undefined && token !== this.#refusedToken);
  }

  async #begin(grant: OAuth2Grant, ask: Ask): Promise<HeldToken> {
    const { settings } = this.#server;
    const scope = this.#server.scope();
    switch (grant) {
      case "clientCredentials":
        return this.#server.token(grant, { grant_type: "client_credentials", scope }, ask);
      case "password": {
        const [username, password] = await Promise.all([readSecret(settings.username), readSecret(settings.password)]);
        return this.#server.token(grant, { grant_type: "password", username, password, scope }, ask);
      }
      case "authorizationCode": {
        const request = await beginAuthorization(this.#server, { redirectUri: settings.redirectUri ?? "" }, ask);
        // Checked by `check`.
        const callbackUrl = await settings.authorize?.(request.url);
        return finishAuthorization(this.#server, { request, callbackUrl: callbackUrl ?? "" }, ask);
      }
      case "deviceAuthorization": {
        const device = await beginDeviceAuthorization(this.#server, ask);
        await settings.onUserCode?.(device.prompt);
        return device.poll(ask);
      }
      case "refreshToken":
        throw new TokenError({ message: this.#expired() });
    }
  }

  #expired(): string {
    const why =
      this.#refusedToken === undefined ? "there is no refresh token" : "the refresh token was refused (invalid_grant)";
    return `No access token for \`auth.${this.#schemeName}\`: ${why}. Sign in again, and give the new tokens to the client`;
  }
}
