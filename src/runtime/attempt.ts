import type { Attempt } from "./errors/sdk-error.js";
import { promised, type Send } from "./middleware.js";
import type { ApiRequest } from "./request.js";
import { isBodySource } from "./request-body.js";
import { sendOpened, transportRequest } from "./send-opened.js";
import { sourceOf } from "./serialize/content.js";
import type { Transport, TransportResponse } from "./transport/transport.js";

/** The end of the chain: sends the request once, within the attempt's own timeouts, and keeps a record of it. */
export function attempt(transport: () => Transport): Send {
  return (request, receive) => {
    const { clock } = request.call;
    const startedAt = clock.time();
    const start = clock.now();
    return promised(() => send(transport(), request)).then(
      (response) => {
        recordAttempt(request, { startedAt, durationMs: clock.now() - start, status: response.status });
        return receive(response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        recordAttempt(request, { startedAt, durationMs: clock.now() - start, error: message });
        throw error;
      },
    );
  };
}

function send(transport: Transport, request: ApiRequest): Promise<TransportResponse> {
  const { body, call } = request;
  // Given up while something before it was awaited: a token, a hook.
  if (call.cancellation.reason !== undefined) return Promise.reject(call.cancellation.reason);
  if (isBodySource(body)) return sendOpened(transport, request, body);
  if (call.onProgress !== undefined && body !== undefined) return sendOpened(transport, request, sourceOf(body));
  return transport.send(transportRequest(request, request.headers, body));
}

function recordAttempt({ call }: ApiRequest, entry: Attempt): void {
  const { delayMs } = call;
  if (delayMs === undefined) {
    call.attempts.push(entry);
    return;
  }
  call.attempts.push({ ...entry, delayMs });
  // A redirect of this attempt is followed at once.
  call.delayMs = undefined;
}
