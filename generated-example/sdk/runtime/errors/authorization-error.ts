// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ApiError } from "./api-error.js";

/** 403: the credentials are known, but they don't allow this. */
export class AuthorizationError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "AuthorizationError";
  declare readonly status: 403;

  static override get brand(): string {
    return "AuthorizationError";
  }
}
