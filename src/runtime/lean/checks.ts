import type { OpenCall } from "../call.js";
import { checkValue } from "../check-value.js";
import { jsonParser } from "../json.js";
import { requestValidation } from "../request-validation.js";
import { validateValue } from "../validate.js";
import { resolveValidation, type ValidationOption } from "../validation-mode.js";
import { type ClientFeature, places } from "./feature.js";

/** Validates with zod. Default: as the configuration says, otherwise requests `off` and responses `lenient`. */
export function withValidate(option?: ValidationOption): ClientFeature {
  return {
    serves: "validate",
    place: places.validation,
    middleware: () => requestValidation,
    prepare: (call) => {
      const { api, operation, options } = call;
      const isImpossible = api.hasSchemas === false;
      const modes = isImpossible
        ? ({ request: "off", response: "off" } as const)
        : (api.validate ?? { request: "off", response: "lenient" });
      const own = resolveValidation(option, isImpossible ? { ...modes, isImpossible } : modes);
      const validation = resolveValidation(options.validate, own);
      const { values } = api;
      return {
        validation,
        values,
        // It reads of a call what stands here, and its hooks.
        check: (schema, value, status) =>
          checkValue({ operation, validation, values, hooks: call.hooks } as unknown as OpenCall, schema, {
            value,
            status,
          }),
        readError: (schema, value) => {
          const verdict = validateValue(schema, value, validation.response === "off" ? "off" : "lenient", values);
          return verdict.kind === "invalid" ? undefined : verdict;
        },
      };
    },
  };
}

/** `Date` and `bigint` in what is received. Generated code adds it where the SDK has any. */
export function withTypedValues(): ClientFeature {
  return {
    place: 0,
    prepare: ({ api: { values } }) => ({
      parseJson: (schema) => jsonParser(values, schema),
      check: (schema, value) => (values === undefined || schema === undefined ? value : values.decode(schema, value)),
      readError: (schema, value) => ({
        value: values === undefined || schema === undefined ? value : values.decode(schema, value),
      }),
    }),
  };
}
