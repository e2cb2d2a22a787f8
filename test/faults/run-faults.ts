import { getEventListeners } from "node:events";
import { SdkError, TimeoutError } from "../../src/runtime/index.js";
import { closeClients, makeClient } from "../runtime/support/client.js";
import { faults } from "../runtime/support/fault-server.js";
import { handleNames, newHandles } from "../support/handles.js";
import { callers, type Kind, kinds } from "./callers.js";

/** What became of a call. */
export interface FaultRow {
  readonly fault: string;
  readonly kind: Kind;
  /** The class of the error, and the phase of a timeout; `ok` where the fault does no harm. */
  readonly outcome: string;
  readonly attempts: number;
  /** Requests that the server has seen; undefined where it sees none. */
  readonly requests: number | undefined;
  readonly milliseconds: number;
  /** What is left of the call: listeners of the caller's signal, sockets, timers. */
  readonly left: readonly string[];
}

/** One call of each kind against one fault. */
export async function runFault(fault: string): Promise<readonly FaultRow[]> {
  const start = faults[fault];
  if (start === undefined) throw new Error(`there is no fault "${fault}"`);
  const rows: FaultRow[] = [];
  const isEndless = fault === "a trickle" || fault === "a storm of 1xx";
  const timeout = { connect: 100, headers: 150, body: 150, total: isEndless ? 500 : 20_000 };
  for (const kind of kinds) {
    const before = handleNames();
    const server = await start();
    const client = makeClient({ baseUrl: server.url, timeout, retry: { baseDelay: 1 } });
    const { signal } = new AbortController();
    const begun = performance.now();
    const error: unknown = await callers[kind](client, { signal }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const milliseconds = performance.now() - begun;
    const listeners = getEventListeners(signal, "abort").length;
    const requests = server.requests?.();
    await closeClients();
    await server.close();
    const left = [...(await settled(before)), ...Array<string>(listeners).fill("listener")];
    const attempts = error instanceof SdkError ? error.attempts.length : 1;
    rows.push({ fault, kind, outcome: nameOf(error), attempts, requests, milliseconds, left });
  }
  return rows;
}

function nameOf(error: unknown): string {
  if (error === undefined) return "ok";
  if (!(error instanceof SdkError)) return `untyped: ${String(error)}`;
  return error instanceof TimeoutError ? `${error.name} ${error.phase}` : error.name;
}

/** Sockets take a moment to be gone. */
async function settled(before: readonly string[]): Promise<readonly string[]> {
  for (let wait = 0; wait < 100; wait += 1) {
    const left = newHandles(before);
    // Waiting is a timer itself, but not while nobody waits.
    if (left.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return newHandles(before);
}

export function shownRow({ fault, kind, outcome, attempts, requests, milliseconds }: FaultRow): string {
  const seen = requests === undefined ? "-" : String(requests);
  return `${fault.padEnd(34)} ${kind.padEnd(16)} ${outcome.padEnd(24)} ${String(attempts).padStart(8)} ${seen.padStart(8)} ${milliseconds.toFixed(0).padStart(6)} ms`;
}

export const tableHead = `${"fault".padEnd(34)} ${"kind".padEnd(16)} ${"outcome".padEnd(24)} attempts requests   time`;
