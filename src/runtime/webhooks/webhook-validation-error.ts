import { SdkError, type SdkErrorInit } from "../errors/sdk-error.js";
import type { ValidationIssue } from "../errors/validation-issue.js";

export interface WebhookValidationErrorInit extends SdkErrorInit {
  readonly event: string;
  readonly issues: readonly ValidationIssue[];
  readonly body: unknown;
}

/** The payload of a webhook can't be read, or has another shape than the document says. */
export class WebhookValidationError extends SdkError {
  override readonly kind = "webhook-validation";
  /** What the webhook is called in the document: `post.published`. */
  readonly event: string;
  /** One with an empty path and the code `invalid_json` where the body is no JSON. */
  readonly issues: readonly ValidationIssue[];
  /** As it came; parsed where it can be. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;

  constructor(init: WebhookValidationErrorInit) {
    super(init);
    this.event = init.event;
    this.issues = init.issues;
    this.body = init.body;
  }

  static override get brand(): string {
    return "WebhookValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), event: this.event, issues: this.issues };
  }
}

/** True where the payload of a webhook is not what the document says. */
export function isWebhookValidationError(error: unknown): error is WebhookValidationError {
  return error instanceof WebhookValidationError;
}
