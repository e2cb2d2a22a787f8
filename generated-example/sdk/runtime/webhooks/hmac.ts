// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "../errors/configuration-error.js";
import { isBytes, ownBuffer } from "./webhook-body.js";

export interface HmacCheck {
  readonly algorithm: "sha1" | "sha256" | "sha384" | "sha512";
  readonly secrets: readonly Uint8Array[];
  readonly signatures: readonly Uint8Array[];
  readonly signed: readonly Uint8Array[];
}

const hashes = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" } as const;

/** Whether one of the signatures was made with one of the secrets. */
export async function matchesHmac({ algorithm, secrets, signatures, signed }: HmacCheck): Promise<boolean> {
  const data = ownBuffer(...signed);
  for (const secret of secrets) {
    const hash = hashes[algorithm];
    const key = await crypto.subtle.importKey("raw", ownBuffer(secret), { name: "HMAC", hash }, false, ["verify"]);
    for (const signature of signatures) {
      // WebCrypto, 31.6.2 HMAC verify: the comparison takes constant time.
      if (await crypto.subtle.verify("HMAC", key, ownBuffer(signature), data)) return true;
    }
  }
  return false;
}

/** One secret, or several while they are exchanged. Text is UTF-8; `decode` says what else it may be. */
export function readSecrets(
  secret: WebhookSecret | readonly WebhookSecret[],
  decode: (text: string) => Uint8Array = (text) => new TextEncoder().encode(text),
): readonly Uint8Array[] {
  const list = isList(secret) ? secret : [secret];
  const keys = list.map((entry) => (typeof entry === "string" ? decode(entry) : entry));
  if (keys.length > 0 && keys.every((key) => isBytes(key) && key.length > 0)) return keys;
  throw new ConfigurationError({ message: "The secret of the webhooks is missing or empty: anybody could sign them" });
}

/** The secret that the sender gave you: as text, or as bytes. */
export type WebhookSecret = string | Uint8Array;

function isList(secret: WebhookSecret | readonly WebhookSecret[]): secret is readonly WebhookSecret[] {
  return Array.isArray(secret);
}
