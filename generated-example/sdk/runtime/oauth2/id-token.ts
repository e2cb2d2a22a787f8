// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenID Connect Core 1.0, 3.1.3.7 ID Token Validation, https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */
import { TokenError } from "../errors/token-error.js";
import { textAt, valueAt } from "./token-response.js";

export interface IdTokenExpectation {
  readonly nonce: string | undefined;
  readonly clientId: string;
  /** Undefined where the server has not said who it is. */
  readonly issuer: string | undefined;
}

/**
 * That the token is for this client and this request. It comes from the token endpoint itself, whose certificate stands
 * for its signature (rule 6).
 * @throws TokenError
 */
export function checkIdToken(idToken: string | undefined, { nonce, clientId, issuer }: IdTokenExpectation): void {
  const claims = idToken === undefined ? undefined : readClaims(idToken);
  if (claims === undefined) throw wrong("there is none that can be read");
  if (issuer !== undefined && textAt(claims, "iss") !== issuer) throw wrong("it is from another issuer");
  const audience = valueAt(claims, "aud");
  const isForUs = Array.isArray(audience) ? audience.includes(clientId) : audience === clientId;
  if (!isForUs) throw wrong("it is for another client");
  if (nonce !== undefined && textAt(claims, "nonce") !== nonce) throw wrong("its `nonce` is not the request's");
}

function readClaims(idToken: string): unknown {
  try {
    const payload = (idToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

function wrong(what: string): TokenError {
  return new TokenError({ message: `The ID token is not to be trusted: ${what}` });
}
