import { RequestValidationError } from "./errors/request-validation-error.js";

/** The error for a parameter or body that can't be sent at all, whatever the validation mode is. */
export function requestProblem(where: string, message: string, cause?: unknown): RequestValidationError {
  const issues = [{ path: [where], message, code: "custom" }];
  return new RequestValidationError({ message: `${where}: ${message}`, issues, cause });
}
