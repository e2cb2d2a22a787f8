// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { SdkError, type SdkErrorInit } from "./sdk-error.js";

export interface ResponseParseErrorInit extends SdkErrorInit {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly excerpt: string;
}

/** The body of a successful response can't be read as what it should be: an HTML page instead of JSON, half a document. */
export class ResponseParseError extends SdkError {
  override readonly name: string = "ResponseParseError";
  override readonly kind = "response-parse";
  readonly status: number;
  readonly contentType: string | undefined;
  /** The first 200 characters of the body. */
  readonly excerpt: string;

  constructor(init: ResponseParseErrorInit) {
    super(init);
    this.status = init.status;
    this.contentType = init.contentType;
    this.excerpt = init.excerpt;
  }

  static override get brand(): string {
    return "ResponseParseError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), status: this.status, contentType: this.contentType, excerpt: this.excerpt };
  }
}

/** True where the body of a successful response can't be parsed. */
export function isResponseParseError(error: unknown): error is ResponseParseError {
  return error instanceof ResponseParseError;
}
