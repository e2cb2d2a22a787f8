import type { PendingReply } from "./api-promise.js";
import type { Call } from "./call.js";
import { untilGivenUp } from "./deadline.js";
import { decodeResponse } from "./decode.js";
import { ConnectionError } from "./errors/connection-error.js";
import { responsePlanOf } from "./operation-plan.js";
import { RawResponse } from "./raw-response.js";
import type { ResponseWithData } from "./response.js";
import type { TransportResponse } from "./transport/transport.js";
import { UnreadBody } from "./unread-body.js";

/** The answer of a call. Its body is decoded once, when it is first asked for. */
export class Reply<Data> implements PendingReply<Data> {
  readonly #call: Call;
  #response: TransportResponse;
  #decoded: { readonly data: Data | Promise<Data> } | undefined;
  #raw: RawResponse | undefined;

  constructor(call: Call, response: TransportResponse) {
    this.#call = call;
    this.#response = response;
  }

  get status(): number {
    return this.#response.status;
  }

  data(): Data | Promise<Data> {
    this.#decoded ??= { data: this.#decode() };
    return this.#decoded.data;
  }

  async withResponse(): Promise<ResponseWithData<Data>> {
    const data = await this.data();
    const readHeaderValues = () => this.#readHeaderValues();
    return {
      data,
      status: this.status,
      headers: this.#response.headers,
      // Read when somebody looks.
      get headerValues() {
        return readHeaderValues();
      },
      requestId: this.#call.requestIdOf(this.#response.headers),
      elapsedMs: this.#call.elapsed(),
      url: this.#call.url(),
    };
  }

  #readHeaderValues(): Readonly<Record<string, unknown>> {
    const declared = responsePlanOf(this.#call.plan, this.status).descriptor?.headers;
    return declared?.read(declared.fields, this.#response.headers, this.#call.values) ?? {};
  }

  raw(): RawResponse {
    this.#raw ??= new RawResponse(this.#call, this.#response);
    return this.#raw;
  }

  /** Most bodies have come with their headers: those are decoded without waiting. */
  #decode(): Data | Promise<Data> {
    try {
      const data = decodeResponse(this.#call, this.#response);
      if (!(data instanceof Promise)) return this.#finish(data);
      return data.then(
        (value: unknown) => this.#finish(value),
        (error: unknown) => this.#recover(error),
      );
    } catch (error) {
      return this.#recover(error);
    }
  }

  #finish(data: unknown): Data {
    // A body that is handed over ends the call when it has been read.
    if (!(data instanceof UnreadBody)) this.#call.settle();
    // Generated code states `Data` for this very descriptor, and the body has been validated against it.
    return data as Data;
  }

  async #recover(error: unknown): Promise<Data> {
    const failure = await this.#repeat(error);
    if (failure === undefined) return this.#decode();
    this.#response.body.discard();
    throw await this.#call.fail(failure);
  }

  /** Asks again where the body broke off. Gives the error to fail with; undefined where there is a new response. */
  async #repeat(error: unknown): Promise<unknown> {
    const { sending, cancellation } = this.#call;
    const repeated = error instanceof ConnectionError ? sending?.repeatBody(this.#response, error) : undefined;
    if (repeated === undefined) return error;
    try {
      this.#response = await untilGivenUp(cancellation, (finish) => repeated.then(finish));
      return undefined;
    } catch (failure) {
      return failure;
    }
  }
}
