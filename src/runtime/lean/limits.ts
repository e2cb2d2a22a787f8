import { Cancellation } from "../cancellation.js";
import { systemClock } from "../clock.js";
import { deadline } from "../deadline.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Policy } from "../middleware.js";
import { resolveTimeouts, type TimeoutOptions, type Timeouts } from "../timeouts.js";
import { type ClientFeature, type LeanCall, places } from "./feature.js";

const noTimeouts: Timeouts = { connect: 0, headers: 0, body: 0, total: 0, queue: 0, totalIsGiven: false };

/** What makes a call one that can be given up, once for each call, whichever feature asks first. */
export function limited(call: LeanCall): Partial<LeanCall> {
  if (call.cancellation !== undefined) return {};
  const cancellation = new Cancellation(systemClock);
  return {
    clock: systemClock,
    cancellation,
    signal: call.options.signal,
    timeouts: noTimeouts,
    settle: () => cancellation.settle(),
  };
}

const begun = /* @__PURE__ */ new WeakSet<object>();

/** The caller's signal and the total limit hold for all that is within. */
export const withinLimits: Policy = (request, next, receive) => {
  if (begun.has(request.call)) return next(request, receive);
  begun.add(request.call);
  return deadline(request, next, receive);
};

/** @throws ConfigurationError for limits that the platform's `fetch` doesn't have */
export function withTimeout(total = 60_000): ClientFeature {
  return {
    serves: "timeout",
    place: places.timeout,
    middleware: () => withinLimits,
    prepare: (call) => {
      const { operation, options } = call;
      const own: Timeouts = { ...noTimeouts, total };
      expectTotal(options.timeout);
      const timeouts = resolveTimeouts(options.timeout, resolveTimeouts(operation.timeout, own));
      return { ...limited(call), timeouts };
    },
  };
}

function expectTotal(timeout: number | TimeoutOptions | undefined): void {
  if (typeof timeout !== "object") return;
  const foreign = (["connect", "headers", "body"] as const).find((name) => timeout[name] !== undefined);
  if (foreign === undefined) return;
  throw new ConfigurationError({
    message: `A lean client has no \`timeout.${foreign}\`: it has \`total\` and \`queue\``,
  });
}
