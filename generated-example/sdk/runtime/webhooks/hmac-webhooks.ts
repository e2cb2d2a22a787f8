// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "../errors/configuration-error.js";
import { decodeBase64, decodeHex } from "./encoding.js";
import { matchesHmac, readSecrets } from "./hmac.js";
import { checkTimestamp } from "./timestamp.js";
import type { VerifyWebhookOptions } from "./verify-options.js";
import { bodyBytes } from "./webhook-body.js";
import { headerError, requireHeader } from "./webhook-headers.js";
import type { HmacWebhookScheme, WebhookTimestamp } from "./webhook-scheme.js";
import { WebhookVerificationError } from "./webhook-verification-error.js";

export async function checkHmacSignature(options: VerifyWebhookOptions, scheme: HmacWebhookScheme): Promise<void> {
  const { header, algorithm = "sha256" } = scheme;
  const secrets = readSecrets(options.secret);
  const signatures = readSignatures(requireHeader(options.headers, header), scheme);
  const timestamp = scheme.timestamp && readTimestamp(options, scheme.timestamp);
  const signed = signedContent(options, scheme, timestamp);
  if (await matchesHmac({ algorithm, secrets, signatures, signed })) return;
  const message = `The signature in ${header} doesn't match: the secret is another one, or the body is not the one that was signed`;
  throw new WebhookVerificationError({ message, reason: "no-match", header });
}

function readSignatures(value: string, { header, prefix = "", encoding = "hex" }: HmacWebhookScheme) {
  const decode = encoding === "hex" ? decodeHex : decodeBase64;
  const signatures = entriesWith(value, prefix).flatMap((entry) => decode(entry) ?? []);
  if (signatures.length > 0) return signatures;
  throw headerError(header, `holds no signature in ${encoding}${prefix === "" ? "" : ` behind "${prefix}"`}`);
}

/** The entries of a list in a header that begin with the prefix, without it. */
function entriesWith(value: string, prefix: string): readonly string[] {
  const entries = /[\s,]/.test(prefix) ? [value] : value.split(/[\s,]+/);
  return entries.flatMap((entry) => (entry.startsWith(prefix) ? [entry.slice(prefix.length)] : []));
}

function readTimestamp(options: VerifyWebhookOptions, scheme: WebhookTimestamp): string {
  const value = requireHeader(options.headers, scheme.header);
  const text = scheme.prefix === undefined ? value : entriesWith(value, scheme.prefix)[0];
  if (text === undefined) throw headerError(scheme.header, `holds nothing behind "${scheme.prefix ?? ""}"`);
  checkTimestamp(text, scheme, options);
  return text;
}

function signedContent(
  options: VerifyWebhookOptions,
  scheme: HmacWebhookScheme,
  timestamp: string | undefined,
): readonly Uint8Array[] {
  const template = scheme.signedContent ?? (timestamp === undefined ? "{body}" : "{timestamp}.{body}");
  const body = bodyBytes(options.body);
  const texts: Readonly<Record<string, () => string | undefined>> = {
    "{timestamp}": () => timestamp,
    "{id}": () => (scheme.idHeader === undefined ? undefined : requireHeader(options.headers, scheme.idHeader)),
    "{url}": () => options.url,
  };
  return template.split(/(\{(?:body|timestamp|id|url)\})/).map((part) => {
    if (part === "{body}") return body;
    const text = Object.hasOwn(texts, part) ? texts[part]?.() : part;
    if (text !== undefined) return new TextEncoder().encode(text);
    throw new ConfigurationError({ message: `What is signed has ${part}, and nothing says what that is` });
  });
}
