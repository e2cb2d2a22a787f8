/** What a user gives for an OAuth2 or OpenID Connect scheme. Types only: the code behind them is in `oauth2/`. */
import type { TokenSet } from "./token-store.js";

/** RFC 6749 1.3, RFC 8628; `refreshToken` stands for one that was got elsewhere. */
export type OAuth2Grant =
  | "authorizationCode"
  | "clientCredentials"
  | "deviceAuthorization"
  | "password"
  | "refreshToken";

/** What may be given for each grant. */
export interface OAuth2Grants {
  readonly authorizationCode: AuthorizationCodeGrant;
  readonly clientCredentials: ClientCredentialsGrant;
  readonly deviceAuthorization: DeviceAuthorizationGrant;
  readonly password: PasswordGrant;
  readonly refreshToken: RefreshTokenGrant | TokenSetGrant;
}

/** A text, or a function that is called for each token request. */
export type SecretSource = string | (() => string | Promise<string>);

/** What all grants have in common. */
export interface OAuth2Settings {
  /** Default: the environment variable `<SDK>_<SCHEME>_CLIENT_ID`. */
  readonly clientId?: SecretSource | undefined;
  /** Default: the environment variable `<SDK>_<SCHEME>_CLIENT_SECRET`; a public client has none. */
  readonly clientSecret?: SecretSource | undefined;
  /** How the secret is sent (RFC 6749 2.3.1). Default: `client_secret_basic`, or what the server's metadata asks for. */
  readonly clientAuthentication?: "client_secret_basic" | "client_secret_post" | undefined;
  /** Default: those that the operations of the document require of the scheme. An empty list asks for none. */
  readonly scopes?: readonly string[] | undefined;
  /** Instead of the document's; relative to the server. */
  readonly tokenUrl?: string | undefined;
  /** What the server's metadata must name as its issuer. Default: what its address says (OpenID Connect Discovery 4.3). */
  readonly issuer?: string | undefined;
  /** More parameters for the token endpoint: `audience`, `resource` (RFC 8707). */
  readonly tokenParams?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for getting a token, retries included. Default 30 s; a person who must sign in has more. */
  readonly tokenTimeout?: number | undefined;
}

/** RFC 6749 4.4: the program acts for itself. */
export interface ClientCredentialsGrant extends OAuth2Settings {
  readonly flow?: "clientCredentials" | undefined;
}

/** RFC 6749 6: someone has authorized the program before. */
export interface RefreshTokenGrant extends OAuth2Settings {
  readonly flow?: "refreshToken" | undefined;
  readonly refreshToken: SecretSource;
}

/** Tokens that were got before, by `exchangeAuthorizationCode` for example. They are refreshed if they can be. */
export interface TokenSetGrant extends OAuth2Settings {
  readonly flow?: "refreshToken" | undefined;
  readonly tokens: TokenSet;
}

/** RFC 6749 4.3. Only for servers that offer nothing better. */
export interface PasswordGrant extends OAuth2Settings {
  readonly flow?: "password" | undefined;
  readonly username: SecretSource;
  readonly password: SecretSource;
}

/** RFC 6749 4.1 with PKCE (RFC 7636), for programs that can show a page to the person who uses them. */
export interface AuthorizationCodeGrant extends OAuth2Settings {
  readonly flow?: "authorizationCode" | undefined;
  readonly redirectUri: string;
  /** Shows the page to the person, and gives the address that the browser was sent back to. */
  readonly authorize: (url: string) => string | URL | Promise<string | URL>;
}

/** RFC 8628: the person signs in on another device. */
export interface DeviceAuthorizationGrant extends OAuth2Settings {
  readonly flow?: "deviceAuthorization" | undefined;
  /** Shows the code and the address where it is to be typed in. */
  readonly onUserCode: (prompt: DeviceCodePrompt) => void | Promise<void>;
}

/** RFC 8628 3.2: what the person must be told. */
export interface DeviceCodePrompt {
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it, for a QR code or a link. */
  readonly verificationUriComplete: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}
