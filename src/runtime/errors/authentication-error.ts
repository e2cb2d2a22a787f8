import { ApiError } from "./api-error.js";

/** 401: credentials are missing, wrong or expired. */
export class AuthenticationError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 401;

  static override get brand(): string {
    return "AuthenticationError";
  }
}
