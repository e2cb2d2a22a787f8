import { ApiError } from "./api-error.js";

/** 404: there is nothing at this URL, or not for these credentials. */
export class NotFoundError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 404;

  static override get brand(): string {
    return "NotFoundError";
  }
}
