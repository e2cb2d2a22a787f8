import type { AppliedCredential } from "../auth/applied-credential.js";
import { authentication } from "../auth/authentication.js";
import { Authenticator } from "../auth/authenticator.js";
import type { Credential } from "../auth/credentials.js";
import { secretsOf } from "../auth/secrets.js";
import { TokenSources } from "../auth/token-sources.js";
import { systemClock } from "../clock.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { isBrowser } from "../platform.js";
import { type RedirectOption, resolveRedirects } from "../redirect-policy.js";
import { redirects } from "../redirects.js";
import { type ClientFeature, type LeanApi, places } from "./feature.js";

/**
 * Credentials by the name of the security scheme: a value, or a function that is called for each attempt. What is not here
 * is looked up in the environment. OAuth2 takes access tokens; to get them is the whole client's. `security`: the schemes,
 * where the client's API has not all of them.
 */
export function withSecurity(
  auth: Readonly<Record<string, Credential | undefined>> = {},
  security?: LeanApi["security"],
): ClientFeature {
  const tokenIo = {
    get transport(): never {
      throw new ConfigurationError({ message: "A lean client gets no access tokens: give it one" });
    },
    baseUrl: undefined,
    userAgent: undefined,
    clock: systemClock,
  };
  return {
    serves: "security",
    place: places.security,
    middleware: (api) => {
      const sources = new TokenSources();
      const schemes = { name: api.name, security: security ?? api.security };
      return authentication(
        new Authenticator({ api: schemes, options: { auth }, oauth2: undefined, sources, tokenIo }),
      );
    },
    prepare: (call) => {
      let applied: readonly AppliedCredential[] = [];
      const byHand = call.secrets;
      return {
        security: call.options.security,
        keepCredentials: (list) => {
          applied = list;
        },
        secrets: () => [...secretsOf(applied, call.request?.headers ?? {}), ...byHand()].sort(longestFirst),
      };
    },
  };
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}

/** Follows redirects; another origin gets no credentials and no body. In a browser, it is the browser that follows. */
export function withRedirects(option?: RedirectOption): ClientFeature {
  const own = resolveRedirects(option);
  return {
    serves: "redirects",
    place: places.redirects,
    middleware: ({ security }) => redirects(security),
    prepare: ({ options }) => {
      const policy = resolveRedirects(options.redirects, own);
      return { redirects: policy, ...(isBrowser() && policy.max > 0 ? { redirect: "follow" as const } : {}) };
    },
  };
}
