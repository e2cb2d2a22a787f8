import { AbortedError } from "../errors/aborted-error.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { isBrowser } from "../platform.js";
import { FetchHeaders } from "../response-headers.js";
import { timeoutError, toTransportError } from "./failure.js";
import { FetchBody } from "./fetch-body.js";
import { toFetchBody } from "./fetch-request.js";
import { ownConnectionNames, refuseSessionOptions } from "./session-options.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";

/**
 * Sends through the platform's `fetch`: for browsers, workers, Deno and Bun. It has no limits of its own for
 * connections and for making one; `dispatcher` is handed on, where the platform is Node.js.
 */
export function fetchTransport(options: TransportOptions): Transport {
  refuseSessionOptions(options, ownConnectionNames, "with the fetch transport: the platform makes the connections");
  return new FetchTransport(options);
}

/** What is used of `fetch`. Its own types differ from platform to platform, and know neither `duplex` nor `dispatcher`. */
interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: "manual" | "follow";
  readonly signal: AbortSignal;
  body?: RequestInit["body"];
  /** A streamed request body needs it. */
  duplex?: "half";
  dispatcher?: unknown;
}

type Fetch = (url: string, init: FetchInit) => Promise<Response>;

class FetchTransport implements Transport {
  readonly #options: TransportOptions;
  readonly #inFlight = new Set<AbortController>();
  #isClosed = false;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    if (this.#isClosed) throw new ConfigurationError({ message: "The client is closed" });
    const abort = new AbortController();
    this.#inFlight.add(abort);
    const stopListening = request.abort.listen((reason) => abort.abort(reason));
    const finish = (): void => {
      stopListening();
      this.#inFlight.delete(abort);
    };
    try {
      const response = await this.#fetch(request, abort);
      const body = new FetchBody(response, { abort, idleMs: request.timeouts.body, origin: request.origin, finish });
      return { status: response.status, headers: new FetchHeaders(response.headers), body };
    } catch (error) {
      finish();
      if (abort.signal.aborted) throw toTransportError(abort.signal.reason, request.origin);
      throw error instanceof TypeError && isBrowser()
        ? unexplained(error, request)
        : toTransportError(error, request.origin);
    }
  }

  /** The platform's connections are not ours to close: downloads that still run go on. */
  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    for (const abort of this.#inFlight) abort.abort(new AbortedError({ message: "The client was destroyed" }));
  }

  async #fetch(request: TransportRequest, abort: AbortController): Promise<Response> {
    const limit = request.timeouts.headers;
    const timer = limit > 0 ? setTimeout(() => abort.abort(timeoutError("headers", limit)), limit) : undefined;
    try {
      const init = await this.#toInit(request, abort.signal);
      const response = await platformFetch()(request.origin + request.path, init);
      if (response.type !== "opaqueredirect") return response;
      throw new ConnectionError({ message: `${request.origin} redirects, and the browser doesn't say where to` });
    } finally {
      if (timer !== undefined) clearTimeout(timer);
    }
  }

  async #toInit(request: TransportRequest, signal: AbortSignal): Promise<FetchInit> {
    // A browser shows nothing of a redirect that it doesn't follow, so it has to follow; it obeys CORS as it does so.
    const redirect = request.followsRedirects === true && isBrowser() ? "follow" : "manual";
    const init: FetchInit = { method: request.method, headers: request.headers, redirect, signal };
    if (this.#options.dispatcher !== undefined) init.dispatcher = this.#options.dispatcher;
    if (request.body === undefined) return init;
    const { body, isStreamed } = await toFetchBody(request.body);
    // A Uint8Array is a body everywhere, though not in the types of every platform.
    init.body = body as Exclude<FetchInit["body"], undefined>;
    if (isStreamed) init.duplex = "half";
    return init;
  }
}

/** A page is not told why it got no answer: https://fetch.spec.whatwg.org/#concept-network-error */
function unexplained(error: TypeError, { origin, method, headers }: TransportRequest): ConnectionError {
  const names = Object.keys(headers).filter((name) => name !== "accept");
  const asked = names.length === 0 ? method : `${method} with the headers ${names.join(", ")}`;
  return new ConnectionError({
    message:
      `${origin}: ${error.message}. The browser doesn't say why: the server can't be reached, or its CORS headers ` +
      `don't allow this page to send ${asked}`,
    cause: error,
  });
}

/** Looked up for each request: tests and instrumentation replace it. */
function platformFetch(): Fetch {
  return fetch as Fetch;
}
