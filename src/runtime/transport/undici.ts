import type { Dispatcher } from "undici";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { TransportBody } from "../request-body.js";
import { ownConnectionNames, refuseSessionOptions } from "./session-options.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";
import { makeAgent } from "./undici-agent.js";
import { decodableCodings } from "./undici-coding.js";
import { UndiciExchange } from "./undici-exchange.js";
import { loadUndici } from "./undici-package.js";
import { checkProxy } from "./undici-proxy.js";

/** Sends through undici, one pool of connections per origin: the default on Node.js. */
export function undiciTransport(options: TransportOptions): Transport {
  const { dispatcher } = options;
  if (dispatcher === undefined) {
    checkProxy(options);
    return new UndiciTransport(async () => expectUndici(makeAgent(await loadUndici(), options)));
  }
  if (!isDispatcher(dispatcher)) {
    throw new ConfigurationError({ message: "`dispatcher` must be an undici Dispatcher: it has no `dispatch`" });
  }
  refuseSessionOptions(options, ownConnectionNames, "beside `dispatcher`: set that up with it");
  return new UndiciTransport(dispatcher);
}

/** Bun puts a class of its own, without any methods, in the place of undici's. */
function expectUndici(agent: Dispatcher): Dispatcher {
  if (isDispatcher(agent)) return agent;
  throw new ConfigurationError({
    message:
      "This runtime has no undici, only its name (Bun is one of these): generate the SDK with `--transport fetch`, " +
      "or give the client `transport: fetchTransport`",
  });
}

class UndiciTransport implements Transport {
  readonly acceptEncoding: string = decodableCodings();
  #dispatcher: Dispatcher | undefined;
  readonly #make: () => Promise<Dispatcher>;
  /** The transport's own, which is closed with it. */
  #making: Promise<Dispatcher> | undefined;
  #isClosed = false;

  /** With a dispatcher of the user's, or with what makes one when the first request is sent. */
  constructor(source: Dispatcher | (() => Promise<Dispatcher>)) {
    if (typeof source !== "function") this.#dispatcher = source;
    this.#make = typeof source === "function" ? source : () => Promise.resolve(source);
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (this.#isClosed) return Promise.reject(new ConfigurationError({ message: "The client is closed" }));
    if (this.#dispatcher !== undefined) return exchange(this.#dispatcher, request);
    return this.#open().then((dispatcher) => exchange(dispatcher, request));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const own = await this.#made();
    await own?.close();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    const own = await this.#made();
    await own?.destroy();
  }

  /** Undefined where none was asked for, or none could be made: who asked was told, and closing is no second failure. */
  async #made(): Promise<Dispatcher | undefined> {
    return this.#making?.catch(() => undefined);
  }

  async #open(): Promise<Dispatcher> {
    this.#making ??= this.#make();
    this.#dispatcher = await this.#making;
    return this.#dispatcher;
  }
}

function exchange(dispatcher: Dispatcher, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const handler = new UndiciExchange(request, { resolve, reject });
    try {
      dispatcher.dispatch(toDispatchOptions(request), handler);
    } catch (error) {
      // undici itself tells the handler; a dispatcher of the user's may throw.
      handler.fail(error);
    }
  });
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
