import { ApiError } from "./api-error.js";

/** 400: the server can't make sense of the request. */
export class BadRequestError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 400;

  static override get brand(): string {
    return "BadRequestError";
  }
}
