import type { ApiPromise, PendingReply } from "./api-promise.js";
import type { Authenticator } from "./auth/authenticator.js";
import type { OperationDescriptor, SecuredApi } from "./contract.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { SdkError } from "./errors/sdk-error.js";
import type { OperationSource } from "./operation-source.js";
import type { RequestOptions } from "./options.js";
import type { ApiRequest } from "./request.js";
import type { Transport } from "./transport/transport.js";

/** What sends operations: the client of an SDK, or a lean one. */
export interface ApiCaller {
  call<Data, Responses extends object = Record<number, Data>, Failure = SdkError>(
    operation: OperationSource,
    params: object | undefined,
    options?: RequestOptions,
  ): ApiPromise<Data, Responses, Failure>;
}

/** @internal Changes a request after it was built: it may lead to an address that a server gave. */
export type Rewrite = (request: ApiRequest) => ApiRequest;

/** @internal What the runtime's own promises need of a client. */
export interface ClientInsides {
  readonly api: SecuredApi;
  /** A lean client has none. */
  readonly authenticator?: Authenticator;
  /** Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** The connections of the client, which whoever gets them can't close; a lean client has none. */
  share?(): Transport;
  /** The path of the address that an operation is sent to. */
  basePath(operation: OperationDescriptor, baseUrl: string | undefined): string;
  start<Data>(
    operation: OperationDescriptor,
    params: Readonly<Record<string, unknown>>,
    options: RequestOptions,
    rewrite?: Rewrite,
  ): Promise<PendingReply<Data>>;
}

// Not members: an instance of an SDK's client has the names of the API's resources.
const insidesByClient = /* @__PURE__ */ new WeakMap<object, ClientInsides>();

/** Called once for each client. */
export function registerInsides(client: object, insides: ClientInsides): void {
  insidesByClient.set(client, insides);
}

/** @throws ConfigurationError where it is no client of this runtime */
export function insidesOf(client: object): ClientInsides {
  const insides = insidesByClient.get(client);
  if (insides !== undefined) return insides;
  if (isInsides(client)) return client;
  throw new ConfigurationError({ message: "This is not a client of the same SDK" });
}

/** A lean client has no resources, so that its insides are its members. */
function isInsides(client: object): client is ClientInsides {
  return "basePath" in client && "start" in client;
}
