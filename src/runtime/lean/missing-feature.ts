import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestOptions } from "../options.js";
import type { ClientFeature } from "./feature.js";

/**
 * The options of a call that only a feature looks at, most by the feature's name. All others are the client's own, or
 * those of pages and streams.
 */
const served = "timeout retry idempotencyKey validate security redirects hooks maxResponseBytes onProgress";

/** @throws ConfigurationError for an option that nothing of the client looks at */
export function refuseUnserved(options: RequestOptions, features: readonly ClientFeature[]): void {
  for (const name of served.split(" ")) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    // No retries, no limit: that is what a client without the feature does.
    if (!value || features.some(({ serves }) => serves === name)) continue;
    throw missingFeature(
      `\`${name}\``,
      name === "onProgress" ? "Bodies" : name.charAt(0).toUpperCase() + name.slice(1),
    );
  }
}

export function missingFeature(what: string, feature: string): ConfigurationError {
  return new ConfigurationError({ message: `${what} needs a client \`with: [with${feature}()]\`` });
}
