import { SdkError, type SdkErrorInit } from "./sdk-error.js";

export interface ConnectionErrorInit extends SdkErrorInit {
  readonly notSent?: boolean | undefined;
}

/** No complete response came: the connection was refused, reset or cut, the name is unknown, the certificate is bad. `cause` has the details. */
export class ConnectionError extends SdkError {
  override readonly kind = "connection";
  /** True where no connection was made: the server can't have done anything. False where nobody knows. */
  readonly notSent: boolean;

  constructor(init: ConnectionErrorInit) {
    super(init);
    this.notSent = init.notSent ?? false;
  }

  static override get brand(): string {
    return "ConnectionError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), notSent: this.notSent ? true : undefined };
  }
}

/** True where the connection failed. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError;
}
