import type { CallCancellation } from "./cancellation.js";
import type { Middleware } from "./middleware.js";
import type { TransportResponse } from "./transport/transport.js";

/**
 * The total limit and the caller's signal. They hold for everything within, also for code that knows nothing of them:
 * a hook or a credential function that never answers.
 */
export const deadline: Middleware = (request, next) => {
  const { cancellation, timeouts, signal } = request.call;
  cancellation.startTimer(timeouts.total);
  if (signal !== undefined) cancellation.follow(signal);
  return untilGivenUp(cancellation, () => next(request));
};

/** Fails as soon as the call is given up, whatever the response's maker does. */
export function untilGivenUp(
  cancellation: CallCancellation,
  makeResponse: () => Promise<TransportResponse>,
): Promise<TransportResponse> {
  if (cancellation.reason !== undefined) return Promise.reject(cancellation.reason);
  return new Promise<TransportResponse>((resolve, reject) => {
    const stopListening = cancellation.listen(reject);
    makeResponse().then((response) => {
      stopListening();
      // Too late: nobody will read it.
      if (cancellation.reason !== undefined) response.body.discard();
      resolve(response);
    }, reject);
  });
}
