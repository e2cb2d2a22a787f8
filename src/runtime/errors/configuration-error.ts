import { SdkError } from "./sdk-error.js";

/** The client or the call is set up in a way that can't work: nothing was sent. */
export class ConfigurationError extends SdkError {
  override readonly kind = "configuration";

  static override get brand(): string {
    return "ConfigurationError";
  }
}

/** True where options are missing or wrong. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return error instanceof ConfigurationError;
}
