import type { ApiRequest } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** What comes after a middleware: the rest of the chain. */
export type Next = (request: ApiRequest) => Promise<TransportResponse>;

/** Sees every request on its way out and every response on its way back. It may change the request, answer by itself or call `next` again. */
export type Middleware = (request: ApiRequest, next: Next) => Promise<TransportResponse>;

/** What is done with a response on its way back. */
export type Receive = (response: TransportResponse) => TransportResponse | Promise<TransportResponse>;

/** The rest of the chain, for a policy: what it does with the response goes along, and is done as soon as there is one. */
export type Send = (request: ApiRequest, receive: Receive) => Promise<TransportResponse>;

/**
 * A middleware of the runtime. It hands on what those outside of it do with the response, together with what it does
 * itself: a promise for each of them would take longer than all that they do.
 */
export type Policy = (request: ApiRequest, next: Send, receive: Receive) => Promise<TransportResponse>;

/** For a policy that sends something of its own. */
export const asIs: Receive = (response) => response;

/** One function for the whole chain, made once for each client. */
export function composePolicies(policies: readonly Policy[], last: Send): Next {
  const send = policies.reduceRight<Send>((next, policy) => (request, receive) => policy(request, next, receive), last);
  return (request) => send(request, asIs);
}

/** A middleware of the user, whose promise is its own. */
export function userPolicy(middleware: Middleware): Policy {
  return (request, next, receive) => middleware(request, (sent) => promised(() => next(sent, asIs))).then(receive);
}

/** Fails in its promise also where what makes it throws. */
export function promised(make: () => Promise<TransportResponse>): Promise<TransportResponse> {
  try {
    return make();
  } catch (error) {
    return Promise.reject(error);
  }
}
