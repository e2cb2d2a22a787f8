import type { CallCancellation } from "./cancellation.js";
import { asIs, type Policy, type Receive } from "./middleware.js";
import type { TransportResponse } from "./transport/transport.js";

/**
 * The total limit and the caller's signal. They hold for everything within, also for code that knows nothing of them:
 * a hook or a credential function that never answers.
 */
export const deadline: Policy = (request, next, receive) => {
  const { cancellation, timeouts, signal } = request.call;
  cancellation.startTimer(timeouts.total);
  if (signal !== undefined) cancellation.follow(signal);
  return untilGivenUp(cancellation, (finish) => next(request, finish), receive);
};

/** Fails as soon as the call is given up, whatever the response's maker does. */
export function untilGivenUp(
  cancellation: CallCancellation,
  send: (finish: Receive) => Promise<TransportResponse>,
  receive: Receive = asIs,
): Promise<TransportResponse> {
  if (cancellation.reason !== undefined) return Promise.reject(cancellation.reason);
  return new Promise<TransportResponse>((resolve, reject) => {
    const stopListening = cancellation.listen(reject);
    const finish: Receive = (response) => {
      stopListening();
      // Too late: nobody will read it, and nobody outside is told of it.
      if (cancellation.reason !== undefined) response.body.discard();
      else resolve(receive(response));
      return response;
    };
    send(finish).catch(reject);
  });
}
