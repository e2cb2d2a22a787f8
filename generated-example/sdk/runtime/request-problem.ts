// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { RequestValidationError } from "./errors/request-validation-error.js";
import { printIssue } from "./errors/validation-issue.js";

/** The error for a parameter or body that can't be sent at all, whatever the validation mode is. */
export function requestProblem(where: string, message: string, cause?: unknown): RequestValidationError {
  const issue = { path: [where], message, code: "custom" };
  return new RequestValidationError({ message: printIssue(issue), issues: [issue], cause });
}
