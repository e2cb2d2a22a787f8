import { toSdkError } from "../errors/sdk-error.js";
import { type Logger, type LogLevel, loggingObserver } from "../logging.js";
import { observation } from "../observation.js";
import type { Hooks } from "../request.js";
import { userHooks } from "../user-hooks.js";
import { type ClientFeature, places } from "./feature.js";

/** Functions that are called on the way; those of a call come behind these. */
export function withHooks(hooks: Hooks = {}): ClientFeature {
  return {
    serves: "hooks",
    place: places.hooks,
    middleware: () => userHooks,
    prepare: (call) => {
      const all = call.options.hooks === undefined ? [hooks] : [hooks, call.options.hooks];
      return {
        hooks: all,
        failed: async (error) => {
          const event = {
            operationId: call.operation.id,
            requestId: call.request?.requestId,
            error: toSdkError(error),
          };
          for (const { onError } of all) await onError?.(event);
        },
      };
    },
  };
}

/** A line for each attempt, without secrets. */
export function withLogger(logger: Logger, logLevel?: LogLevel): ClientFeature {
  const observers = [loggingObserver({ logger, logLevel })].flatMap((one) => one ?? []);
  return { place: places.logging, middleware: () => observation(observers) };
}
