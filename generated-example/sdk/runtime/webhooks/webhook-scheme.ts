// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** How a sender signs its webhooks. */
export type WebhookScheme = "standard" | StandardWebhookScheme | HmacWebhookScheme;

/** https://www.standardwebhooks.com: HMAC-SHA256 over id, timestamp and body; secrets are `whsec_<base64>`. */
export interface StandardWebhookScheme {
  readonly type: "standard";
  /** What the names of the three headers begin with. Default `webhook-`, or `svix-` where only such headers came. */
  readonly headerPrefix?: string | undefined;
}

/**
 * An HMAC of the body, or of more than it, in a header.
 *
 * @example
 * const github: HmacWebhookScheme = { type: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" };
 * const slack: HmacWebhookScheme = {
 *   type: "hmac",
 *   header: "X-Slack-Signature",
 *   prefix: "v0=",
 *   timestamp: { header: "X-Slack-Request-Timestamp" },
 *   signedContent: "v0:{timestamp}:{body}",
 * };
 */
export interface HmacWebhookScheme {
  readonly type: "hmac";
  /** The header with the signature, or with several, separated by commas or spaces. */
  readonly header: string;
  /** Default `sha256`. */
  readonly algorithm?: "sha1" | "sha256" | "sha384" | "sha512" | undefined;
  /** How the signature is written. Default `hex`. */
  readonly encoding?: "hex" | "base64" | undefined;
  /** What stands before the signature in the header: `sha256=`. Entries without it are not looked at. */
  readonly prefix?: string | undefined;
  readonly timestamp?: WebhookTimestamp | undefined;
  /** The header that `{id}` stands for. */
  readonly idHeader?: string | undefined;
  /**
   * What is signed: text with `{body}`, `{timestamp}`, `{id}` and `{url}`.
   * Default `{body}`, or `{timestamp}.{body}` where there is a timestamp: one that isn't signed protects nobody.
   */
  readonly signedContent?: string | undefined;
}

export interface WebhookTimestamp {
  readonly header: string;
  /** Default `unix-seconds`. */
  readonly format?: "unix-seconds" | "unix-millis" | "iso8601" | undefined;
  /** Where the header has more than the timestamp, separated by commas or spaces: what stands before it (`t=`). */
  readonly prefix?: string | undefined;
}
