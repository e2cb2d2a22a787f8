// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { AbortNotice } from "./transport/transport.js";

/** The longest delay that `setTimeout` takes; more would fire at once. */
const maxDelay = 2_147_483_647;

/** Waits, unless the call is given up: then it fails with the reason, and nothing is left behind. */
export function sleep(milliseconds: number, abort: AbortNotice): Promise<void> {
  if (abort.reason !== undefined) return Promise.reject(abort.reason);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        stopListening();
        resolve();
      },
      Math.min(milliseconds, maxDelay),
    );
    const stopListening = abort.listen((reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}
