import type { Policy, Receive } from "./middleware.js";
import type { ApiRequest, Hooks } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** Calls `onRequest` and `onResponse`. `onError` is called where the call ends: an error may come after the response. */
export const userHooks: Policy = (request, next, receive) => {
  const { hooks } = request.call;
  if (hooks.length === 0) return next(request, receive);
  const told: Receive = (response) => tellResponse(request, response, receive);
  const asked = inTurn(hooks, ({ onRequest }) => onRequest?.(request));
  return asked === undefined ? next(request, told) : asked.then(() => next(request, told));
};

function tellResponse(
  request: ApiRequest,
  response: TransportResponse,
  receive: Receive,
): TransportResponse | Promise<TransportResponse> {
  const { call } = request;
  // Nobody will read it: its connection must not wait for that.
  const fail = (error: unknown): never => {
    response.body.discard();
    throw error;
  };
  const tell = ({ onResponse }: Hooks): unknown =>
    onResponse?.({
      request,
      status: response.status,
      headers: response.headers,
      requestId: call.requestIdOf(response.headers),
      elapsedMs: call.elapsed(),
    });
  let told: Promise<void> | undefined;
  try {
    told = inTurn(call.hooks, tell);
  } catch (error) {
    return fail(error);
  }
  return told === undefined ? receive(response) : told.catch(fail).then(() => receive(response));
}

/** Each after the one before; undefined where none has to be waited for. */
function inTurn(hooks: readonly Hooks[], tell: (hook: Hooks) => unknown, from = 0): Promise<void> | undefined {
  for (let index = from; index < hooks.length; index += 1) {
    const hook = hooks[index];
    const done = hook && tell(hook);
    if (done !== undefined) return Promise.resolve(done).then(() => inTurn(hooks, tell, index + 1));
  }
  return undefined;
}
