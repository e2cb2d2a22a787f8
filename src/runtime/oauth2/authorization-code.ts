/** RFC 6749 4.1 with PKCE (RFC 7636), `iss` (RFC 9207) and OpenID Connect Core 1.0, 3.1. */
import { TokenError } from "../errors/token-error.js";
import type { Ask, AuthorizationServer } from "./authorization-server.js";
import type { HeldToken } from "./held-token.js";
import { checkIdToken } from "./id-token.js";
import { codeChallenge, randomText } from "./pkce.js";
import { refusalOf } from "./token-response.js";

/** What was asked for. Plain data: keep it, bound to the browser's session, until the browser comes back. It is secret. */
export interface AuthorizationRequest {
  /** Send the browser there. */
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** Only with OpenID Connect. */
  readonly nonce?: string | undefined;
}

export interface AuthorizationOptions {
  readonly redirectUri: string;
  /** Default: 256 random bits. */
  readonly state?: string | undefined;
  /** More parameters of the authorization endpoint: `prompt`, `login_hint`, `audience`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

export async function beginAuthorization(
  server: AuthorizationServer,
  { redirectUri, state = randomText(), params = {} }: AuthorizationOptions,
  ask: Ask,
): Promise<AuthorizationRequest> {
  const client = await server.client("authorizationCode", ask);
  const url = new URL(await server.endpoint("authorization", "authorizationCode", ask));
  const scope = signInScope(server);
  const nonce = scope?.split(" ").includes("openid") === true ? randomText() : undefined;
  const codeVerifier = randomText();
  const fields = {
    response_type: "code",
    client_id: client.id,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await codeChallenge(codeVerifier),
    code_challenge_method: "S256",
    ...params,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) url.searchParams.set(name, value);
  return { url: url.href, state, codeVerifier, redirectUri, ...(nonce === undefined ? {} : { nonce }) };
}

/** OpenID Connect is what the scope `openid` asks for. */
export function signInScope(server: AuthorizationServer): string | undefined {
  const scope = server.scope();
  if (server.scheme.type !== "openIdConnect" || server.settings.scopes !== undefined) return scope;
  return [...new Set(["openid", ...(scope?.split(" ") ?? [])])].join(" ");
}

export interface AuthorizationCallback {
  readonly request: AuthorizationRequest;
  /** The address that the browser was sent back to, with its query. */
  readonly callbackUrl: string | URL;
}

/** @throws TokenError where the answer is not one to this request, or where there is no token for it */
export async function finishAuthorization(
  server: AuthorizationServer,
  { request, callbackUrl }: AuthorizationCallback,
  ask: Ask,
): Promise<HeldToken> {
  const { searchParams } = new URL(callbackUrl, request.redirectUri);
  const code = await readCallback(server, { request, callback: searchParams }, ask);
  const client = await server.client("authorizationCode", ask);
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: request.redirectUri,
    code_verifier: request.codeVerifier,
  };
  const held = await server.token("authorizationCode", form, ask);
  const { issuer } = await server.endpoints("authorizationCode", ask);
  if (request.nonce !== undefined || held.tokens.idToken !== undefined) {
    checkIdToken(held.tokens.idToken, { nonce: request.nonce, clientId: client.id, issuer });
  }
  return held;
}

/** The code of a callback that belongs to the request (RFC 6749 4.1.2, 10.12). */
async function readCallback(
  server: AuthorizationServer,
  { request, callback }: { readonly request: AuthorizationRequest; readonly callback: URLSearchParams },
  ask: Ask,
): Promise<string> {
  if (callback.get("state") !== request.state) {
    throw new TokenError({
      message: "The callback's `state` is not the request's: it answers another request, or none",
    });
  }
  const { issuer, authorization } = await server.endpoints("authorizationCode", ask);
  const iss = callback.get("iss");
  if (iss !== null && issuer !== undefined && iss !== issuer) {
    throw new TokenError({
      message: `The callback is from ${JSON.stringify(iss)}, not from ${JSON.stringify(issuer)}`,
    });
  }
  const error = callback.get("error");
  if (error !== null) {
    const body = { error, error_description: callback.get("error_description") ?? undefined };
    throw refusalOf({ status: undefined, body }, authorization ?? request.url, []);
  }
  const code = callback.get("code");
  if (code === null || code === "") throw new TokenError({ message: "The callback holds no `code`" });
  return code;
}
