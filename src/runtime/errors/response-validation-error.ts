import { printable } from "./protect-error.js";
import { SdkError, type SdkErrorInit } from "./sdk-error.js";
import type { ValidationIssue } from "./validation-issue.js";

export interface ResponseValidationErrorInit extends SdkErrorInit {
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  readonly body: unknown;
  readonly line?: number | undefined;
}

/** The body of a successful response has another shape than the document says. */
export class ResponseValidationError extends SdkError {
  override readonly kind = "response-validation";
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  /** The parsed body as it came. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;
  /** Of a stream: the line (of JSON text sequences: the record), counted from 1. */
  readonly line: number | undefined;

  constructor(init: ResponseValidationErrorInit) {
    super(init);
    this.issues = init.issues;
    this.status = init.status;
    this.body = init.body;
    this.line = init.line;
  }

  static override get brand(): string {
    return "ResponseValidationError";
  }

  override toJSON(): Record<string, unknown> {
    const { status, line } = this;
    const issues = printable(this, this.issues);
    return { ...super.toJSON(), status, issues, ...(line === undefined ? {} : { line }) };
  }
}

/** True where the body of a successful response has another shape than the document says. */
export function isResponseValidationError(error: unknown): error is ResponseValidationError {
  return error instanceof ResponseValidationError;
}
