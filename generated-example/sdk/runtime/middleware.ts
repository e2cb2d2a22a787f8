// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ApiRequest } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** What comes after a middleware: the rest of the chain. */
export type Next = (request: ApiRequest) => Promise<TransportResponse>;

/** Sees every request on its way out and every response on its way back. It may change the request, answer by itself or call `next` again. */
export type Middleware = (request: ApiRequest, next: Next) => Promise<TransportResponse>;

/** One function for the whole chain, made once for each client. */
export function composeMiddleware(middleware: readonly Middleware[], last: Next): Next {
  return middleware.reduceRight<Next>((next, current) => (request) => current(request, next), last);
}
