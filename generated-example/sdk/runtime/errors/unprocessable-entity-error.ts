// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ApiError } from "./api-error.js";

/** 422: the request is well formed, its content is not acceptable. */
export class UnprocessableEntityError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "UnprocessableEntityError";
  declare readonly status: 422;

  static override get brand(): string {
    return "UnprocessableEntityError";
  }
}
