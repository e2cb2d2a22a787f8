// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { AbortedError } from "./errors/aborted-error.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { OpenStreams } from "./stream/open-streams.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport/transport.js";

export interface SessionInit {
  /** Called when the first request is sent. */
  readonly makeTransport: () => Transport;
  /** Closing the session closes the transport, too. */
  readonly ownsTransport: boolean;
  /** Of a derived client: the connections that it shares. */
  readonly parent: SharedTransport | undefined;
  /** For messages. */
  readonly clientName: string;
}

/** The connections of a client, and how many of its calls are under way. */
export class Session {
  readonly openStreams: OpenStreams;
  readonly #init: SessionInit;
  #transport: Transport | undefined;
  #inFlight = 0;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(init: SessionInit) {
    this.#init = init;
    this.openStreams = new OpenStreams(init.parent?.openStreams);
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
    this.#endStreams();
    if (this.#inFlight > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#init.ownsTransport) await this.#transport?.close();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    this.#endStreams();
    if (this.#init.ownsTransport) await this.#transport?.destroy();
  }

  /** For a derived client: the same connections, which it can't close. */
  share(): Transport {
    return new SharedTransport(this);
  }

  #endStreams(): void {
    this.openStreams.cancel(new AbortedError({ message: `The ${this.#init.clientName} client was closed` }));
  }

  /** For messages. */
  get clientName(): string {
    return this.#init.clientName;
  }
}

/** The connections of another client. */
export class SharedTransport implements Transport {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get openStreams(): OpenStreams {
    return this.#session.openStreams;
  }

  get acceptEncoding(): string | undefined {
    return this.#session.transport.acceptEncoding;
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (!this.#session.isClosed) return this.#session.transport.send(request);
    const message = `The ${this.#session.clientName} client that this one was derived from is closed`;
    return Promise.reject(new ConfigurationError({ message }));
  }

  async close(): Promise<void> {
    // Not its own to close.
  }

  async destroy(): Promise<void> {
    // Not its own to close.
  }
}
