// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 6750 2.1, https://www.rfc-editor.org/rfc/rfc6750#section-2.1; other schemes of RFC 9110 11.4 look the same. */

/** A token that is given with its scheme, as it is often copied, is sent once with it, not twice. */
export function bearerHeader(scheme: string, token: string): string {
  return token.toLowerCase().startsWith(`${scheme.toLowerCase()} `) ? token : `${scheme} ${token}`;
}
