import type { TokenIo, TokenSourceInit } from "../auth/token-source.js";
import type { GrantSettings } from "./grant-settings.js";
import { base64Url, sha256 } from "./pkce.js";
import { readSecret } from "./secret.js";

/** Where a credential's tokens lie in a store: the same in every process that has the same credential, and no secret. */
export async function storeKey(
  { apiName, schemeName, scheme, settings }: TokenSourceInit,
  io: TokenIo,
): Promise<string> {
  const { refreshToken, tokens, username, clientId, scopes, tokenUrl, tokenParams }: GrantSettings = settings;
  const parts = await Promise.all([
    readSecret(clientId, `${scheme.env}_CLIENT_ID`),
    readSecret(username),
    // Who has signed in anew has another place.
    readSecret(refreshToken ?? tokens?.refreshToken ?? tokens?.accessToken),
  ]);
  const digest = await sha256(JSON.stringify([io.baseUrl, tokenUrl, scopes, tokenParams, ...parts]));
  return `${apiName}:${schemeName}:${base64Url(digest)}`;
}
