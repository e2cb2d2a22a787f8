import { SdkError, type SdkErrorInit } from "../errors/sdk-error.js";

/**
 * Why a webhook is not trusted.
 * `missing-header`: it isn't signed. `invalid-header`: a header can't be read. `too-old`, `too-new`: its time is further
 * from ours than the tolerance. `no-match`: signed with another secret, or changed on its way.
 */
export type WebhookVerificationReason = "missing-header" | "invalid-header" | "too-old" | "too-new" | "no-match";

export interface WebhookVerificationErrorInit extends SdkErrorInit {
  readonly reason: WebhookVerificationReason;
  readonly header: string;
}

/** The signature of a webhook doesn't hold: whoever sent it doesn't know the secret, or sent it long ago. Answer with 401 or 400. */
export class WebhookVerificationError extends SdkError {
  override readonly kind = "webhook-verification";
  readonly reason: WebhookVerificationReason;
  /** The name of the header that it is about. */
  readonly header: string;

  constructor(init: WebhookVerificationErrorInit) {
    super(init);
    this.reason = init.reason;
    this.header = init.header;
  }

  static override get brand(): string {
    return "WebhookVerificationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason, header: this.header };
  }
}

/** True where the signature of a webhook doesn't hold. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return error instanceof WebhookVerificationError;
}
