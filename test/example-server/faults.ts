import { setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "./exchange.js";

/**
 * What can go wrong, on purpose. To add a kind: a line here, and its entry in `faultStages` below.
 *
 * - `status`: answers with `status` (default 500), `headers` and `body`, and does nothing else
 * - `wrong-shape`: answers 200 (or `status`) with JSON that is not what the document says (or with `body`)
 * - `hang`: takes the request and never answers
 * - `reset`: resets the connection without an answer, before anything is done
 * - `lose-reply`: carries the request out, then resets the connection without an answer
 * - `delay`: waits `delayMs`, then goes on as usual
 * - `hang-body`, `reset-body`, `cut-body`: answers as usual, but after `after` bytes of the body (default: half of it)
 *   says nothing more, resets the connection, or ends it as if all were well
 */
export type FaultKind =
  | "status"
  | "wrong-shape"
  | "hang"
  | "reset"
  | "lose-reply"
  | "delay"
  | "hang-body"
  | "reset-body"
  | "cut-body";

export interface Fault {
  readonly kind: FaultKind;
  /** Any method, if left out. */
  readonly method?: string;
  /** As sent (`/users/0b5e…`) or as in the document (`/users/{userId}`), without `/v1`. Any path, if left out. */
  readonly path?: string;
  readonly operationId?: string;
  /** How many requests meet it: once, if left out; `Infinity` for all. */
  readonly times?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. A problem that fits the status, if left out. */
  readonly body?: unknown;
  readonly delayMs?: number;
  readonly after?: number;
}

/** When a fault strikes: instead of the operation, before it, after it, or while its answer is sent. */
export type FaultStage = "instead" | "before" | "after" | "body";

export const faultStages: Readonly<Record<FaultKind, FaultStage>> = {
  status: "instead",
  "wrong-shape": "instead",
  hang: "instead",
  reset: "instead",
  "lose-reply": "after",
  delay: "before",
  "hang-body": "body",
  "reset-body": "body",
  "cut-body": "body",
};

/** A header that carries a fault for its own request: a kind (`hang`), or a fault as JSON. */
export const faultHeader = "x-inkwell-fault";

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly template: string | undefined;
  readonly operationId: string | undefined;
  readonly header: string | undefined;
}

/** The faults that tests have asked for; the first that fits strikes. */
export class FaultList {
  readonly #entries: { readonly fault: Fault; left: number }[] = [];

  /** Adds a fault; the function takes it back. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? 1 };
    this.#entries.push(entry);
    return () => this.#remove(entry);
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** The fault for this request, which counts as one time of it. */
  take(target: FaultTarget): Fault | undefined {
    if (target.header !== undefined) return parseFault(target.header);
    const entry = this.#entries.find(({ fault }) => fits(fault, target));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#remove(entry);
    return entry.fault;
  }

  #remove(entry: { readonly fault: Fault; left: number }): void {
    const index = this.#entries.indexOf(entry);
    if (index >= 0) this.#entries.splice(index, 1);
  }
}

function fits(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
    (fault.path === undefined || fault.path === target.path || fault.path === target.template) &&
    (fault.operationId === undefined || fault.operationId === target.operationId)
  );
}

function parseFault(header: string): Fault {
  const fault: unknown = header.startsWith("{") ? JSON.parse(header) : { kind: header };
  if (!isFault(fault)) throw new TypeError(`${faultHeader}: ${header} is no fault`);
  return fault;
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "kind" in value && String(value.kind) in faultStages;
}

/** The answer of the kinds that have one of their own. */
export function faultReply(fault: Fault): Reply {
  const status = fault.status ?? (fault.kind === "wrong-shape" ? 200 : 500);
  const { "content-type": contentType = contentTypeOf(fault, status), ...headers } = lowerCased(fault.headers ?? {});
  const value = fault.body ?? defaultBody(fault, status);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const hasBody = status !== 204 && status !== 304;
  return { status, headers, ...(hasBody ? { body: { kind: "text", contentType, text } } : {}) };
}

function contentTypeOf(fault: Fault, status: number): string {
  return fault.kind === "status" && status >= 400 ? "application/problem+json" : "application/json";
}

function defaultBody(fault: Fault, status: number): unknown {
  return fault.kind === "wrong-shape" ? { surprise: true, id: 7 } : { title: "Injected fault", status };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Waits as long as a `delay` says, or until nobody waits any more. */
export async function delayBy(fault: Fault, signal: AbortSignal): Promise<void> {
  await sleep(fault.delayMs ?? 1000, undefined, { signal }).catch(() => undefined);
}
