import type { OperationDescriptor } from "./contract.js";
import type { RequestOptions } from "./options.js";
import type { TransportBody } from "./transport/transport.js";

/** A request on its way through the middleware. Credentials are added behind them, for each attempt. */
export interface ApiRequest {
  readonly operation: OperationDescriptor;
  /** What the operation's function was given. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly options: RequestOptions;
  readonly method: string;
  /** Scheme, host and port. Where it is changed, no credentials are sent. */
  origin: string;
  /** Path and query, encoded. */
  path: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  body: TransportBody | undefined;
  readonly requestId: string | undefined;
}
