import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestOptions } from "../options.js";
import type { ClientFeature } from "./feature.js";

/** What every lean client looks at. */
const ownOptions = ["signal", "headers", "query", "accept", "baseUrl", "requestId"];

/** Each other option needs the feature of its name: `retry` needs `withRetry()`. @throws ConfigurationError */
export function refuseUnserved(options: RequestOptions, features: readonly ClientFeature[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (
      value === undefined ||
      value === false ||
      ownOptions.includes(name) ||
      features.some(({ serves }) => serves === name)
    )
      continue;
    throw missingFeature(`\`${name}\``, name.charAt(0).toUpperCase() + name.slice(1));
  }
}

export function missingFeature(what: string, feature: string): ConfigurationError {
  return new ConfigurationError({ message: `${what} needs a client \`with: [with${feature}()]\`` });
}
