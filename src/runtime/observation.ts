import type { Middleware } from "./middleware.js";
import { ObservedBody } from "./observed-body.js";
import type { ApiRequest } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** Sees every attempt of every call, as it goes on the wire: credentials included. */
export interface AttemptObserver {
  /** May add headers to the request. Gives what is told of the end; undefined where that is of no interest. */
  start(request: ApiRequest): ((end: AttemptEnd) => void) | undefined;
}

/** How an attempt ended: with its body, or with an error. */
export interface AttemptEnd {
  /** Undefined where no response came. */
  readonly response: TransportResponse | undefined;
  /** Of the response's body, decoded; undefined where nobody has read it. */
  readonly bytes: number | undefined;
  readonly durationMs: number;
  /** The server's id of the request, or the one that was sent. */
  readonly requestId: string | undefined;
  /** Why there is no complete response. */
  readonly error: unknown;
}

/** Tells the observers of each attempt. Without any it is no more than a call of `next`. */
export function observation(observers: readonly AttemptObserver[]): Middleware {
  return (request, next) => {
    if (observers.length === 0) return next(request);
    const sent: ApiRequest = { ...request, headers: Object.assign({}, request.headers) };
    const start = performance.now();
    const ends = observers.map((observer) => observer.start(sent));
    const tell = (outcome: Pick<AttemptEnd, "response" | "bytes" | "error">): void => {
      const { response } = outcome;
      const requestId = response === undefined ? request.requestId : request.call.requestIdOf(response.headers);
      const end: AttemptEnd = { ...outcome, durationMs: performance.now() - start, requestId };
      for (const observer of ends) observer?.(end);
    };
    return next(sent).then(
      (response) => {
        const told = (bytes: number | undefined, error?: unknown): void => tell({ response, bytes, error });
        return { ...response, body: new ObservedBody(response.body, told) };
      },
      (error: unknown) => {
        tell({ response: undefined, bytes: undefined, error });
        throw error;
      },
    );
  };
}
