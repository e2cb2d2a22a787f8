import { ApiPromise } from "./api-promise.js";
import type { ApiDescriptor, OperationDescriptor } from "./contract.js";
import type {} from "./dispose.js";
import { SdkError } from "./errors/sdk-error.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import type { TransportFactory } from "./transport/transport.js";

/** Sends the operations of one API. Generated clients extend it. */
export class ApiClient {
  readonly #api: ApiDescriptor;
  readonly #options: ClientOptions;
  readonly #defaultTransport: TransportFactory;

  constructor(api: ApiDescriptor, options: ClientOptions, defaultTransport: TransportFactory) {
    this.#api = api;
    this.#options = options;
    this.#defaultTransport = defaultTransport;
  }

  /** Sends an operation. Generated functions call it. */
  call<Data, Responses extends object = Record<number, Data>, Failure = SdkError>(
    operation: OperationDescriptor,
    params: object | undefined,
    options?: RequestOptions,
  ): ApiPromise<Data, Responses, Failure> {
    void [this.#api, this.#options, this.#defaultTransport, params, options];
    return new ApiPromise(Promise.reject(new SdkError({ message: `${operation.id} can't be sent yet` })));
  }

  /** A client with other options on the same connections. */
  with(options: ClientOptions): this {
    void options;
    return this;
  }

  /** Waits for the requests in flight, then closes the connections. Later calls fail with `ConfigurationError`. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Closes the connections at once: requests in flight fail with `AbortedError`. */
  destroy(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
