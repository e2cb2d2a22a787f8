// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
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
}

/** Fills in what the option leaves open. */
export function resolveValidation(option: ValidationOption | undefined, fallback: ValidationModes): ValidationModes {
  if (option === undefined) return fallback;
  if (typeof option === "string") return { request: option, response: option };
  return { request: option.request ?? fallback.request, response: option.response ?? fallback.response };
}
