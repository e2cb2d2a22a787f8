import { SdkError, type SdkErrorInit } from "./sdk-error.js";

export interface ResponseParseErrorInit extends SdkErrorInit {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly excerpt: string;
  readonly line?: number | undefined;
}

/** The body of a successful response can't be read as what it should be: an HTML page instead of JSON, half a document. */
export class ResponseParseError extends SdkError {
  override readonly kind = "response-parse";
  readonly status: number;
  readonly contentType: string | undefined;
  /** The first 200 characters of the body. */
  readonly excerpt: string;
  /** Of a stream: the line (of JSON text sequences: the record), counted from 1. */
  readonly line: number | undefined;

  constructor(init: ResponseParseErrorInit) {
    super(init);
    this.status = init.status;
    this.contentType = init.contentType;
    this.excerpt = init.excerpt;
    this.line = init.line;
  }

  static override get brand(): string {
    return "ResponseParseError";
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("status", "contentType", "excerpt", "line");
  }
}

/** True where the body of a successful response can't be parsed. */
export function isResponseParseError(error: unknown): error is ResponseParseError {
  return error instanceof ResponseParseError;
}
