import { authenticatorOf } from "../auth/client-authenticators.js";
import type { DeviceCodePrompt, OAuth2Settings } from "../auth/oauth2-credentials.js";
import type { TokenSet } from "../auth/token-store.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import {
  type AuthorizationCallback,
  type AuthorizationOptions,
  type AuthorizationRequest,
  beginAuthorization,
  finishAuthorization,
} from "./authorization-code.js";
import { type Ask, AuthorizationServer } from "./authorization-server.js";
import { beginDeviceAuthorization } from "./device-authorization.js";

/** Which scheme, and what of its settings is not the client's own. */
export interface SignInOptions extends OAuth2Settings {
  /** Needed only where the document has several OAuth2 or OpenID Connect schemes. */
  readonly scheme?: string | undefined;
}

/** A device code that waits for its person. */
export interface DeviceAuthorization extends DeviceCodePrompt {
  /** Asks until the person has decided. @throws TokenError (`access_denied`, `expired_token`), or the signal's reason */
  tokens(options?: { readonly signal?: AbortSignal | undefined }): Promise<TokenSet>;
}

/**
 * The address to send a browser to, so that a person may authorize this program (RFC 6749 4.1, with PKCE). Keep what it
 * gives until the browser comes back to `redirectUri`, and hand both to `exchangeAuthorizationCode`.
 */
export async function createAuthorizationRequest(
  client: object,
  options: SignInOptions & AuthorizationOptions,
): Promise<AuthorizationRequest> {
  const { server, ask } = serverOf(client, options);
  return beginAuthorization(server, options, ask);
}

/**
 * The tokens for a browser that has come back. Give them to a client: `client.with({ auth: { <scheme>: { tokens } } })`.
 * @throws TokenError where the callback is not the answer to the request, or holds a refusal
 */
export async function exchangeAuthorizationCode(
  client: object,
  options: SignInOptions & AuthorizationCallback,
): Promise<TokenSet> {
  const { server, ask } = serverOf(client, options);
  return (await finishAuthorization(server, options, ask)).tokens;
}

/** A code for a person to type in on another device (RFC 8628). */
export async function startDeviceAuthorization(
  client: object,
  options: SignInOptions = {},
): Promise<DeviceAuthorization> {
  const { server, ask } = serverOf(client, options);
  const device = await beginDeviceAuthorization(server, ask);
  const { clock } = ask.io;
  const giveUpAt = clock.now() + device.prompt.expiresAt - clock.time();
  return {
    ...device.prompt,
    tokens: async ({ signal } = {}) => (await device.poll({ io: ask.io, giveUpAt }, signal)).tokens,
  };
}

/** The access token that the client would send now: for what is not an operation, a WebSocket for example. @throws TokenError */
export async function getAccessToken(
  client: object,
  options: { readonly scheme?: string | undefined } = {},
): Promise<string> {
  const { tokens, io, schemeName } = authenticatorOf(client).tokenScheme(options.scheme);
  if (tokens === undefined) {
    throw new ConfigurationError({ message: `\`auth.${schemeName}\` must be what access tokens are got with` });
  }
  return tokens.token(io);
}

const defaultLimit = 30_000;

function serverOf(client: object, options: SignInOptions): { readonly server: AuthorizationServer; readonly ask: Ask } {
  const { schemeName, scheme, settings, io } = authenticatorOf(client).tokenScheme(options.scheme);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const server = new AuthorizationServer({ schemeName, scheme, settings: { ...settings, ...given } });
  return { server, ask: { io, giveUpAt: io.clock.now() + (options.tokenTimeout ?? defaultLimit) } };
}
