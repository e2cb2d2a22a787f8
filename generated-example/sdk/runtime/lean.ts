// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import {
  AbortedError,
  ApiError,
  ApiPromise,
  Authenticator,
  BinaryResponse,
  Cancellation,
  ConcurrencyLimiter,
  ConfigurationError,
  ConnectionError,
  FetchHeaders,
  OpenStreams,
  RateLimits,
  RawResponse,
  RetryBudgets,
  SdkError,
  StreamBody,
  TokenSources,
  addCookieParams,
  addHeaderParam,
  addHeaderParams,
  applyHeaders,
  asIs,
  authentication,
  buildPath,
  buildQuery,
  checkRetry,
  checkValue,
  chooseMedia,
  composePolicies,
  concat,
  concurrency,
  deadline,
  defaultIdempotencyHeader,
  defaultRetryPolicy,
  encodeStrict,
  expectSegment,
  expectStraight,
  expectText,
  findMedia,
  idempotency,
  isBodySource,
  isBrowser,
  joinQuery,
  jsonParser,
  locateError,
  loggingObserver,
  messageOf,
  observation,
  parseJson,
  planPath,
  planResponse,
  propertyOf,
  protectError,
  rateLimit,
  readOperation,
  readWhole,
  redirects,
  requestProblem,
  requestValidation,
  resolveMaxResponseBytes,
  resolveRedirects,
  resolveRetry,
  resolveTimeouts,
  resolveValidation,
  retry,
  secretsOf,
  sendOpened,
  serializeBody,
  sourceOf,
  statusClassName,
  systemClock,
  toFetchBody,
  toSdkError,
  userHooks,
  validateValue,
  withoutFinalSlashes,
} from "./core.js";
import type {
  ApiCaller,
  ApiDescriptor,
  ApiErrorInit,
  ApiRequest,
  AppliedCredential,
  Attempt,
  Base,
  Bytes,
  CallState,
  ClientInsides,
  Credential,
  HeaderOptions,
  HeaderRecord,
  Hooks,
  LogLevel,
  Logger,
  Next,
  OpenCall,
  OperationDescriptor,
  OperationSource,
  ParamDescriptor,
  ParamLocation,
  Params,
  PendingReply,
  Policy,
  RateLimitOptions,
  RedirectOption,
  RequestBody,
  RequestBodyDescriptor,
  RequestOptions,
  ResponseDescriptor,
  ResponseMediaDescriptor,
  RetryOption,
  SchemaThunk,
  SerializedBody,
  TimeoutOptions,
  Timeouts,
  Transport,
  TransportBody,
  TransportResponse,
  ValidationOption,
} from "./core.js";
// #region lean/feature.ts
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

interface ParamTarget {
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
const placesInFeature = {
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
// #endregion

// #region lean/access.ts
/**
 * Credentials by the name of the security scheme: a value, or a function that is called for each attempt. What is not here
 * is looked up in the environment. OAuth2 takes access tokens; to get them is the whole client's. `security`: the schemes,
 * where the client's API has not all of them.
 */
export function withSecurity(
  auth: Readonly<Record<string, Credential | undefined>> = {},
  security?: LeanApi["security"],
): ClientFeature {
  const tokenIo = {
    get transport(): never {
      throw new ConfigurationError({ message: "A lean client gets no access tokens: give it one" });
    },
    baseUrl: undefined,
    userAgent: undefined,
    clock: systemClock,
  };
  return {
    serves: "security",
    place: placesInFeature.security,
    middleware: (api) => {
      const sources = new TokenSources();
      const schemes = { name: api.name, security: security ?? api.security };
      return authentication(
        new Authenticator({ api: schemes, options: { auth }, oauth2: undefined, sources, tokenIo }),
      );
    },
    prepare: (call) => {
      let applied: readonly AppliedCredential[] = [];
      const byHand = call.secrets;
      return {
        security: call.options.security,
        keepCredentials: (list) => {
          applied = list;
        },
        secrets: () => [...secretsOf(applied, call.request?.headers ?? {}), ...byHand()].sort(longestFirst),
      };
    },
  };
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}

/** Follows redirects; another origin gets no credentials and no body. In a browser, it is the browser that follows. */
export function withRedirects(option?: RedirectOption): ClientFeature {
  const own = resolveRedirects(option);
  return {
    serves: "redirects",
    place: placesInFeature.redirects,
    middleware: ({ security }) => redirects(security),
    prepare: ({ options }) => {
      const policy = resolveRedirects(options.redirects, own);
      return { redirects: policy, ...(isBrowser() && policy.max > 0 ? { redirect: "follow" as const } : {}) };
    },
  };
}
// #endregion

// #region lean/fetch-once.ts
/** What is used of `fetch`. */
export type LeanFetch = (url: string, init: RequestInit) => Promise<Response>;

/** The end of the chain: sends the request once and keeps a record of it. */
async function fetchOnce(request: ApiRequest, send: LeanFetch = fetch): Promise<TransportResponse> {
  const { method, headers, origin, path, body } = request;
  const call: LeanCall = request.call as LeanCall & CallState;
  const { delayMs, redirect = "manual" } = call;
  // The call's own, where it has limits; the caller's otherwise.
  const signal = call.cancellation?.signal ?? call.options.signal;
  const attempt: Writable<Attempt> = { startedAt: Date.now(), durationMs: 0 };
  if (delayMs !== undefined) attempt.delayMs = delayMs;
  call.attempts.push(attempt);
  const fail = (error: unknown): never => {
    throw toFailure(error, origin, signal);
  };
  try {
    // A platform that knows neither `duplex` nor such a body says so itself.
    const init = { method, headers, redirect, signal, body, duplex: "half" } as RequestInit;
    const response = await send(origin + path, init);
    const { status } = response;
    if (status === 0) throw new TypeError("a redirect that the browser hides");
    attempt.status = status;
    return {
      status,
      headers: new FetchHeaders(response.headers),
      body: {
        bytes: () => response.arrayBuffer().then((buffer) => new Uint8Array(buffer), fail),
        stream: () => response.body ?? new Blob([]).stream(),
        discard: () => void response.body?.cancel().catch(() => undefined),
      },
    };
  } catch (error) {
    const failure = toFailure(error, origin, signal);
    attempt.error = failure.message;
    throw failure;
  } finally {
    attempt.durationMs = Date.now() - attempt.startedAt;
  }
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** What `fetch` threw, as an error of the SDK. */
function toFailure(error: unknown, origin: string, signal: AbortSignal | undefined): Error {
  if (signal?.aborted === true) {
    const cause: unknown = signal.reason;
    return cause instanceof SdkError
      ? cause
      : new AbortedError({ message: "The call was aborted by its signal", cause });
  }
  // Whatever it is, what Node.js says of it stands in the cause of its error.
  const { cause = error } = Object(error) as { readonly cause?: unknown };
  const { message = cause } = Object(cause) as { readonly message?: unknown };
  return new ConnectionError({ message: `${origin}: ${message}`, cause: error });
}
// #endregion

// #region lean/explained.ts
/** What breaks on the way is an error of the SDK, as everywhere else. */
function explained(stream: ReadableStream<Bytes>, call: LeanCall): ReadableStream<Bytes> {
  const reader = stream.getReader();
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          const signal = call.cancellation?.signal ?? call.options.signal;
          controller.error(toFailure(error, call.request?.origin ?? "", signal));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
// #endregion

// #region lean/answer-size.ts
/**
 * A larger answer is read no further: it is a `ResponseParseError`, or an `ApiError` without a body. Default: 256 MiB.
 * @throws ConfigurationError where it is no number of bytes
 */
export function withMaxResponseBytes(max?: number): ClientFeature {
  const own = resolveMaxResponseBytes(max);
  return {
    serves: "maxResponseBytes",
    place: placesInFeature.answerSize,
    prepare: ({ options }) => ({ maxResponseBytes: resolveMaxResponseBytes(options.maxResponseBytes ?? own) }),
    middleware: () => (request, next, receive) => {
      const call: LeanCall = request.call as LeanCall & CallState;
      return next(request, ({ status, headers, body }) => {
        const limited = { limit: call.maxResponseBytes ?? own, status, contentType: headers.get("content-type") };
        const read = (limit: number | undefined) => readSome(explained(body.stream(), call), limit);
        const stream = () => body.stream();
        const discard = () => body.discard();
        return receive({
          status,
          headers,
          body: { stream, discard, bytes: () => readWhole({ bytes: read }, limited) },
        });
      });
    },
  };
}

/** All of it, or what came until there were `limit` bytes at least. */
async function readSome(stream: ReadableStream<Bytes>, limit = Number.POSITIVE_INFINITY): Promise<Bytes> {
  const reader = stream.getReader();
  const chunks: Bytes[] = [];
  let size = 0;
  while (size < limit) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks, size);
    chunks.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return concat(chunks, size);
}
// #endregion

// #region lean/is-json.ts
/** Of a media type, written as documents and servers do. */
const isJsonInIsJson = /[/+]json/i;
// #endregion

// #region lean/limits.ts
const noTimeouts: Timeouts = { connect: 0, headers: 0, body: 0, total: 0, queue: 0, totalIsGiven: false };

/** What makes a call one that can be given up, once for each call, whichever feature asks first. */
function limited(call: LeanCall): Partial<LeanCall> {
  if (call.cancellation !== undefined) return {};
  const cancellation = new Cancellation(systemClock);
  return {
    clock: systemClock,
    cancellation,
    signal: call.options.signal,
    timeouts: noTimeouts,
    settle: () => cancellation.settle(),
  };
}

const begun = /* @__PURE__ */ new WeakSet<object>();

/** The caller's signal and the total limit hold for all that is within. */
const withinLimits: Policy = (request, next, receive) => {
  if (begun.has(request.call)) return next(request, receive);
  begun.add(request.call);
  return deadline(request, next, receive);
};

/** @throws ConfigurationError for limits that the platform's `fetch` doesn't have */
export function withTimeout(total = 60_000): ClientFeature {
  return {
    serves: "timeout",
    place: placesInFeature.timeout,
    middleware: () => withinLimits,
    prepare: (call) => {
      const { operation, options } = call;
      const own: Timeouts = { ...noTimeouts, total };
      expectTotal(options.timeout);
      const timeouts = resolveTimeouts(options.timeout, resolveTimeouts(operation.timeout, own));
      return { ...limited(call), timeouts };
    },
  };
}

function expectTotal(timeout: number | TimeoutOptions | undefined): void {
  if (typeof timeout !== "object") return;
  const foreign = (["connect", "headers", "body"] as const).find((name) => timeout[name] !== undefined);
  if (foreign === undefined) return;
  throw new ConfigurationError({
    message: `A lean client has no \`timeout.${foreign}\`: it has \`total\` and \`queue\``,
  });
}
// #endregion

// #region lean/missing-feature.ts
/**
 * The options of a call that only a feature looks at, most by the feature's name. All others are the client's own, or
 * those of pages and streams.
 */
const served = "timeout retry idempotencyKey validate security redirects hooks maxResponseBytes onProgress";

/** @throws ConfigurationError for an option that nothing of the client looks at */
function refuseUnserved(options: RequestOptions, features: readonly ClientFeature[]): void {
  for (const name of served.split(" ")) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    // No retries, no limit: that is what a client without the feature does.
    if (!value || features.some(({ serves }) => serves === name)) continue;
    throw missingFeature(
      `\`${name}\``,
      name === "onProgress" ? "Bodies" : name.charAt(0).toUpperCase() + name.slice(1),
    );
  }
}

function missingFeature(what: string, feature: string): ConfigurationError {
  return new ConfigurationError({ message: `${what} needs a client \`with: [with${feature}()]\`` });
}
// #endregion

// #region lean/bodies.ts
/** Writes JSON bodies, and those that are given as text. */
export function withJson(): ClientFeature {
  return {
    encode: encoder((mediaType, _declared, value) => {
      if (typeof value === "string" && !isJsonInIsJson.test(mediaType)) return { body: value, contentType: mediaType };
      if (!isJsonInIsJson.test(mediaType)) throw missingFeature(`A body of ${mediaType}`, "Bodies");
      return { body: stringify(value), contentType: mediaType };
    }),
  };
}

type Write = (mediaType: string, declared: RequestBodyDescriptor, value: unknown) => SerializedBody;

/** The media type is the caller's choice, or the first one of the document. */
function encoder(write: Write): NonNullable<ClientFeature["encode"]> {
  return ({ body: declared = { content: {} } }, params, headers) => {
    const mediaType = String(propertyOf(params, "contentType") ?? Object.keys(declared.content)[0]);
    const { body, contentType } = write(mediaType, declared, params["body"]);
    headers["content-type"] = contentType;
    return body;
  };
}

function stringify(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (error) {
    // A cycle; or a bigint, which `withBodies` can write.
    throw requestProblem("body", `can't be sent as JSON by \`withJson()\`: ${String(error)}`, error);
  }
  throw requestProblem("body", `a ${typeof value} can't be sent as JSON`);
}

/** Writes bodies of every media type: JSON, forms, files, streams; and tells `onProgress` of them. */
export function withBodies(): ClientFeature {
  return {
    serves: "onProgress",
    place: placesInFeature.bodies,
    encode: encoder(encodeAny),
    middleware: () => (request, next, receive) => {
      const { body, call } = request;
      const isOpened = isBodySource(body) || (call.onProgress !== undefined && body !== undefined);
      if (!isOpened) return next(request, receive);
      const transport: Pick<Transport, "send"> = {
        send: async ({ headers, body: chunks }) => {
          const sent = chunks === undefined ? undefined : (await toFetchBody(chunks)).body;
          return next({ ...request, headers: { ...headers }, body: sent as TransportBody | undefined }, asIs);
        },
      };
      return sendOpened(transport, request, isBodySource(body) ? body : sourceOf(body)).then(receive);
    },
    prepare: (call) => ({
      ...limited(call),
      onProgress: call.options.onProgress,
      redirects: call.redirects ?? { max: 0, origins: undefined, isGiven: false },
    }),
  };
}

function encodeAny(mediaType: string, { content }: RequestBodyDescriptor, value: unknown): SerializedBody {
  const types = Object.keys(content);
  const key = findMedia(types, mediaType);
  if (key === undefined) throw requestProblem("contentType", `"${mediaType}" is not one of ${types.join(", ")}`);
  return serializeBody(mediaType, content[key] ?? {}, value);
}
// #endregion

// #region lean/checks.ts
/** Validates with zod. Default: as the configuration says, otherwise requests `off` and responses `lenient`. */
export function withValidate(option?: ValidationOption): ClientFeature {
  return {
    serves: "validate",
    place: placesInFeature.validation,
    middleware: () => requestValidation,
    prepare: (call) => {
      const { api, operation, options } = call;
      const isImpossible = api.hasSchemas === false;
      const modes = isImpossible
        ? ({ request: "off", response: "off" } as const)
        : (api.validate ?? { request: "off", response: "lenient" });
      const own = resolveValidation(option, isImpossible ? { ...modes, isImpossible } : modes);
      const validation = resolveValidation(options.validate, own);
      const { values } = api;
      return {
        validation,
        values,
        // It reads of a call what stands here, and its hooks.
        check: (schema, value, status) =>
          checkValue({ operation, validation, values, hooks: call.hooks } as unknown as OpenCall, schema, {
            value,
            status,
          }),
        readError: (schema, value) => {
          const verdict = validateValue(schema, value, validation.response === "off" ? "off" : "lenient", values);
          return verdict.kind === "invalid" ? undefined : verdict;
        },
      };
    },
  };
}

/** `Date` and `bigint` in what is received. Generated code adds it where the SDK has any. */
export function withTypedValues(): ClientFeature {
  return {
    place: 0,
    prepare: ({ api: { values } }) => ({
      parseJson: (schema) => jsonParser(values, schema),
      check: (schema, value) => (values === undefined || schema === undefined ? value : values.decode(schema, value)),
      readError: (schema, value) => ({
        value: values === undefined || schema === undefined ? value : values.decode(schema, value),
      }),
    }),
  };
}
// #endregion

// #region lean/locate.ts
/** Runs a part of a call, whose errors learn which call they belong to, and lose what is secret. */
async function located<Value>(call: LeanCall, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    call.settle?.();
    locate(call, error);
    await call.failed?.(error);
    throw error;
  }
}

/** Errors of the user's own code stay as they are. */
function locate(call: LeanCall, error: unknown): void {
  if (!(error instanceof SdkError)) return;
  protectError(error, call.secrets());
  const { id: operationId, method } = call.operation;
  locateError(error, { ...call, operationId, method, url: call.url(), requestId: call.request?.requestId });
}
// #endregion

// #region lean/downloads.ts
/** Hands over bodies that are neither JSON nor text: files, server-sent events, JSON Lines; and, by `raw()`, every other. */
export function withDownloads(): ClientFeature {
  return {
    serves: "maxResponseBytes",
    prepare: (call) => ({ ...limited(call), maxResponseBytes: resolveMaxResponseBytes(call.options.maxResponseBytes) }),
    decode: (call, { status, headers, body }, isRaw) => {
      const open = opened(call);
      const response = {
        status,
        headers,
        body: {
          bytes: (limit?: number) => body.bytes(limit),
          stream: () => explained(body.stream(), call),
          discard: () => body.discard(),
        },
      };
      if (isRaw) return new RawResponse(open, response);
      const chosen = chooseMedia(planResponse(call.operation, response.status), response.headers.get("content-type"));
      const isStream = chosen?.kind === "events" || chosen?.kind === "lines";
      return isStream ? new StreamBody(open, response, chosen) : new BinaryResponse(open, response);
    },
  };
}

/** What the readers of bodies need of a call. */
function opened(call: LeanCall): OpenCall {
  const { settle = () => undefined } = call;
  const more = {
    openStreams: new OpenStreams(undefined),
    validation: call.validation ?? { request: "off", response: "off" },
    values: call.api.values,
    // The total limit ends where the body is handed over, as in a whole client.
    handOver: () => call.cancellation?.stopTimer(),
    staysOpen: () => undefined,
    settle,
    locate: (error: unknown) => {
      locate(call, error);
      return error;
    },
    fail: async (error: unknown) => {
      settle();
      locate(call, error);
      await call.failed?.(error);
      return error;
    },
  };
  // All that they read is here or a member of every lean call.
  return Object.assign(call, more) as unknown as OpenCall;
}
// #endregion

// #region lean/place-scalars.ts
/**
 * Writes what nearly all parameters are: single values, and lists in a query. Gives path and query.
 * @throws ConfigurationError for anything else, RequestValidationError for what can't be sent
 */
const placeScalars: NonNullable<ClientFeature["placeParams"]> = (
  operation,
  params,
  { headers, base, extra },
) => {
  const declared = operation.params ?? [];
  const path = operation.path.replace(/#.*/s, "").replace(/\{([^{}]+)\}/g, (_all, wireName: string) => {
    const param = declared.find((one) => one.in === "path" && (one.wireName ?? one.name) === wireName);
    const { name } = param ?? { name: wireName };
    const value = propertyOf(params, name);
    expectSegment(name, value);
    if (param && isStyled(param)) throw styled(name);
    const segment = encodeStrict(textOfInPlaceScalars(name, value));
    expectText(name, segment);
    return segment;
  });
  expectStraight(path, "path");
  const pairs = base.query === "" ? [] : [base.query];
  const addPair = (name: string, value: unknown): void => {
    for (const item of [value].flat()) {
      if (item !== undefined && item !== null) pairs.push(`${encodeStrict(name)}=${encodeStrict(textOfInPlaceScalars(name, item))}`);
    }
  };
  for (const param of declared) {
    const value = propertyOf(params, param.name);
    if (value === undefined || value === null || param.in === "path") continue;
    if (param.in === "query" && !isStyled(param)) addPair(param.wireName ?? param.name, value);
    else if (param.in === "header" && !isStyled(param)) addHeaderParam(headers, param, textOfInPlaceScalars(param.name, value));
    else throw styled(param.name);
  }
  for (const [name, value] of Object.entries(extra)) addPair(name, value);
  const target = base.path + path || "/";
  return target + (pairs.length === 0 ? "" : (target.includes("?") ? "&" : "?") + pairs.join("&"));
};

/** Descriptors leave out what is the default. */
function isStyled({ style, explode, contentType, allowReserved }: ParamDescriptor): boolean {
  return (style ?? explode ?? contentType ?? allowReserved) !== undefined;
}

function textOfInPlaceScalars(name: string, value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") throw styled(name);
  return String(value);
}

function styled(name: string): Error {
  return missingFeature(`The parameter \`${name}\``, "Styles");
}
// #endregion

// #region lean/build-lean-request.ts
/** What a client was told, and what only one of its features can do: to write what it can't write by itself. */
interface LeanRequestSettings extends Pick<ClientFeature, "placeParams" | "encode"> {
  readonly baseUrl?: string | undefined;
  readonly headers?: HeaderOptions | undefined;
}

/** The address that an operation is sent to. @throws ConfigurationError where it must be given */
function leanBase(
  api: LeanApi,
  { servers = api.servers }: OperationDescriptor,
  baseUrl = `${servers[0]?.url}`,
): Base {
  try {
    const { href, origin, pathname, search } = new URL(baseUrl);
    // With a user or a password, the origin is not what it begins with.
    if (/^https?:[^{]*$/i.test(baseUrl) && href.startsWith(origin)) {
      return { origin, path: withoutFinalSlashes(pathname), query: search.slice(1) };
    }
  } catch {
    // What is wrong with it is said below.
  }
  throw new ConfigurationError({ message: "`baseUrl` must be an http(s) URL without variables or password" });
}

/**
 * Puts the parameters where the document says.
 * @throws RequestValidationError for what can't be sent, ConfigurationError for what the client lacks
 */
function buildLeanRequest(call: LeanCall, settings: LeanRequestSettings): ApiRequest {
  const { operation, params, options } = call;
  const { placeParams = placeScalars, encode = noEncoder } = settings;
  const base = leanBase(call.api, operation, options.baseUrl ?? settings.baseUrl);
  const headers: HeaderRecord = { accept: options.accept ?? acceptOf(operation) };
  const hasBody = operation.body && propertyOf(params, "body") !== undefined;
  const body = hasBody ? encode(operation, params, headers) : undefined;
  if (options.requestId !== undefined) headers["x-request-id"] = options.requestId;
  applyHeaders(headers, settings.headers);
  const path = placeParams(operation, params, { headers, base, extra: options.query ?? {} });
  applyHeaders(headers, options.headers);
  const { method } = operation;
  const { origin } = base;
  const requestId = headers["x-request-id"];
  // What the middleware of a feature reads of it, the feature has brought.
  const state = call as LeanCall & CallState;
  return { operation, params, method, origin, trustedOrigin: origin, path, headers, body, requestId, call: state };
}

/** JSON, where a success has it: it is what the types promise. All else is better than nothing. */
function acceptOf(operation: OperationDescriptor): string {
  const types = Object.keys(planResponse(operation, 200).descriptor?.content ?? {});
  const json = types.filter((type) => isJsonInIsJson.test(type));
  return [...(json.length > 0 ? json : types), "*/*;q=0.5"].join(", ");
}

function noEncoder({ id }: OperationDescriptor): never {
  throw missingFeature(`The body of ${id}`, "Json");
}
// #endregion

// #region lean/read-answer.ts
/**
 * The declared result of a response.
 * @throws ApiError for statuses that are errors
 */
async function readAnswer(
  call: LeanCall,
  response: TransportResponse,
  decode: NonNullable<ClientFeature["decode"]>,
): Promise<unknown> {
  const { status, headers, body } = response;
  const { isSuccess, descriptor, hasBody } = planResponse(call.operation, status);
  const contentType = headers.get("content-type");
  const content = (hasBody && descriptor?.content) || {};
  const types = Object.keys(content);
  // A content type that is missing, or that the document doesn't know, is taken for the first one that it does.
  const type = types.find((key) => contentType?.startsWith(key)) ?? types[0] ?? "";
  const media = content[type];
  const kind =
    media?.kind ?? (isJsonInIsJson.test(type) ? "json" : /^text\/(?!event)|xml|yaml/.test(type) ? "text" : undefined);
  const isText = kind === "text" || kind === "json";
  if (isSuccess && media && !isText) return decode(call, response, false);
  let text = "";
  try {
    if (isSuccess && !isText) body.discard();
    else text = new TextDecoder().decode(await body.bytes());
  } catch (error) {
    // The caller's own wish comes first; any other trouble with the body of an error matters less than the status.
    if (isSuccess || call.options.signal?.aborted === true) throw error;
  }
  call.settle?.();
  if (!isSuccess) throw toError(call, response, { descriptor, media, text });
  if (!media) return undefined;
  const { schema } = media;
  const parsed =
    kind === "text"
      ? text
      : text === ""
        ? undefined
        : parseJson(text, { status, contentType }, call.parseJson?.(schema));
  return call.check ? call.check(schema, parsed, status) : parsed;
}

interface ReceivedInReadAnswer {
  readonly descriptor: ResponseDescriptor | undefined;
  readonly media: ResponseMediaDescriptor | undefined;
  readonly text: string;
}

/** The error for a status. Whatever is wrong with its body, the status is not hidden by it. */
function toError(call: LeanCall, { status, headers }: TransportResponse, received: ReceivedInReadAnswer): Error {
  const { descriptor, media, text } = received;
  let body: unknown = text || undefined;
  try {
    if (isJsonInIsJson.test(headers.get("content-type") ?? "/json")) body = JSON.parse(text);
  } catch {
    // The text is all there is.
  }
  const { method, path } = call.operation;
  const message = messageOf(body, media?.messagePath) ?? `${method} ${path} was answered with status ${status}`;
  // Which call it belongs to, it learns as all errors do.
  const init = { message, status, headers, body, requestId: call.requestIdOf(headers) } as ApiErrorInit;
  const ErrorClass = descriptor?.error?.();
  // The body is what the document promises, as far as the client was made to look.
  const read = call.readError ? call.readError(media?.schema, body) : { value: body };
  if (ErrorClass && read) return new ErrorClass({ ...init, body: read.value as never });
  // `instanceof NotFoundError` holds by the status: errors are known by what they are called. The classes need not be here.
  const error = new ApiError(init);
  const name = statusClassName(status) ?? error.name;
  // RFC 9110 10.2.3: seconds, or a date.
  const retryAfter = headers.get("retry-after") ?? "";
  const wait = Number(retryAfter) * 1_000 || Date.parse(retryAfter) - Date.now();
  return Object.assign(error, { name, retryAfterMs: Number.isNaN(wait) ? undefined : Math.max(0, wait) });
}
// #endregion

// #region lean/lean-client.ts
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
// #endregion

// #region lean/parameters.ts
/** Parameters of every style, lists and objects everywhere, cookies, and a whole query as one parameter. */
export function withStyles(): ClientFeature {
  return {
    placeParams: (operation, params, { headers, base, extra }) => {
      const at = (location: ParamLocation) => (operation.params ?? []).filter((param) => param.in === location);
      addHeaderParams(at("header"), params, headers);
      addCookieParams(at("cookie"), params, headers);
      const query = buildQuery({ queryParams: at("query"), querystring: at("querystring")[0] }, params, extra);
      return joinQuery(base.path + buildPath(planPath(operation), params), base.query, query);
    },
  };
}
// #endregion

// #region lean/rates.ts
/** Waits where the server asks to, and keeps a limit of your own where one is given. */
export function withRateLimit(option?: RateLimitOptions, maxQueue: number = Number.POSITIVE_INFINITY): ClientFeature {
  return {
    place: placesInFeature.rateLimit,
    middleware: ({ name }) => {
      const keep = rateLimit(new RateLimits(option, { clientName: name, maxQueue, clock: systemClock }));
      return (request, next, receive) => withinLimits(request, (inner, done) => keep(inner, next, done), receive);
    },
    prepare: (call) => ({ ...limited(call), retryPolicy: call.retryPolicy ?? (() => defaultRetryPolicy) }),
  };
}

/** So many calls at a time; others wait. */
export function withMaxConcurrency(max: number, maxQueue: number = Number.POSITIVE_INFINITY): ClientFeature {
  const limiter = new ConcurrencyLimiter(max, maxQueue);
  return {
    place: placesInFeature.concurrency,
    middleware: () => {
      const enter = concurrency(limiter);
      return (request, next, receive) => withinLimits(request, (inner, done) => enter(inner, next, done), receive);
    },
    prepare: (call) => {
      const more = limited(call);
      const settle = more.settle ?? call.settle;
      let leave: (() => void) | undefined;
      return {
        ...more,
        hasPlace: false,
        holdPlace: (given) => {
          leave = given;
        },
        settle: () => {
          settle?.();
          leave?.();
          leave = undefined;
        },
      };
    },
  };
}
// #endregion

// #region lean/repetition.ts
/** Sends again what failed in passing. Default: as the whole client does. @throws ConfigurationError */
export function withRetry(option?: RetryOption): ClientFeature {
  checkRetry(option);
  const repeat = retry(new RetryBudgets());
  return {
    serves: "retry",
    place: placesInFeature.retry,
    middleware: () => (request, next, receive) =>
      withinLimits(request, (inner, done) => repeat(inner, next, done), receive),
    prepare: (call) => ({
      ...limited(call),
      idempotencyHeader: headerOf(call),
      retryPolicy: () => {
        const { api, operation, options } = call;
        const own = resolveRetry(option, resolveRetry(api.retry, defaultRetryPolicy));
        return resolveRetry(options.retry, option === false ? own : resolveRetry(operation.retry, own));
      },
    }),
  };
}

/** Gives POST and PATCH a key by which the server recognises a repeated request. Default: where the document declares one. */
export function withIdempotencyKey(key?: boolean | (() => string)): ClientFeature {
  return {
    serves: "idempotencyKey",
    place: placesInFeature.idempotency,
    middleware: () => idempotency,
    prepare: (call) => ({ idempotencyHeader: headerOf(call), idempotencyKey: call.options.idempotencyKey ?? key }),
  };
}

function headerOf({ operation }: LeanCall): string {
  return operation.idempotency?.header?.toLowerCase() ?? defaultIdempotencyHeader;
}
// #endregion

// #region lean/watching.ts
/** Functions that are called on the way; those of a call come behind these. */
export function withHooks(hooks: Hooks = {}): ClientFeature {
  return {
    serves: "hooks",
    place: placesInFeature.hooks,
    middleware: () => userHooks,
    prepare: (call) => {
      const all = call.options.hooks === undefined ? [hooks] : [hooks, call.options.hooks];
      return {
        hooks: all,
        failed: async (error) => {
          const event = {
            operationId: call.operation.id,
            requestId: call.request?.requestId,
            error: toSdkError(error),
          };
          for (const { onError } of all) await onError?.(event);
        },
      };
    },
  };
}

/** A line for each attempt, without secrets. */
export function withLogger(logger: Logger, logLevel?: LogLevel): ClientFeature {
  const observers = [loggingObserver({ logger, logLevel })].flatMap((one) => one ?? []);
  return { place: placesInFeature.logging, middleware: () => observation(observers) };
}
// #endregion
