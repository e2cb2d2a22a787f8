import { pendingSignals } from "../host/pending-signals.js";

/** Runs `action`, and lets Ctrl-C end the process only when it is done: what is being written is then whole. */
export async function undisturbed<Result>(action: () => Promise<Result>): Promise<Result> {
  let received: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of signals) process.on(signal, note);
  try {
    return await action();
  } finally {
    await pendingSignals();
    for (const signal of signals) process.off(signal, note);
    // Nobody listens any more: the process ends by the signal, as its parent expects.
    if (received !== undefined) process.kill(process.pid, received);
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
