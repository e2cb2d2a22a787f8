import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestOptions } from "../options.js";
import type { ClientFeature } from "./feature.js";

/** The options of a call that only a feature looks at. All others are the client's own, or those of pages and streams. */
const featureOf = {
  timeout: "Timeout",
  retry: "Retry",
  idempotencyKey: "IdempotencyKey",
  validate: "Validate",
  security: "Security",
  redirects: "Redirects",
  hooks: "Hooks",
  onProgress: "Bodies",
  maxResponseBytes: "Downloads",
} as const;

/** @throws ConfigurationError for an option that nothing of the client looks at */
export function refuseUnserved(options: RequestOptions, features: readonly ClientFeature[]): void {
  for (const [name, feature] of Object.entries(featureOf)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined || value === false || features.some(({ serves }) => serves === name)) continue;
    throw missingFeature(`\`${name}\``, feature);
  }
}

export function missingFeature(what: string, feature: string): ConfigurationError {
  return new ConfigurationError({ message: `${what} needs a client \`with: [with${feature}()]\`` });
}
