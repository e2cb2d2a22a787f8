// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { SdkError, type SdkErrorInit } from "./sdk-error.js";
import type { ValidationIssue } from "./validation-issue.js";

export interface ResponseValidationErrorInit extends SdkErrorInit {
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  readonly body: unknown;
}

/** The body of a successful response has another shape than the document says. */
export class ResponseValidationError extends SdkError {
  override readonly name: string = "ResponseValidationError";
  override readonly kind = "response-validation";
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  /** The parsed body as it came. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;

  constructor(init: ResponseValidationErrorInit) {
    super(init);
    this.issues = init.issues;
    this.status = init.status;
    this.body = init.body;
  }

  static override get brand(): string {
    return "ResponseValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), status: this.status, issues: this.issues };
  }
}

/** True where the body of a successful response has another shape than the document says. */
export function isResponseValidationError(error: unknown): error is ResponseValidationError {
  return error instanceof ResponseValidationError;
}
