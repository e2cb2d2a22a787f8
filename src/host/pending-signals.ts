/**
 * Waits until signals that have come are told to their listeners. Node.js reads them once in a turn of the event loop: whoever
 * stops listening before that loses them. The first wait may end within the turn that has begun.
 */
export async function pendingSignals(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
