import { asIs, type Policy } from "./middleware.js";
import { ObservedBody, type TellOfBody } from "./observed-body.js";
import type { ApiRequest } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** Sees every attempt of every call, as it goes on the wire: credentials included. */
export interface AttemptObserver {
  /** May add headers to the request. Gives what is told of the end; undefined where that is of no interest. */
  start(request: ApiRequest): ((end: AttemptEnd) => void) | undefined;
  /** False while nobody wants to know. Asked before each attempt. Default: always. */
  isActive?(): boolean;
  /** So many bytes of the response's body, decoded, are handed to the end. Default 0. */
  readonly bodyBytes?: number;
}

/** How an attempt ended: with its body, or with an error. */
export interface AttemptEnd {
  /** Undefined where no response came. */
  readonly response: TransportResponse | undefined;
  /** Of the response's body, decoded; undefined where nobody has read it. */
  readonly bytes: number | undefined;
  /** The beginning of it, as much as the observers want; undefined where they want none or nobody has read it. */
  readonly body: Uint8Array | undefined;
  readonly durationMs: number;
  /** The server's id of the request, or the one that was sent. */
  readonly requestId: string | undefined;
  /** Why there is no complete response. */
  readonly error: unknown;
}

/** Tells the observers of each attempt. While none is active it is no more than a call of `next`. */
export function observation(all: readonly AttemptObserver[]): Policy {
  const kept = Math.max(0, ...all.map(({ bodyBytes = 0 }) => bodyBytes));
  return (request, next, receive) => {
    if (!all.some(isActive)) return next(request, receive);
    const observers = all.filter(isActive);
    const sent: ApiRequest = { ...request, headers: Object.assign({}, request.headers) };
    const start = performance.now();
    const ends = observers.map((observer) => observer.start(sent));
    const tell = (outcome: Pick<AttemptEnd, "response" | "bytes" | "body" | "error">): void => {
      const { response } = outcome;
      const requestId = response === undefined ? request.requestId : request.call.requestIdOf(response.headers);
      const end: AttemptEnd = { ...outcome, durationMs: performance.now() - start, requestId };
      for (const observer of ends) observer?.(end);
    };
    return next(sent, asIs).then(
      (response) => {
        const told: TellOfBody = ({ bytes, body }, error) => tell({ response, bytes, body, error });
        return receive({ ...response, body: new ObservedBody(response.body, kept, told) });
      },
      (error: unknown) => {
        tell({ response: undefined, bytes: undefined, body: undefined, error });
        throw error;
      },
    );
  };
}

function isActive(observer: AttemptObserver): boolean {
  return observer.isActive?.() ?? true;
}
