import { attempt } from "./attempt.js";
import { authentication } from "./auth/authentication.js";
import type { Authenticator } from "./auth/authenticator.js";
import { concurrency } from "./concurrency.js";
import type { ApiDescriptor } from "./contract.js";
import { deadline } from "./deadline.js";
import { idempotency } from "./idempotency.js";
import { composePolicies, type Middleware, type Next, userPolicy } from "./middleware.js";
import { type AttemptObserver, observation } from "./observation.js";
import { rateLimit } from "./rate-limit.js";
import { redirects } from "./redirects.js";
import { requestValidation } from "./request-validation.js";
import { retry } from "./retry.js";
import type { SharedState } from "./shared-state.js";
import type { Transport } from "./transport/transport.js";
import { userHooks } from "./user-hooks.js";

export interface PolicyInput {
  readonly user: readonly Middleware[];
  readonly authenticator: Authenticator;
  readonly shared: SharedState;
  /** Logging and telemetry. */
  readonly observers: readonly AttemptObserver[];
  /** The document's schemes, by name. */
  readonly security: ApiDescriptor["security"];
  /** Made when the first request is sent. */
  readonly transport: () => Transport;
}

/**
 * The one order in which a request passes the policies, the first is the outermost.
 * The places of those that are still to come are marked: a policy's place decides what it sees.
 */
export function composeClient({ user, authenticator, security, observers, shared, transport }: PolicyInput): Next {
  const { budgets, limits, concurrency: limiter } = shared;
  return composePolicies(
    [
      deadline,
      ...user.map(userPolicy),
      userHooks,
      requestValidation,
      // once for all attempts
      idempotency,
      // a place is held over all attempts
      ...(limiter === undefined ? [] : [concurrency(limiter)]),
      // everything below happens once for each attempt
      retry(budgets),
      ...(limits === undefined ? [] : [rateLimit(limits)]),
      redirects(security),
      authentication(authenticator),
      // one entry for each attempt, with what is really sent
      ...(observers.length === 0 ? [] : [observation(observers)]),
    ],
    // the attempt's own timeouts are counted where the connection is: in the transport
    attempt(transport),
  );
}
