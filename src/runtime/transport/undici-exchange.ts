import type { Dispatcher } from "undici";
import { RecordHeaders } from "../response-headers.js";
import { timeoutError, toTransportError } from "./failure.js";
import type { TransportRequest, TransportResponse } from "./transport.js";
import { UndiciBody } from "./undici-body.js";
import { decodeContent } from "./undici-coding.js";

type Controller = Dispatcher.DispatchController;

export interface ExchangePromise {
  resolve(response: TransportResponse): void;
  reject(error: Error): void;
}

/**
 * One request and its response. A dispatch handler instead of `request()`: no stream is made for a body that is read
 * whole, no `AbortSignal` for a call that nobody aborts, and a call that waits for a connection ends at once.
 */
export class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #promise: ExchangePromise;
  readonly #stopListening: () => void;
  #controller: Controller | undefined;
  #body: UndiciBody | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(request: TransportRequest, promise: ExchangePromise) {
    this.#request = request;
    this.#promise = promise;
    this.#stopListening = request.abort.listen((reason) => this.abort(reason));
  }

  /** A connection is there, and the request is about to be sent on it. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    const { reason } = this.#request.abort;
    // It was given up in the queue: undici learns of it now.
    if (this.#isOver || reason !== undefined) {
      controller.abort(reason ?? toTransportError("given up", this.#request.origin));
      return;
    }
    this.#clearTimer();
    const { headers } = this.#request.timeouts;
    if (headers > 0) this.#timer = setTimeout(expireHeaders, headers, this, headers);
  }

  onResponseStart(
    controller: Controller,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 1xx announce the response, they are none.
    if (status < 200) return;
    this.#clearTimer();
    this.#body = new UndiciBody(controller, this.#request.timeouts.body);
    const responseHeaders = new RecordHeaders(headers);
    const body = decodeContent(this.#body, { status, headers: responseHeaders, origin: this.#request.origin });
    this.#promise.resolve({ status, headers: responseHeaders, body });
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
    this.#body?.end();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(error);
  }

  /** Ends it from this side, wherever it is. */
  abort(reason: Error): void {
    if (this.#isOver) return;
    // Fails here and now; undici tells again, or not at all while there is no connection.
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  /** Ends it with an error, unless it has ended. */
  fail(error: unknown): void {
    this.#fail(toTransportError(error, this.#request.origin, this.#controller === undefined));
  }

  #fail(error: Error): void {
    if (this.#isOver) return;
    this.#finish();
    if (this.#body === undefined) this.#promise.reject(error);
    else this.#body.fail(error);
  }

  #finish(): void {
    this.#isOver = true;
    this.#clearTimer();
    this.#stopListening();
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function expireHeaders(exchange: UndiciExchange, limitMs: number): void {
  exchange.abort(timeoutError("headers", limitMs));
}
