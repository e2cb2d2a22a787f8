import type { RuntimeClock } from "../clock.js";

/** @throws the signal's reason */
export function wait(ms: number, clock: RuntimeClock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      clock.stop(timer);
      reject(signal?.reason);
    };
    const timer = clock.start(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
