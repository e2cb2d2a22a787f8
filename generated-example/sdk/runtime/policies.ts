// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { attempt } from "./attempt.js";
import { authentication } from "./auth/authentication.js";
import type { Authenticator } from "./auth/authenticator.js";
import { deadline } from "./deadline.js";
import { composeMiddleware, type Middleware, type Next } from "./middleware.js";
import { requestValidation } from "./request-validation.js";
import type { Transport } from "./transport/transport.js";
import { userHooks } from "./user-hooks.js";

export interface PolicyInput {
  readonly user: readonly Middleware[];
  readonly authenticator: Authenticator;
  /** Made when the first request is sent. */
  readonly transport: () => Transport;
}

/**
 * The one order in which a request passes the policies, the first is the outermost.
 * The places of those that are still to come are marked: a policy's place decides what it sees.
 */
export function composePolicies({ user, authenticator, transport }: PolicyInput): Next {
  return composeMiddleware(
    [
      deadline,
      ...user,
      userHooks,
      requestValidation,
      // idempotency key: once for all attempts
      // concurrency: a slot is held over all attempts
      // retry: everything below happens once for each attempt
      // rate limit
      authentication(authenticator),
      // logging and telemetry: one entry for each attempt
    ],
    // the attempt's own timeouts are counted where the connection is: in the transport
    attempt(transport),
  );
}
