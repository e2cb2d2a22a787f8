import type { Middleware, Next } from "./middleware.js";
import type { ApiRequest, Hooks } from "./request.js";
import type { TransportResponse } from "./transport/transport.js";

/** Calls `onRequest` and `onResponse`. `onError` is called where the call ends: an error may come after the response. */
export const userHooks: Middleware = (request, next) => {
  const hooks = request.call.hooks;
  return hooks.length === 0 ? next(request) : runHooks(hooks, request, next);
};

async function runHooks(hooks: readonly Hooks[], request: ApiRequest, next: Next): Promise<TransportResponse> {
  for (const { onRequest } of hooks) {
    const done = onRequest?.(request);
    if (done !== undefined) await done;
  }
  const response = await next(request);
  try {
    for (const { onResponse } of hooks) {
      const done = onResponse?.({
        request,
        status: response.status,
        headers: response.headers,
        requestId: request.call.requestIdOf(response.headers),
        elapsedMs: request.call.elapsed(),
      });
      if (done !== undefined) await done;
    }
  } catch (error) {
    // Nobody will read it: its connection must not wait for that.
    response.body.discard();
    throw error;
  }
  return response;
}
