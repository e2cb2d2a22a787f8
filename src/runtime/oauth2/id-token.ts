/** OpenID Connect Core 1.0, 3.1.3.7 ID Token Validation, https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */
import { TokenError } from "../errors/token-error.js";
import { secondsAt, textAt, valueAt } from "./token-response.js";

export interface IdTokenExpectation {
  readonly nonce: string | undefined;
  readonly clientId: string;
  /** Undefined where the server has not said who it is. */
  readonly issuer: string | undefined;
}

/** For clocks that disagree: "usually no more than a few minutes" (section 2, `exp`). */
const leeway = 300_000;

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
  const expires = secondsAt(claims, "exp");
  if (expires === undefined) throw wrong("it does not say when it expires (`exp`)");
  if (Date.now() < expires * 1_000 + leeway) return;
  const now = new Date().toISOString();
  throw wrong(`it has expired at ${printTime(expires)}, if this machine's clock is right: it says ${now}`);
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

function printTime(seconds: number): string {
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? `${seconds} s` : time.toISOString();
}
