import { ConfigurationError } from "./errors/configuration-error.js";
import { withoutFinalSlashes } from "./final-slashes.js";

/** An address, taken apart once. */
export interface Base {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Without a slash at its end. */
  readonly path: string;
  /** A query that every request carries, without `?`. */
  readonly query: string;
}

/** @throws ConfigurationError where it is no http(s) address, or holds a password */
export function parseBase(text: string, option: string): Base {
  const url = tryParse(text);
  if (url === undefined) {
    const hint = option === "server" ? "set `baseUrl` to an absolute one" : "it must begin with http:// or https://";
    throw new ConfigurationError({ message: `${JSON.stringify(text)} is not an absolute URL: ${hint}` });
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ConfigurationError({ message: `The \`${option}\` must be an http or https URL, not ${url.protocol}` });
  }
  if (url.username !== "" || url.password !== "") {
    throw new ConfigurationError({ message: `The \`${option}\` holds a password: give it as \`auth\` instead` });
  }
  return { origin: url.origin, path: withoutFinalSlashes(url.pathname), query: url.search.slice(1) };
}

function tryParse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
