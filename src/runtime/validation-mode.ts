import { ConfigurationError } from "./errors/configuration-error.js";

/**
 * What happens when a value is not what the document says.
 * `off`: it is not looked at. `warn`: it is reported to `onDrift`. `lenient`: a wrong shape is an error; unknown keys,
 * unknown enum values and unknown union variants are kept and reported. `strict`: everything is an error.
 */
export type ValidationMode = "off" | "warn" | "lenient" | "strict";

/** One mode for both directions, or one for each. */
export type ValidationOption =
  | ValidationMode
  | { readonly request?: ValidationMode | undefined; readonly response?: ValidationMode | undefined };

export interface ValidationModes {
  readonly request: ValidationMode;
  readonly response: ValidationMode;
  /** The SDK was generated without schemas: there is nothing to validate with. */
  readonly isImpossible?: boolean;
}

/**
 * Fills in what the option leaves open.
 * @throws ConfigurationError where there is nothing to validate with
 */
export function resolveValidation(option: ValidationOption | undefined, fallback: ValidationModes): ValidationModes {
  if (option === undefined) return fallback;
  const { request = fallback.request, response = fallback.response } =
    typeof option === "string" ? { request: option, response: option } : option;
  if (fallback.isImpossible !== true) return { request, response };
  if (request === "off" && response === "off") return fallback;
  throw new ConfigurationError({
    message: '`validate` must be "off": this SDK was generated without schemas',
  });
}
