// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { Middleware } from "../middleware.js";
import type { Authenticator } from "./authenticator.js";

/** Adds the credentials that the operation asks for, anew for each attempt: a refreshed token is used at once. */
export function authentication(authenticator: Authenticator): Middleware {
  return (request, next) => {
    const { security } = request.call;
    if (security === false) return next(request);
    const requirements = security === undefined ? request.operation.security : [chosen(security)];
    if (requirements === undefined || requirements.length === 0) return next(request);
    // Credentials are for the API alone: a middleware, a redirect or a link may lead elsewhere.
    if (request.origin !== request.trustedOrigin) return next(request);
    const authorized = authenticator.authorize(request, requirements);
    return authorized instanceof Promise ? authorized.then(next) : next(authorized);
  };
}

function chosen(security: string | readonly string[]): Record<string, readonly string[]> {
  const names = typeof security === "string" ? [security] : security;
  return Object.fromEntries(names.map((name) => [name, []]));
}
