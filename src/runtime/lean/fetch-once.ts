import { AbortedError } from "../errors/aborted-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { type Attempt, SdkError } from "../errors/sdk-error.js";
import type { ApiRequest, CallState } from "../request.js";
import { FetchHeaders } from "../response-headers.js";
import type { TransportResponse } from "../transport/transport.js";
import type { LeanCall } from "./feature.js";

/** What is used of `fetch`. */
export type LeanFetch = (url: string, init: RequestInit) => Promise<Response>;

/** The end of the chain: sends the request once and keeps a record of it. */
export async function fetchOnce(request: ApiRequest, send: LeanFetch = fetch): Promise<TransportResponse> {
  const { method, headers, origin, path, body } = request;
  const call: LeanCall = request.call as LeanCall & CallState;
  const { delayMs, redirect = "manual" } = call;
  // The call's own, where it has limits; the caller's otherwise.
  const signal = call.cancellation?.signal ?? call.options.signal;
  const attempt: Writable<Attempt> = { startedAt: Date.now(), durationMs: 0 };
  if (delayMs !== undefined) attempt.delayMs = delayMs;
  call.attempts.push(attempt);
  const fail = (error: unknown): never => {
    throw toFailure(error, origin, signal);
  };
  try {
    // A platform that knows neither `duplex` nor such a body says so itself.
    const init = { method, headers, redirect, signal, body, duplex: "half" } as RequestInit;
    const response = await send(origin + path, init);
    const { status } = response;
    if (status === 0) throw new TypeError("a redirect that the browser hides");
    attempt.status = status;
    return {
      status,
      headers: new FetchHeaders(response.headers),
      body: {
        bytes: () => response.arrayBuffer().then((buffer) => new Uint8Array(buffer), fail),
        stream: () => response.body ?? new Blob([]).stream(),
        discard: () => void response.body?.cancel().catch(() => undefined),
      },
    };
  } catch (error) {
    const failure = toFailure(error, origin, signal);
    attempt.error = failure.message;
    throw failure;
  } finally {
    attempt.durationMs = Date.now() - attempt.startedAt;
  }
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** What `fetch` threw, as an error of the SDK. */
export function toFailure(error: unknown, origin: string, signal: AbortSignal | undefined): Error {
  if (signal?.aborted === true) {
    const cause: unknown = signal.reason;
    return cause instanceof SdkError
      ? cause
      : new AbortedError({ message: "The call was aborted by its signal", cause });
  }
  // Whatever it is, what Node.js says of it stands in the cause of its error.
  const { cause = error } = Object(error) as { readonly cause?: unknown };
  const { message = cause } = Object(cause) as { readonly message?: unknown };
  return new ConnectionError({ message: `${origin}: ${message}`, cause: error });
}
