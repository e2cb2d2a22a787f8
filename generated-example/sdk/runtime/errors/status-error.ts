// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ApiErrorInit } from "../contract.js";
import { ApiError } from "./api-error.js";
import { AuthenticationError } from "./authentication-error.js";
import { AuthorizationError } from "./authorization-error.js";
import { BadRequestError } from "./bad-request-error.js";
import { ConflictError } from "./conflict-error.js";
import { NotFoundError } from "./not-found-error.js";
import { RateLimitError } from "./rate-limit-error.js";
import { ServerError } from "./server-error.js";
import { UnprocessableEntityError } from "./unprocessable-entity-error.js";

const classes: Readonly<Record<number, typeof ApiError | undefined>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: AuthorizationError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The error of the class that stands for the status, with whatever body came. */
export function statusError(init: ApiErrorInit): ApiError {
  const { status } = init;
  const StatusClass = classes[status] ?? (status >= 500 && status <= 599 ? ServerError : ApiError);
  return new StatusClass(init);
}
