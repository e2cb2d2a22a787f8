// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "./errors/configuration-error.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport/transport.js";

export interface SessionInit {
  /** Called when the first request is sent. */
  readonly makeTransport: () => Transport;
  /** Closing the session closes the transport, too. */
  readonly ownsTransport: boolean;
  /** For messages. */
  readonly clientName: string;
}

/** The connections of a client, and how many of its calls are under way. */
export class Session {
  readonly #init: SessionInit;
  #transport: Transport | undefined;
  #inFlight = 0;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(init: SessionInit) {
    this.#init = init;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get transport(): Transport {
    this.#transport ??= this.#init.makeTransport();
    return this.#transport;
  }

  /** @throws ConfigurationError if the client is closed */
  enter(): void {
    if (this.#isClosed) throw new ConfigurationError({ message: `The ${this.#init.clientName} client is closed` });
    this.#inFlight += 1;
  }

  leave(): void {
    this.#inFlight -= 1;
    if (this.#inFlight > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#inFlight > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#init.ownsTransport) await this.#transport?.close();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    if (this.#init.ownsTransport) await this.#transport?.destroy();
  }

  /** For a derived client: the same connections, which it can't close. */
  share(): Transport {
    const session = this;
    return {
      get acceptEncoding(): string | undefined {
        return session.transport.acceptEncoding;
      },
      send: (request: TransportRequest): Promise<TransportResponse> => {
        if (!this.#isClosed) return this.transport.send(request);
        const message = `The ${this.#init.clientName} client that this one was derived from is closed`;
        return Promise.reject(new ConfigurationError({ message }));
      },
      close: () => Promise.resolve(),
      destroy: () => Promise.resolve(),
    };
  }
}
