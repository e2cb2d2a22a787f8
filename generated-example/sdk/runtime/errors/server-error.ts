// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ApiError } from "./api-error.js";

/** 5xx: the server failed. */
export class ServerError<Body = unknown> extends ApiError<Body> {
  override readonly name: string = "ServerError";

  static override get brand(): string {
    return "ServerError";
  }
}
