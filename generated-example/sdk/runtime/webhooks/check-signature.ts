// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { checkHmacSignature } from "./hmac-webhooks.js";
import { checkStandardSignature } from "./standard-webhooks.js";
import type { VerifyWebhookOptions } from "./verify-options.js";
import type { WebhookScheme } from "./webhook-scheme.js";

/**
 * Checks who sent a webhook. Comparisons take constant time.
 *
 * @throws WebhookVerificationError where it can't be trusted; `reason` says why
 * @throws ConfigurationError where the secret is unusable or the body was parsed already
 */
export async function checkWebhookSignature(
  options: VerifyWebhookOptions,
  fallback: WebhookScheme = "standard",
): Promise<void> {
  const scheme = options.scheme ?? fallback;
  if (scheme === "standard") return checkStandardSignature(options, {});
  if (scheme.type === "standard") return checkStandardSignature(options, scheme);
  return checkHmacSignature(options, scheme);
}
