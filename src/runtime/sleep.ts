import { type RuntimeClock, systemClock } from "./clock.js";
import type { AbortNotice } from "./transport/transport.js";

/** The longest delay that `setTimeout` takes; more would fire at once. */
const maxDelay = 2_147_483_647;

/** Calls whose waits take no time: those of tests. */
const skipping = /* @__PURE__ */ new WeakSet<AbortNotice>();

/** Waits of this call are over at once. */
export function skipWaits(abort: AbortNotice): void {
  skipping.add(abort);
}

/** Waits, unless the call is given up: then it fails with the reason, and nothing is left behind. */
export function sleep(milliseconds: number, abort: AbortNotice, clock: RuntimeClock = systemClock): Promise<void> {
  if (abort.reason !== undefined) return Promise.reject(abort.reason);
  if (skipping.has(abort)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = clock.start(Math.min(milliseconds, maxDelay), () => {
      stopListening();
      resolve();
    });
    const stopListening = abort.listen((reason) => {
      clock.stop(timer);
      reject(reason);
    });
  });
}
