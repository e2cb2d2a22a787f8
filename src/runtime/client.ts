import { ApiPromise } from "./api-promise.js";
import type { Credential } from "./auth/credentials.js";
import { topLevelCredential } from "./auth/given-credential.js";
import type { OAuth2Support } from "./auth/token-source.js";
import { buildRequest } from "./build-request.js";
import { Call } from "./call.js";
import { type ApiCaller, type Rewrite, registerInsides } from "./client-insides.js";
import type { ApiDescriptor, OperationDescriptor } from "./contract.js";
import { diagnosticsObserver } from "./diagnostics-channel.js";
import type {} from "./dispose.js";
import { useErrorPrinter } from "./errors/error-printer.js";
import { inspectError } from "./errors/inspect-error.js";
import type { SdkError } from "./errors/sdk-error.js";
import { loggingObserver } from "./logging.js";
import type { Next } from "./middleware.js";
import { planOperation } from "./operation-plan.js";
import { type OperationSource, readOperation } from "./operation-source.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { composeClient } from "./policies.js";
import { printBy } from "./print-by.js";
import { Reply } from "./reply.js";
import { Session, SharedTransport } from "./session.js";
import { type ClientSettings, resolveSettings } from "./settings.js";
import { inheritShared, resolveShared, type SharedState, sharedState } from "./shared-state.js";
import { refuseSessionOptions } from "./transport/session-options.js";
import type { Transport, TransportFactory } from "./transport/transport.js";

/** One per origin is kept busy by a slow server; hundreds are taken for an attack. */
const defaultConnections = 64;

const sharedNames = ["connections", "dispatcher", "proxy", "http2", "socketPath", "tls"] as const;

const noOptions: RequestOptions = {};
const noParams: Readonly<Record<string, unknown>> = {};

/** Sends the operations of one API. Generated clients extend it, with options of their own. */
export class ApiClient<Options extends ClientOptions = ClientOptions> implements ApiCaller {
  readonly #api: ApiDescriptor;
  readonly #options: ClientOptions;
  readonly #defaultTransport: TransportFactory;
  readonly #oauth2: OAuth2Support | undefined;
  readonly #settings: ClientSettings;
  readonly #session: Session;
  readonly #shared: SharedState;
  readonly #send: Next;

  /**
   * `oauth2`: only where the document has OAuth2 or OpenID Connect, so that other SDKs need not hold its code.
   * @throws ConfigurationError where a header can't be sent
   */
  constructor(api: ApiDescriptor, options: ClientOptions, defaultTransport: TransportFactory, oauth2?: OAuth2Support) {
    useErrorPrinter(inspectError);
    this.#api = api;
    this.#options = options;
    this.#defaultTransport = defaultTransport;
    this.#oauth2 = oauth2;
    this.#shared = resolveShared(api.name, options);
    this.#settings = resolveSettings({
      api,
      options,
      oauth2,
      shared: this.#shared,
      transport: () => this.#session.transport,
    });
    const { transport = defaultTransport } = options;
    this.#session = new Session({
      makeTransport: () => (typeof transport === "function" ? transport(this.#transportOptions()) : transport),
      ownsTransport: typeof transport === "function",
      parent: transport instanceof SharedTransport ? transport : undefined,
      clientName: api.name,
    });
    this.#send = composeClient({
      user: options.middleware ?? [],
      authenticator: this.#settings.authenticator,
      shared: this.#shared,
      security: api.security,
      observers: [loggingObserver(options), options.telemetry ?? diagnosticsObserver(api.name)].flatMap(
        (one) => one ?? [],
      ),
      transport: (): Transport => this.#session.transport,
    });
    registerInsides(this, {
      api,
      authenticator: this.#settings.authenticator,
      allowedOrigins: options.allowedOrigins,
      share: () => this.#session.share(),
      basePath: (operation, baseUrl) => this.#settings.servers.resolve(operation, baseUrl).path,
      start: (...given) => this.#start(...given),
    });
    printBy(ApiClient.prototype, printClient);
  }

  /** Sends an operation. Generated functions call it. */
  call<Data, Responses extends object = Record<number, Data>, Failure = SdkError>(
    operation: OperationSource,
    params: object | undefined,
    options?: RequestOptions,
  ): ApiPromise<Data, Responses, Failure> {
    // A generated function's parameters are an interface, which has no index signature; they are read as own properties.
    const values = (params as Readonly<Record<string, unknown>> | undefined) ?? noParams;
    return new ApiPromise<Data, Responses, Failure>(
      this.#start<Data>(readOperation(operation), values, options ?? noOptions),
    );
  }

  /**
   * A client of the same class with other options, on the same connections. `headers` and `auth` are merged.
   * @throws ConfigurationError for options that say how connections are made
   */
  with(options: Options): this {
    if (options.transport === undefined) refuseSessionOptions(options, sharedNames, "here: connections are shared");
    const credentials = topLevelCredentials(this.#api, options);
    const hasOwnCredentials = options.auth !== undefined || Object.keys(credentials).length > 0;
    const merged: ClientOptions = {
      ...this.#options,
      ...options,
      ...this.#api.globals?.merge(this.#options, options),
      headers: { ...this.#options.headers, ...options.headers },
      auth: { ...this.#options.auth, ...credentials, ...options.auth },
      transport: options.transport ?? this.#session.share(),
      [sharedState]: inheritShared(this.#shared, options, hasOwnCredentials),
    };
    if (this.constructor === ApiClient) return this.#derive(ApiClient, merged);
    // Generated subclasses take their options alone: the API is theirs to know.
    const Subclass = this.constructor as new (options: ClientOptions) => this;
    return new Subclass(merged);
  }

  /** Waits for the requests in flight, then closes the connections. Later calls fail with `ConfigurationError`. */
  close(): Promise<void> {
    return this.#session.close();
  }

  /** Closes the connections at once: requests in flight fail with `AbortedError`. */
  destroy(): Promise<void> {
    return this.#session.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What may be logged: options hold secrets, so none of them is here. */
  toJSON(): Record<string, unknown> {
    const { name, version } = this.#api;
    return { name, version, baseUrl: this.#settings.servers.describe(), closed: this.#session.isClosed };
  }

  async #start<Data>(
    operation: OperationDescriptor,
    params: Readonly<Record<string, unknown>>,
    options: RequestOptions,
    rewrite?: Rewrite,
  ): Promise<Reply<Data>> {
    const settings = this.#settings;
    const session = this.#session;
    const plan = planOperation(operation);
    const call = new Call({ settings, plan, options, caller: this, session });
    // Behind what may throw: only a call that was made can leave.
    session.enter();
    try {
      const { acceptEncoding } = session.transport;
      const given = settings.globals?.fill(operation, params) ?? params;
      const built = buildRequest({ plan, params: given, options, settings, call, acceptEncoding });
      const request = rewrite === undefined ? built : rewrite(built);
      call.request = request;
      const response = await this.#send(request);
      call.release();
      return new Reply<Data>(call, response);
    } catch (error) {
      throw await call.fail(error);
    }
  }

  #derive(Base: typeof ApiClient<Options>, options: ClientOptions): this {
    // `this` is an ApiClient itself here, not a subclass.
    return new Base(this.#api, options, this.#defaultTransport, this.#oauth2) as this;
  }

  #transportOptions(): Parameters<TransportFactory>[0] {
    const { connections = defaultConnections, dispatcher, proxy, http2, socketPath, tls } = this.#options;
    const connectTimeout = this.#settings.timeouts.connect;
    return { connections, connectTimeout, dispatcher, proxy, http2, socketPath, tls };
  }
}

/** What Node.js prints for a client: never its options. */
function printClient(client: ApiClient): string {
  const state = client.toJSON();
  return `${String(state["name"])} ${JSON.stringify(state)}`;
}

/** A credential under its own name must win over one that the client it is derived from has under `auth`. */
function topLevelCredentials(api: ApiDescriptor, options: ClientOptions): Readonly<Record<string, Credential>> {
  return Object.fromEntries(
    Object.keys(api.security).flatMap((name) => {
      const credential = topLevelCredential(options, name);
      return credential === undefined ? [] : [[name, credential] as const];
    }),
  );
}
