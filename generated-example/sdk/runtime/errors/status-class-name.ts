// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** The statuses that have a class of their own. */
const classNames: Readonly<Record<number, string>> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "AuthorizationError",
  404: "NotFoundError",
  409: "ConflictError",
  422: "UnprocessableEntityError",
  429: "RateLimitError",
};

/** The name of the class for a status; undefined where it is `ApiError` itself. */
export function statusClassName(status: number): string | undefined {
  return status >= 500 && status <= 599 ? "ServerError" : classNames[status];
}
