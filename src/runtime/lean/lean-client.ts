import { ApiPromise, type PendingReply } from "../api-promise.js";
import type { ApiCaller, ClientInsides } from "../client-insides.js";
import type { OperationDescriptor } from "../contract.js";
import type { SdkError } from "../errors/sdk-error.js";
import { applyHeaders } from "../headers.js";
import { composePolicies, type Next } from "../middleware.js";
import { type OperationSource, readOperation } from "../operation-source.js";
import type { HeaderOptions, RequestOptions } from "../options.js";
import type { ApiRequest } from "../request.js";
import type { TransportResponse } from "../transport/transport.js";
import { buildLeanRequest, type LeanRequestSettings, leanBase } from "./build-lean-request.js";
import type { ClientFeature, LeanApi, LeanCall } from "./feature.js";
import { fetchOnce, type LeanFetch } from "./fetch-once.js";
import { located } from "./locate.js";
import { missingFeature, refuseUnserved } from "./missing-feature.js";
import { readAnswer } from "./read-answer.js";

/** What a lean client can be told. */
export interface LeanOptions {
  /** The address of the API, with its base path. Default: the document's first server. */
  readonly baseUrl?: string | undefined;
  /** Sent with every request. */
  readonly headers?: HeaderOptions | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: LeanFetch | undefined;
  /** What it can do besides: `[withRetry(), withTimeout(10_000)]`. */
  readonly with?: readonly ClientFeature[] | undefined;
}

/** Sends operations through `fetch`, with the features that it was given and nothing else. */
export class LeanClient implements ApiCaller, ClientInsides {
  /** @internal */
  readonly api: LeanApi;
  readonly #features: readonly ClientFeature[];
  /** What it was told, and what only one of the features can do: write and read what the client does not know by itself. */
  readonly #settings: LeanRequestSettings & Pick<ClientFeature, "decode">;
  readonly #send: Next;

  /** @throws ConfigurationError where a header can't be sent */
  constructor(api: LeanApi, options: LeanOptions) {
    this.api = api;
    applyHeaders({}, options.headers);
    this.#features = [...(options.with ?? [])].sort((one, other) => (one.place ?? 0) - (other.place ?? 0));
    this.#settings = Object.assign({}, ...this.#features, options);
    this.#send = composePolicies(
      this.#features.flatMap((feature) => feature.middleware?.(api) ?? []),
      (request, receive) => fetchOnce(request, options.fetch).then(receive),
    );
  }

  /** Sends an operation. Generated functions call it. */
  call<Data, Responses extends object = Record<number, Data>, Failure = SdkError>(
    operation: OperationSource,
    params: object | undefined,
    options: RequestOptions = {},
  ): ApiPromise<Data, Responses, Failure> {
    // A generated function's parameters are an interface, which has no index signature; they are read as own properties.
    const values = params as Readonly<Record<string, unknown>> | undefined;
    return new ApiPromise<Data, Responses, Failure>(this.start<Data>(readOperation(operation), values ?? {}, options));
  }

  /** @internal */
  basePath(operation: OperationDescriptor, baseUrl: string | undefined = this.#settings.baseUrl): string {
    return leanBase(this.api, operation, baseUrl).path;
  }

  /** @internal */
  start<Data>(
    operation: OperationDescriptor,
    params: Readonly<Record<string, unknown>>,
    options: RequestOptions,
    rewrite?: (request: ApiRequest) => ApiRequest,
  ): Promise<PendingReply<Data>> {
    const start = Date.now();
    const call: LeanCall = {
      caller: this,
      api: this.api,
      operation,
      params,
      options,
      hooks: [],
      attempts: [],
      elapsed: () => Date.now() - start,
      // Its query may hold secrets.
      url: () => (call.request ? call.request.origin + call.request.path.split("?")[0] : ""),
      requestIdOf: (headers) => headers.get("x-request-id") ?? call.request?.requestId,
      // What the user has written by hand may be a secret, whatever its name; `withSecurity` knows its own.
      secrets: () => handWritten(call.request?.headers ?? {}),
    };
    return located(call, async () => {
      refuseUnserved(options, this.#features);
      for (const feature of this.#features) Object.assign(call, feature.prepare?.(call));
      const request = buildLeanRequest(call, this.#settings);
      call.request = rewrite?.(request) ?? request;
      return this.#reply<Data>(call, await this.#send(call.request));
    });
  }

  #reply<Data>(call: LeanCall, response: TransportResponse): PendingReply<Data> {
    const { status, headers } = response;
    const { decode = noDecoder } = this.#settings;
    let data: Promise<Data> | undefined;
    // Generated code states `Data` for this very descriptor.
    const read = (): Promise<Data> =>
      (data ??= located(call, () => readAnswer(call, response, decode) as Promise<Data>));
    return {
      status,
      data: read,
      withResponse: async () => {
        const declared = call.operation.responses[status]?.headers;
        return {
          data: await read(),
          status,
          headers,
          headerValues: declared?.read(declared.fields, headers, call.api.values) ?? {},
          requestId: call.requestIdOf(headers),
          elapsedMs: call.elapsed(),
          url: call.url(),
        };
      },
      raw: () => decode(call, response, true) as ReturnType<PendingReply<Data>["raw"]>,
    };
  }
}

/** What it says of an answer may be wrong, but nothing else is known of it. */
function noDecoder(_call: LeanCall, { headers }: TransportResponse, isRaw: boolean): never {
  throw missingFeature(isRaw ? "raw()" : `An answer of ${headers.get("content-type")}`, "Downloads");
}

/** Longest first: a text that holds another goes as a whole. */
function handWritten(headers: Readonly<Record<string, string>>): readonly string[] {
  const values = Object.entries(headers).flatMap(([name, value]) =>
    /^(accept|content-|x-request-id)/.test(name) ? [] : [value, ...value.split(/^\w+ |; |=/)],
  );
  // Shorter ones would be found in every other word.
  return values.filter(({ length }) => length > 3).sort((a, b) => b.length - a.length);
}
