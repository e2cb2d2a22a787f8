import { ConfigurationError } from "./errors/configuration-error.js";

/** A number is `max`; false follows none. */
export type RedirectOption = number | false | RedirectOptions;

export interface RedirectOptions {
  /** How many in a row. Default 5. */
  readonly max?: number | undefined;
  /** Follow only to these origins (`https://files.example.com`) and to the API's own. Default: to any. */
  readonly origins?: readonly string[] | undefined;
}

export interface RedirectPolicy {
  /** 0 follows none. */
  readonly max: number;
  /** Undefined: any. */
  readonly origins: readonly string[] | undefined;
  /** Asked for by this very call: then a redirect is followed that the document declares as the result. */
  readonly isGiven: boolean;
}

/** Five is what RFC 2068 recommended, and more than any API needs. */
const defaultPolicy: RedirectPolicy = { max: 5, origins: undefined, isGiven: false };

/** @throws ConfigurationError for an origin that is none */
export function resolveRedirects(option: RedirectOption | undefined, fallback?: RedirectPolicy): RedirectPolicy {
  if (option === undefined) return fallback ?? defaultPolicy;
  const isGiven = fallback !== undefined;
  const { origins } = fallback ?? defaultPolicy;
  if (option === false) return { max: 0, origins, isGiven };
  if (typeof option === "number") return { max: option, origins, isGiven };
  return { max: option.max ?? defaultPolicy.max, origins: option.origins?.map(toOrigin) ?? origins, isGiven };
}

function toOrigin(text: string): string {
  try {
    return new URL(text).origin;
  } catch (cause) {
    const message = `${JSON.stringify(text)} is no origin: \`redirects.origins\` wants them like "https://files.example.com"`;
    throw new ConfigurationError({ message, cause });
  }
}
