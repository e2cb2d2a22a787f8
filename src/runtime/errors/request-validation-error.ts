import { SdkError, type SdkErrorInit } from "./sdk-error.js";
import type { ValidationIssue } from "./validation-issue.js";

export interface RequestValidationErrorInit extends SdkErrorInit {
  readonly issues: readonly ValidationIssue[];
}

/** A parameter or the body is not what the document asks for: nothing was sent. */
export class RequestValidationError extends SdkError {
  override readonly kind = "request-validation";
  /** Each path begins with the parameter's name or with `body`. */
  readonly issues: readonly ValidationIssue[];

  constructor(init: RequestValidationErrorInit) {
    super(init);
    this.issues = init.issues;
  }

  static override get brand(): string {
    return "RequestValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("issues");
  }
}

/** True where a parameter or the body is not what the document asks for. */
export function isRequestValidationError(error: unknown): error is RequestValidationError {
  return error instanceof RequestValidationError;
}
