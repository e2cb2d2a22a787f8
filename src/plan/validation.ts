type Mode = "off" | "warn" | "lenient" | "strict";

/** One mode for both directions, or one for each. */
export type ValidateOption = Mode | { readonly request?: Mode | undefined; readonly response?: Mode | undefined };

/** How the SDK validates where neither client nor call says anything. */
export interface ValidationPlan {
  readonly request: Mode;
  readonly response: Mode;
  /** It is what the runtime does anyway. */
  readonly isDefault: boolean;
  /** False: the operations name no schemas, so that nothing of zod is bundled with them. */
  readonly hasSchemas: boolean;
}

/** Typed values are found by the schemas, whether or not anything is checked: an SDK that has some keeps its schemas. */
export function planValidation(option: ValidateOption | undefined, hasTypedValues: boolean): ValidationPlan {
  const given = typeof option === "string" ? { request: option, response: option } : (option ?? {});
  const { request = "off", response = "lenient" } = given;
  const isOff = request === "off" && response === "off";
  const isDefault = request === "off" && response === "lenient";
  return { request, response, isDefault, hasSchemas: hasTypedValues || !isOff };
}
