// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { SecuritySchemeDescriptor } from "../contract.js";
import { readEnvironment } from "../platform.js";
import type { Credential } from "./credentials.js";
import type { OAuth2Settings } from "./oauth2-credentials.js";
import { isTokenScheme, type TokenScheme } from "./token-source.js";

/** Says that the environment has a client's id and secret; they are read for each token request. */
export const environmentGrant: OAuth2Settings = {};

/** The credential that the environment holds for a scheme. */
export function environmentCredential(scheme: SecuritySchemeDescriptor): Credential | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (isTokenScheme(scheme)) return environmentToken(scheme);
  if (scheme.type !== "basic") return readEnvironment(scheme.env);
  const { username, password } = loginVariables(scheme);
  const name = readEnvironment(username);
  return name === undefined ? undefined : { username: name, password: readEnvironment(password) ?? "" };
}

/** What to set, for messages: the option and the variable. */
export function describeScheme(name: string, scheme: SecuritySchemeDescriptor | undefined): string {
  if (scheme === undefined) return `\`auth.${name}\` (which the document doesn't define)`;
  if (scheme.type === "mutualTLS") return `a transport with a client certificate (\`${name}\`)`;
  return `the option \`auth.${name}\` or the environment ${variablesOf(scheme)}`;
}

function variablesOf(scheme: Exclude<SecuritySchemeDescriptor, { readonly type: "mutualTLS" }>): string {
  if (scheme.type === "basic") {
    const { username, password } = loginVariables(scheme);
    return `variables ${username} and ${password}`;
  }
  if (!isTokenScheme(scheme) || !hasClientCredentials(scheme)) return `variable ${scheme.env}`;
  return `variables ${scheme.env} (an access token), or ${scheme.env}_CLIENT_ID and ${scheme.env}_CLIENT_SECRET`;
}

function loginVariables(scheme: Extract<SecuritySchemeDescriptor, { readonly type: "basic" }>): {
  readonly username: string;
  readonly password: string;
} {
  return {
    username: scheme.usernameEnv ?? `${scheme.env}_USERNAME`,
    password: scheme.passwordEnv ?? `${scheme.env}_PASSWORD`,
  };
}

/** `PETSTORE_OAUTH` may hold a token, so may `PETSTORE_OAUTH_TOKEN`; otherwise there may be what tokens are got with. */
function environmentToken(scheme: TokenScheme): Credential | undefined {
  const token = readEnvironment(scheme.env) ?? readEnvironment(`${scheme.env}_TOKEN`);
  if (token !== undefined || !hasClientCredentials(scheme)) return token;
  const [id, secret] = [readEnvironment(`${scheme.env}_CLIENT_ID`), readEnvironment(`${scheme.env}_CLIENT_SECRET`)];
  return id === undefined || secret === undefined ? undefined : environmentGrant;
}

/** The one grant that an id and a secret are enough for. */
function hasClientCredentials(scheme: TokenScheme): boolean {
  return (
    scheme.type === "openIdConnect" || scheme.flows.clientCredentials !== undefined || scheme.metadataUrl !== undefined
  );
}
