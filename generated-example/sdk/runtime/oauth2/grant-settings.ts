// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { DeviceCodePrompt, OAuth2Grant, OAuth2Settings, SecretSource } from "../auth/oauth2-credentials.js";
import type { TokenSet } from "../auth/token-store.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** What the grants of a credential have, all at once: which of them are there tells which grant is meant. */
export interface GrantSettings extends OAuth2Settings {
  readonly flow?: OAuth2Grant | undefined;
  readonly refreshToken?: SecretSource | undefined;
  readonly tokens?: TokenSet | undefined;
  readonly username?: SecretSource | undefined;
  readonly password?: SecretSource | undefined;
  readonly redirectUri?: string | undefined;
  readonly authorize?: ((url: string) => string | URL | Promise<string | URL>) | undefined;
  readonly onUserCode?: ((prompt: DeviceCodePrompt) => void | Promise<void>) | undefined;
}

/** What each grant can't do without. */
const needs: Readonly<Record<OAuth2Grant, (keyof GrantSettings)[]>> = {
  authorizationCode: ["authorize", "redirectUri"],
  clientCredentials: [],
  deviceAuthorization: ["onUserCode"],
  password: ["username", "password"],
  refreshToken: [],
};

/** @throws ConfigurationError where something is missing for the grant that is asked for */
export function grantOf(settings: GrantSettings, schemeName: string): OAuth2Grant {
  const grant = settings.flow ?? impliedGrant(settings);
  const missing = needs[grant].find((key) => settings[key] === undefined);
  if (missing !== undefined) {
    throw new ConfigurationError({
      message: `\`auth.${schemeName}.${missing}\` is missing: the ${grant} flow needs it`,
    });
  }
  return grant;
}

function impliedGrant(settings: GrantSettings): OAuth2Grant {
  if (settings.authorize !== undefined) return "authorizationCode";
  if (settings.onUserCode !== undefined) return "deviceAuthorization";
  if (settings.username !== undefined) return "password";
  return settings.refreshToken !== undefined || settings.tokens !== undefined ? "refreshToken" : "clientCredentials";
}
