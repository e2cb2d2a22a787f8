/** draft-ietf-httpapi-idempotency-key-header, https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
import { setHeader } from "./headers.js";
import type { Policy } from "./middleware.js";
import { randomId } from "./platform.js";
import type { ApiRequest } from "./request.js";

/** Gives a request the key by which the server recognises its repetitions: one for all attempts of a call. */
export const idempotency: Policy = (request, next, receive) => {
  const key = keyOf(request);
  if (key !== undefined) setHeader(request.headers, request.call.idempotencyHeader, key);
  return next(request, receive);
};

function keyOf(request: ApiRequest): string | undefined {
  const { method, call, operation, headers } = request;
  const { idempotencyKey: own } = call;
  if (typeof own === "string") return own;
  const wanted = own ?? operation.idempotency?.header !== undefined;
  // All other methods may be repeated anyway (RFC 9110 9.2.2).
  if (wanted === false || (method !== "POST" && method !== "PATCH")) return undefined;
  // A parameter of the operation, or a header that was written by hand.
  if (headers[call.idempotencyHeader] !== undefined) return undefined;
  return typeof wanted === "function" ? wanted() : randomId();
}
