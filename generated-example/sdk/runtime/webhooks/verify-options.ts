// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { WebhookSecret } from "./hmac.js";
import type { WebhookBody } from "./webhook-body.js";
import type { WebhookHeaders } from "./webhook-headers.js";
import type { WebhookScheme } from "./webhook-scheme.js";

/** What it takes to know that a webhook comes from who it says. */
export interface VerifyWebhookOptions {
  /** As it came, before anything parsed it. */
  readonly body: WebhookBody;
  readonly headers: WebhookHeaders;
  /** Several while they are exchanged: one of them must fit. Standard Webhooks: `whsec_<base64>`. */
  readonly secret: WebhookSecret | readonly WebhookSecret[];
  /** Default: what the document says or shows, otherwise Standard Webhooks. */
  readonly scheme?: WebhookScheme | undefined;
  /** How far the webhook's time may be from ours, in milliseconds. Default 300,000 (five minutes) both ways; Infinity: any. */
  readonly tolerance?: number | undefined;
  /** Our time, in milliseconds since the epoch. Default `Date.now()`. */
  readonly now?: number | undefined;
  /** The address that the webhook was sent to, where the sender signs it too. */
  readonly url?: string | undefined;
}
