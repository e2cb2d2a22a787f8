import { SdkError, type SdkErrorInit } from "./sdk-error.js";

export interface TokenErrorInit extends SdkErrorInit {
  readonly error?: string | undefined;
  readonly errorDescription?: string | undefined;
  readonly status?: number | undefined;
}

/** No access token could be had. */
export class TokenError extends SdkError {
  override readonly kind = "token";
  /** The authorization server's code: `invalid_grant`, `invalid_client` (RFC 6749 5.2); undefined where it gave none. */
  readonly error: string | undefined;
  /** What it says to that, without the secrets that were sent. */
  readonly errorDescription: string | undefined;
  /** Of its answer; undefined where there was none. */
  readonly status: number | undefined;

  constructor(init: TokenErrorInit) {
    super(init);
    this.error = init.error;
    this.errorDescription = init.errorDescription;
    this.status = init.status;
  }

  static override get brand(): string {
    return "TokenError";
  }

  override toJSON(): Record<string, unknown> {
    const { error, errorDescription, status } = this;
    return { ...super.toJSON(), error, errorDescription, status };
  }
}

/** True where no access token could be had. */
export function isTokenError(error: unknown): error is TokenError {
  return error instanceof TokenError;
}
