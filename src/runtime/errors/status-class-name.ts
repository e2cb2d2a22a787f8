/** The statuses that have a class of their own, which is called so and `Error`. */
const classNames: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Authentication",
  403: "Authorization",
  404: "NotFound",
  409: "Conflict",
  422: "UnprocessableEntity",
  429: "RateLimit",
};

/** The name of the class for a status; undefined where it is `ApiError` itself. */
export function statusClassName(status: number): string | undefined {
  const name = status > 499 && status < 600 ? "Server" : classNames[status];
  return name && `${name}Error`;
}
