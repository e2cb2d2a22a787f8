import type { Bytes } from "../bytes.js";
import { FetchHeaders } from "../response-headers.js";
import { timeoutError, toTransportError } from "../transport/failure.js";
import { FetchBody } from "../transport/fetch-body.js";
import type { TransportRequest, TransportResponse } from "../transport/transport.js";

/** What comes of one attempt. */
export type Answer =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array | undefined;
      /** The connection is reset behind the body. */
      readonly breaks?: boolean | undefined;
      /** The number of the page behind this one, for lists that are walked by `Link` headers. */
      readonly nextPage?: number | undefined;
    }
  | { readonly kind: "timeout" }
  | { readonly kind: "reset" };

/** What a transport would make of the answer. @throws TimeoutError, ConnectionError */
export function toTransportResponse(answer: Answer, request: TransportRequest): TransportResponse {
  const { timeouts, origin, path, abort } = request;
  if (answer.kind === "timeout") throw timeoutError("headers", timeouts.headers);
  if (answer.kind === "reset") throw toTransportError(resetError(), origin);
  const { status } = answer;
  const headers = answeringHeaders(answer, origin + path);
  const response = new Response(answeringBody(answer), { status, headers });
  const init = { abort: new AbortController(), idleMs: 0, origin, finish: () => stopListening() };
  const stopListening = abort.listen((reason) => init.abort.abort(reason));
  return { status, headers: new FetchHeaders(response.headers), body: new FetchBody(response, init) };
}

/** `url`: what was asked for; the next page has the same address but for its number. */
export function answeringHeaders(
  { headers, nextPage }: Extract<Answer, { readonly kind: "response" }>,
  url: string,
): Readonly<Record<string, string>> {
  if (nextPage === undefined) return headers;
  const next = new URL(url);
  next.searchParams.set("page", `${nextPage}`);
  return { link: `<${next.href}>; rel="next"`, ...headers };
}

/** What a `Response` is made of. */
export function answeringBody({
  body,
  breaks,
}: Extract<Answer, { readonly kind: "response" }>): Bytes | ReadableStream<Uint8Array> | null {
  if (body === undefined) return null;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  if (breaks !== true) return bytes;
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(resetError());
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

function resetError(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
