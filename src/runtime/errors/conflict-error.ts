import { ApiError } from "./api-error.js";

/** 409: the request doesn't fit the current state of the resource. */
export class ConflictError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 409;

  static override get brand(): string {
    return "ConflictError";
  }
}
