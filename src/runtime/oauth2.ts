/** OAuth2 and OpenID Connect: the part of the runtime that is shipped only where the document has such a scheme. */
import type { OAuth2Support } from "./auth/token-source.js";
import { TokenManager } from "./oauth2/token-manager.js";

export type {
  AuthorizationCodeGrant,
  ClientCredentialsGrant,
  DeviceAuthorizationGrant,
  DeviceCodePrompt,
  OAuth2Grant,
  OAuth2Grants,
  OAuth2Settings,
  PasswordGrant,
  RefreshTokenGrant,
  SecretSource,
  TokenSetGrant,
} from "./auth/oauth2-credentials.js";
export type { OAuth2Support, TokenIo, TokenScheme, TokenSource, TokenSourceInit } from "./auth/token-source.js";
export type { TokenSet, TokenStore } from "./auth/token-store.js";
export type { AuthorizationCallback, AuthorizationOptions, AuthorizationRequest } from "./oauth2/authorization-code.js";
export { MemoryTokenStore } from "./oauth2/memory-token-store.js";
export {
  createAuthorizationRequest,
  type DeviceAuthorization,
  exchangeAuthorizationCode,
  getAccessToken,
  type SignInOptions,
  startDeviceAuthorization,
} from "./oauth2/sign-in.js";

/** What a client is given, so that it can get access tokens by itself. */
export const oauth2: OAuth2Support = {
  createTokenSource: (init) => new TokenManager(init),
};
