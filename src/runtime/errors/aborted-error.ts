import { SdkError } from "./sdk-error.js";

/** The caller's `signal` was aborted, or the client destroyed. `cause` is the signal's reason. */
export class AbortedError extends SdkError {
  override readonly kind = "aborted";

  static override get brand(): string {
    return "AbortedError";
  }
}

/** True where the caller gave up. */
export function isAbortedError(error: unknown): error is AbortedError {
  return error instanceof AbortedError;
}
