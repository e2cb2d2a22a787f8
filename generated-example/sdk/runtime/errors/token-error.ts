// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { SdkError } from "./sdk-error.js";

/** No access token could be had. */
export class TokenError extends SdkError {
  override readonly name: string = "TokenError";
  override readonly kind = "token";

  static override get brand(): string {
    return "TokenError";
  }
}

/** True where no access token could be had. */
export function isTokenError(error: unknown): error is TokenError {
  return error instanceof TokenError;
}
