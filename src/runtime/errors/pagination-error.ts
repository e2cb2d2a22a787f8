import { SdkError } from "./sdk-error.js";

/** The pages of a list can't be walked: the server's answers contradict the document. */
export class PaginationError extends SdkError {
  override readonly kind = "pagination";

  static override get brand(): string {
    return "PaginationError";
  }
}

/** True where the pages of a list can't be walked. */
export function isPaginationError(error: unknown): error is PaginationError {
  return error instanceof PaginationError;
}
