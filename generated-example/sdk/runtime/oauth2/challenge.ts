// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 6750 3 The WWW-Authenticate Response Header Field, https://www.rfc-editor.org/rfc/rfc6750#section-3 */
import type { TransportResponse } from "../transport/transport.js";

const bearerError = /\bbearer\b.*?\berror\s*=\s*"?([\w-]+)/i;

/**
 * A 401 that a newer token may help with: what is wrong is the token, or the server doesn't say. Neither does a newer
 * one help where a scope is missing (`insufficient_scope`), nor where the request is wrong.
 */
export function isTokenRefusal({ status, headers }: Pick<TransportResponse, "status" | "headers">): boolean {
  if (status !== 401) return false;
  const error = bearerError.exec((headers.get("www-authenticate") ?? "").slice(0, 2_000))?.[1]?.toLowerCase();
  return error === undefined || error === "invalid_token";
}
