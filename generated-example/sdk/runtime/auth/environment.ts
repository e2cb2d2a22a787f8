// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { SecuritySchemeDescriptor } from "../contract.js";
import { readEnvironment } from "../platform.js";
import type { Credential } from "./credentials.js";

/** The credential that the environment holds for a scheme. */
export function environmentCredential(scheme: SecuritySchemeDescriptor): Credential | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (scheme.type !== "basic") return readEnvironment(scheme.env) ?? tokenOf(scheme);
  const username = readEnvironment(`${scheme.env}_USERNAME`);
  const password = readEnvironment(`${scheme.env}_PASSWORD`);
  return username === undefined ? undefined : { username, password: password ?? "" };
}

/** What to set, for messages: the option and the variable. */
export function describeScheme(name: string, scheme: SecuritySchemeDescriptor | undefined): string {
  if (scheme === undefined) return `\`auth.${name}\` (which the document doesn't define)`;
  if (scheme.type === "mutualTLS") return `a transport with a client certificate (\`${name}\`)`;
  const variable =
    scheme.type === "basic" ? `variables ${scheme.env}_USERNAME and ${scheme.env}_PASSWORD` : `variable ${scheme.env}`;
  return `the option \`auth.${name}\` or the environment ${variable}`;
}

/** `PETSTORE_OAUTH` may hold the token, so may `PETSTORE_OAUTH_TOKEN`. */
function tokenOf(scheme: Exclude<SecuritySchemeDescriptor, { readonly type: "mutualTLS" }>): string | undefined {
  const hasToken = scheme.type === "oauth2" || scheme.type === "openIdConnect";
  return hasToken ? readEnvironment(`${scheme.env}_TOKEN`) : undefined;
}
