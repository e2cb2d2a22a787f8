// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** Standard Webhooks 1.0, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { ConfigurationError } from "../errors/configuration-error.js";
import { decodeBase64 } from "./encoding.js";
import { matchesHmac, readSecrets } from "./hmac.js";
import { checkTimestamp } from "./timestamp.js";
import type { VerifyWebhookOptions } from "./verify-options.js";
import { bodyBytes } from "./webhook-body.js";
import { headerError, readHeader, requireHeader } from "./webhook-headers.js";
import type { StandardWebhookScheme } from "./webhook-scheme.js";
import { WebhookVerificationError } from "./webhook-verification-error.js";

export async function checkStandardSignature(
  options: VerifyWebhookOptions,
  scheme: Omit<StandardWebhookScheme, "type">,
): Promise<void> {
  const headerPrefix = scheme.headerPrefix ?? defaultPrefix(options);
  const body = bodyBytes(options.body);
  const secrets = readSecrets(options.secret, decodeSecret);
  const id = requireHeader(options.headers, `${headerPrefix}id`);
  const timestamp = requireHeader(options.headers, `${headerPrefix}timestamp`);
  const header = `${headerPrefix}signature`;
  const signatures = readSignatures(requireHeader(options.headers, header), header);
  checkTimestamp(timestamp, { header: `${headerPrefix}timestamp` }, options);
  const signed = [new TextEncoder().encode(`${id}.${timestamp}.`), body];
  if (await matchesHmac({ algorithm: "sha256", secrets, signatures, signed })) return;
  const message = `No signature in ${header} matches: the secret is another one, or the body is not the one that was signed`;
  throw new WebhookVerificationError({ message, reason: "no-match", header });
}

/** Senders who use Svix may have its own names, from before there was a standard. */
function defaultPrefix({ headers }: VerifyWebhookOptions): string {
  const isSvix = readHeader(headers, "webhook-id") === undefined && readHeader(headers, "svix-id") !== undefined;
  return isSvix ? "svix-" : "webhook-";
}

/** "Signature scheme": a list, separated by spaces; `v1` is symmetric, versions that are not known are passed over. */
function readSignatures(value: string, header: string): readonly Uint8Array[] {
  const signatures = value.split(/\s+/).flatMap((entry) => {
    const bytes = entry.startsWith("v1,") ? decodeBase64(entry.slice("v1,".length)) : undefined;
    return bytes ? [bytes] : [];
  });
  if (signatures.length > 0) return signatures;
  throw headerError(header, 'holds no signature of version 1 ("v1,<base64>")');
}

/** "Webhook secrets": base64, serialized with the prefix `whsec_`. */
function decodeSecret(secret: string): Uint8Array {
  const text = secret.trim();
  const bytes = decodeBase64(text.startsWith("whsec_") ? text.slice("whsec_".length) : text);
  if (bytes || text === "" || text === "whsec_") return bytes ?? new Uint8Array();
  // The message must not show the secret.
  const message = "The secret of the webhooks is no base64: Standard Webhooks have secrets such as whsec_<base64>";
  throw new ConfigurationError({ message });
}
