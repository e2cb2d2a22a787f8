import { randomUUID } from "node:crypto";

export interface IssuedToken {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The access tokens of the token endpoint. */
export class TokenIssuer {
  /** How many tokens were ever issued. */
  issued = 0;
  /** Seconds that a new token lives; tests may change it while the server runs. */
  lifetime: number;
  readonly #now: () => Date;
  readonly #tokens = new Map<string, IssuedToken>();

  constructor({ lifetime, now }: { readonly lifetime: number; readonly now: () => Date }) {
    this.lifetime = lifetime;
    this.#now = now;
  }

  issue(scopes: readonly string[]): IssuedToken {
    this.issued += 1;
    const token = { token: randomUUID(), scopes, expiresAt: this.#now().getTime() + this.lifetime * 1000 };
    this.#tokens.set(token.token, token);
    return token;
  }

  /** The token, if it was issued here and is still good. */
  find(token: string): IssuedToken | undefined {
    const issued = this.#tokens.get(token);
    return issued !== undefined && this.#now().getTime() < issued.expiresAt ? issued : undefined;
  }

  /** Makes all tokens invalid that were issued so far: the next call with one of them meets a 401. */
  revokeAll(): void {
    this.#tokens.clear();
  }
}
