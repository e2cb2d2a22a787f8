// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ApiError } from "./api-error.js";

/** 401: credentials are missing, wrong or expired. */
export class AuthenticationError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "AuthenticationError";
  declare readonly status: 401;

  static override get brand(): string {
    return "AuthenticationError";
  }
}
