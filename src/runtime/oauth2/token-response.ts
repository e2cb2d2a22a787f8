/** RFC 6749 5 Issuing an Access Token, https://www.rfc-editor.org/rfc/rfc6749#section-5 */
import type { TokenSet } from "../auth/token-store.js";
import type { RuntimeClock } from "../clock.js";
import { TokenError } from "../errors/token-error.js";
import { defaultLifetime, type HeldToken, holdIssued } from "./held-token.js";
import { addressOf, type ServerReply } from "./server-request.js";

/** What a token endpoint's answer holds. Other members are of no interest (5.1). */
export interface TokenResponse {
  readonly accessToken: string;
  readonly tokenType: string | undefined;
  /** Seconds; undefined where the server doesn't say. */
  readonly expiresIn: number | undefined;
  readonly refreshToken: string | undefined;
  readonly scope: string | undefined;
  readonly idToken: string | undefined;
}

/** Undefined where the answer is no token. */
export function readTokenResponse({ status, body }: Pick<ServerReply, "status" | "body">): TokenResponse | undefined {
  const accessToken = textAt(body, "access_token");
  // Some servers say 200 to an error.
  if (status < 200 || status > 299 || accessToken === undefined || accessToken === "") return undefined;
  return {
    accessToken,
    tokenType: textAt(body, "token_type"),
    expiresIn: secondsAt(body, "expires_in"),
    refreshToken: textAt(body, "refresh_token"),
    scope: textAt(body, "scope"),
    idToken: textAt(body, "id_token"),
  };
}

/**
 * The token, ready to be used. One without a refresh token keeps the old one (RFC 6749 6).
 * @throws TokenError where the token is not one to be sent as `Bearer` (7.1)
 */
export function holdResponse(
  response: TokenResponse,
  reply: ServerReply,
  { oldRefreshToken, clock }: { readonly oldRefreshToken: string | undefined; readonly clock: RuntimeClock },
): HeldToken {
  const { accessToken, tokenType, expiresIn, scope, idToken } = response;
  if (tokenType !== undefined && tokenType.toLowerCase() !== "bearer") {
    const message = `The authorization server issued a token of type ${JSON.stringify(tokenType)}; only Bearer is supported`;
    throw new TokenError({ message, status: reply.status });
  }
  const lifetime = expiresIn === undefined ? defaultLifetime : expiresIn * 1_000;
  const obtainedAt = clock.time() - (clock.now() - reply.askedAt);
  const refreshToken = response.refreshToken ?? oldRefreshToken;
  const tokens: TokenSet = {
    accessToken,
    obtainedAt: Math.round(obtainedAt),
    expiresAt: Math.round(obtainedAt + lifetime),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(scope === undefined ? {} : { scope }),
    ...(idToken === undefined ? {} : { idToken }),
  };
  return holdIssued(tokens, lifetime, reply.askedAt);
}

/** RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5: no secret, even where one of its letters is somebody's password. */
const knownCodes = /* @__PURE__ */ new Set([
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
  "access_denied",
  "unsupported_response_type",
  "server_error",
  "temporarily_unavailable",
  "authorization_pending",
  "slow_down",
  "expired_token",
]);

/** What was refused: the answer of an endpoint, or of a browser that was sent back. */
export interface Refusal {
  /** Undefined where it came by way of a browser. */
  readonly status: number | undefined;
  readonly body: unknown;
}

/** RFC 6749 5.2. `secrets` are taken out of what the server says: some repeat what they were sent. */
export function refusalOf({ status, body }: Refusal, url: string, secrets: readonly string[]): TokenError {
  const code = textAt(body, "error");
  const error = code !== undefined && knownCodes.has(code) ? code : withoutSecrets(code, secrets);
  const errorDescription = withoutSecrets(textAt(body, "error_description"), secrets);
  const reasons = [status?.toString(), error, errorDescription].filter((part) => part !== undefined);
  if (error === undefined && status !== undefined && status < 300) reasons.push("which is no token");
  const message = `${addressOf(url)} answered ${reasons.join(", ")}${hintFor(error)}`;
  return new TokenError({ message, status, error, errorDescription });
}

function hintFor(error: string | undefined): string {
  if (error !== "invalid_client") return "";
  return ' (some servers take the secret in the body only: `clientAuthentication: "client_secret_post"`)';
}

function withoutSecrets(text: string | undefined, secrets: readonly string[]): string | undefined {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean?.split(secret).join("REDACTED");
  return clean?.slice(0, 1_000);
}

export function textAt(body: unknown, key: string): string | undefined {
  const value = valueAt(body, key);
  return typeof value === "string" ? value : undefined;
}

/** A number of seconds. Some servers send it as a text. */
export function secondsAt(body: unknown, key: string): number | undefined {
  const value = valueAt(body, key);
  const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

export function valueAt(body: unknown, key: string): unknown {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, key)) return undefined;
  // Own property checked.
  return (body as Readonly<Record<string, unknown>>)[key];
}
