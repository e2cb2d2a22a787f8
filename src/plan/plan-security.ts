import type { Api } from "../model/api.js";
import type { OAuth2Flow, SecurityScheme } from "../model/security.js";
import type { OAuth2Grant, SchemePlan } from "./client-plan.js";
import { environmentName, type VariablePolicy, withOwnVariables } from "./credential-variables.js";
import { clientOptionNames } from "./reserved-names.js";

/** contract.md, 3: one credential for each scheme, with an environment variable `<NAME>_<SCHEME>`. */
export function planSecurity(api: Api, policy: VariablePolicy): readonly SchemePlan[] {
  const taken = new Set(clientOptionNames);
  const scopes = requiredScopes(api);
  return api.securitySchemes.map((declared) => {
    const scheme = withOwnVariables(declared, policy);
    // `{}` has a `constructor` that is no credential.
    const topLevel = !taken.has(scheme.wireName) && !(scheme.wireName in Object.prototype);
    taken.add(scheme.wireName);
    return {
      scheme,
      env: scheme.env ?? environmentName(policy.prefix, scheme.wireName),
      topLevel,
      grants: grantsOf(scheme),
      scopes: [...(scopes.get(scheme.wireName) ?? [])],
    };
  });
}

export const allGrants: readonly OAuth2Grant[] = [
  "authorizationCode",
  "clientCredentials",
  "deviceAuthorization",
  "password",
  "refreshToken",
];

/** What metadata will tell, nobody knows yet: then every grant may be one of the server's. */
function grantsOf(scheme: SecurityScheme): readonly OAuth2Grant[] {
  if (scheme.type === "openIdConnect") return allGrants;
  if (scheme.type !== "oauth2") return [];
  if (scheme.flows.length === 0 && scheme.metadataUrl !== undefined) return allGrants;
  const grants = scheme.flows.map(({ grant }) => grant).filter((grant) => grant !== "implicit");
  return scheme.flows.some(givesRefreshTokens) ? [...grants, "refreshToken"] : grants;
}

/** RFC 6749 4.2.2 and 4.4.3: the other two do not, unless the document says so. */
function givesRefreshTokens({ grant, refreshUrl }: OAuth2Flow): boolean {
  return refreshUrl !== undefined || (grant !== "implicit" && grant !== "clientCredentials");
}

/** By scheme, in one walk: a document may have as many schemes as operations. */
function requiredScopes({ operations }: Api): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { security } of operations)
    for (const { scheme, scopes } of security.flat()) {
      const known = found.get(scheme) ?? new Set();
      found.set(scheme, known);
      for (const scope of scopes) known.add(scope);
    }
  return found;
}

/** The variables that hold a credential: alternatives, each of those that are needed together. */
export function environmentVariables({ scheme, env, grants }: SchemePlan): readonly (readonly string[])[] {
  if (scheme.type === "mutualTLS") return [];
  if (scheme.type === "basic")
    return [[scheme.usernameEnv ?? `${env}_USERNAME`, scheme.passwordEnv ?? `${env}_PASSWORD`]];
  return grants.includes("clientCredentials") ? [[env], [`${env}_CLIENT_ID`, `${env}_CLIENT_SECRET`]] : [[env]];
}
