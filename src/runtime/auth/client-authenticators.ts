import { ConfigurationError } from "../errors/configuration-error.js";
import type { Authenticator } from "./authenticator.js";

const authenticators = /* @__PURE__ */ new WeakMap<object, Authenticator>();

/** Called once for each client. */
export function registerAuthenticator(client: object, authenticator: Authenticator): void {
  authenticators.set(client, authenticator);
}

/** For functions that take a client and need its credentials. @throws ConfigurationError where it is no client of this runtime */
export function authenticatorOf(client: object): Authenticator {
  const authenticator = authenticators.get(client);
  if (authenticator === undefined) throw new ConfigurationError({ message: "This is not a client of the same SDK" });
  return authenticator;
}
