import { insidesOf } from "../client-insides.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Authenticator } from "./authenticator.js";

/** For functions that take a client and need its credentials. @throws ConfigurationError where it has none of its own */
export function authenticatorOf(client: object): Authenticator {
  const { authenticator } = insidesOf(client);
  if (authenticator === undefined) throw new ConfigurationError({ message: "A lean client gets no access tokens" });
  return authenticator;
}
