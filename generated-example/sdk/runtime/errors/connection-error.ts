// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { SdkError } from "./sdk-error.js";

/** No complete response came: the connection was refused, reset or cut, the name is unknown, the certificate is bad. `cause` has the details. */
export class ConnectionError extends SdkError {
  override readonly name: string = "ConnectionError";
  override readonly kind = "connection";

  static override get brand(): string {
    return "ConnectionError";
  }
}

/** True where the connection failed. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError;
}
