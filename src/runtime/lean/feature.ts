import type { Params } from "../address.js";
import type { Base } from "../base-url.js";
import type { ApiCaller } from "../client-insides.js";
import type { ApiDescriptor, OperationDescriptor, SchemaThunk } from "../contract.js";
import type { Attempt } from "../errors/sdk-error.js";
import type { HeaderRecord } from "../headers.js";
import type { Policy } from "../middleware.js";
import type { RequestOptions } from "../options.js";
import type { ApiRequest, CallState } from "../request.js";
import type { RequestBody } from "../request-body.js";
import type { TransportResponse } from "../transport/transport.js";

/**
 * The API as data, as far as a client without features looks at it. `security`: the schemes whose credentials stand in
 * queries, which addresses of pages and redirects must not repeat; `withSecurity` brings the others.
 */
export type LeanApi = Omit<ApiDescriptor, "version" | "userAgent" | "globals">;

/** What a lean client can do besides. Functions such as `withRetry()` make one; a bundle holds those that it names. */
export interface ClientFeature {
  /** The option of a call that it serves. */
  readonly serves?: keyof RequestOptions;
  /** Its place among the others; the lowest is the outermost. */
  readonly place?: number;
  /** Made once for each client. */
  middleware?(api: LeanApi): Policy;
  /** What its middleware reads of a call beside what each call has. @throws ConfigurationError for an option that makes no sense */
  prepare?(call: LeanCall): Partial<LeanCall>;
  /** Writes parameters of every style. Adds to the headers; gives path and query. */
  placeParams?(operation: OperationDescriptor, params: Params, target: ParamTarget): string;
  /** Writes the body that the params have. Adds its type to the headers. */
  encode?(operation: OperationDescriptor, params: Params, headers: HeaderRecord): RequestBody;
  /** Reads bodies that are neither JSON nor text, and `raw()`. */
  decode?(call: LeanCall, response: TransportResponse, isRaw: boolean): unknown;
}

export interface ParamTarget {
  readonly headers: HeaderRecord;
  readonly base: Base;
  /** Query parameters that the caller adds. */
  readonly extra: Params;
}

/** One call of a lean client. What features read besides is theirs to bring. */
export interface LeanCall
  extends Partial<Omit<CallState, "attempts" | "hooks" | "secrets" | "elapsed" | "requestIdOf">> {
  /** To make a call again. */
  readonly caller: ApiCaller;
  readonly api: LeanApi;
  readonly operation: OperationDescriptor;
  readonly params: Params;
  readonly options: RequestOptions;
  readonly hooks: CallState["hooks"];
  readonly attempts: Attempt[];
  readonly elapsed: CallState["elapsed"];
  readonly requestIdOf: CallState["requestIdOf"];
  readonly secrets: CallState["secrets"];
  /** The address that was asked, without its query. */
  url(): string;
  request?: ApiRequest;
  /** What `fetch` does with a redirect. Default `manual`. */
  redirect?: "manual" | "follow";
  /** How JSON is parsed. Default: as the platform does. */
  parseJson?: (schema: SchemaThunk | undefined) => ((text: string) => unknown) | undefined;
  /** Checks a value that was received, and decodes it. @throws ResponseValidationError */
  check?: (schema: SchemaThunk | undefined, value: unknown, status: number) => unknown;
  /** Reads the body of an error that the document declares; undefined where it is not what it says. */
  readError?: (schema: SchemaThunk | undefined, value: unknown) => { readonly value: unknown } | undefined;
  /** The most that is read of an answer at once. */
  maxResponseBytes?: number;
  /** Told of the error that the call ends with. */
  failed?: (error: unknown) => Promise<void>;
  /** Called when the call is over. */
  settle?: () => void;
}

/** In which order requests pass the features: the same as in a whole client. Those without a place come first. */
export const places = {
  timeout: 1,
  hooks: 2,
  validation: 3,
  idempotency: 4,
  concurrency: 5,
  retry: 6,
  rateLimit: 7,
  redirects: 8,
  security: 9,
  logging: 10,
  bodies: 11,
  answerSize: 12,
} as const;
