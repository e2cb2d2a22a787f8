import { ApiError } from "./api-error.js";

/** 422: the request is well formed, its content is not acceptable. */
export class UnprocessableEntityError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 422;

  static override get brand(): string {
    return "UnprocessableEntityError";
  }
}
