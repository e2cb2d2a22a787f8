// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 7636, https://www.rfc-editor.org/rfc/rfc7636 */

/** 256 random bits: a state, a nonce or a code verifier. */
export function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The method S256 (4.2). */
export async function codeChallenge(verifier: string): Promise<string> {
  return base64Url(await sha256(verifier));
}

export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** RFC 4648 5, without padding. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
