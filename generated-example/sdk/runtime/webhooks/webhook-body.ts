// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "../errors/configuration-error.js";
import { decodeUtf8 } from "../text.js";

/** The body of a webhook as it came: text or bytes (a `Buffer` is a `Uint8Array`). */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

export function isWebhookBody(body: unknown): body is WebhookBody {
  return typeof body === "string" || isBytes(body) || isBuffer(body);
}

/** Not `instanceof`: test runners and frames have classes of their own. */
export function isBytes(value: unknown): value is Uint8Array {
  return classOf(value) === "Uint8Array";
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return classOf(value) === "ArrayBuffer";
}

function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

export function bodyText(body: WebhookBody): string {
  return typeof body === "string" ? body : decodeUtf8(bodyBytes(body));
}

/** @throws ConfigurationError where the body was parsed already: what is signed is what was sent */
export function bodyBytes(body: WebhookBody): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (isBytes(body)) return body;
  if (isBuffer(body)) return new Uint8Array(body);
  const message =
    "A signature can only be checked against the body as it came: give the text or the bytes, not what was parsed from them";
  throw new ConfigurationError({ message });
}

/** Own memory: WebCrypto's types refuse what may be shared. */
export function ownBuffer(...chunks: readonly Uint8Array[]): ArrayBuffer {
  const buffer = new ArrayBuffer(chunks.reduce((sum, { length }) => sum + length, 0));
  const target = new Uint8Array(buffer);
  let offset = 0;
  for (const chunk of chunks) {
    target.set(chunk, offset);
    offset += chunk.length;
  }
  return buffer;
}
