import { ApiError } from "./api-error.js";

/** 403: the credentials are known, but they don't allow this. */
export class AuthorizationError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 403;

  static override get brand(): string {
    return "AuthorizationError";
  }
}
