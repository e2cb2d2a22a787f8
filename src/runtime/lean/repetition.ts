import { idempotency } from "../idempotency.js";
import { defaultIdempotencyHeader } from "../idempotency-key.js";
import { retry } from "../retry.js";
import { RetryBudgets } from "../retry-budget.js";
import { checkRetry, defaultRetryPolicy, type RetryOption, resolveRetry } from "../retry-policy.js";
import { type ClientFeature, type LeanCall, places } from "./feature.js";
import { limited, withinLimits } from "./limits.js";

/** Sends again what failed in passing. Default: as the whole client does. @throws ConfigurationError */
export function withRetry(option?: RetryOption): ClientFeature {
  checkRetry(option);
  const repeat = retry(new RetryBudgets());
  return {
    serves: "retry",
    place: places.retry,
    middleware: () => (request, next, receive) =>
      withinLimits(request, (inner, done) => repeat(inner, next, done), receive),
    prepare: (call) => ({
      ...limited(call),
      idempotencyHeader: headerOf(call),
      retryPolicy: () => {
        const { api, operation, options } = call;
        const own = resolveRetry(option, resolveRetry(api.retry, defaultRetryPolicy));
        return resolveRetry(options.retry, option === false ? own : resolveRetry(operation.retry, own));
      },
    }),
  };
}

/** Gives POST and PATCH a key by which the server recognises a repeated request. Default: where the document declares one. */
export function withIdempotencyKey(key?: boolean | (() => string)): ClientFeature {
  return {
    serves: "idempotencyKey",
    place: places.idempotency,
    middleware: () => idempotency,
    prepare: (call) => ({ idempotencyHeader: headerOf(call), idempotencyKey: call.options.idempotencyKey ?? key }),
  };
}

function headerOf({ operation }: LeanCall): string {
  return operation.idempotency?.header?.toLowerCase() ?? defaultIdempotencyHeader;
}
