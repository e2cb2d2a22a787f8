import type { Dispatcher } from "undici";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { TransportBody } from "../request-body.js";
import { ownConnectionNames, refuseSessionOptions } from "./session-options.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";
import { makeAgent } from "./undici-agent.js";
import { decodableCodings } from "./undici-coding.js";
import { UndiciExchange } from "./undici-exchange.js";

/** Sends through undici, one pool of connections per origin: the default on Node.js. */
export function undiciTransport(options: TransportOptions): Transport {
  const { dispatcher } = options;
  if (dispatcher === undefined) return new UndiciTransport(makeAgent(options), true);
  if (!isDispatcher(dispatcher)) {
    throw new ConfigurationError({ message: "`dispatcher` must be an undici Dispatcher: it has no `dispatch`" });
  }
  refuseSessionOptions(options, ownConnectionNames, "beside `dispatcher`: set that up with it");
  return new UndiciTransport(dispatcher, false);
}

class UndiciTransport implements Transport {
  readonly acceptEncoding: string = decodableCodings();
  readonly #dispatcher: Dispatcher;
  readonly #isOwner: boolean;
  #isClosed = false;

  constructor(dispatcher: Dispatcher, isOwner: boolean) {
    this.#dispatcher = dispatcher;
    this.#isOwner = isOwner;
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (this.#isClosed) return Promise.reject(new ConfigurationError({ message: "The client is closed" }));
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(request, { resolve, reject });
      try {
        this.#dispatcher.dispatch(toDispatchOptions(request), exchange);
      } catch (error) {
        // undici itself tells the exchange; a dispatcher of the user's may throw.
        exchange.fail(error);
      }
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#isOwner) await this.#dispatcher.close();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    if (this.#isOwner) await this.#dispatcher.destroy();
  }
}

function toDispatchOptions(request: TransportRequest): Dispatcher.DispatchOptions {
  return {
    origin: request.origin,
    path: request.path,
    method: request.method,
    headers: requestHeaders(request),
    body: toUndiciBody(request.body),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

/** Beyond it a Blob is streamed: undici would read it into memory. */
const maxBufferedBlob = 64 * 1024;

function requestHeaders({ headers, body }: TransportRequest): Readonly<Record<string, string>> {
  const isStreamed = body instanceof Blob && body.size > maxBufferedBlob;
  return isStreamed ? { ...headers, "content-length": `${body.size}` } : headers;
}

type UndiciBody = NonNullable<Dispatcher.DispatchOptions["body"]> | null;

function toUndiciBody(body: TransportBody | undefined): UndiciBody {
  if (body instanceof Blob && body.size > maxBufferedBlob) return asUndiciBody(body.stream());
  return body === undefined ? null : asUndiciBody(body);
}

/** undici's types leave out what it takes: ArrayBuffer, Blob and every async iterable, web streams among them. */
function asUndiciBody(body: TransportBody): UndiciBody {
  return body as UndiciBody;
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === "object" && value !== null && "dispatch" in value && typeof value.dispatch === "function";
}
