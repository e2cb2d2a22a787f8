// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type * as z from "zod";

// #region print-by.ts
/** What Node.js asks an object for before it prints it. */
const inspectKey: symbol = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/**
 * Says how Node.js prints the instances of a class, when the first one is made. Written into the class, such a key would
 * count as a side effect, and no bundler could leave the class out. Node.js itself does not ask prototypes.
 */
function printBy<Instance extends object>(prototype: Instance, print: (instance: Instance) => string): void {
  (prototype as Record<symbol, unknown>)[inspectKey] ??= function (this: Instance): string {
    return print(this);
  };
}
// #endregion

// #region redact.ts
/** What may stand in an error or a log, by allow-list: whatever is not known to be harmless may be a secret. */

/** Query parameters whose values say how much, where and in which order, never who. */
const harmlessQuery = /* @__PURE__ */ new RegExp(
  "^(page|per_?page|page_?(size|number)|limit|offset|skip|top|count|size|start|end|sort(_?by)?|order(_?by)?|direction|" +
    "fields|include|exclude|expand|embed|select|state|status|type|kind|category|tags?|language|lang|locale|format|" +
    "(api-?_?)?version|since|until|before|after|from|to|date|year|month|day|ids?|name|dry_?run|recursive)$",
  "i",
);

/** Headers, of requests and of responses, that describe the message and not who sends it. */
const harmlessHeaders = /* @__PURE__ */ new RegExp(
  "^(accept(-.+)?|access-control-.+|age|allow|cache-control|connection|content-.+|date|deprecation|etag|expires|" +
    "if-.+|keep-alive|last-modified|pragma|prefer|preference-applied|range|retry-after(-ms)?|server|server-timing|" +
    "sunset|traceparent|transfer-encoding|user-agent|vary|via|warning|x-powered-by|(x-)?ratelimit(-.+)?|" +
    "(x-)?(amzn-|amz-|ms-|github-|goog-)?(request|correlation|trace)-?id|cf-ray|x-cache)$",
  "i",
);

const redacted = "REDACTED";

/** True for a header that may be shown, and that another origin may get. */
export function isHarmlessHeader(name: string): boolean {
  return harmlessHeaders.test(name);
}

/** A URL as it may be shown: without user and password, without fragment, its query by allow-list. */
function redactUrl(url: string): string {
  const bare = url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1").replace(/#.*$/s, "");
  const start = bare.indexOf("?");
  if (start < 0) return bare;
  const pairs = bare.slice(start + 1).split("&");
  return `${bare.slice(0, start + 1)}${pairs.map(redactPair).join("&")}`;
}

/** Headers as they may be shown. */
function redactHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries(Array.from(headers, ([name, value]) => [name, redactHeader(name, value)]));
}

function redactHeader(name: string, value: string): string {
  if (name.toLowerCase() === "location") return redactUrl(value);
  return isHarmlessHeader(name) ? value : redacted;
}

function redactPair(pair: string): string {
  const end = pair.indexOf("=");
  if (pair === "" || end === pair.length - 1) return pair;
  const name = end < 0 ? pair : pair.slice(0, end);
  if (harmlessQuery.test(name)) return pair;
  // Without a `=` it may be the secret itself.
  return end < 0 ? redacted : `${name}=${redacted}`;
}

/** A text in which none of the secrets stands any more. */
export function removeSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
}
// #endregion

// #region errors/protect-error.ts
/** What must not be seen of an error. Beside it, not in it: whoever prints all its properties finds nothing. */
const secretsByError = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

/** Takes secrets out of an error's texts, and remembers them for what is printed of its other values. */
export function protectError(error: Error, secrets: readonly string[]): void {
  if (secrets.length === 0 || secretsByError.has(error)) return;
  secretsByError.set(error, secrets);
  const texts: { message?: string | undefined; stack?: string | undefined } = error;
  for (const key of ["message", "stack"] as const) {
    const text = texts[key];
    const clean = text && removeSecrets(text, secrets);
    if (clean !== text) texts[key] = clean;
  }
}

/** A server's value may nest deeper than the stack: printing an error must not fail. */
const maxDepth = 100;

/** A value of an error as it may be printed. */
function printable<Value>(error: object, value: Value): Value {
  // Texts stay texts; what is too deep becomes one.
  return cleaned(value, secretsByError.get(error) ?? [], new Set()) as Value;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function cleaned(value: unknown, secrets: readonly string[], parents: Set<object>): unknown {
  if (typeof value === "string") return removeSecrets(value, secrets);
  if (!isPlain(value)) return value;
  if (parents.has(value)) return "[Circular]";
  if (parents.size > maxDepth) return "[Nested]";
  parents.add(value);
  const copy = Array.isArray(value)
    ? value.map((item) => cleaned(item, secrets, parents))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [removeSecrets(key, secrets), cleaned(item, secrets, parents)]),
      );
  parents.delete(value);
  return copy;
}
// #endregion

// #region errors/error-printer.ts
/** What a printer reads; a structural type, because `SdkError` itself imports this file. */
interface PrintedError extends Error {
  readonly attempts: readonly PrintedAttempt[];
  toJSON(): Record<string, unknown>;
}

interface PrintedAttempt {
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: string;
  readonly delayMs?: number;
  readonly location?: string;
}

type ErrorPrinter = (error: PrintedError) => string;

let printer: ErrorPrinter = printPlainly;

/** How errors are printed from now on. Set by what may hold a longer printer than bundles of a lean client shall. */
function useErrorPrinter(print: ErrorPrinter): void {
  printer = print;
}

/** An error as Node.js prints it. */
function printError(error: PrintedError): string {
  return printer(error);
}

function printPlainly(error: PrintedError): string {
  const known = JSON.stringify(error, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
  return printable(error, `${error.stack}\n  ${known}`);
}
// #endregion

// #region errors/sdk-error.ts
/** One try of a request. A call has one entry for each, the last one is what the error is about. */
export interface Attempt {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Until the response's headers or the failure. */
  readonly durationMs: number;
  /** Absent where no response came. */
  readonly status?: number;
  /** What went wrong where no response came. */
  readonly error?: string;
  /** How long was waited before this attempt. */
  readonly delayMs?: number;
  /** Where its redirect led, without secrets; the next attempt asked there. */
  readonly location?: string;
}

/** What kind of failure an error is; one per class beside `ApiError`'s subclasses. */
export type SdkErrorKind =
  | "api"
  | "connection"
  | "timeout"
  | "aborted"
  | "response-parse"
  | "response-validation"
  | "request-validation"
  | "token"
  | "pagination"
  | "stream"
  | "configuration"
  | "webhook-validation"
  | "webhook-verification"
  | "unexpected";

/** Which call an error belongs to. */
export interface ErrorContext {
  readonly operationId?: string | undefined;
  readonly method?: string | undefined;
  /** Without credentials. */
  readonly url?: string | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  readonly notRetried?: string | undefined;
}

export interface SdkErrorInit extends ErrorContext {
  readonly message: string;
  /** See `SdkError.cursor`. */
  readonly cursor?: string | undefined;
  readonly cause?: unknown;
}

const noAttempts: readonly Attempt[] = [];

/**
 * The base of all errors that the SDK throws.
 *
 * `instanceof` holds for every copy of the runtime: classes are compared by what they are called, not by identity.
 */
export class SdkError extends Error {
  /** What the class is called by all copies of the runtime; a generated class has a name of its own. */
  override readonly name: string = (this.constructor as typeof SdkError).brand;
  readonly kind: SdkErrorKind = "unexpected";
  readonly operationId!: string | undefined;
  readonly method!: string | undefined;
  /** Without credentials; values of query parameters that may be secret are `REDACTED`. */
  readonly url!: string | undefined;
  readonly requestId!: string | undefined;
  readonly attempts!: readonly Attempt[];
  /** Why the request was not sent again, where another attempt might have helped: "the body is a stream …". */
  readonly notRetried!: string | undefined;
  /** Of an error that ends a walk over pages: where the walk can be taken up again, `{ from: cursor }`. It is not logged. */
  readonly cursor: string | undefined;

  constructor(init: SdkErrorInit) {
    super(init.message, init.cause === undefined ? undefined : (init as ErrorOptions));
    for (const key of contextKeys) (this as Context)[key] = init[key];
    this.attempts ??= noAttempts;
    this.cursor = init.cursor;
    printBy(SdkError.prototype, printError);
  }

  /** @internal The name that all copies of the runtime know this class by. */
  static get brand(): string {
    return "SdkError";
  }

  /** True for errors of this class, whichever copy of the runtime made them. */
  static override [Symbol.hasInstance]<Instance>(
    this: abstract new (
      ...args: never[]
    ) => Instance,
    value: unknown,
  ): value is Instance {
    // A generated class has no brand of its own: it exists once, so its prototype chain is enough.
    // biome-ignore lint/complexity/noThisInStatic: the class that `instanceof` names
    return Object.hasOwn(this, "brand") ? isBranded(value, (this as Branded).brand) : super[Symbol.hasInstance](value);
  }

  /** What may be logged: no credentials, no headers. */
  toJSON(): Record<string, unknown> {
    return this.printed();
  }

  /** @internal What all errors may show, and these properties of a class of them. */
  protected printed(...more: readonly string[]): Record<string, unknown> {
    const keys = ["name", "kind", "message", ...contextKeys, ...more];
    return printable(this, Object.fromEntries(keys.map((key) => [key, Reflect.get(this, key)])));
  }
}

/** True for every error that the SDK throws by itself. */
export function isSdkError(error: unknown): error is SdkError {
  return error instanceof SdkError;
}

/** What user code threw, a hook or a middleware, as an error of the SDK. */
export function toSdkError(error: unknown): SdkError {
  if (error instanceof SdkError) return error;
  return new SdkError({ message: error instanceof Error ? error.message : String(error), cause: error });
}

/** Writes into an error of the transport or the decoder which call it belongs to. What it knows already stays. */
export function locateError<Failure extends SdkError>(error: Failure, context: ErrorContext): Failure {
  const target: Context = error;
  for (const key of contextKeys) {
    if (target[key] === undefined || target[key] === noAttempts) target[key] = context[key] ?? target[key];
  }
  return error;
}

const contextKeys = ["operationId", "method", "url", "requestId", "attempts", "notRetried"] as const;

/** The properties are copied by their names, whatever they are. */
type Context = { -readonly [Key in keyof ErrorContext]: unknown };

/** An error of another copy of the runtime says what it is by its classes, as one of this copy does. */
function isBranded(value: unknown, brand: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  // A class without a brand of its own has its parent's, which is as good.
  for (let owner: unknown = value.constructor; typeof owner === "function"; owner = Object.getPrototypeOf(owner)) {
    if ((owner as Branded).brand === brand) return true;
  }
  // A class gives it; what has it as a property of its own may be anything that a server has sent.
  return !Object.hasOwn(value, "extraBrand") && (value as Branded).extraBrand === brand;
}

/** What classes and errors of any copy of the runtime may have. `extraBrand`: more brands than the class chain gives. */
interface Branded {
  readonly brand?: unknown;
  readonly extraBrand?: unknown;
}
// #endregion

// #region bytes.ts
/**
 * Bytes in memory of their own, not in memory that threads share: what `Blob` and `fetch` take. It is
 * `Uint8Array<ArrayBuffer>`, and plain `Uint8Array` before TypeScript 5.7, where that has no type argument.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** A copy of all of them; `size` is what they make together. A chunk may lie in a buffer that is much larger than it. */
export function concat(chunks: readonly Uint8Array[], size: number): Bytes {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
// #endregion

// #region global-params-contract.ts
/** What generated code and the runtime agree on for parameters that a client gives to its operations. Types only. */

/** What an operation says of its parameters. */
interface ParamHolder {
  readonly params?: readonly { readonly name: string; readonly wireName?: string; readonly in: string }[];
}

/** What fills in the parameters that a client gives. Only SDKs that have some hold its code. */
interface GlobalParams {
  resolve(options: object): ClientGlobals;
  /** What to lay over the options of a derived client. */
  merge(base: object, options: object): object;
}

interface ClientGlobals {
  /** In lower case; every request carries them. */
  readonly headers: Readonly<Record<string, string>>;
  fill(operation: ParamHolder, params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

interface GlobalParamDescriptor {
  /** The member of `params`. */
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie" | "querystring";
  readonly wireName: string;
  /** Every request carries it, whether the operation declares it or not: only of headers. */
  readonly isEverywhere?: boolean;
  /** The variable that is read where the user gives nothing. */
  readonly env?: string;
  /** Sent where nobody gives another. */
  readonly default?: unknown;
}
// #endregion

// #region pagination/pagination-descriptor.ts
/** How the pages of a list are walked: a part of an operation's descriptor. Types only. */
export type PaginationDescriptor =
  | PageNumberPagination
  | OffsetPagination
  | CursorPagination
  | ItemCursorPagination
  | NextUrlPagination
  | LinkPagination
  | SinglePagination;

interface ListPages {
  /** JSON pointer (RFC 6901) of the list in the body; `""`: the body itself. */
  readonly items: string;
}

/** Pages have numbers, each is one more than the one before. */
interface PageNumberPagination extends ListPages {
  readonly style: "page";
  readonly input: PageInput;
  /** The number of the first page, where the caller names none. */
  readonly first: number;
  readonly totalPages?: PageOutput;
  readonly totalItems?: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The number of items to skip. */
interface OffsetPagination extends ListPages {
  readonly style: "offset";
  readonly input: PageInput;
  readonly totalItems?: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The server says what to send to get the next page. */
interface CursorPagination extends ListPages {
  readonly style: "cursor";
  readonly input: PageInput;
  readonly next: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The next page begins behind the last item of this one. */
interface ItemCursorPagination extends ListPages {
  readonly style: "item-cursor";
  readonly input: PageInput;
  /** JSON pointer within an item. */
  readonly field: string;
  readonly hasMore?: PageFlag;
}

/** The server gives the address of the next page: a whole URL, or a path that is appended to the API's base path. */
interface NextUrlPagination extends ListPages {
  readonly style: "next-url" | "next-path";
  readonly next: PageOutput;
}

/** RFC 8288: `Link: <…>; rel="next"`. */
interface LinkPagination extends ListPages {
  readonly style: "link";
}

/** There is one page only. */
interface SinglePagination extends ListPages {
  readonly style: "single";
}

/** Where a request says which page it wants. */
export interface PageInput {
  /** The property of the function's `params`. */
  readonly param?: string;
  /** JSON pointer within the request's body, where it is no parameter. */
  readonly body?: string;
  /** It is sent as a number; default: as text. */
  readonly numeric?: boolean;
}

/** Where an answer says something of its page. */
export interface PageOutput {
  /** JSON pointer within the body. */
  readonly body?: string;
  readonly header?: string;
}

/** Where an answer says whether another page follows. */
export interface PageFlag extends PageOutput {
  /** True there means that none does: `done`, `isLast`. */
  readonly negated?: boolean;
}
// #endregion

// #region request-body.ts
/** What a request's body is made of, from what the caller gives to what a transport sends. */

/** What a transport can send. */
export type TransportBody =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>;

/** A body, or a part of one, that is made anew for each attempt. `fileFrom` gives one; so may your own code. */
export interface BodySource {
  /** False where it can be opened only once: a call with such a body is not retried. */
  readonly replayable: boolean;
  /** The name that a part of a multipart body gets. */
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
  /** Called once for each attempt. What it throws fails the call before anything is sent. */
  openBody(): OpenBody | Promise<OpenBody>;
}

/** The bytes of one attempt. They are read as fast as the connection takes them. */
export interface OpenBody {
  /** In bytes; undefined where it isn't known: the body is then sent in chunks, without a `Content-Length`. */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Lets go of what hasn't been read. Called when the attempt has failed. */
  close?(): void;
}

/** The body of a request before it is opened for an attempt. */
export type RequestBody = TransportBody | BodySource;

export interface SerializedBody {
  readonly body: RequestBody;
  /** The `Content-Type` to send. */
  readonly contentType: string;
}

/** True for what is opened for each attempt. By its shape, so that two copies of the runtime fit each other. */
export function isBodySource(value: unknown): value is BodySource {
  return typeof value === "object" && value !== null && "openBody" in value && typeof value.openBody === "function";
}
// #endregion

// #region errors/configuration-error.ts
/** The client or the call is set up in a way that can't work: nothing was sent. */
export class ConfigurationError extends SdkError {
  override readonly kind = "configuration";

  static override get brand(): string {
    return "ConfigurationError";
  }
}

/** True where options are missing or wrong. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return error instanceof ConfigurationError;
}
// #endregion

// #region retry-policy.ts
/** How failed attempts are repeated. Times are milliseconds. */
export interface RetryOptions {
  /** Repetitions, the first attempt not counted. Default 2; with `maxElapsed`, as many as fit into it. */
  readonly maxRetries?: number | undefined;
  /** The longest first wait; each further one may be twice as long. The wait is random up to it. Default 500. */
  readonly baseDelay?: number | undefined;
  /** No computed wait is longer. Default 8,000. */
  readonly maxDelay?: number | undefined;
  /** What the longest wait grows by from attempt to attempt. Default 2. */
  readonly factor?: number | undefined;
  /** A server that asks for more than this is not waited for: the call fails at once. Default 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /** Nothing is repeated so long after the call began. Default: no limit but `timeout.total`. */
  readonly maxElapsed?: number | undefined;
  /** Statuses that are worth another attempt. Default 408, 425, 429, 500, 502, 503, 504. */
  readonly statuses?: readonly (number | StatusRange)[] | undefined;
  /**
   * Methods that may be sent twice. Default GET, HEAD, OPTIONS, PUT, DELETE, TRACE and QUERY (RFC 9110 9.2.2). All
   * others are repeated only where it is known that nothing happened, or with an idempotency key.
   */
  readonly methods?: readonly string[] | undefined;
  /** Whether broken connections and timeouts are worth another attempt. Default true. */
  readonly connectionErrors?: boolean | undefined;
  /** Whether a server that fails again and again is spared after a while. Default true. */
  readonly budget?: boolean | undefined;
}

/** All of the statuses that begin with the digit. */
export type StatusRange = "1XX" | "2XX" | "3XX" | "4XX" | "5XX";

/** `false` repeats nothing; a number is `maxRetries`. */
export type RetryOption = boolean | number | RetryOptions;

/** The options with everything filled in. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly baseDelay: number;
  readonly maxDelay: number;
  readonly factor: number;
  readonly maxRetryAfter: number;
  readonly maxElapsed: number | undefined;
  readonly statuses: readonly (number | StatusRange)[];
  readonly methods: readonly string[];
  readonly connectionErrors: boolean;
  readonly budget: boolean;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 2,
  baseDelay: 500,
  maxDelay: 8_000,
  factor: 2,
  maxRetryAfter: 60_000,
  maxElapsed: undefined,
  // Of 5xx, 501 and 505 say that it will never work.
  statuses: [408, 425, 429, 500, 502, 503, 504],
  // RFC 9110 9.2.2; QUERY: draft-ietf-httpbis-safe-method-w-body.
  methods: ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"],
  connectionErrors: true,
  budget: true,
};

/** Lays an option over what holds otherwise. */
export function resolveRetry(option: RetryOption | undefined, fallback: RetryPolicy): RetryPolicy {
  if (option === undefined || option === true) return fallback;
  if (option === false) return { ...fallback, maxRetries: 0 };
  if (typeof option === "number") return { ...fallback, maxRetries: option };
  const given: Partial<RetryPolicy> = Object.fromEntries(
    Object.entries(option).filter(([, value]) => value !== undefined),
  );
  const unlimited = given.maxElapsed !== undefined && given.maxRetries === undefined;
  return { ...fallback, ...given, ...(unlimited ? { maxRetries: Number.POSITIVE_INFINITY } : undefined) };
}

/** @throws ConfigurationError for what can't be meant: a negative wait, a count that is no number */
export function checkRetry(option: RetryOption | undefined): void {
  if (option === undefined || typeof option === "boolean") return;
  const fields: Readonly<Record<string, unknown>> = typeof option === "number" ? { maxRetries: option } : { ...option };
  for (const name of ["maxRetries", "baseDelay", "maxDelay", "factor", "maxRetryAfter", "maxElapsed"]) {
    const value = fields[name];
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw new ConfigurationError({ message: `\`retry.${name}\` must be a number that is not negative, not ${value}` });
  }
}

/** Whether the policy lists the status, by itself or by its range. */
function listsStatus({ statuses }: RetryPolicy, status: number): boolean {
  return statuses.some((entry) => entry === status || entry === `${Math.floor(status / 100)}XX`);
}
// #endregion

// #region timeouts.ts
/** All limits, filled in. Milliseconds, 0 for no limit. */
export interface Timeouts {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
  readonly total: number;
  readonly queue: number;
  /** The user has set `total`: it then holds for downloads and streams, too. */
  readonly totalIsGiven: boolean;
}

/** Milliseconds; 0 means no limit. */
export interface TimeoutOptions {
  /** Making a connection. Default 10 s. Per client only: connections are shared. */
  readonly connect?: number | undefined;
  /** From the request's being sent to the response's headers. Default 30 s. */
  readonly headers?: number | undefined;
  /** Between two chunks of the body. Default 30 s. */
  readonly body?: number | undefined;
  /** The whole call, everything included. Default 60 s; none for downloads and streams, unless it is set. */
  readonly total?: number | undefined;
  /** Waiting for one's turn: `maxConcurrency`, `rateLimit`, or a pause that the server has asked for. Default: none but `total`. */
  readonly queue?: number | undefined;
}

/** A server that says nothing for half a minute is gone; a minute is what a person waits. */
const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  body: 30_000,
  total: 60_000,
  queue: 0,
  totalIsGiven: false,
};

/** Lays an option over what holds otherwise; a number is the limit of the whole call. */
export function resolveTimeouts(timeout: number | TimeoutOptions | undefined, fallback: Timeouts): Timeouts {
  if (timeout === undefined) return fallback;
  if (typeof timeout === "number") return { ...fallback, total: timeout, totalIsGiven: true };
  return {
    connect: timeout.connect ?? fallback.connect,
    headers: timeout.headers ?? fallback.headers,
    body: timeout.body ?? fallback.body,
    total: timeout.total ?? fallback.total,
    queue: timeout.queue ?? fallback.queue,
    totalIsGiven: timeout.total !== undefined || fallback.totalIsGiven,
  };
}
// #endregion

// #region validation-mode.ts
/**
 * What happens when a value is not what the document says.
 * `off`: it is not looked at. `warn`: it is reported to `onDrift`. `lenient`: a wrong shape is an error; unknown keys,
 * unknown enum values and unknown union variants are kept and reported. `strict`: everything is an error.
 */
export type ValidationMode = "off" | "warn" | "lenient" | "strict";

/** One mode for both directions, or one for each. */
export type ValidationOption =
  | ValidationMode
  | { readonly request?: ValidationMode | undefined; readonly response?: ValidationMode | undefined };

export interface ValidationModes {
  readonly request: ValidationMode;
  readonly response: ValidationMode;
  /** The SDK was generated without schemas: there is nothing to validate with. */
  readonly isImpossible?: boolean;
}

/**
 * Fills in what the option leaves open.
 * @throws ConfigurationError where there is nothing to validate with
 */
export function resolveValidation(option: ValidationOption | undefined, fallback: ValidationModes): ValidationModes {
  if (option === undefined) return fallback;
  const { request = fallback.request, response = fallback.response } =
    typeof option === "string" ? { request: option, response: option } : option;
  if (fallback.isImpossible !== true) return { request, response };
  if (request === "off" && response === "off") return fallback;
  throw new ConfigurationError({
    message: '`validate` must be "off": this SDK was generated without schemas',
  });
}
// #endregion

// #region contract.ts
/**
 * What generated code and the runtime agree on. Types only.
 *
 * Generated files state their descriptors with these types, so that an SDK and a runtime that do not fit each other
 * fail the user's type-check, not a request.
 */


/** A zod schema whose structure is hidden from the type checker: only what it gives, `T`, is visible. */
export type Schema<T = unknown> = z.ZodType<T>;

/** Builds a schema, or names one, when it is first needed. `unknown` keeps the structure out of the type checker's work. */
export type SchemaThunk = () => unknown;

/** How a received value comes to its typed values: `Date` and `bigint`. Only SDKs that ask for them have it. */
export interface TypedValues {
  /** Decodes what can be decoded; nothing is checked. */
  decode(schema: SchemaThunk, value: unknown): unknown;
  /** JSON with all digits of the integers that the schema takes for bigint. @throws SyntaxError */
  parseJson?(text: string, schema: SchemaThunk | undefined): unknown;
}

/** The API as a whole: what `client.ts` of an SDK hands to `ApiClient`. */
export interface ApiDescriptor {
  /** The SDK's name in PascalCase: `Petstore`. */
  readonly name: string;
  /** `info.version` of the document. */
  readonly version: string;
  /** The first words of the `User-Agent` header: `petstore/1.0.0`. */
  readonly userAgent: string;
  /** In the order of the document; the first is the default. An empty list: the user must give `baseUrl`. */
  readonly servers: readonly ServerDescriptor[];
  /** By the scheme's name in the document. */
  readonly security: Readonly<Record<string, SecuritySchemeDescriptor>>;
  readonly values?: TypedValues;
  /** How it validates by itself. Default: requests `off`, responses `lenient`. */
  readonly validate?: ValidationModes;
  /** False: its operations name no schemas, so that nothing can be validated. */
  readonly hasSchemas?: false;
  /** What the document says of retries for all operations. The client's option wins over it. */
  readonly retry?: RetryOption;
  /** Parameters that the client's option `params` gives to all operations that have them. */
  readonly globals?: GlobalParams;
}

/** What tells of its credentials. */
type SecuredApi = Pick<ApiDescriptor, "name" | "security">;

/** OpenAPI 3.2, 4.5 Server Object. */
export interface ServerDescriptor {
  /** May hold `{variable}`s and may be relative (then the user must give `baseUrl`). */
  readonly url: string;
  /** How `server: "…"` chooses it. */
  readonly name?: string;
  readonly variables?: Readonly<Record<string, ServerVariableDescriptor>>;
}

export interface ServerVariableDescriptor {
  readonly default: string;
  readonly enum?: readonly string[];
}

/** OpenAPI 3.2, 4.30 Security Scheme Object. `env` is the variable that is read where the user gives no credential. */
export type SecuritySchemeDescriptor =
  /** `prefix`: what stands before the key in its header. */
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly prefix?: string;
      readonly env: string;
    }
  /** Reads `usernameEnv` and `passwordEnv`, or `<env>_USERNAME` and `<env>_PASSWORD`. */
  | { readonly type: "basic"; readonly env: string; readonly usernameEnv?: string; readonly passwordEnv?: string }
  | { readonly type: "bearer"; readonly env: string }
  /**
   * Reads `<env>`, a ready access token, or `<env>_CLIENT_ID` and `<env>_CLIENT_SECRET`. `scopes`: what the operations of
   * the document require. `metadataUrl`: where the authorization server describes itself (RFC 8414).
   */
  | {
      readonly type: "oauth2";
      readonly flows: OAuth2Flows;
      readonly metadataUrl?: string;
      readonly scopes?: readonly string[];
      readonly env: string;
    }
  | { readonly type: "openIdConnect"; readonly url: string; readonly scopes?: readonly string[]; readonly env: string }
  /** Another scheme of the HTTP authentication registry: the credential is sent as `Authorization: <scheme> <value>`. */
  | { readonly type: "http"; readonly scheme: string; readonly env: string }
  /** Mutual TLS: nothing to send; the user configures the transport. */
  | { readonly type: "mutualTLS" };

export interface OAuth2Flows {
  readonly authorizationCode?: OAuth2Flow;
  readonly clientCredentials?: OAuth2Flow;
  readonly deviceAuthorization?: OAuth2Flow;
  readonly implicit?: OAuth2Flow;
  readonly password?: OAuth2Flow;
}

export interface OAuth2Flow {
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: readonly string[];
}

/** One operation: a plain object beside its function. */
export interface OperationDescriptor {
  /** The operationId, or what stands for it. */
  readonly id: string;
  /** Upper case, as it goes on the wire. */
  readonly method: string;
  /** The template: `/pets/{petId}`. */
  readonly path: string;
  readonly params?: readonly ParamDescriptor[];
  readonly body?: RequestBodyDescriptor;
  /** By `200`, `4XX` or `default`. */
  readonly responses: Readonly<Record<string, ResponseDescriptor>>;
  /** Alternatives (any of them), each a set of schemes (all of them). Absent or empty: no credential is sent. An empty alternative: credentials are optional. */
  readonly security?: readonly SecurityRequirement[];
  /** Only where the operation has servers of its own. */
  readonly servers?: readonly ServerDescriptor[];
  /** Only where it lists something page by page. */
  readonly pagination?: PaginationDescriptor;
  /** The operation's own policy: wins over the client's option, unless that is `false`. */
  readonly retry?: RetryOption;
  /** Milliseconds. Wins over the client's option. */
  readonly timeout?: number | TimeoutOptions;
  readonly idempotency?: IdempotencyDescriptor;
  /** Of an operation that streams on request: the property of its body, or its parameter, that asks for it with `true`. */
  readonly streamFlag?: { readonly in: "body" | "params"; readonly name: string };
}

/** What the document says of sending an operation twice. */
export interface IdempotencyDescriptor {
  /** The header that carries the key; a POST or PATCH gets one where the caller gives none. */
  readonly header?: string;
  /** A second request does no harm, even without a key. */
  readonly repeatable?: boolean;
}

/** The names of the schemes that are needed together; with scopes where the document names some. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type ParamLocation = "path" | "query" | "header" | "cookie" | "querystring";
export type ParamStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

/** OpenAPI 3.2, 4.12 Parameter Object. */
export interface ParamDescriptor {
  /** The property of the function's `params`. */
  readonly name: string;
  /** The name on the wire, where it is not `name`. */
  readonly wireName?: string;
  readonly in: ParamLocation;
  readonly required?: boolean;
  /** Default: `simple` in path and header, `form` in query and cookie. */
  readonly style?: ParamStyle;
  /** Default: true for `form` and `cookie` style, false for all others. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Of a list that no style describes: prints it, or where it is exploded each list in it. */
  readonly printList?: PrintList;
  /** The parameter has `content`: its value is serialized as this media type. */
  readonly contentType?: string;
  readonly schema?: SchemaThunk;
}

export interface RequestBodyDescriptor {
  readonly required?: boolean;
  /** By media type; the first is the default of `contentType`. */
  readonly content: Readonly<Record<string, RequestMediaDescriptor>>;
}

export interface RequestMediaDescriptor {
  readonly schema?: SchemaThunk;
  /** OpenAPI 3.2: of a sequence (JSON Lines, multipart/mixed), each of its items. */
  readonly itemSchema?: SchemaThunk;
  /** By property of the body (urlencoded and multipart). */
  readonly encoding?: Readonly<Record<string, EncodingDescriptor>>;
  /** For media types that most APIs don't have: named here, it is only in the bundles of those that do. */
  readonly serialize?: BodySerializer;
}

/** Turns a value into the bytes of a media type. @throws RequestValidationError if it can't be one */
export type BodySerializer = (input: BodyInput) => SerializedBody;

export interface BodyInput {
  readonly mediaType: string;
  readonly media: RequestMediaDescriptor;
  readonly value: unknown;
}

/** OpenAPI 3.2, 4.15 Encoding Object. */
export interface EncodingDescriptor {
  readonly contentType?: string;
  /** Of the part, in multipart: those whose value the document fixes. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly style?: ParamStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly printList?: PrintList;
}

/** A list as one text. `encode` makes what is in it, and what stands between, fit for the place. */
type PrintList = (list: readonly unknown[], encode: (text: string) => string) => string;

/** Without a schema, a header is the text that came. `delimiter`: of a list, default a comma. */
export type HeaderDescriptors = Readonly<
  Record<string, { readonly schema?: SchemaThunk; readonly delimiter?: string }>
>;

export type ReadHeaders = (
  fields: HeaderDescriptors,
  headers: ResponseHeaders,
  values: TypedValues | undefined,
) => Readonly<Record<string, unknown>>;

export interface ResponseDescriptor {
  /** By media type or range (`image/*`). Absent: no body is declared. */
  readonly content?: Readonly<Record<string, ResponseMediaDescriptor>>;
  /** What it declares as headers, by their names in the document, and what reads them. */
  readonly headers?: { readonly read: ReadHeaders; readonly fields: HeaderDescriptors };
  /** The class that is thrown: only on responses that are errors. A function, so that importing the SDK runs nothing. */
  readonly error?: () => ApiErrorClass;
}

/**
 * How a body is handed to the caller:
 * `json` parsed and validated, `text` a string, `binary` a `BinaryResponse`, `events` server-sent events, `lines` JSON Lines.
 */
export type BodyKind = "json" | "text" | "binary" | "events" | "lines";

export interface ResponseMediaDescriptor extends EventDescriptor {
  readonly schema?: SchemaThunk;
  /** Server-sent events whose data depends on their name. `itemSchema` and `format` are about all others. */
  readonly events?: Readonly<Record<string, EventDescriptor>>;
  /** True: events of other names than those of `events` are not declared. */
  readonly onlyNamed?: boolean;
  /** The data of the server-sent event that says that no other follows. Default `[DONE]`, where data is not `text`. */
  readonly sentinel?: string;
  /** Of an error: the properties that lead to its message. Without it, and where nothing is there, it is looked for. */
  readonly messagePath?: readonly string[];
  /** Only where it is not what the media type says: JSON is `json`, text and XML are `text`, all else is `binary`. */
  readonly kind?: BodyKind;
}

export interface EventDescriptor {
  /** Of a sequence (JSON Lines, multipart/mixed) each of its items; of server-sent events the data of one. */
  readonly itemSchema?: SchemaThunk;
  /** What the data of server-sent events is. Default `json`. `either`: JSON where it can be parsed, text otherwise. */
  readonly format?: "json" | "text" | "either";
}

/** Everything that an `ApiError` knows. */
export interface ApiErrorInit<Body = unknown> {
  readonly message: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Body;
  readonly operationId: string;
  readonly method: string;
  /** Without credentials. */
  readonly url: string;
  readonly requestId: string | undefined;
  readonly cause?: unknown;
}

// `never`: a class with a narrower body is as good; the runtime has validated the body before it makes one.
export type ApiErrorClass = new (init: ApiErrorInit<never>) => Error;

/** The headers of a response; names compare case-insensitively. */
export interface ResponseHeaders extends Iterable<[name: string, value: string]> {
  /** All values of the name joined with `, `; undefined where there is none. */
  get(name: string): string | undefined;
  /** The values one by one (`Set-Cookie`). */
  getAll(name: string): readonly string[];
  has(name: string): boolean;
  toJSON(): Record<string, string>;
}
// #endregion

// #region errors/response-parse-error.ts
export interface ResponseParseErrorInit extends SdkErrorInit {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly excerpt: string;
  readonly line?: number | undefined;
}

/** The body of a successful response can't be read as what it should be: an HTML page instead of JSON, half a document. */
export class ResponseParseError extends SdkError {
  override readonly kind = "response-parse";
  readonly status: number;
  readonly contentType: string | undefined;
  /** The first 200 characters of the body. */
  readonly excerpt: string;
  /** Of a stream: the line (of JSON text sequences: the record), counted from 1. */
  readonly line: number | undefined;

  constructor(init: ResponseParseErrorInit) {
    super(init);
    this.status = init.status;
    this.contentType = init.contentType;
    this.excerpt = init.excerpt;
    this.line = init.line;
  }

  static override get brand(): string {
    return "ResponseParseError";
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("status", "contentType", "excerpt", "line");
  }
}

/** True where the body of a successful response can't be parsed. */
export function isResponseParseError(error: unknown): error is ResponseParseError {
  return error instanceof ResponseParseError;
}
// #endregion

// #region json.ts
type ParseJson = (text: string) => unknown;

interface JsonSource {
  readonly status: number;
  readonly contentType: string | undefined;
}

/** Enough to see that it is a login page. */
const excerptLength = 200;

/** @throws ResponseParseError with the beginning of the text, if it is no JSON */
export function parseJson(text: string, { status, contentType }: JsonSource, parse: ParseJson = JSON.parse): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const excerpt = text.slice(0, excerptLength);
    const what = contentType === undefined ? "without a content type" : `of type ${contentType}`;
    const message = `The response (status ${status}, ${what}) is no JSON: ${excerpt}`;
    throw new ResponseParseError({ message, status, contentType, excerpt, cause });
  }
}

/** How the SDK parses JSON of this schema; undefined for the platform's way. */
export function jsonParser(values: TypedValues | undefined, schema: SchemaThunk | undefined): ParseJson | undefined {
  return values?.parseJson === undefined ? undefined : (text) => values.parseJson?.(text, schema);
}
// #endregion

// #region auth/applied-credential.ts
/** What a credential adds to a request. */
export interface AppliedCredential {
  readonly header?: readonly [name: string, value: string];
  /** `key=value`, encoded. */
  readonly query?: string;
  /** `key=value`, encoded. */
  readonly cookie?: string;
}
// #endregion

// #region auth/secrets.ts
/** Shorter ones would be found in every other word. */
const minLengthInSecrets = 4;

/** Headers that the user may have written by hand, and that hold nothing else. */
const secretHeaders = /authorization|cookie|api-?key|token|secret|password|signature/i;

/**
 * The values that must not be seen anywhere, longest first: what the credentials put into a request, in every form in
 * which a server may repeat it.
 */
export function secretsOf(
  applied: readonly AppliedCredential[],
  headers: Readonly<Record<string, string>>,
): readonly string[] {
  const found = new Set<string>();
  for (const { header, query, cookie } of applied) {
    if (header !== undefined) addHeader(found, header[1]);
    if (query !== undefined) addPair(found, query);
    if (cookie !== undefined) addPair(found, cookie);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (name === "cookie") for (const pair of value.split("; ")) addPair(found, pair);
    else if (secretHeaders.test(name)) addHeader(found, value);
  }
  return [...found].filter((text) => text.length >= minLengthInSecrets).sort((a, b) => b.length - a.length);
}

/** `Bearer abc` is as secret as `abc`; RFC 7617 hides a password behind base64 only. */
function addHeader(found: Set<string>, value: string): void {
  const space = value.indexOf(" ");
  const credential = space < 0 ? value : value.slice(space + 1);
  found.add(credential);
  if (!/^basic /i.test(value)) return;
  const login = tryDecodeInSecrets(() =>
    new TextDecoder().decode(Uint8Array.from(atob(credential), (one) => one.charCodeAt(0))),
  );
  found.add(login.slice(login.indexOf(":") + 1));
}

/** As it was sent and as it was meant. */
function addPair(found: Set<string>, pair: string): void {
  const value = pair.slice(pair.indexOf("=") + 1);
  found.add(value);
  found.add(tryDecodeInSecrets(() => decodeURIComponent(value)));
}

function tryDecodeInSecrets(decode: () => string): string {
  try {
    return decode();
  } catch {
    // Not encoded, then: there is no other form of it.
    return "";
  }
}
// #endregion

// #region clock.ts
/** Where a client takes its time from: retries, limits, pauses and the life of tokens. Tests have one that they move by hand. */
export interface RuntimeClock {
  /** Milliseconds that only ever grow, as `performance.now()` counts. */
  now(): number;
  /** Milliseconds since the epoch, as `Date.now()` counts. */
  time(): number;
  /** Calls back after so many milliseconds; gives what `stop` takes. */
  start<Args extends readonly unknown[]>(
    milliseconds: number,
    callback: (...args: Args) => void,
    ...args: Args
  ): ClockTimer;
  /** Of no effect on a timer that has run, and on none. */
  stop(timer: ClockTimer | undefined): void;
}

/** What a platform's `setTimeout` gives. */
export type ClockTimer = ReturnType<typeof setTimeout> | number;

/** The machine's own. */
export const systemClock: RuntimeClock = {
  now: () => performance.now(),
  time: () => Date.now(),
  start: (milliseconds, callback, ...args) => setTimeout(callback, milliseconds, ...args),
  stop: (timer) => clearTimeout(timer),
};
// #endregion

// #region errors/aborted-error.ts
/** The caller's `signal` was aborted, or the client destroyed. `cause` is the signal's reason. */
export class AbortedError extends SdkError {
  override readonly kind = "aborted";

  static override get brand(): string {
    return "AbortedError";
  }
}

/** True where the caller gave up. */
export function isAbortedError(error: unknown): error is AbortedError {
  return error instanceof AbortedError;
}
// #endregion

// #region errors/timeout-error.ts
/** What took too long: making the connection, the first byte of the answer, a pause within its body, the whole call, or a queue. */
export type TimeoutPhase = "connect" | "headers" | "body" | "total" | "queue";

export interface TimeoutErrorInit extends SdkErrorInit {
  readonly phase: TimeoutPhase;
}

/** A limit of the `timeout` option has passed. */
export class TimeoutError extends SdkError {
  override readonly kind = "timeout";
  readonly phase: TimeoutPhase;

  constructor(init: TimeoutErrorInit) {
    super(init);
    this.phase = init.phase;
  }

  static override get brand(): string {
    return "TimeoutError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase };
  }
}

/** True where a limit of the `timeout` option has passed; with `phase`, only for that one. */
export function isTimeoutError(error: unknown, phase?: TimeoutPhase): error is TimeoutError {
  return error instanceof TimeoutError && (phase === undefined || error.phase === phase);
}
// #endregion

// #region transport/transport.ts
/** One attempt, ready to be sent. */
export interface TransportRequest {
  readonly method: string;
  /** Scheme, host and port: `https://api.example.com:8443`. */
  readonly origin: string;
  /** Path and query, encoded. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody | undefined;
  readonly timeouts: TransportTimeouts;
  readonly abort: AbortNotice;
  /** Whether redirects are followed: by the runtime, or by a platform that shows nothing of one that it doesn't follow. */
  readonly followsRedirects?: boolean;
  /** @internal What it is an attempt of, for tests; undefined for the runtime's own requests: those for access tokens. */
  readonly attemptOf?: SentOperation | undefined;
}

/** @internal */
interface SentOperation {
  readonly operation: OperationDescriptor;
  readonly params: Readonly<Record<string, unknown>>;
  readonly call: { secrets(): readonly string[] };
}

/** Milliseconds; 0 means no limit. The total is not the transport's business: it comes as an abort. */
export interface TransportTimeouts {
  readonly headers: number;
  readonly body: number;
}

/** Tells a transport that nobody waits any more. Cheaper than an `AbortSignal`, which it makes where one is needed. */
export interface AbortNotice {
  /** The error to fail with; undefined as long as all is well. */
  readonly reason: Error | undefined;
  /** Calls the listener once, when the call is given up. Returns what removes it. */
  listen(listener: (reason: Error) => void): () => void;
  /** For transports that need a real one. */
  readonly signal: AbortSignal;
}

/** The answer, its body unread. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: ResponseBody;
}

/** A body that is read once, whole or in chunks, or thrown away. Content codings are decoded. */
export interface ResponseBody {
  /** All of it as UTF-8, without waiting, if it has all come and nobody has read it; undefined otherwise. */
  readyText?(): string | undefined;
  /**
   * All of it; with `limit`, so many bytes at least where there are so many, and the rest is let go.
   * @throws ConnectionError if it ends too early
   */
  bytes(limit?: number): Promise<Bytes>;
  stream(): ReadableStream<Bytes>;
  /** Lets go of the connection: reads a short rest to keep it alive, closes it otherwise. Of no effect on a body that was read. */
  discard(): void;
}

/** Sends one request. It follows no redirect unless it can't be helped, retries nothing and knows no OpenAPI. */
export interface Transport {
  /** What it can decode, for `Accept-Encoding`; undefined where the platform says it by itself. */
  readonly acceptEncoding?: string | undefined;
  /** @throws ConnectionError, TimeoutError, or `abort.reason` */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for what is under way. */
  close(): Promise<void>;
  /** Does not wait. */
  destroy(): Promise<void>;
}

/** Which certificates are trusted and which is shown. There is no option that trusts them all. */
export interface TlsOptions {
  /** The authorities to trust, PEM: instead of those that Node.js comes with. */
  readonly ca?: TlsMaterial | readonly TlsMaterial[] | undefined;
  /** The client's own certificate with its chain, PEM: mutual TLS. */
  readonly cert?: TlsMaterial | undefined;
  /** The key of `cert`, PEM. */
  readonly key?: TlsMaterial | undefined;
  /** Opens an encrypted `key`. */
  readonly passphrase?: string | undefined;
  /** The name that the server's certificate must have. Default: the host of the URL. */
  readonly servername?: string | undefined;
}

export type TlsMaterial = string | Uint8Array;

/** How connections are made. Only the undici transport knows them all. */
export interface SessionOptions {
  /** At most so many connections per origin. Default 64. */
  readonly connections?: number | undefined;
  /** An undici `Dispatcher` to send through (`ProxyAgent`, `MockAgent`, interceptors); it is not closed by the client. */
  readonly dispatcher?: unknown;
  /**
   * The http, https or socks5 URL of a proxy, with its user and password if it wants them; `environment` takes it from
   * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Default: none, whatever the environment says.
   */
  readonly proxy?: string | undefined;
  /** HTTP/2 where an https server offers it. Default false: many short requests are faster over several connections. */
  readonly http2?: boolean | undefined;
  /** The path of a Unix socket, or the name of a Windows pipe: every request goes there, whatever its host. */
  readonly socketPath?: string | undefined;
  readonly tls?: TlsOptions | undefined;
}

/** What a client tells the transport that it makes for itself. */
export interface TransportOptions extends SessionOptions {
  readonly connections: number;
  /** Milliseconds for making a connection, 0 for no limit. */
  readonly connectTimeout: number;
}

/** Makes the transport of one client. */
export type TransportFactory = (options: TransportOptions) => Transport;
// #endregion

// #region cancellation.ts
type Listener = (reason: Error) => void;

/** The longest delay that `setTimeout` takes; more would fire at once. */
const maxDelay = 2_147_483_647;

/** What the runtime's middleware may do with a call's limits. An interface, so that two copies of the runtime fit each other. */
interface CallCancellation extends AbortNotice {
  startTimer(totalMs: number): void;
  stopTimer(): void;
  follow(signal: AbortSignal): void;
}

/**
 * The two reasons for which a call is given up: the caller's signal and the total limit.
 * It does what an `AbortController` does at a fraction of its cost, and makes one only for those who ask.
 */
export class Cancellation implements CallCancellation {
  #reason: Error | undefined;
  #listeners: Listener[] = [];
  #controller: AbortController | undefined;
  readonly #clock: RuntimeClock;
  #timer: ClockTimer | undefined;
  #source: AbortSignal | undefined;
  #onAbort: (() => void) | undefined;

  constructor(clock: RuntimeClock = systemClock) {
    this.#clock = clock;
  }

  get reason(): Error | undefined {
    return this.#reason;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Calls the listener once; at once, where the call is given up already. */
  listen(listener: Listener): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return ignore;
    }
    this.#listeners.push(listener);
    return () => {
      const index = this.#listeners.indexOf(listener);
      if (index >= 0) this.#listeners.splice(index, 1);
    };
  }

  /** From now on the call lasts `totalMs` at most. */
  startTimer(totalMs: number): void {
    if (totalMs > 0 && totalMs < maxDelay) this.#timer = this.#clock.start(totalMs, expire, this, totalMs);
  }

  stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.stop(this.#timer);
    this.#timer = undefined;
  }

  /** Gives the call up when the caller's signal says so. */
  follow(signal: AbortSignal): void {
    const onAbort = (): void => this.cancel(toAbortedError(signal));
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener("abort", onAbort, { once: true });
    this.#source = signal;
    this.#onAbort = onAbort;
  }

  /** Gives the call up. Only the first reason counts. */
  cancel(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.settle();
    for (const listener of listeners) listener(reason);
    this.#controller?.abort(reason);
  }

  /** The call is over: nothing of it stays behind, no timer and no listener. */
  settle(): void {
    this.stopTimer();
    this.#listeners = [];
    if (this.#onAbort !== undefined) this.#source?.removeEventListener("abort", this.#onAbort);
    this.#source = undefined;
    this.#onAbort = undefined;
  }
}

function expire(cancellation: Cancellation, totalMs: number): void {
  cancellation.cancel(new TimeoutError({ message: `The call took longer than ${totalMs} ms`, phase: "total" }));
}

function toAbortedError(signal: AbortSignal): AbortedError {
  return new AbortedError({ message: "The call was aborted by its signal", cause: signal.reason });
}

function ignore(): void {
  // Nothing to remove: the listener has been called.
}
// #endregion

// #region idempotency-key.ts
/** The key itself, or a function that makes one for each call; true: a new UUID; false: none. */
export type IdempotencyKey = string | boolean | (() => string);

/** The header where the document declares none. */
export const defaultIdempotencyHeader = "idempotency-key";
// #endregion

// #region errors/validation-issue.ts
/** One place where a value is not what the document says. */
export interface ValidationIssue {
  /** From the root of the value: `["items", 3, "id"]`. For requests the first entry is the parameter's name or `body`. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** zod's code: `invalid_type`, `unrecognized_keys`, … */
  readonly code: string;
}

/** `items[3].id: expected string`, for messages. */
function printIssue(issue: ValidationIssue): string {
  const path = issue.path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}${text === "" ? "" : "."}${String(key)}`),
    "",
  );
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

/** At most three issues in a message: the error has them all. */
export function printIssues(issues: readonly ValidationIssue[]): string {
  const shown = issues.slice(0, 3).map(printIssue).join("; ");
  return issues.length > 3 ? `${shown}; and ${issues.length - 3} more` : shown;
}
// #endregion

// #region progress.ts
/** How far an upload or a download is. */
export interface Progress {
  /** So far. A download that was interrupted goes on counting; one that starts again, or an upload that is retried, does so from 0. */
  readonly bytes: number;
  /** Undefined where it isn't known: a stream without a length, a compressed response. */
  readonly totalBytes: number | undefined;
  /** Over the last one or two seconds. */
  readonly bytesPerSecond: number;
}

export type OnProgress = (progress: Progress) => void;

/** How long a window of the rate is. */
const windowMs = 1_000;

/** Counts bytes and tells how fast they come. */
class ProgressMeter {
  #bytes: number;
  readonly #totalBytes: number | undefined;
  readonly #onProgress: OnProgress;
  /** The rate is measured from the beginning of the window before this one: it neither jumps nor remembers for long. */
  #previous: Mark;
  #current: Mark;

  constructor(onProgress: OnProgress, totalBytes: number | undefined, bytes: number = 0) {
    this.#onProgress = onProgress;
    this.#totalBytes = totalBytes;
    this.#bytes = bytes;
    this.#current = { at: performance.now(), bytes };
    this.#previous = this.#current;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    const now = performance.now();
    if (now - this.#current.at >= windowMs) {
      this.#previous = this.#current;
      this.#current = { at: now, bytes: this.#bytes };
    }
    // A clock that has not moved says nothing.
    const seconds = Math.max(now - this.#previous.at, 1) / 1_000;
    const bytesPerSecond = (this.#bytes - this.#previous.bytes) / seconds;
    this.#onProgress({ bytes: this.#bytes, totalBytes: this.#totalBytes, bytesPerSecond });
  }
}

interface Mark {
  readonly at: number;
  readonly bytes: number;
}
// #endregion

// #region redirect-policy.ts
/** A number is `max`; false follows none. */
export type RedirectOption = number | false | RedirectOptions;

export interface RedirectOptions {
  /** How many in a row. Default 5. */
  readonly max?: number | undefined;
  /** Follow only to these origins (`https://files.example.com`) and to the API's own. Default: to any. */
  readonly origins?: readonly string[] | undefined;
}

interface RedirectPolicy {
  /** 0 follows none. */
  readonly max: number;
  /** Undefined: any. */
  readonly origins: readonly string[] | undefined;
  /** Asked for by this very call: then a redirect is followed that the document declares as the result. */
  readonly isGiven: boolean;
}

/** Five is what RFC 2068 recommended, and more than any API needs. */
const defaultPolicy: RedirectPolicy = { max: 5, origins: undefined, isGiven: false };

/** @throws ConfigurationError for an origin that is none */
export function resolveRedirects(option: RedirectOption | undefined, fallback?: RedirectPolicy): RedirectPolicy {
  if (option === undefined) return fallback ?? defaultPolicy;
  const isGiven = fallback !== undefined;
  const { origins } = fallback ?? defaultPolicy;
  if (option === false) return { max: 0, origins, isGiven };
  if (typeof option === "number") return { max: option, origins, isGiven };
  return { max: option.max ?? defaultPolicy.max, origins: option.origins?.map(toOrigin) ?? origins, isGiven };
}

function toOrigin(text: string): string {
  try {
    return new URL(text).origin;
  } catch (cause) {
    const message = `${JSON.stringify(text)} is no origin: \`redirects.origins\` wants them like "https://files.example.com"`;
    throw new ConfigurationError({ message, cause });
  }
}
// #endregion

// #region request.ts
/** A request on its way through the middleware. Credentials are added behind them, for each attempt. */
export interface ApiRequest {
  readonly operation: OperationDescriptor;
  /** What the operation's function was given. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly method: string;
  /** Scheme, host and port. */
  origin: string;
  /** Where credentials may go: a request whose `origin` was changed is sent without. */
  readonly trustedOrigin: string;
  /** Path and query, encoded. */
  path: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  /** `isReplayable` tells whether it can be sent again. */
  body: RequestBody | undefined;
  readonly requestId: string | undefined;
  /** @internal What the runtime's own middleware needs. A copy of the request keeps it. */
  readonly call: CallState;
}

/** @internal What all attempts of a call share. */
export interface CallState {
  readonly clock: RuntimeClock;
  readonly cancellation: CallCancellation;
  readonly timeouts: Timeouts;
  readonly validation: ValidationModes;
  readonly values: TypedValues | undefined;
  readonly signal: AbortSignal | undefined;
  /** The caller's choice of security schemes. */
  readonly security: string | readonly string[] | false | undefined;
  /** The client's, then the call's. */
  readonly hooks: readonly Hooks[];
  /** Told of the request's body as it is sent. */
  readonly onProgress: OnProgress | undefined;
  readonly attempts: Attempt[];
  /** What the call or the client says of its key; undefined: what the document says. */
  readonly idempotencyKey: IdempotencyKey | undefined;
  /** In lower case. */
  readonly idempotencyHeader: string;
  /** What was waited before the attempt that comes next; undefined before the first. */
  delayMs: number | undefined;
  /** Why there is no further attempt, for the error. */
  notRetried: string | undefined;
  /** Set by the retry policy, for a body that breaks off. */
  sending: BodyRepeater | undefined;
  retryPolicy(): RetryPolicy;
  /** The call has a place of `maxConcurrency`. */
  readonly hasPlace: boolean;
  /** `leave` is called once, when the call needs its place no longer. */
  holdPlace(leave: () => void): void;
  readonly redirects: RedirectPolicy;
  /** Remembers what was put into the latest attempt, for `secrets`. */
  keepCredentials(applied: readonly AppliedCredential[]): void;
  /** The values that must not be seen: what was sent as credentials, longest first. */
  secrets(): readonly string[];
  /** Milliseconds since the call began. */
  elapsed(): number;
  /** The server's id of the request, or the one that was sent. */
  requestIdOf(headers: ResponseHeaders): string | undefined;
}

/** @internal Asks again for a response whose body broke off. */
interface BodyRepeater {
  repeatBody(response: TransportResponse, error: Error): Promise<TransportResponse> | undefined;
}

/** Called on the way. An error that a hook throws fails the call; a promise is waited for. */
export interface Hooks {
  /** Before the request is sent; it may still change its headers. */
  readonly onRequest?: ((request: ApiRequest) => void | Promise<void>) | undefined;
  /** When the headers have come, whatever the status. */
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;
  /** When an attempt has failed and another one will be made. */
  readonly onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  /** When a call that had to wait for its turn goes on: what it waited for, how long, and how many waited. */
  readonly onQueue?: ((event: QueueEvent) => void | Promise<void>) | undefined;
  /** When the call has failed, with the error that the caller gets. */
  readonly onError?: ((event: ErrorEvent) => void | Promise<void>) | undefined;
  /** When a value is not quite what the document says, and was let through. */
  readonly onDrift?: ((event: DriftEvent) => void) | undefined;
}

export interface ResponseEvent {
  readonly request: ApiRequest;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestId: string | undefined;
  readonly elapsedMs: number;
}

export interface RetryEvent {
  readonly operationId: string;
  readonly requestId: string | undefined;
  /** The attempt that failed, 1 for the first. */
  readonly attempt: number;
  /** What is waited before the next one. */
  readonly delayMs: number;
  /** Where no response came. */
  readonly error: unknown;
  /** Where one came. */
  readonly response: { readonly status: number; readonly headers: ResponseHeaders } | undefined;
}

export interface QueueEvent {
  readonly operationId: string;
  readonly requestId: string | undefined;
  /** `rateLimit`: the user's own limit, or a pause that the server has asked for. */
  readonly reason: "concurrency" | "rateLimit";
  /** How many waited when it joined them, itself included. */
  readonly length: number;
  readonly waitedMs: number;
}

export interface ErrorEvent {
  readonly operationId: string;
  readonly requestId: string | undefined;
  readonly error: SdkError;
}

export interface DriftEvent {
  readonly operationId: string;
  readonly direction: "request" | "response";
  /** Of the response; undefined for requests. */
  readonly status: number | undefined;
  readonly issues: readonly ValidationIssue[];
}
// #endregion

// #region auth/token-store.ts
/** What an authorization server has issued. Plain data: it can be stored as JSON. It is secret. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds since the epoch, by this machine's clock. Absent: the token is used until the API refuses it. */
  readonly expiresAt?: number | undefined;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly obtainedAt?: number | undefined;
  /** Names separated by spaces, where they are not those that were asked for. */
  readonly scope?: string | undefined;
  /** OpenID Connect. */
  readonly idToken?: string | undefined;
}

/**
 * Where tokens are kept, so that several processes share them and a restart does not lose them. Default: in memory.
 * It is asked when a token must be renewed, not for each request.
 */
export interface TokenStore {
  /** `key` tells credentials apart; it holds no secret. */
  get(key: string): TokenSet | undefined | Promise<TokenSet | undefined>;
  /** Undefined: they are of no use any more. */
  set(key: string, tokens: TokenSet | undefined): void | Promise<void>;
  /**
   * Runs the task while nobody else runs one with this key, in any process. A refresh token that is replaced when it is
   * used must never be used twice.
   */
  lock<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}
// #endregion

// #region auth/oauth2-credentials.ts
/** What a user gives for an OAuth2 or OpenID Connect scheme. Types only: the code behind them is in `oauth2/`. */


/** RFC 6749 1.3, RFC 8628; `refreshToken` stands for one that was got elsewhere. */
export type OAuth2Grant =
  | "authorizationCode"
  | "clientCredentials"
  | "deviceAuthorization"
  | "password"
  | "refreshToken";

/** What may be given for each grant. */
export interface OAuth2Grants {
  readonly authorizationCode: AuthorizationCodeGrant;
  readonly clientCredentials: ClientCredentialsGrant;
  readonly deviceAuthorization: DeviceAuthorizationGrant;
  readonly password: PasswordGrant;
  readonly refreshToken: RefreshTokenGrant | TokenSetGrant;
}

/** A text, or a function that is called for each token request. */
export type SecretSource = string | (() => string | Promise<string>);

/** What all grants have in common. */
export interface OAuth2Settings {
  /** Default: the environment variable `<SDK>_<SCHEME>_CLIENT_ID`. */
  readonly clientId?: SecretSource | undefined;
  /** Default: the environment variable `<SDK>_<SCHEME>_CLIENT_SECRET`; a public client has none. */
  readonly clientSecret?: SecretSource | undefined;
  /** How the secret is sent (RFC 6749 2.3.1). Default: `client_secret_basic`, or what the server's metadata asks for. */
  readonly clientAuthentication?: "client_secret_basic" | "client_secret_post" | undefined;
  /** Default: those that the operations of the document require of the scheme. An empty list asks for none. */
  readonly scopes?: readonly string[] | undefined;
  /** Instead of the document's; relative to the server. */
  readonly tokenUrl?: string | undefined;
  /** What the server's metadata must name as its issuer. Default: what its address says (OpenID Connect Discovery 4.3). */
  readonly issuer?: string | undefined;
  /** More parameters for the token endpoint: `audience`, `resource` (RFC 8707). */
  readonly tokenParams?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for getting a token, retries included. Default 30 s; a person who must sign in has more. */
  readonly tokenTimeout?: number | undefined;
}

/** RFC 6749 4.4: the program acts for itself. */
export interface ClientCredentialsGrant extends OAuth2Settings {
  readonly flow?: "clientCredentials" | undefined;
}

/** RFC 6749 6: someone has authorized the program before. */
export interface RefreshTokenGrant extends OAuth2Settings {
  readonly flow?: "refreshToken" | undefined;
  readonly refreshToken: SecretSource;
}

/** Tokens that were got before, by `exchangeAuthorizationCode` for example. They are refreshed if they can be. */
export interface TokenSetGrant extends OAuth2Settings {
  readonly flow?: "refreshToken" | undefined;
  readonly tokens: TokenSet;
}

/** RFC 6749 4.3. Only for servers that offer nothing better. */
export interface PasswordGrant extends OAuth2Settings {
  readonly flow?: "password" | undefined;
  readonly username: SecretSource;
  readonly password: SecretSource;
}

/** RFC 6749 4.1 with PKCE (RFC 7636), for programs that can show a page to the person who uses them. */
export interface AuthorizationCodeGrant extends OAuth2Settings {
  readonly flow?: "authorizationCode" | undefined;
  readonly redirectUri: string;
  /** Shows the page to the person, and gives the address that the browser was sent back to. */
  readonly authorize: (url: string) => string | URL | Promise<string | URL>;
}

/** RFC 8628: the person signs in on another device. */
export interface DeviceAuthorizationGrant extends OAuth2Settings {
  readonly flow?: "deviceAuthorization" | undefined;
  /** Shows the code and the address where it is to be typed in. */
  readonly onUserCode: (prompt: DeviceCodePrompt) => void | Promise<void>;
}

/** RFC 8628 3.2: what the person must be told. */
export interface DeviceCodePrompt {
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it, for a QR code or a link. */
  readonly verificationUriComplete: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}
// #endregion

// #region auth/credentials.ts
/**
 * A value, or a function that is called for every attempt of every request. For a scheme of one's own (a signature over
 * the request, say) it gives the request as it is to be sent, instead of a value.
 */
export type CredentialSource<Value> =
  | Value
  | ((request: ApiRequest) => Value | ApiRequest | Promise<Value | ApiRequest>);

/** The key itself. */
export type ApiKeyCredential = CredentialSource<string>;

/** RFC 7617. */
export type BasicCredential = CredentialSource<BasicLogin>;

export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

/** RFC 6750: the token without `Bearer`. */
export type BearerCredential = CredentialSource<string>;

/** A ready access token, or what is needed to get one, for the grants that the document declares. */
export type OAuth2Credential<Grant extends OAuth2Grant = OAuth2Grant> = CredentialSource<string> | OAuth2Grants[Grant];

/** Whatever the schemes of a document may need. */
export type Credential = ApiKeyCredential | BasicCredential | BearerCredential | OAuth2Credential;
// #endregion

// #region attempt-text.ts
/** What observers say of an attempt: without secrets, whatever a server repeats. */


/** An error in a line: its class and its message. */
function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The details with the call's secrets taken out of every text. */
function withoutCallSecrets<Details extends object>(request: ApiRequest, details: Details): Details {
  const secrets = request.call.secrets();
  const entries = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? removeSecrets(value, secrets) : value,
  ]);
  // The same keys, and texts where there were texts.
  return Object.fromEntries(entries) as Details;
}
// #endregion

// #region media-type.ts
/** RFC 9110 8.3.1 Media Type, https://www.rfc-editor.org/rfc/rfc9110#media.type */

type MediaFamily = "json" | "events" | "lines" | "form" | "multipart" | "text" | "binary";

/** Ordered: `application/vnd.api+json` is JSON before it is anything else. */
const families: readonly { readonly family: MediaFamily; readonly pattern: RegExp }[] = [
  { family: "json", pattern: /^(application|text)\/json$|\+json$/ },
  { family: "events", pattern: /^text\/event-stream$/ },
  { family: "lines", pattern: /^application\/(x-)?(jsonl|jsonlines|ndjson)$|^application\/json-seq$/ },
  { family: "form", pattern: /^application\/x-www-form-urlencoded$/ },
  { family: "multipart", pattern: /^multipart\// },
  { family: "text", pattern: /^text\/|^application\/(xml|yaml|x-yaml)$|\+(xml|yaml)$/ },
];

/** Type and subtype in lower case, without parameters. */
export function essenceOf(mediaType: string): string {
  const end = mediaType.indexOf(";");
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/** What can be done with a body of the type. */
export function familyOf(essence: string): MediaFamily {
  return families.find(({ pattern }) => pattern.test(essence))?.family ?? "binary";
}

/** A parameter of a media type, unquoted: `charset`. */
function mediaParameter(mediaType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "i").exec(mediaType);
  return match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2];
}

/** The key of a `content` object that covers a media type: itself, then the same suffix family, then a range. */
export function findMedia(keys: readonly string[], mediaType: string): string | undefined {
  const essence = essenceOf(mediaType);
  const exact = keys.filter((key) => essenceOf(key) === essence);
  if (exact.length > 0) return exact.find((key) => sameParameters(key, mediaType)) ?? exact[0];
  const type = essence.slice(0, essence.indexOf("/"));
  return (
    (familyOf(essence) === "json" ? keys.find((key) => familyOf(essenceOf(key)) === "json") : undefined) ??
    keys.find((key) => essenceOf(key) === `${type}/*`) ??
    keys.find((key) => /^\*(\/\*)?$/.test(essenceOf(key)))
  );
}

function sameParameters(left: string, right: string): boolean {
  return normalize(left) === normalize(right);
}

function normalize(mediaType: string): string {
  return mediaType.replace(/\s/g, "").toLowerCase();
}
// #endregion

// #region text.ts
interface TextSource {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Undefined for UTF-8. */
  readonly charset: string | undefined;
}

let utf8: InstanceType<typeof TextDecoder> | undefined;

/** UTF-8, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  utf8 ??= new TextDecoder();
  return utf8.decode(bytes);
}

/** @throws ResponseParseError where the platform doesn't know the charset */
function decodeText(bytes: Uint8Array, { status, contentType, charset }: TextSource): string {
  if (charset === undefined) return decodeUtf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    const message = `The charset ${JSON.stringify(charset)} of the response is unknown`;
    throw new ResponseParseError({ message, status, contentType, excerpt: "", cause });
  }
}
// #endregion

// #region log-body.ts
/** A longer text is no longer read by anybody. */
const maxShownText = 2_000;

/** What is looked at: more than is shown, so that a secret is whole, and found, where the text is cut off. */
const maxLoggedBytes = 16_000;

const textFamilies: readonly string[] = ["json", "text", "form", "events", "lines"];

/** Undefined where there is no body. */
function printRequestBody({ body, call }: ApiRequest): string | undefined {
  if (body === undefined) return undefined;
  return typeof body === "string" ? harmlessText(body.slice(0, maxLoggedBytes), call.secrets()) : "(not text)";
}

/** The beginning of a response's body; undefined where nobody has read it. */
function printResponseBody(
  { call }: ApiRequest,
  bytes: Uint8Array | undefined,
  headers: ResponseHeaders,
): string | undefined {
  if (bytes === undefined) return undefined;
  const type = headers.get("content-type");
  if (type !== undefined && !textFamilies.includes(familyOf(essenceOf(type)))) return "(not text)";
  return harmlessText(decodeUtf8(bytes), call.secrets());
}

/** Names of fields that hold what nobody else may see. */
const secretNames =
  "(?:pass(?:word|wd|phrase)|pwd|secret|token|credential|api_?-?key|private_?-?key|authorization|cookie|session)";

let secretFieldRules: { readonly member: RegExp; readonly pair: RegExp } | undefined;

/** `"password": "…"`, also where the text ends within the value, and `password=…`. */
function secretFieldPatterns(): { readonly member: RegExp; readonly pair: RegExp } {
  const name = (others: string) => `${others}{0,64}${secretNames}${others}{0,64}`;
  secretFieldRules ??= {
    member: new RegExp(`("${name('[^"\\\\]')}"\\s{0,8}:\\s{0,8})("(?:[^"\\\\]|\\\\.)*"?|[^\\s,}\\]"[{]+)`, "gi"),
    pair: new RegExp(`((?:^|[&\\s])${name('[^=&\\s"]')}=)[^&\\s]+`, "gi"),
  };
  return secretFieldRules;
}

/** By the text, not by its structure: it may be cut off, or no JSON at all. */
function harmlessText(text: string, secrets: readonly string[]): string {
  const { member, pair } = secretFieldPatterns();
  const hidden = text.replace(member, '$1"REDACTED"').replace(pair, "$1REDACTED");
  return removeSecrets(hidden, secrets).slice(0, maxShownText);
}
// #endregion

// #region middleware.ts
/** What comes after a middleware: the rest of the chain. */
export type Next = (request: ApiRequest) => Promise<TransportResponse>;

/** Sees every request on its way out and every response on its way back. It may change the request, answer by itself or call `next` again. */
export type Middleware = (request: ApiRequest, next: Next) => Promise<TransportResponse>;

/** What is done with a response on its way back. */
type Receive = (response: TransportResponse) => TransportResponse | Promise<TransportResponse>;

/** The rest of the chain, for a policy: what it does with the response goes along, and is done as soon as there is one. */
type Send = (request: ApiRequest, receive: Receive) => Promise<TransportResponse>;

/**
 * A middleware of the runtime. It hands on what those outside of it do with the response, together with what it does
 * itself: a promise for each of them would take longer than all that they do.
 */
export type Policy = (request: ApiRequest, next: Send, receive: Receive) => Promise<TransportResponse>;

/** For a policy that sends something of its own. */
export const asIs: Receive = (response) => response;

/** One function for the whole chain, made once for each client. */
export function composePolicies(policies: readonly Policy[], last: Send): Next {
  const send = policies.reduceRight<Send>((next, policy) => (request, receive) => policy(request, next, receive), last);
  return (request) => send(request, asIs);
}

/** A middleware of the user, whose promise is its own. */
function userPolicy(middleware: Middleware): Policy {
  return (request, next, receive) => middleware(request, (sent) => promised(() => next(sent, asIs))).then(receive);
}

/** Fails in its promise also where what makes it throws. */
function promised(make: () => Promise<TransportResponse>): Promise<TransportResponse> {
  try {
    return make();
  } catch (error) {
    return Promise.reject(error);
  }
}
// #endregion

// #region observed-body.ts
/** How much was read of a body, and its beginning; undefined where nobody has read it or wants to see it. */
interface ReadBody {
  readonly bytes: number | undefined;
  readonly body: Uint8Array | undefined;
}

type TellOfBody = (read: ReadBody, error?: unknown) => void;

const unread: ReadBody = { bytes: undefined, body: undefined };

/** A body that tells once how much was read, and with which error, if any. */
class ObservedBody implements ResponseBody {
  readonly #inner: ResponseBody;
  /** So many bytes of its beginning are kept. */
  readonly #kept: number;
  #tell: TellOfBody | undefined;

  constructor(inner: ResponseBody, kept: number, tell: TellOfBody) {
    this.#inner = inner;
    this.#kept = kept;
    this.#tell = tell;
  }

  readyText(): string | undefined {
    const text = this.#inner.readyText?.();
    if (text !== undefined) this.#endWhole(new TextEncoder().encode(text));
    return text;
  }

  async bytes(limit?: number): Promise<Bytes> {
    try {
      const bytes = await this.#inner.bytes(limit);
      this.#endWhole(bytes);
      return bytes;
    } catch (error) {
      this.#end(unread, error);
      throw error;
    }
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#inner.stream().getReader();
    const counter = new ByteCounter(this.#kept);
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (!done) {
              counter.add(value);
              controller.enqueue(value);
              return;
            }
            this.#end(counter.read);
            controller.close();
          } catch (error) {
            this.#end(counter.read, error);
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.#end(counter.read);
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#end(unread);
    this.#inner.discard();
  }

  #endWhole(bytes: Uint8Array): void {
    this.#end({ bytes: bytes.byteLength, body: this.#kept > 0 ? bytes.slice(0, this.#kept) : undefined });
  }

  #end(read: ReadBody, error?: unknown): void {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.(read, error);
  }
}

/** Counts what passes and keeps its beginning. */
class ByteCounter {
  readonly #kept: number;
  readonly #beginning: number[] = [];
  #size = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    const missing = this.#kept - this.#beginning.length;
    if (missing > 0) this.#beginning.push(...chunk.subarray(0, missing));
  }

  get read(): ReadBody {
    return { bytes: this.#size, body: this.#kept > 0 ? Uint8Array.from(this.#beginning) : undefined };
  }
}
// #endregion

// #region observation.ts
/** Sees every attempt of every call, as it goes on the wire: credentials included. */
export interface AttemptObserver {
  /** May add headers to the request. Gives what is told of the end; undefined where that is of no interest. */
  start(request: ApiRequest): ((end: AttemptEnd) => void) | undefined;
  /** False while nobody wants to know. Asked before each attempt. Default: always. */
  isActive?(): boolean;
  /** So many bytes of the response's body, decoded, are handed to the end. Default 0. */
  readonly bodyBytes?: number;
}

/** How an attempt ended: with its body, or with an error. */
export interface AttemptEnd {
  /** Undefined where no response came. */
  readonly response: TransportResponse | undefined;
  /** Of the response's body, decoded; undefined where nobody has read it. */
  readonly bytes: number | undefined;
  /** The beginning of it, as much as the observers want; undefined where they want none or nobody has read it. */
  readonly body: Uint8Array | undefined;
  readonly durationMs: number;
  /** The server's id of the request, or the one that was sent. */
  readonly requestId: string | undefined;
  /** Why there is no complete response. */
  readonly error: unknown;
}

/** Tells the observers of each attempt. While none is active it is no more than a call of `next`. */
export function observation(all: readonly AttemptObserver[]): Policy {
  const kept = Math.max(0, ...all.map(({ bodyBytes = 0 }) => bodyBytes));
  return (request, next, receive) => {
    if (!all.some(isActive)) return next(request, receive);
    const observers = all.filter(isActive);
    const sent: ApiRequest = { ...request, headers: Object.assign({}, request.headers) };
    const start = performance.now();
    const ends = observers.map((observer) => observer.start(sent));
    const tell = (outcome: Pick<AttemptEnd, "response" | "bytes" | "body" | "error">): void => {
      const { response } = outcome;
      const requestId = response === undefined ? request.requestId : request.call.requestIdOf(response.headers);
      const end: AttemptEnd = { ...outcome, durationMs: performance.now() - start, requestId };
      for (const observer of ends) observer?.(end);
    };
    return next(sent, asIs).then(
      (response) => {
        const told: TellOfBody = ({ bytes, body }, error) => tell({ response, bytes, body, error });
        return receive({ ...response, body: new ObservedBody(response.body, kept, told) });
      },
      (error: unknown) => {
        tell({ response: undefined, bytes: undefined, body: undefined, error });
        throw error;
      },
    );
  };
}

function isActive(observer: AttemptObserver): boolean {
  return observer.isActive?.() ?? true;
}
// #endregion

// #region logging.ts
/** Where log lines go: `console` fits, so do most loggers. */
export interface Logger {
  debug(message: string, details: Readonly<Record<string, unknown>>): void;
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
  error(message: string, details: Readonly<Record<string, unknown>>): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

interface LoggingOptions {
  readonly logger?: Logger | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly logBodies?: boolean | undefined;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/**
 * One line for each attempt, when it has ended; at `debug` one more when it begins, with its headers. With `logBodies` the
 * two have the bodies, too.
 */
export function loggingObserver({ logger, logLevel = "info", logBodies }: LoggingOptions): AttemptObserver | undefined {
  if (logger === undefined) return undefined;
  const writes = (level: LogLevel): boolean => levels.indexOf(level) >= levels.indexOf(logLevel);
  const showsBodies = logBodies === true && writes("debug");
  return {
    bodyBytes: showsBodies ? maxLoggedBytes : 0,
    start(request) {
      const line = `${request.method} ${redactUrl(request.origin + request.path)}`;
      const base = {
        operationId: request.operation.id,
        method: request.method,
        attempt: request.call.attempts.length + 1,
      };
      if (writes("debug")) {
        const headers = redactHeaders(Object.entries(request.headers));
        const details = { ...base, headers, ...(showsBodies ? { body: printRequestBody(request) } : {}) };
        logger.debug(clean(request, `${line} begins`), withoutCallSecrets(request, details));
      }
      return (end) => {
        const level = levelOf(end);
        if (!writes(level)) return;
        const { response, body } = end;
        const shown = response === undefined ? undefined : printResponseBody(request, body, response.headers);
        const details = { ...base, ...describe(end), ...(shown === undefined ? {} : { body: shown }) };
        logger[level](clean(request, `${line} ${outcomeOf(end)}`), withoutCallSecrets(request, details));
      };
    },
  };
}

function levelOf({ response, error }: AttemptEnd): LogLevel {
  if (error instanceof AbortedError) return "info";
  if (response === undefined || error !== undefined) return "error";
  return response.status >= 400 ? "warn" : "info";
}

function outcomeOf(end: AttemptEnd): string {
  const time = `in ${Math.round(end.durationMs)} ms`;
  const what = end.error === undefined ? "" : ` failed: ${errorText(end.error)}`;
  const bytes = end.bytes === undefined ? "" : `, ${end.bytes} bytes`;
  return `${end.response?.status ?? ""}${what} ${time}${bytes}, request id ${end.requestId ?? "-"}`.trim();
}

function describe({ response, durationMs, bytes, requestId, error }: AttemptEnd): Record<string, unknown> {
  const failure = error === undefined ? {} : { error: errorText(error) };
  return { status: response?.status, durationMs: Math.round(durationMs), bytes, requestId, ...failure };
}

function clean(request: ApiRequest, text: string): string {
  return removeSecrets(text, request.call.secrets());
}
// #endregion

// #region http-date.ts
/** RFC 9110 5.6.7 Date/Time Formats, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Milliseconds since the epoch. All three forms are GMT; `Date.parse` reads the last one, asctime, as local time. */
function parseHttpDate(text: string): number | undefined {
  const imf = /^\w{3,9}, (\d{2})[ -](\w{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/i.exec(text);
  if (imf !== null) return toEpoch({ day: imf[1], month: imf[2], year: imf[3], time: imf.slice(4) });
  const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i.exec(text);
  if (asctime === null) return undefined;
  return toEpoch({ day: asctime[2], month: asctime[1], year: asctime[6], time: asctime.slice(3, 6) });
}

interface DateParts {
  readonly day: string | undefined;
  readonly month: string | undefined;
  readonly year: string | undefined;
  readonly time: readonly string[];
}

function toEpoch({ day, month, year, time }: DateParts): number | undefined {
  const monthIndex = months.indexOf((month ?? "").toLowerCase());
  if (monthIndex < 0) return undefined;
  const [hours, minutes, seconds] = time.map(Number);
  return Date.UTC(fullYear(Number(year)), monthIndex, Number(day), hours, minutes, seconds);
}

/** A year of two digits that lies more than 50 years ahead is one of the past century. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  const thisYear = new Date().getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + year;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
// #endregion

// #region errors/retry-after.ts
/**
 * RFC 9110 10.2.3 Retry-After, https://www.rfc-editor.org/rfc/rfc9110#field.retry-after,
 * and what some APIs send beside it in milliseconds.
 */


/** In the order in which they are believed: the more precise first (OpenAI, Azure). */
const exactNames = ["retry-after-ms", "x-ms-retry-after-ms"];

/** The RFC has whole seconds; some servers send fractions. */
const decimal = /^\d+(\.\d+)?$/;

/** The wait that a response asks for, in milliseconds; undefined where it says nothing that makes sense. */
export function readRetryAfter(headers: ResponseHeaders, nowMs: number = serverTime(headers)): number | undefined {
  for (const name of exactNames) {
    const exact = headers.get(name)?.trim();
    if (exact !== undefined && decimal.test(exact)) return Number(exact);
  }
  const value = headers.get("retry-after")?.trim();
  if (value === undefined) return undefined;
  if (decimal.test(value)) return Number(value) * 1_000;
  const date = parseHttpDate(value);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}

/** The server's clock, so that it doesn't matter if ours is wrong. */
function serverTime(headers: ResponseHeaders): number {
  const date = headers.get("date");
  return (date === undefined ? undefined : parseHttpDate(date)) ?? Date.now();
}
// #endregion

// #region structured-list.ts
/**
 * The part of RFC 9651 (Structured Field Values) that the RateLimit fields need: a list of items with parameters,
 * https://www.rfc-editor.org/rfc/rfc9651#name-lists
 */

type BareItem = string | number | boolean | Uint8Array;

interface ListMember {
  readonly value: BareItem;
  readonly params: ReadonlyMap<string, BareItem>;
}

/** Undefined where the text is no such list. */
function parseStructuredList(text: string): readonly ListMember[] | undefined {
  const scanner = new Scanner(text);
  const members: ListMember[] = [];
  for (;;) {
    const member = readMember(scanner);
    if (member === undefined) return undefined;
    members.push(member);
    if (scanner.isAtEnd()) return members;
    if (scanner.take(/[ \t]*,[ \t]*/y) === undefined) return undefined;
  }
}

class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** What the sticky pattern matches here; undefined where it doesn't. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }
}

function readMember(scanner: Scanner): ListMember | undefined {
  const value = readBareItem(scanner);
  if (value === undefined) return undefined;
  const params = new Map<string, BareItem>();
  while (scanner.take(/; */y) !== undefined) {
    const name = scanner.take(/[a-z*][a-z0-9_.*-]*/y);
    if (name === undefined) return undefined;
    const param = scanner.take(/=/y) === undefined ? true : readBareItem(scanner);
    if (param === undefined) return undefined;
    params.set(name, param);
  }
  return { value, params };
}

function readBareItem(scanner: Scanner): BareItem | undefined {
  const number = scanner.take(/-?\d{1,15}(?:\.\d{1,3})?/y);
  if (number !== undefined) return Number(number);
  const string = scanner.take(/"(?:[ !#-[\]-~]|\\["\\])*"/y);
  if (string !== undefined) return string.slice(1, -1).replace(/\\(["\\])/g, "$1");
  const bytes = scanner.take(/:[A-Za-z0-9+/=]*:/y);
  if (bytes !== undefined) return decodeBase64(bytes.slice(1, -1));
  const flag = scanner.take(/\?[01]/y);
  if (flag !== undefined) return flag === "?1";
  return scanner.take(/[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y);
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    // Not base64: then the field is none.
    return undefined;
  }
}
// #endregion

// #region rate-limit-headers.ts
/**
 * How servers tell what is left of a limit: draft-ietf-httpapi-ratelimit-headers (`RateLimit`, `RateLimit-Policy`, and the
 * fields of its older versions), GitHub's `X-RateLimit-*` and its many relatives.
 */


/** What a response says of a limit; what it doesn't say is undefined. */
interface RateLimitState {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Milliseconds until there is more. */
  readonly resetMs: number | undefined;
}

interface Dialect {
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

const dialects: readonly Dialect[] = [
  { limit: "x-ratelimit-limit", remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset" },
  { limit: "ratelimit-limit", remaining: "ratelimit-remaining", reset: "ratelimit-reset" },
  { limit: "x-rate-limit-limit", remaining: "x-rate-limit-remaining", reset: "x-rate-limit-reset" },
  {
    limit: "x-ratelimit-limit-requests",
    remaining: "x-ratelimit-remaining-requests",
    reset: "x-ratelimit-reset-requests",
  },
  { limit: "x-ratelimit-limit-tokens", remaining: "x-ratelimit-remaining-tokens", reset: "x-ratelimit-reset-tokens" },
];

/** The limit that a response speaks of: one that is used up, if there is one. `nowMs` is the server's time. */
function readRateLimit(headers: ResponseHeaders, nowMs: number): RateLimitState | undefined {
  const read = [readCombined(headers), ...dialects.map((dialect) => readDialect(headers, dialect, nowMs))];
  const states = read.flatMap((state) => state ?? []);
  return states.find(({ remaining }) => remaining === 0) ?? states[0];
}

/** Whether something is used up. Looked up for each response: cheap, where `readRateLimit` is not. */
function isUsedUp(headers: ResponseHeaders): boolean {
  for (const { remaining } of dialects) {
    const value = headers.get(remaining);
    if (value !== undefined && Number.parseFloat(value) === 0) return true;
  }
  const combined = headers.get("ratelimit");
  return combined !== undefined && /(?:\br|remaining)=0(?![\d.])/.test(combined);
}

/**
 * How long a response that turns requests away asks to wait, in milliseconds; undefined where it doesn't say, or where it
 * is no such response. GitHub's 403 is one only if it says how long, or that nothing is left.
 */
function readThrottle(
  status: number,
  headers: ResponseHeaders,
  nowMs: number = serverTime(headers),
): number | undefined {
  if (status !== 429 && status !== 503 && status !== 403) return undefined;
  const after = readRetryAfter(headers, nowMs);
  if (after !== undefined) return after;
  if (status === 503 || !isUsedUp(headers)) return undefined;
  return readRateLimit(headers, nowMs)?.resetMs;
}

/** `RateLimit: "default";r=50;t=30`, or `limit=10, remaining=0, reset=10` of draft 3 to 7. */
function readCombined(headers: ResponseHeaders): RateLimitState | undefined {
  const text = headers.get("ratelimit");
  if (text === undefined) return undefined;
  if (/^\s*(?:limit|remaining|reset)\s*=/i.test(text)) return readPairs(text);
  // The policy that has the least left.
  const entry = parseRateLimit(text).reduce<RateLimitEntry | undefined>(scarcer, undefined);
  if (entry === undefined) return undefined;
  const policy = parseRateLimit(headers.get("ratelimit-policy") ?? "").find((other) => other.policy === entry.policy);
  const seconds = numberOf(entry, "t") ?? (policy && numberOf(policy, "w"));
  return {
    limit: policy && numberOf(policy, "q"),
    remaining: numberOf(entry, "r"),
    resetMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function scarcer(left: RateLimitEntry | undefined, right: RateLimitEntry): RateLimitEntry {
  const rest = (entry: RateLimitEntry): number => numberOf(entry, "r") ?? Number.POSITIVE_INFINITY;
  return left !== undefined && rest(left) <= rest(right) ? left : right;
}

/** A policy of `RateLimit` or `RateLimit-Policy` with its parameters: `q` quota, `w` window, `r` remaining, `t` seconds until the reset. */
interface RateLimitEntry {
  readonly policy: string;
  readonly params: ReadonlyMap<string, BareItem>;
}

/** Empty where the field is malformed. */
function parseRateLimit(field: string): readonly RateLimitEntry[] {
  return (parseStructuredList(field) ?? []).flatMap(({ value, params }) =>
    typeof value === "string" ? [{ policy: value, params }] : [],
  );
}

function numberOf({ params }: RateLimitEntry, name: string): number | undefined {
  const value = params.get(name);
  return typeof value === "number" && value >= 0 ? value : undefined;
}

function readPairs(text: string): RateLimitState {
  const numberAfter = (name: string): number | undefined => {
    const found = new RegExp(`\\b${name}\\s*=\\s*(\\d+)`, "i").exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const seconds = numberAfter("reset");
  return {
    limit: numberAfter("limit"),
    remaining: numberAfter("remaining"),
    resetMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function readDialect(headers: ResponseHeaders, names: Dialect, nowMs: number): RateLimitState | undefined {
  const remaining = leadingNumber(headers.get(names.remaining));
  const limit = leadingNumber(headers.get(names.limit));
  // Discord sends both, and this one doesn't need to know what time it is.
  const after = leadingNumber(headers.get(`${names.reset}-after`));
  const resetMs = after === undefined ? readReset(headers.get(names.reset)?.trim(), nowMs) : Math.round(after * 1_000);
  return remaining === undefined && limit === undefined && resetMs === undefined
    ? undefined
    : { limit, remaining, resetMs };
}

function leadingNumber(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseFloat(text);
  return number >= 0 ? number : undefined;
}

/** A number from here on is a point in time: as a wait it would last for more than thirty years. */
const firstEpochSecond = 1_000_000_000;
const firstEpochMillisecond = 100_000_000_000;

/** Seconds from now, seconds or milliseconds since the epoch, a duration with units, or a date. */
function readReset(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    if (value < firstEpochSecond) return Math.round(value * 1_000);
    return Math.max(0, Math.round(value < firstEpochMillisecond ? value * 1_000 : value) - nowMs);
  }
  const duration = readDuration(text);
  if (duration !== undefined) return duration;
  const date = parseHttpDate(text) ?? (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Go's durations, as OpenAI sends them: `6m0s`, `120ms`. */
function readDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|[smhd])/g))
    total += Number(amount) * (units[unit ?? ""] ?? 0);
  return total;
}
// #endregion

// #region rate-limit-store.ts
/** At most `requests` in any `per` milliseconds, and at most `burst` of them at once. */
export interface RateLimitRule {
  readonly requests: number;
  readonly per: number;
  readonly burst: number;
}

/** Counts the requests of a limit. One that several processes can reach makes them keep it together. */
export interface RateLimitStore {
  /** Takes a place for one request: 0 where there was one, otherwise the milliseconds after which to ask again. */
  take(key: string, rule: RateLimitRule): number | Promise<number>;
}

/** Counts within this process. */
export function memoryRateLimitStore(clock: Pick<RuntimeClock, "now"> = systemClock): RateLimitStore {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, rule) {
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = new Bucket(rule);
        buckets.set(key, bucket);
      }
      return bucket.take(clock.now());
    },
  };
}

/**
 * A token bucket for the pace, and a record of when the latest requests were sent: a bucket alone lets through `burst`
 * more than `requests` in its first period, which a server that counts strictly answers with 429.
 */
class Bucket {
  readonly #rule: RateLimitRule;
  /** A ring of the times of the latest `requests` requests. */
  readonly #times: number[] = [];
  #oldest = 0;
  #tokens: number;
  #filledAt = 0;

  constructor(rule: RateLimitRule) {
    this.#rule = rule;
    this.#tokens = rule.burst;
  }

  take(now: number): number {
    const { requests, per, burst } = this.#rule;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) * requests) / per);
    this.#filledAt = now;
    const oldest = this.#times.length < requests ? undefined : this.#times[this.#oldest];
    const windowWait = oldest === undefined ? 0 : oldest + per - now;
    const tokenWait = ((1 - this.#tokens) * per) / requests;
    const wait = Math.max(windowWait, tokenWait);
    // Halves of a microsecond are rounding, no waiting.
    if (wait > 0.001) return wait;
    this.#tokens -= 1;
    this.#times[this.#oldest] = now;
    this.#oldest = (this.#oldest + 1) % requests;
    return 0;
  }
}
// #endregion

// #region errors/status-class-name.ts
/** The statuses that have a class of their own, which is called so and `Error`. */
const classNames: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Authentication",
  403: "Authorization",
  404: "NotFound",
  409: "Conflict",
  422: "UnprocessableEntity",
  429: "RateLimit",
};

/** The name of the class for a status; undefined where it is `ApiError` itself. */
export function statusClassName(status: number): string | undefined {
  const name = status > 499 && status < 600 ? "Server" : classNames[status];
  return name && `${name}Error`;
}
// #endregion

// #region errors/api-error.ts
/** The server answered with a status that is an error. `body` is typed where the document declares it. */
export class ApiError<Body = unknown> extends SdkError {
  override readonly kind: SdkErrorKind = "api";
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed by its content type; the text as it came where it is not what the document says. */
  readonly body: Body;

  constructor(init: ApiErrorInit<Body>) {
    super(init);
    this.status = init.status;
    this.headers = init.headers;
    this.body = init.body;
  }

  static override get brand(): string {
    return "ApiError";
  }

  /** @internal A 404 is a `NotFoundError`, whichever class the document's `default` response made it. */
  protected get extraBrand(): string | undefined {
    return statusClassName(this.status);
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("status", "body");
  }
}

/** True for an answer of the server that is an error; with `status`, only for that one. */
export function isApiError<Body = unknown, Status extends number = number>(
  error: unknown,
  status?: Status,
): error is ApiError<Body> & { readonly status: Status } {
  return error instanceof ApiError && (status === undefined || error.status === status);
}
// #endregion

// #region errors/rate-limit-error.ts
export interface RateLimitErrorInit<Body = unknown> extends ApiErrorInit<Body> {
  /** Where it is not `Retry-After` that tells. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * 429: too many requests. Without `attempts` nothing was sent: the client itself holds back, because the server has asked
 * it to or because its own queue is full (`maxQueue`).
 */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 429;
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: RateLimitErrorInit<Body>) {
    super(init);
    this.retryAfterMs = init.retryAfterMs ?? readRetryAfter(init.headers);
  }

  static override get brand(): string {
    return "RateLimitError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
// #endregion

// #region response-headers.ts
/** Headers by lower-case name, as a transport has them. Nothing is copied until somebody looks. */
export class RecordHeaders implements ResponseHeaders {
  readonly #record: Readonly<Record<string, string | readonly string[] | undefined>>;

  constructor(record: Readonly<Record<string, string | readonly string[] | undefined>>) {
    this.#record = record;
  }

  get(name: string): string | undefined {
    const value = this.#find(name);
    return typeof value === "object" ? value.join(", ") : value;
  }

  getAll(name: string): readonly string[] {
    const value = this.#find(name);
    if (value === undefined) return [];
    return typeof value === "string" ? [value] : value;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const name of Object.keys(this.#record)) for (const value of this.getAll(name)) yield [name, value];
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(Object.keys(this.#record).map((name) => [name, this.get(name) ?? ""]));
  }

  #find(name: string): string | readonly string[] | undefined {
    const key = name.toLowerCase();
    // A header may be called `constructor`.
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }
}

/** Headers of the platform's `fetch`. */
export class FetchHeaders implements ResponseHeaders {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  get(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  getAll(name: string): readonly string[] {
    // Of all headers, only `Set-Cookie` comes more than once: https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
    return [...this].flatMap(([key, value]) => (key === name.toLowerCase() ? [value] : []));
  }

  has(name: string): boolean {
    return this.#headers.has(name);
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    // Not every project's `lib` knows that they can be walked.
    return (this.#headers as unknown as Iterable<[string, string]>)[Symbol.iterator]();
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this);
  }
}
// #endregion

// #region held-back.ts
/** The error of a request that the client itself doesn't send. It has no attempt. */
function heldBack(request: ApiRequest, message: string, retryAfterMs?: number): RateLimitError {
  return new RateLimitError({
    message,
    status: 429,
    headers: new RecordHeaders({}),
    body: undefined,
    operationId: request.operation.id,
    method: request.method,
    url: redactUrl(request.origin + request.path),
    requestId: request.requestId,
    retryAfterMs,
  });
}
// #endregion

// #region retry-timing.ts
/** Clients that were turned away together must not come back together. */
const maxUpwardJitter = 0.1;

/**
 * The wait after a failed attempt (1 for the first), in milliseconds: anything between nothing and a bound that grows
 * exponentially. "Full jitter": https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function backoff(attempt: number, policy: RetryPolicy): number {
  return Math.random() * Math.min(policy.maxDelay, policy.baseDelay * policy.factor ** (attempt - 1));
}

/** At least as long as the server asks, and up to a tenth longer. */
function atLeast(delayMs: number): number {
  return delayMs * (1 + Math.random() * maxUpwardJitter);
}
// #endregion

// #region errors/connection-error.ts
export interface ConnectionErrorInit extends SdkErrorInit {
  readonly notSent?: boolean | undefined;
}

/** No complete response came: the connection was refused, reset or cut, the name is unknown, the certificate is bad. `cause` has the details. */
export class ConnectionError extends SdkError {
  override readonly kind = "connection";
  /** True where no connection was made: the server can't have done anything. False where nobody knows. */
  readonly notSent: boolean;

  constructor(init: ConnectionErrorInit) {
    super(init);
    this.notSent = init.notSent ?? false;
  }

  static override get brand(): string {
    return "ConnectionError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), notSent: this.notSent ? true : undefined };
  }
}

/** True where the connection failed. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError;
}
// #endregion

// #region transport/connect-timeout.ts
/** No connection within the limit. undici may tell it to several requests: each of them makes an error of its own of it. */
export class ConnectTimeout extends Error {
  readonly code = "UND_ERR_CONNECT_TIMEOUT";
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`No connection was made within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}
// #endregion

// #region transport/failure.ts
/** What a code means, for those who don't know it by heart. */
const meanings: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed while the request was being sent",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name can't be resolved just now",
  ETIMEDOUT: "the network gave up",
  ENETUNREACH: "the network can't be reached",
  EHOSTUNREACH: "the host can't be reached",
  UND_ERR_SOCKET: "the connection was closed before the response was complete",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the body is not as long as its Content-Length says",
  Z_BUF_ERROR: "the compressed body ends too early",
  Z_DATA_ERROR: "the compressed body is damaged",
};

function meaningOf(code: string): string | undefined {
  // zstd has a code for each kind of damage.
  return code.startsWith("ZSTD_error") ? meanings["Z_DATA_ERROR"] : meanings[code];
}

/** undici's own limits: they decide only where a dispatcher of the user sets them. */
const phases: Readonly<Record<string, TimeoutPhase | undefined>> = {
  UND_ERR_CONNECT_TIMEOUT: "connect",
  UND_ERR_HEADERS_TIMEOUT: "headers",
  UND_ERR_BODY_TIMEOUT: "body",
};

/** No connection was made. */
const unsentCodes: ReadonlySet<string | undefined> = /* @__PURE__ */ new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** What a transport's library threw, as an error of the SDK. `isUnsent`: the transport knows that no connection was made. */
export function toTransportError(error: unknown, origin: string, isUnsent = false): Error {
  if (error instanceof SdkError) return error;
  const code = codeOfInFailure(error);
  const phase = code === undefined ? undefined : phases[code];
  if (phase !== undefined) return timeoutError(phase, limitOf(error), error);
  if (code === "UND_ERR_DESTROYED") return new AbortedError({ message: "The client was destroyed", cause: error });
  if (code === "UND_ERR_CLOSED") return new ConfigurationError({ message: "The client is closed", cause: error });
  if (code === "UND_ERR_INVALID_ARG") return new ConfigurationError({ message: textOfInFailure(error), cause: error });
  if (code === "UND_ERR_NOT_SUPPORTED") return new ConfigurationError({ message: unsupported(error), cause: error });
  const reason = (code === undefined ? undefined : meaningOf(code)) ?? textOfInFailure(error);
  return new ConnectionError({
    message: `${origin}: ${reason}${code === undefined ? "" : ` (${code})`}`,
    cause: error,
    notSent: isUnsent || unsentCodes.has(code) || detailOf(error, "syscall") === "connect",
  });
}

const phaseMessages: Readonly<Record<TimeoutPhase, string>> = {
  connect: "No connection was made",
  headers: "No response began",
  body: "No more of the response's body came",
  total: "The call took longer than it may",
  queue: "The call waited in a queue",
};

export function timeoutError(phase: TimeoutPhase, limitMs: number | undefined, cause?: unknown): TimeoutError {
  const limit = limitMs === undefined ? "" : ` within ${limitMs} ms`;
  return new TimeoutError({ message: phaseMessages[phase] + limit, phase, cause });
}

function unsupported(error: unknown): string {
  const text = textOfInFailure(error);
  // RFC 9110 10.1.1: a client may always send the body without asking first.
  return /expect/i.test(text) ? "`Expect` can't be sent: undici does not wait for a 100 (Continue)" : text;
}

function limitOf(error: unknown): number | undefined {
  return error instanceof ConnectTimeout ? error.limitMs : undefined;
}

/** The code is on the error, on its cause (`fetch failed`), or on the first of several (one for each address). */
export function codeOfInFailure(error: unknown): string | undefined {
  return detailOf(error, "code");
}

function detailOf(error: unknown, key: "code" | "syscall"): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const detail: unknown = Reflect.get(error, key);
  if (typeof detail === "string") return detail;
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length > 0)
    return detailOf(error.errors[0], key);
  return "cause" in error ? detailOf(error.cause, key) : undefined;
}

function textOfInFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` says less than its cause.
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
// #endregion

// #region waiting-line.ts
interface Waiter {
  readonly operationId: string;
  go(): void;
  fail(error: unknown): void;
}

interface WaitingLineInit {
  readonly reason: QueueEvent["reason"];
  /** No more than so many wait. */
  readonly maxLength: number;
  /** Called when the last one has gone, let through or not. */
  readonly onEmpty?: () => void;
}

/** Tells the hooks of a wait that is over. */
async function tellOfQueue({ call }: ApiRequest, event: QueueEvent): Promise<void> {
  for (const { onQueue } of call.hooks) await onQueue?.(event);
}

/**
 * Requests that wait for their turn: first come, first served within an operation, and operations by turns, so that a
 * thousand calls of one don't keep the others waiting.
 */
class WaitingLine {
  readonly #init: WaitingLineInit;
  /** By operation; the first is next. */
  readonly #waiters = new Map<string, Waiter[]>();
  #length = 0;

  constructor(init: WaitingLineInit) {
    this.#init = init;
  }

  get length(): number {
    return this.#length;
  }

  /** Settled when it is the request's turn, when it has waited too long, or when its call is given up. */
  async join(request: ApiRequest): Promise<QueueEvent> {
    const { reason, maxLength } = this.#init;
    if (this.#length >= maxLength) {
      throw heldBack(request, `${this.#length} calls wait already, and \`maxQueue\` admits no more: nothing was sent`);
    }
    const length = this.#length + 1;
    const { clock } = request.call;
    const start = clock.now();
    await this.#wait(request);
    const waitedMs = clock.now() - start;
    return { operationId: request.operation.id, requestId: request.requestId, reason, length, waitedMs };
  }

  /** Lets the next one through; false where nobody waits. */
  next(): boolean {
    const waiter = this.#first();
    waiter?.go();
    return waiter !== undefined;
  }

  /** Turns the next one away. */
  failNext(error: unknown): void {
    this.#first()?.fail(error);
  }

  #wait({ call, operation }: ApiRequest): Promise<void> {
    const { cancellation, timeouts, attempts, clock } = call;
    if (cancellation.reason !== undefined) return Promise.reject(cancellation.reason);
    return new Promise((resolve, reject) => {
      let timer: ClockTimer | undefined;
      const leave = (): void => {
        clock.stop(timer);
        stopListening();
        this.#remove(waiter);
      };
      const waiter: Waiter = {
        operationId: operation.id,
        go: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      // Who has been sent before came before all others.
      this.#add(waiter, attempts.length > 0);
      const stopListening = cancellation.listen(waiter.fail);
      const { queue } = timeouts;
      if (queue > 0) timer = clock.start(queue, () => waiter.fail(timeoutError("queue", queue)));
    });
  }

  #add(waiter: Waiter, isFirst: boolean): void {
    this.#length += 1;
    const line = this.#waiters.get(waiter.operationId);
    if (line === undefined) this.#waiters.set(waiter.operationId, [waiter]);
    else if (isFirst) line.unshift(waiter);
    else line.push(waiter);
  }

  #remove(waiter: Waiter): void {
    const line = this.#waiters.get(waiter.operationId);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return;
    line.splice(index, 1);
    this.#length -= 1;
    if (line.length === 0) this.#waiters.delete(waiter.operationId);
    if (this.#length === 0) this.#init.onEmpty?.();
  }

  /** Whose turn it is; the operation then goes to the end. */
  #first(): Waiter | undefined {
    for (const [operationId, line] of this.#waiters) {
      this.#waiters.delete(operationId);
      this.#waiters.set(operationId, line);
      return line[0];
    }
    return undefined;
  }
}
// #endregion

// #region rate-limiter.ts
/** Takes a place of the user's own limit: 0, or how long to wait. */
type TakePlace = () => number | Promise<number>;

/** Whoever is asked to wait for longer is turned away meanwhile, and the server asked again after this. */
const maxPause = 60_000;

/** After a pause requests are let go in so many groups, over a tenth of the pause: not all at one moment. */
const groups = 10;
const maxSpread = 1_000;

/** Holds requests back while the server wants it so, and keeps them within the user's own limit. */
class RateLimiter {
  readonly #line: WaitingLine;
  readonly #take: TakePlace | undefined;
  readonly #clock: RuntimeClock;
  /** As the clock's `now` counts; 0: not paused. */
  #pausedUntil = 0;
  /** Until when the server has asked to wait; may be later. */
  #resumeAt = 0;
  /** The wait between two groups after a pause; 0: all may go. */
  #gap = 0;
  /** Refusals in a row that don't say how long to wait. */
  #strikes = 0;
  #isPumping = false;
  #timer: ClockTimer | undefined;
  #wake: (() => void) | undefined;

  constructor(take: TakePlace | undefined, maxQueue: number, clock: RuntimeClock = systemClock) {
    this.#take = take;
    this.#clock = clock;
    this.#line = new WaitingLine({ reason: "rateLimit", maxLength: maxQueue, onEmpty: () => this.#stopWaiting() });
  }

  /** Undefined where the request may go at once. */
  admit(request: ApiRequest): Promise<void> | undefined {
    if (this.#line.length === 0) {
      if (this.#pausedUntil === 0) {
        const place = this.#take?.() ?? 0;
        if (place === 0) return undefined;
        return this.#join(request, place);
      }
      if (this.#pausedUntil <= this.#clock.now()) {
        this.#pausedUntil = 0;
        return this.admit(request);
      }
    }
    const hopeless = this.#pausedUntil === 0 ? undefined : this.#hopeless(request);
    return hopeless === undefined ? this.#join(request, undefined) : Promise.reject(hopeless);
  }

  /** The server wants nothing for so long. */
  pause(asked: number): void {
    const now = this.#clock.now();
    const pause = atLeast(asked);
    this.#resumeAt = Math.max(this.#resumeAt, now + pause);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(pause, maxPause));
    this.#gap = Math.min(maxSpread, pause / 10) / groups;
  }

  /** The server refuses, and doesn't say for how long. */
  strike(policy: RetryPolicy): void {
    // Those that were sent together are refused together: it counts once.
    if (this.#pausedUntil > this.#clock.now()) return;
    this.#strikes += 1;
    this.pause(backoff(this.#strikes, policy));
  }

  /** The server has answered. */
  relent(): void {
    this.#strikes = 0;
  }

  /** The error for a request for which there is no point in waiting. */
  #hopeless(request: ApiRequest): Error | undefined {
    const { call } = request;
    const wait = Math.ceil(this.#resumeAt - this.#clock.now());
    const { total } = call.timeouts;
    const patience = call.retryPolicy().maxRetryAfter;
    const left = total > 0 ? total - call.elapsed() : Number.POSITIVE_INFINITY;
    if (wait <= Math.min(patience, left)) return undefined;
    return heldBack(request, `${request.origin} has asked all calls to wait ${wait} ms more: nothing was sent`, wait);
  }

  #join(request: ApiRequest, place: number | Promise<number> | undefined): Promise<void> {
    const turn = this.#line.join(request);
    void this.#pump(place);
    return turn.then((event) => tellOfQueue(request, event));
  }

  /** Lets the line go as fast as it may. `place` is what was asked for the first one. */
  async #pump(place: number | Promise<number> | undefined): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    let asked = place;
    while (this.#line.length > 0) {
      const wait = await this.#nextWait(asked);
      asked = undefined;
      if (wait === undefined) continue;
      if (wait > 0) await this.#wait(wait);
    }
    this.#isPumping = false;
    this.#gap = 0;
  }

  /** Lets through whoever may go now; gives how long the next has to wait. */
  async #nextWait(asked: number | Promise<number> | undefined): Promise<number | undefined> {
    const pause = this.#pausedUntil - this.#clock.now();
    if (pause > 0) return pause;
    this.#pausedUntil = 0;
    if (this.#take === undefined) {
      const group = this.#gap === 0 ? this.#line.length : Math.ceil(this.#line.length / groups);
      for (let count = 0; count < group; count += 1) this.#line.next();
      return this.#gap;
    }
    try {
      const wait = await (asked ?? this.#take());
      if (wait === 0) this.#line.next();
      return wait;
    } catch (cause) {
      const message = `The rate limit's store has failed: ${cause instanceof Error ? cause.message : cause}`;
      this.#line.failNext(new SdkError({ message, cause }));
      return undefined;
    }
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = this.#clock.start(milliseconds, resolve);
    });
  }

  /** Nobody waits any more: no timer stays behind. */
  #stopWaiting(): void {
    this.#clock.stop(this.#timer);
    this.#wake?.();
  }
}
// #endregion

// #region rate-limit.ts
/** The user's own limit. At most `requests` are sent in any `per` milliseconds. */
export interface RateLimitOptions {
  /** Not needed where the store has a limit of its own. */
  readonly requests?: number | undefined;
  /** Milliseconds. */
  readonly per?: number | undefined;
  /** So many at once; those that follow keep the pace of `requests` in `per`. Default `requests`. */
  readonly burst?: number | undefined;
  /** Who shares the limit, in a store that several clients use. Default: the SDK's name and the origin. */
  readonly key?: string | undefined;
  /** Where requests are counted. Default: in this process. */
  readonly store?: RateLimitStore | undefined;
}

/** The limits that the clients of one credential keep, by origin. */
export class RateLimits {
  readonly #limiters = new Map<string, OriginLimits>();
  readonly #options: RateLimitOptions | undefined;
  readonly #store: RateLimitStore;
  readonly #clientName: string;
  readonly #maxQueue: number;
  readonly #clock: RuntimeClock;

  constructor(
    options: RateLimitOptions | undefined,
    { clientName, maxQueue, clock }: { clientName: string; maxQueue: number; clock: RuntimeClock },
  ) {
    this.#options = options;
    this.#store = options?.store ?? memoryRateLimitStore(clock);
    this.#clientName = clientName;
    this.#maxQueue = maxQueue;
    this.#clock = clock;
  }

  /** What holds for the request's origin and credential. */
  of({ origin, call }: ApiRequest): OriginLimits {
    const { security } = call;
    const key = security === undefined ? origin : `${origin} ${security}`;
    let limits = this.#limiters.get(key);
    if (limits === undefined) {
      limits = new OriginLimits(() => new RateLimiter(this.#takerOf(origin), this.#maxQueue, this.#clock));
      this.#limiters.set(key, limits);
    }
    return limits;
  }

  #takerOf(origin: string): (() => number | Promise<number>) | undefined {
    if (this.#options === undefined) return undefined;
    const { requests = 1, per = 0, burst = requests, key = `${this.#clientName} ${origin}` } = this.#options;
    const rule: RateLimitRule = { requests, per, burst };
    return () => this.#store.take(key, rule);
  }
}

/** One limiter for all, and one for each resource that the server counts by itself (GitHub's `X-RateLimit-Resource`). */
class OriginLimits {
  readonly #make: () => RateLimiter;
  readonly #common: RateLimiter;
  /** By resource. */
  readonly #own = new Map<string, RateLimiter>();
  /** By operation; known once an operation has used something up. */
  readonly #ofOperation = new Map<string, RateLimiter>();

  constructor(make: () => RateLimiter) {
    this.#make = make;
    this.#common = make();
  }

  limiter(operationId: string): RateLimiter {
    if (this.#ofOperation.size === 0) return this.#common;
    return this.#ofOperation.get(operationId) ?? this.#common;
  }

  /** Learns from an answer how the server stands to further requests. */
  note({ operation, call }: ApiRequest, { status, headers }: TransportResponse): void {
    const isRefusal = status === 429 || status === 503 || status === 403;
    if (!isRefusal && !isUsedUp(headers)) {
      this.limiter(operation.id).relent();
      return;
    }
    const now = serverTime(headers);
    const wait = isRefusal ? readThrottle(status, headers, now) : readRateLimit(headers, now)?.resetMs;
    const limiter = this.#learn(operation.id, headers.get("x-ratelimit-resource"));
    if (wait !== undefined) limiter.pause(wait);
    else if (status === 429) limiter.strike(call.retryPolicy());
  }

  #learn(operationId: string, resource: string | undefined): RateLimiter {
    if (resource === undefined) return this.limiter(operationId);
    const limiter = this.#own.get(resource) ?? this.#make();
    this.#own.set(resource, limiter);
    this.#ofOperation.set(operationId, limiter);
    return limiter;
  }
}

/** One call that is told to wait makes all others wait, too; nothing is sent beyond the user's own limit. */
export function rateLimit(limits: RateLimits): Policy {
  return (request, next, receive) => {
    const origin = limits.of(request);
    const turn = origin.limiter(request.operation.id).admit(request);
    const noted: Receive = (response) => {
      origin.note(request, response);
      return receive(response);
    };
    return turn === undefined ? next(request, noted) : turn.then(() => next(request, noted));
  };
}
// #endregion

// #region auth/token-source.ts
/** Between the core of the runtime and its OAuth2 code, which an SDK passes in only where its document has such a scheme. */


/** A scheme whose access tokens can be got. */
export type TokenScheme = Extract<SecuritySchemeDescriptor, { readonly type: "oauth2" | "openIdConnect" }>;

/** Gets and keeps the access tokens of one scheme and credential. Clients that are derived from each other share it. */
export interface TokenSource {
  /** A promise only where the token must be waited for. @throws TokenError */
  token(io: TokenIo): string | Promise<string>;
  /** The API has refused the token for what it is: a newer one may help. */
  isRefused(response: TransportResponse): boolean;
  /** A newer token than the one that was refused, or undefined where there can be none. @throws TokenError */
  replace(refused: string, io: TokenIo): Promise<string | undefined>;
}

export interface TokenSourceInit {
  readonly apiName: string;
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  readonly settings: OAuth2Settings;
  readonly store: TokenStore | undefined;
  readonly clock: RuntimeClock;
}

/** How a client reaches the authorization server. */
export interface TokenIo {
  readonly transport: Transport;
  /** Relative addresses of the document are relative to it; undefined where the client has no address. */
  readonly baseUrl: string | undefined;
  readonly userAgent: string | undefined;
  readonly clock: RuntimeClock;
}

/** `ApiDescriptor.oauth2` */
export interface OAuth2Support {
  createTokenSource(init: TokenSourceInit): TokenSource;
}

function isTokenScheme(scheme: SecuritySchemeDescriptor | undefined): scheme is TokenScheme {
  return scheme?.type === "oauth2" || scheme?.type === "openIdConnect";
}
// #endregion

// #region auth/token-sources.ts
interface Known {
  readonly init: TokenSourceInit;
  readonly baseUrl: string | undefined;
  readonly source: TokenSource;
}

/** The token sources of a client and of all that are derived from it: one for each credential, so that they share its tokens. */
export class TokenSources {
  /** Stands for the credential that is read from the environment. */
  readonly environment: OAuth2Settings = {};
  /** Weakly: a server may derive a client for each of its users. */
  readonly #known = new WeakMap<OAuth2Settings, Known[]>();

  /** `baseUrl`: a client with another address asks another authorization server, where the document's is relative. */
  find(support: OAuth2Support, init: TokenSourceInit, baseUrl: string | undefined): TokenSource {
    const known = this.#known.get(init.settings) ?? [];
    const found = known.find(
      (one) => one.init.schemeName === init.schemeName && one.init.store === init.store && one.baseUrl === baseUrl,
    );
    if (found !== undefined) return found.source;
    const source = support.createTokenSource(init);
    this.#known.set(init.settings, [...known, { init, baseUrl, source }]);
    return source;
  }
}
// #endregion

// #region concurrency.ts
/** So many calls at a time; all others wait for one of them to end. */
export class ConcurrencyLimiter {
  readonly #max: number;
  readonly #line: WaitingLine;
  #active = 0;

  constructor(max: number, maxQueue: number) {
    this.#max = max;
    this.#line = new WaitingLine({ reason: "concurrency", maxLength: maxQueue });
  }

  /** Undefined where there is a place. Each that is let in must `leave`. */
  enter(request: ApiRequest): Promise<QueueEvent> | undefined {
    if (this.#active >= this.#max) return this.#line.join(request);
    this.#active += 1;
    return undefined;
  }

  /** The place goes to who waits for it. */
  leave(): void {
    if (!this.#line.next()) this.#active -= 1;
  }
}

/**
 * A place is held over all attempts, until the body has been read, handed to the caller or given up. (A result that
 * nobody ever looks at keeps its place until the total limit ends it.)
 */
export function concurrency(limiter: ConcurrencyLimiter): Policy {
  return (request, next, receive) => {
    const { call } = request;
    // A middleware of the user sends again: it has its place.
    if (call.hasPlace) return next(request, receive);
    const turn = limiter.enter(request);
    if (turn === undefined) {
      call.holdPlace(() => limiter.leave());
      return next(request, receive);
    }
    return turn.then(async (event) => {
      call.holdPlace(() => limiter.leave());
      await tellOfQueue(request, event);
      return next(request, receive);
    });
  };
}
// #endregion

// #region retry-budget.ts
/** As in the standard mode of AWS's SDKs: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const capacity = 500;
const retryCost = 5;
/** A timeout keeps the server busy for longer than an error does. */
const timeoutCost = 10;
const successRefund = 1;

/**
 * How many retries a server is still worth. One that fails now and then costs little; one that fails always is soon sent
 * each request only once, so that the clients don't keep it from getting up again.
 */
class RetryBudget {
  #tokens = capacity;

  /** Takes what a retry costs; 0 where there is not enough left. */
  take(isTimeout: boolean): number {
    const cost = isTimeout ? timeoutCost : retryCost;
    if (this.#tokens < cost) return 0;
    this.#tokens -= cost;
    return cost;
  }

  /** A call has succeeded: gives back what its last retry cost, or a little where it needed none. */
  refund(cost: number = successRefund): void {
    this.#tokens = Math.min(capacity, this.#tokens + cost);
  }
}

/** One budget for each origin; made when something is first retried there. */
export class RetryBudgets {
  readonly #budgets = new Map<string, RetryBudget>();

  of(origin: string): RetryBudget {
    let budget = this.#budgets.get(origin);
    if (budget === undefined) {
      budget = new RetryBudget();
      this.#budgets.set(origin, budget);
    }
    return budget;
  }

  /** A call has succeeded; `cost` is what its last retry took. */
  refund(origin: string, cost: number | undefined): void {
    if (this.#budgets.size > 0) this.#budgets.get(origin)?.refund(cost);
  }
}
// #endregion

// #region shared-state.ts
/** What a client and those that were derived from it know together of the servers that they talk to. */
interface SharedState {
  readonly clock: RuntimeClock;
  readonly tokenSources: TokenSources;
  readonly budgets: RetryBudgets;
  /** Undefined where there is no limit. */
  readonly concurrency: ConcurrencyLimiter | undefined;
  /** Undefined where the user wants none to be looked at. */
  readonly limits: RateLimits | undefined;
}

/** Where a derived client finds what it shares: options are all that its constructor is given. */
export const sharedState: unique symbol = /* @__PURE__ */ Symbol("sdkwright.shared");

/** Those of a client's options that this is about. */
interface LimitOptions {
  readonly rateLimit?: RateLimitOptions | false | undefined;
  readonly maxConcurrency?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly [sharedState]?: Partial<SharedState> | undefined;
}

/** What a client shares with the one that it is derived from, and what it needs besides. @throws ConfigurationError */
function resolveShared(clientName: string, options: LimitOptions): SharedState {
  const { rateLimit, maxConcurrency, maxQueue = Number.POSITIVE_INFINITY, [sharedState]: inherited } = options;
  checkNumbers(options);
  const makeConcurrency = () =>
    maxConcurrency === undefined ? undefined : new ConcurrencyLimiter(maxConcurrency, maxQueue);
  const clock = inherited?.clock ?? systemClock;
  const makeLimits = () =>
    rateLimit === false ? undefined : new RateLimits(rateLimit, { clientName, maxQueue, clock });
  return {
    clock,
    tokenSources: inherited?.tokenSources ?? new TokenSources(),
    budgets: inherited?.budgets ?? new RetryBudgets(),
    concurrency: inherited?.concurrency ?? makeConcurrency(),
    limits: inherited?.limits ?? makeLimits(),
  };
}

/** What a derived client takes over: limits of its own are its own, and other credentials have other limits. */
function inheritShared(
  { clock, tokenSources, budgets, concurrency, limits }: SharedState,
  options: LimitOptions,
  hasOwnCredentials: boolean,
): Partial<SharedState> {
  const { rateLimit, maxConcurrency, maxQueue } = options;
  const keepsLimits = rateLimit === undefined && maxQueue === undefined && !hasOwnCredentials;
  return {
    clock,
    tokenSources,
    budgets,
    concurrency: maxConcurrency === undefined && maxQueue === undefined ? concurrency : undefined,
    limits: keepsLimits ? limits : undefined,
  };
}

function checkNumbers({ rateLimit, maxConcurrency, maxQueue }: LimitOptions): void {
  expectCount("maxConcurrency", maxConcurrency, 1);
  expectCount("maxQueue", maxQueue, 0);
  if (rateLimit === undefined || rateLimit === false) return;
  const { requests, per, burst, store } = rateLimit;
  if (store === undefined && (requests === undefined || per === undefined)) {
    throw new ConfigurationError({ message: "`rateLimit` needs `requests` and `per`, or a `store` that has a limit" });
  }
  expectCount("rateLimit.requests", requests, 1);
  expectCount("rateLimit.burst", burst, 1);
  if (per === undefined || per > 0) return;
  throw new ConfigurationError({ message: `\`rateLimit.per\` must be milliseconds, not ${per}` });
}

function expectCount(name: string, value: number | undefined, least: number): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= least)) return;
  throw new ConfigurationError({ message: `\`${name}\` must be a whole number from ${least} on, not ${value}` });
}
// #endregion

// #region options.ts
/** What a client can be told. A generated SDK adds its own `auth`. */
export interface ClientOptions extends SessionOptions {
  /** The address of the API, with its base path: `https://api.example.com/v1`. Wins over `server`. */
  readonly baseUrl?: string | undefined;
  /** A server of the document, by name or by its place in the list. Default: the first. */
  readonly server?: string | number | undefined;
  /** Values for the `{variables}` of the server's URL. */
  readonly serverVariables?: Readonly<Record<string, string>> | undefined;
  /** By the name of the security scheme; a scheme that is not here is looked up in the environment. */
  readonly auth?: Readonly<Record<string, Credential | undefined>> | undefined;
  /** Where OAuth2 tokens are kept. Default: in memory, shared by derived clients. */
  readonly tokenStore?: TokenStore | undefined;
  /** Sent with every request; `null` removes one of the runtime's own. */
  readonly headers?: HeaderOptions | undefined;
  /** Replaces the whole `User-Agent`. */
  readonly userAgent?: string | undefined;
  /** Milliseconds; a number is the limit of the whole call. */
  readonly timeout?: number | TimeoutOptions | undefined;
  /** False repeats nothing, a number is `maxRetries`. Default: 2 retries, where they may help and do no harm. */
  readonly retry?: RetryOption | undefined;
  /**
   * A limit of your own, so that the server's is never met. Default: none; the client waits where the server asks it to,
   * or says that nothing is left (`RateLimit`, `X-RateLimit-*`). False: it doesn't look.
   */
  readonly rateLimit?: RateLimitOptions | false | undefined;
  /** So many calls at a time, from the first attempt to the end of the body. Default: no limit but `connections`. */
  readonly maxConcurrency?: number | undefined;
  /** So many calls wait for `maxConcurrency` and for the rate limit each; more fail with `RateLimitError`. Default: no limit. */
  readonly maxQueue?: number | undefined;
  /** Whether POST and PATCH carry an idempotency key, or what makes it. Default: where the document declares one. */
  readonly idempotencyKey?: boolean | (() => string) | undefined;
  /**
   * A body that is read whole (JSON, text, `bytes()`) may have so many bytes once its content coding is decoded; more is a
   * `ResponseParseError`. Default 268,435,456 (256 MiB). Streams and `saveTo` have no limit.
   */
  readonly maxResponseBytes?: number | undefined;
  /** Default: requests `off`, responses `lenient`. */
  readonly validate?: ValidationOption | undefined;
  /** How many redirects are followed in a row, and where to; false follows none. Default 5, to any http(s) origin. */
  readonly redirects?: RedirectOption | undefined;
  /** Gets a line for each attempt; secrets are taken out. `console` fits. Default: none. */
  readonly logger?: Logger | undefined;
  /** The least important lines that are written: `info` for every attempt, `warn` for what went wrong. Default `info`. */
  readonly logLevel?: LogLevel | undefined;
  /**
   * At `debug`, the first 2,000 characters of bodies that are text are written, too, without what was sent as credentials
   * and without fields that are called like secrets (`password`, `access_token`). Default false: they hold what users type.
   */
  readonly logBodies?: boolean | undefined;
  /**
   * `openTelemetry(api)`, or what sees each attempt otherwise. Default: on Node.js, the channels `sdkwright:attempt:start`
   * and `sdkwright:attempt:end` of `diagnostics_channel`, which cost nothing while nobody has subscribed.
   */
  readonly telemetry?: AttemptObserver | undefined;
  readonly hooks?: Hooks | undefined;
  /** Runs outside of the runtime's own policies, the first is the outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** How requests are sent. A transport that is given ready-made is not closed by the client. */
  readonly transport?: TransportFactory | Transport | undefined;
  /**
   * The header that carries the id of a call; false sends none. Default `X-Request-ID`; in browsers, where it makes a
   * request that the server must allow first (CORS), only the id of a call that brings its own.
   */
  readonly requestIdHeader?: string | false | undefined;
  /** Origins, besides the API's own, that the address of a next page may lead to. No credentials go there. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** @internal Of the client that this one is derived from. */
  readonly [sharedState]?: Partial<SharedState> | undefined;
}

/** What one call can be told. Wins over the client's options. */
export interface RequestOptions<Accept extends string = string> {
  /** Gives up the call, whatever it is doing. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; a number is the limit of the whole call. */
  readonly timeout?: number | TimeoutOptions | undefined;
  /** Laid over what the client and the operation say. */
  readonly retry?: RetryOption | undefined;
  /** The key by which the server recognises a repeated request, the same for all attempts; true makes one, false sends none. */
  readonly idempotencyKey?: IdempotencyKey | undefined;
  /** Sent with this request; `null` removes a header that would be sent otherwise. */
  readonly headers?: HeaderOptions | undefined;
  /** More query parameters, in `form` style. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly validate?: ValidationOption | undefined;
  /** Wins over the client's. */
  readonly maxResponseBytes?: number | undefined;
  /** Sent instead of a new id. */
  readonly requestId?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** The scheme, or all the schemes, to use for this call; false sends no credentials. */
  readonly security?: string | readonly string[] | false | undefined;
  /** The `Accept` header. Default: JSON, where the document declares it, otherwise all that it declares. */
  readonly accept?: Accept | undefined;
  /** Given here, it also follows redirects that the document declares as the result. */
  readonly redirects?: RedirectOption | undefined;
  /** Called after the client's. */
  readonly hooks?: Hooks | undefined;
  /** Told how far the request's body has been sent, each time that the connection has taken a piece of it. */
  readonly onProgress?: OnProgress | undefined;
}

/** Names compare case-insensitively. `null` removes, undefined is as if it weren't there. */
export type HeaderOptions = Readonly<Record<string, string | number | boolean | null | undefined>>;
// #endregion

// #region errors/request-validation-error.ts
export interface RequestValidationErrorInit extends SdkErrorInit {
  readonly issues: readonly ValidationIssue[];
}

/** A parameter or the body is not what the document asks for: nothing was sent. */
export class RequestValidationError extends SdkError {
  override readonly kind = "request-validation";
  /** Each path begins with the parameter's name or with `body`. */
  readonly issues: readonly ValidationIssue[];

  constructor(init: RequestValidationErrorInit) {
    super(init);
    this.issues = init.issues;
  }

  static override get brand(): string {
    return "RequestValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("issues");
  }
}

/** True where a parameter or the body is not what the document asks for. */
export function isRequestValidationError(error: unknown): error is RequestValidationError {
  return error instanceof RequestValidationError;
}
// #endregion

// #region serialize/value.ts
/** What the styles need to know of a value: whether it is a primitive, a list or an object, and what is left out. */

type ObjectValue = Readonly<Record<string, unknown>>;

/** True where nothing is sent. */
function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** True for what is serialized property by property. */
function isObjectValue(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** JSON in which a bigint is a number with all its digits; undefined for what JSON has no word for. */
export function printJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A bigint, or a cycle: that one throws again.
    if (error instanceof TypeError) return printWithBigints(value);
    throw error;
  }
}

/** `JSON.rawJSON` is there from Node.js 21 on only: the digits are written as marked text, which then loses its mark. */
function printWithBigints(value: unknown): string | undefined {
  const others = printBigintsAs(value, () => 0);
  // A mark that the text does not hold by itself, so that nothing else is taken for a number.
  let mark = "bigint:";
  while (others?.includes(mark)) mark += ":";
  const marked = printBigintsAs(value, (digits) => `${mark}${digits}`);
  return marked?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

function printBigintsAs(value: unknown, print: (digits: bigint) => unknown): string | undefined {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? print(item) : item));
}

/** A primitive as text. What styles don't define, an object within a list, becomes JSON. */
function printPrimitive(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return printDate(value);
  if (typeof value === "object" && value !== null) return printJson(value) ?? "";
  return String(value);
}

function printDate(date: Date): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new RequestValidationError({ message: "An invalid Date can't be sent", issues: [] });
}

/** The items that are sent. */
function presentItems(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => !isAbsent(item)).map(printPrimitive);
}

/** What `printList` makes of a list: one text, or where the list is exploded one for each item. */
function printedLists(
  list: readonly unknown[],
  print: PrintList,
  { explode, encode }: { readonly explode: boolean; readonly encode: (text: string) => string },
): readonly string[] {
  const lists = explode ? list.map((item) => (Array.isArray(item) ? item : [item])) : [list];
  return lists.map((one) => print(one, encode)).filter((text) => text !== "");
}

/** The properties that are sent. */
function presentEntries(object: ObjectValue): readonly (readonly [name: string, text: string])[] {
  return Object.entries(object)
    .filter(([, value]) => !isAbsent(value))
    .map(([name, value]) => [name, printPrimitive(value)]);
}

/** A parameter's `content`: the text of its media type. */
function printContent(value: unknown, contentType: string): string {
  return typeof value === "string" && !/[/+]json\b/i.test(contentType) ? value : (printJson(value) ?? "");
}
// #endregion

// #region serialize/header.ts
/** OpenAPI 3.2, 4.12.3 `simple` style in a header; RFC 9110 5.5 Field Values. */


/** A header's value; it is not percent-encoded. Undefined where there is nothing to send. */
function serializeHeaderParam(param: ParamDescriptor, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (param.contentType !== undefined) return printContent(value, param.contentType);
  if (Array.isArray(value)) {
    // Nothing is percent-encoded in a header. A list of nothing is not sent.
    const printed = param.printList?.(value, (text) => text);
    return printed === undefined ? joinedInHeader(presentItems(value)) : printed || undefined;
  }
  if (!isObjectValue(value)) return printPrimitive(value);
  const entries = presentEntries(value);
  return joinedInHeader(param.explode === true ? entries.map((entry) => entry.join("=")) : entries.flat());
}

/** Visible ASCII, space, tab, and the bytes above: all that may stand in a header. */
const validValue = /^[\t -~\x80-\xFF]*$/;
const validName = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What is wrong with a header, in words that don't repeat its value: it may be a secret. */
function headerProblem(name: string, value: string): string | undefined {
  if (!validName.test(name)) return `${JSON.stringify(name)} is not a header name`;
  if (validValue.test(value)) return undefined;
  const what = /[\r\n]/.test(value) ? "line break" : "character that is not allowed there";
  return `the value of the header ${name} has a ${what}`;
}

function joinedInHeader(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join(",");
}
// #endregion

// #region headers.ts
/** Request headers by lower-case name. */
export type HeaderRecord = Record<string, string>;

/**
 * Lays headers of the user over what is there; `null` removes.
 * @throws ConfigurationError where a name or a value can't be a header
 */
export function applyHeaders(target: HeaderRecord, headers: HeaderOptions = {}): void {
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined) continue;
    if (value === null) delete target[name.toLowerCase()];
    else setHeader(target, name, String(value));
  }
}

/** A copy to add to. Not `{ ...record }`: adding to what a spread made costs V8 half a microsecond for each header. */
function copyHeaders(record: Readonly<HeaderRecord>): HeaderRecord {
  return Object.assign({}, record);
}

/** @throws ConfigurationError where the name or the value can't be a header */
function setHeader(target: HeaderRecord, name: string, value: string): void {
  const problem = headerProblem(name, value);
  if (problem !== undefined) throw new ConfigurationError({ message: `Can't send this: ${problem}` });
  target[name.toLowerCase()] = value;
}
// #endregion

// #region request-problem.ts
/** The error for a parameter or body that can't be sent at all, whatever the validation mode is. */
export function requestProblem(where: string, message: string, cause?: unknown): RequestValidationError {
  const issues = [{ path: [where], message, code: "custom" }];
  return new RequestValidationError({ message: `${where}: ${message}`, issues, cause });
}
// #endregion

// #region header-param.ts
/** @throws RequestValidationError for a value that no header can have */
export function addHeaderParam(headers: HeaderRecord, param: ParamDescriptor, value: string): void {
  const name = param.wireName ?? param.name;
  const problem = headerProblem(name, value);
  if (problem !== undefined) throw requestProblem(param.name, problem);
  headers[name.toLowerCase()] = value;
}
// #endregion

// #region path-rules.ts
/** What no value may do to the path that it becomes a part of. Each throws RequestValidationError. */


/** `.` and `..`, percent-encoded or not: every URL parser on the way would resolve them. */
const dotSegment = /^(?:\.|%2e){1,2}$/i;
const dotSegmentWithin = /(?:^|\/)(?:\.|%2e){1,2}(?=[/?]|$)/i;

/** Before it becomes text. */
export function expectSegment(name: string, value: unknown): void {
  if (value === undefined || value === null) throw requestProblem(name, "is required: it is part of the path");
  if (typeof value === "string" && dotSegment.test(value)) {
    throw requestProblem(name, `can't be ${JSON.stringify(value)}: it would lead to another path`);
  }
}

/** `DELETE /pets/` is not what anybody means who deletes the pet of an empty id. */
export function expectText(name: string, text: string): void {
  if (text === "") throw requestProblem(name, "can't be empty: it is part of the path");
}

/** Of a whole path; `name` is that of a parameter in it. */
export function expectStraight(path: string, name: string): void {
  // Most paths have neither character, which is seen faster than the long expression fails.
  if (/[.%]/.test(path) && dotSegmentWithin.test(path)) {
    throw requestProblem(name, `makes a path that leads elsewhere: ${path}`);
  }
}
// #endregion

// #region serialize/append-query.ts
/** Joins two queries, either of which may be empty. */
function appendQuery(query: string, more: string): string {
  if (query === "") return more;
  return more === "" ? query : `${query}&${more}`;
}
// #endregion

// #region serialize/encode.ts
/**
 * RFC 3986 2.1-2.3 percent-encoding, https://www.rfc-editor.org/rfc/rfc3986#section-2
 * and RFC 6570 3.2.3 reserved expansion, https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3
 */

/** Turns a text into one that may stand at its place. */
type Encode = (text: string) => string;

const unreservedOnly = /^[\w.~-]*$/;

/** Encodes all but the unreserved characters. */
export function encodeStrict(text: string): string {
  if (unreservedOnly.test(text)) return text;
  return encodeText(text).replace(/[!'()*]/g, percent);
}

/**
 * `allowReserved` in a query: reserved characters and percent-encoded triples stay.
 * `#` does not: it would end the query, so no server could ever see it.
 */
function encodeReserved(text: string): string {
  if (unreservedOnly.test(text)) return text;
  return text
    .split(/(%[\dA-Fa-f]{2}|[:/?[\]@!$&'()*+,;=]+)/)
    .map((part, index) => (index % 2 === 1 ? part : encodeStrict(part)))
    .join("");
}

/** `allowReserved` in a path: `/` and `?` would change which resource is meant (OpenAPI 3.2, 4.8.2 Path Templating). */
function encodeReservedPath(text: string): string {
  return encodeReserved(text).replace(/[/?]/g, percent);
}

/** The fixed parts of a path template: what can stand in a path or a query stays as the document has it. */
function encodeLiteral(text: string): string {
  return encodeReserved(text);
}

/** Leaves the text as it is: header values and `cookie` style. */
function encodeNothing(text: string): string {
  return text;
}

function encodeText(text: string): string {
  // Half of a surrogate pair can't be encoded: U+FFFD stands for it, as in every UTF-8 encoder.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
// #endregion

// #region serialize/path.ts
/** OpenAPI 3.2, 4.12.3 Style Values in a path: `simple`, `label`, `matrix`. https://spec.openapis.org/oas/v3.2.0#style-values */


interface PathStyle {
  /** Stands before the first value. */
  readonly prefix: string;
  /** Stands between exploded values. */
  readonly separator: string;
  /** The values carry the parameter's name. */
  readonly named: boolean;
}

const simple: PathStyle = { prefix: "", separator: ",", named: false };
const styles: Readonly<Record<string, PathStyle>> = {
  label: { prefix: ".", separator: ".", named: false },
  matrix: { prefix: ";", separator: ";", named: true },
};

/** What stands in the path for a parameter. The value is neither undefined nor null. */
function serializePathParam(param: ParamDescriptor, value: unknown): string {
  const encode = param.allowReserved === true ? encodeReservedPath : encodeStrict;
  if (param.contentType !== undefined) return encode(printContent(value, param.contentType));
  const style = styles[param.style ?? "simple"] ?? simple;
  if (typeof value !== "object") return style.prefix + withName(param, style, encode(printPrimitive(value)));
  return serializeStructure(param, value, { style, encode });
}

function serializeStructure(param: ParamDescriptor, value: unknown, how: { style: PathStyle; encode: Encode }): string {
  const { style, encode } = how;
  const explode = param.explode === true;
  if (isObjectValue(value)) {
    const entries = presentEntries(value).map(([name, text]) => [encode(name), encode(text)] as const);
    if (entries.length === 0) return "";
    if (explode) return style.prefix + entries.map((entry) => entry.join("=")).join(style.separator);
    return style.prefix + withName(param, style, entries.flat().join(","));
  }
  if (!Array.isArray(value)) return style.prefix + withName(param, style, encode(printPrimitive(value)));
  if (param.printList !== undefined) return style.prefix + param.printList(value, encode);
  const items = presentItems(value).map(encode);
  if (items.length === 0) return "";
  if (!explode) return style.prefix + withName(param, style, items.join(","));
  return style.prefix + items.map((item) => withName(param, style, item)).join(style.separator);
}

/** RFC 6570 3.2.7: an empty value leaves the name alone, without `=`. */
function withName(param: ParamDescriptor, style: PathStyle, text: string): string {
  if (!style.named) return text;
  const name = encodeStrict(param.wireName ?? param.name);
  return text === "" ? name : `${name}=${text}`;
}
// #endregion

// #region serialize/query.ts
/**
 * OpenAPI 3.2, 4.12.3 Style Values in a query: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`, and `content`.
 * https://spec.openapis.org/oas/v3.2.0#style-values
 */


/** What `serializeQueryParam` reads: a parameter, or a property of a form with its encoding. */
interface QueryParam {
  readonly name: string;
  readonly wireName?: string;
  readonly style?: ParamStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly contentType?: string;
  readonly printList?: PrintList;
}

/** Between the values of a list that is not exploded. The delimiters of the two last are not allowed in a URL. */
const delimitersInQuery: Readonly<Record<string, string>> = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };

/** `a=1&b=2`, or nothing where there is nothing to send. */
function serializeQueryParam(param: QueryParam, value: unknown): string {
  if (isAbsent(value)) return "";
  const encode = param.allowReserved === true ? encodeReserved : encodeStrict;
  const name = encodeStrict(param.wireName ?? param.name);
  if (param.contentType !== undefined) return `${name}=${encode(printContent(value, param.contentType))}`;
  // Before TypeScript 5.5 an `unknown` that is not absent may still be null for the compiler.
  if (typeof value !== "object" || value === null || value instanceof Date)
    return `${name}=${encode(printPrimitive(value))}`;
  if (param.style === "deepObject") return deepPairsInQuery(name, value, encode).join("&");
  return serializeStructureInQuery(param, value, { name, encode });
}

function serializeStructureInQuery(param: QueryParam, value: object, how: { name: string; encode: Encode }): string {
  const { name, encode } = how;
  const style = param.style ?? "form";
  const explode = param.explode ?? style === "form";
  const delimiter = delimitersInQuery[style] ?? ",";
  if (Array.isArray(value)) {
    const { printList } = param;
    if (printList !== undefined) {
      return printedLists(value, printList, { explode, encode })
        .map((text) => `${name}=${text}`)
        .join("&");
    }
    const items = presentItems(value).map(encode);
    if (items.length === 0) return "";
    return explode ? items.map((item) => `${name}=${item}`).join("&") : `${name}=${items.join(delimiter)}`;
  }
  if (!isObjectValue(value)) return "";
  const entries = presentEntries(value).map(([key, text]) => [encode(key), encode(text)] as const);
  if (entries.length === 0) return "";
  return explode ? entries.map((entry) => entry.join("=")).join("&") : `${name}=${entries.flat().join(delimiter)}`;
}

/** Nested values are not defined by OpenAPI; brackets with indices are what `qs`, Rails and PHP read alike. */
function deepPairsInQuery(prefix: string, value: unknown, encode: Encode): readonly string[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => deepPairsInQuery(`${prefix}%5B${index}%5D`, item, encode));
  }
  if (!isObjectValue(value)) return [`${prefix}=${encode(printPrimitive(value))}`];
  return entriesOf(value).flatMap(([key, item]) => deepPairsInQuery(`${prefix}%5B${encodeStrict(key)}%5D`, item, encode));
}

function entriesOf(value: ObjectValue): readonly (readonly [string, unknown])[] {
  return Object.entries(value);
}
// #endregion

// #region serialize/form.ts
/**
 * OpenAPI 3.2, 4.14.4 Encoding the x-www-form-urlencoded Media Type
 * https://spec.openapis.org/oas/v3.2.0#encoding-the-x-www-form-urlencoded-media-type
 */


type Encodings = Readonly<Record<string, EncodingDescriptor>>;

/** The properties of an object as `a=1&b=2`. A space is `+`. */
function serializeForm(object: ObjectValue, encodings: Encodings | undefined): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (isAbsent(value)) continue;
    const pair = serializeQueryParam(toQueryParam(name, value, encodings), value);
    if (pair !== "") pairs.push(pair);
  }
  return pairs.join("&").replaceAll("%20", "+");
}

function toQueryParam(name: string, value: unknown, encodings: Encodings | undefined): QueryParam {
  const encoding = encodings !== undefined && Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  if (encoding === undefined) return { name, ...defaultEncoding(value) };
  // 4.15.1: `contentType` is ignored where one of the other three is given.
  const styled = encoding.style !== undefined || encoding.explode !== undefined || encoding.allowReserved !== undefined;
  if (!styled) return { name, ...(encoding.contentType === undefined ? {} : { contentType: encoding.contentType }) };
  const { contentType: _ignored, ...style } = encoding;
  return { name, ...style };
}

/** An object is JSON unless the document says otherwise; lists repeat the name. */
function defaultEncoding(value: unknown): { readonly contentType?: string } {
  return isObjectValue(value) ? { contentType: "application/json" } : {};
}
// #endregion

// #region serialize/querystring.ts
/** OpenAPI 3.2, 4.12.1 Parameter Locations: `querystring`. https://spec.openapis.org/oas/v3.2.0#parameter-locations */


/** One parameter is the whole query. */
function serializeQuerystring(param: ParamDescriptor, value: unknown): string {
  if (isAbsent(value)) return "";
  const contentType = param.contentType ?? "application/x-www-form-urlencoded";
  if (/x-www-form-urlencoded/i.test(contentType) && isObjectValue(value)) return serializeForm(value, undefined);
  return encodeStrict(printContent(value, contentType));
}
// #endregion

// #region address.ts
/** Where the parameters of an operation go in its address and its headers. */


export type Params = Readonly<Record<string, unknown>>;

interface PathPlan {
  /** The fixed texts of the path; a parameter stands between each two of them. */
  readonly pathTexts: readonly string[];
  readonly pathParams: readonly ParamDescriptor[];
}

interface QueryPlan {
  readonly queryParams: readonly ParamDescriptor[];
  readonly querystring: ParamDescriptor | undefined;
}

/** Takes the template apart. */
export function planPath({ path, params = [] }: OperationDescriptor): PathPlan {
  // What follows a `#` never reaches a server; some documents tell operations apart by it.
  const template = path.split("#", 1)[0] ?? "";
  const pieces = template.split(/\{([^{}]+)\}/);
  const inPath = params.filter((param) => param.in === "path");
  return {
    pathTexts: pieces.filter((_piece, index) => index % 2 === 0).map(encodeLiteral),
    pathParams: pieces.filter((_piece, index) => index % 2 === 1).map((name) => pathParam(inPath, name)),
  };
}

/** A template may name a parameter that the document doesn't declare: its value is still looked for. */
function pathParam(params: readonly ParamDescriptor[], name: string): ParamDescriptor {
  return params.find((param) => (param.wireName ?? param.name) === name) ?? { name, in: "path", required: true };
}

/**
 * Path and base path are joined by the caller.
 * @throws RequestValidationError where a value is missing, empty or leads to another path
 */
export function buildPath({ pathTexts, pathParams }: PathPlan, params: Params): string {
  let path = pathTexts[0] ?? "";
  for (let index = 0; index < pathParams.length; index += 1) {
    const param = pathParams[index];
    if (param !== undefined) path += pathValue(param, params) + (pathTexts[index + 1] ?? "");
  }
  if (pathParams.length > 0) expectStraight(path, pathParams[0]?.name ?? "");
  return path;
}

function pathValue(param: ParamDescriptor, params: Params): string {
  const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
  expectSegment(param.name, value);
  const text = serializePathParam(param, value);
  expectText(param.name, text);
  return text;
}

/** Without `?`; nothing where there is nothing to send. */
export function buildQuery(plan: QueryPlan, params: Params, extra: Params | undefined): string {
  let query = "";
  for (const param of plan.queryParams) {
    const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
    if (value === undefined || value === null) continue;
    query = appendQuery(query, serializeQueryParam(param, value));
  }
  if (plan.querystring !== undefined && Object.hasOwn(params, plan.querystring.name)) {
    query = appendQuery(query, serializeQuerystring(plan.querystring, params[plan.querystring.name]));
  }
  if (extra === undefined) return query;
  for (const [name, value] of Object.entries(extra)) query = appendQuery(query, serializeQueryParam({ name }, value));
  return query;
}

/** What is asked for: path, the server's own query, and the operation's. */
export function joinQuery(path: string, baseQuery: string, query: string): string {
  const all = baseQuery === "" ? query : appendQuery(baseQuery, query);
  const target = path === "" ? "/" : path;
  if (all === "") return target;
  // Some documents write a query into the path.
  return target + (target.includes("?") ? "&" : "?") + all;
}

/** @throws RequestValidationError for a value that no header can have */
export function addHeaderParams(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  for (const param of list) {
    const value = serializeHeaderParam(param, Object.hasOwn(params, param.name) ? params[param.name] : undefined);
    if (value !== undefined) addHeaderParam(headers, param, value);
  }
}
// #endregion

// #region response.ts
/** What is known of an answer beside its body. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The server's `x-request-id`, `request-id` or what its cloud calls it; the id that was sent where it gives none. */
  readonly requestId: string | undefined;
  /** The address that was asked, without credentials. */
  readonly url: string;
}

/** What `withResponse()` gives. */
export interface ResponseWithData<Data, HeaderValues extends object = object> extends ResponseInfo {
  readonly data: Data;
  /**
   * The headers that the document declares, by their names there, as what their schemas say. One that is missing, or that
   * is not what the document says, is not here: `headers.get(name)` has its text.
   */
  readonly headerValues: HeaderValues;
  /** From the call to the end of the body. */
  readonly elapsedMs: number;
}

/**
 * No standard names it. The common names first (Heroku's, Stripe's, Spring's), then what GitHub, AWS, Azure and Google
 * document for their APIs, and last what says more of the network before the server: a trace, Cloudflare's ray.
 */
const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-correlation-id",
  "x-github-request-id",
  "x-amzn-requestid",
  "x-amz-request-id",
  "x-ms-request-id",
  "x-goog-request-id",
  "x-trace-id",
  "cf-ray",
];

/** Of headers that a document declares, those that can only be the id of a request: `X-Acme-Request-Id`. */
function declaredRequestIdHeaders({ responses }: OperationDescriptor): readonly string[] {
  const declared = Object.values(responses).flatMap(({ headers }) => Object.keys(headers?.fields ?? {}));
  return [...new Set(declared)].filter((name) => /request-?id$/i.test(name));
}

/** The id that the server gave the request, or the one that was sent. `declared`: what the document calls its header. */
function responseRequestId(
  headers: ResponseHeaders,
  sent: string | undefined,
  declared: readonly string[],
): string | undefined {
  return firstText(headers, declared) ?? firstText(headers, requestIdHeaders) ?? sent;
}

function firstText(headers: ResponseHeaders, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = headers.get(name);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}
// #endregion

// #region response-plan.ts
/** What the document says of a status, worked out once. */
interface ResponsePlan {
  readonly isSuccess: boolean;
  /** What the document declares for it; for an undeclared success, what it declares for another one. */
  readonly descriptor: ResponseDescriptor | undefined;
  /** False where no body is to be read: none is declared, or the status has none. */
  readonly hasBody: boolean;
  /** By content type. */
  readonly choices: Map<string | undefined, ChosenMedia | undefined>;
}

/** How the body of a response is to be read. */
interface ChosenMedia {
  readonly kind: BodyKind;
  readonly media: ResponseMediaDescriptor;
  /** The server's content type is one that the document has. */
  readonly isDeclared: boolean;
  /** As the server sent it. */
  readonly contentType: string | undefined;
  /** Undefined for UTF-8, the charset of nearly everything. */
  readonly charset: string | undefined;
}

/** Servers send few different content types; a hostile one must not fill the memory. */
const maxChoices = 32;

const kinds: Readonly<Record<MediaFamily, BodyKind>> = {
  json: "json",
  events: "events",
  lines: "lines",
  form: "text",
  text: "text",
  multipart: "binary",
  binary: "binary",
};

/** OpenAPI 3.2, 4.16 Responses Object: the status itself, its range, then `default`. */
export function planResponse({ method, responses }: OperationDescriptor, status: number): ResponsePlan {
  // No object inherits such keys.
  const own = responses[status] ?? responses[`${String(status)[0]}XX`];
  // 2xx and 304, and a 3xx that the document declares as a result; not what it declares as an error.
  const isRange = status < 300 || status === 304 || (own !== undefined && status < 400);
  const isSuccess = status >= 200 && isRange && own?.error === undefined;
  const descriptor = own ?? responses["default"] ?? (isSuccess ? firstSuccess(responses) : undefined);
  // RFC 9110 6.4.1: these have no content, whatever the document says.
  const isEmpty = [204, 205, 304].includes(status) || method === "HEAD";
  return { isSuccess, descriptor, hasBody: !isEmpty && descriptor?.content !== undefined, choices: new Map() };
}

/** Undefined where the document declares no body. */
export function chooseMedia(plan: ResponsePlan, contentType: string | undefined): ChosenMedia | undefined {
  const known = plan.choices.get(contentType);
  if (known !== undefined) return known;
  const chosen = plan.hasBody ? choose(plan.descriptor?.content ?? {}, contentType) : undefined;
  if (plan.choices.size < maxChoices) plan.choices.set(contentType, chosen);
  return chosen;
}

/** A content type that is missing, or that the document doesn't know, is taken for the first one that it does. */
function choose(
  content: Readonly<Record<string, ResponseMediaDescriptor>>,
  contentType: string | undefined,
): ChosenMedia | undefined {
  const keys = Object.keys(content);
  const matched = contentType === undefined ? undefined : findMedia(keys, contentType);
  const key = matched ?? keys[0];
  const media = key === undefined ? undefined : content[key];
  if (key === undefined || media === undefined) return undefined;
  const kind = kindOf(media, key, matched === undefined ? undefined : contentType);
  return { kind, media, isDeclared: matched !== undefined, contentType, charset: charsetOf(contentType) };
}

/** A range says nothing of the bytes, the header does. */
function kindOf(media: ResponseMediaDescriptor, key: string, contentType: string | undefined): BodyKind {
  if (!key.includes("*") || contentType === undefined) return media.kind ?? kindOfType(key);
  const actual = kindOfType(contentType);
  // The widest range is written where JSON is meant; a text is still a text.
  return actual === "text" ? actual : (media.kind ?? actual);
}

function kindOfType(mediaType: string): BodyKind {
  return kinds[familyOf(essenceOf(mediaType))];
}

/** The charset of a content type; undefined for UTF-8 and where there is none. */
function charsetOf(contentType: string | undefined): string | undefined {
  const charset = contentType === undefined ? undefined : mediaParameter(contentType, "charset");
  return charset === undefined || /^utf-?8$/i.test(charset) ? undefined : charset;
}

/** A 201 where the document knows only a 200 is read as the 200. */
function firstSuccess(responses: OperationDescriptor["responses"]): ResponseDescriptor | undefined {
  const key = Object.keys(responses).find((status) => status[0] === "2");
  return key === undefined ? undefined : responses[key];
}
// #endregion

// #region operation-plan.ts
/** What is worked out once for each operation, when it is first called. */
interface OperationPlan extends PathPlan, QueryPlan {
  readonly operation: OperationDescriptor;
  readonly headerParams: readonly ParamDescriptor[];
  readonly cookieParams: readonly ParamDescriptor[];
  /** The keys of the body's `content`, in order. */
  readonly bodyTypes: readonly string[];
  readonly accept: string;
  /** The headers that the document declares for the id of a request. */
  readonly requestIdHeaders: readonly string[];
  /** By status. */
  readonly responses: Map<number, ResponsePlan>;
}

const plans = /* @__PURE__ */ new WeakMap<OperationDescriptor, OperationPlan>();

function planOperation(operation: OperationDescriptor): OperationPlan {
  let plan = plans.get(operation);
  if (plan === undefined) {
    plan = makePlan(operation);
    plans.set(operation, plan);
  }
  return plan;
}

/** What the document says of a status. There are at most 500 of them. */
function responsePlanOf(plan: OperationPlan, status: number): ResponsePlan {
  let response = plan.responses.get(status);
  if (response === undefined) {
    response = planResponse(plan.operation, status);
    plan.responses.set(status, response);
  }
  return response;
}

function makePlan(operation: OperationDescriptor): OperationPlan {
  const params = operation.params ?? [];
  const at = (location: ParamLocation) => params.filter((param) => param.in === location);
  return {
    operation,
    ...planPath(operation),
    queryParams: at("query"),
    querystring: at("querystring")[0],
    headerParams: at("header"),
    cookieParams: at("cookie"),
    bodyTypes: Object.keys(operation.body?.content ?? {}),
    accept: planAccept(operation),
    requestIdHeaders: declaredRequestIdHeaders(operation),
    responses: new Map(),
  };
}

/** The media type of success first; RFC 9110 12.5.1 has no order of its own, so the others get a lower weight. */
function planAccept(operation: OperationDescriptor): string {
  const entries = Object.entries(operation.responses);
  const [success, failure] = [entries.filter(isSuccess), entries.filter((entry) => !isSuccess(entry))].map((list) =>
    list.map(([, response]) => Object.keys(response.content ?? {})),
  );
  const types = [...new Set([...byPreference((success ?? []).flatMap(preferred)), ...(failure ?? []).flat()])];
  const [first, ...others] = types;
  if (first === undefined) return "*/*";
  return [first, ...others.map((type) => `${type};q=0.9`)].join(", ");
}

function isSuccess([status, response]: [string, ResponseDescriptor]): boolean {
  return /^[23]/.test(status) || (status === "default" && response.error === undefined);
}

/** Where a response has JSON, only streams are asked for besides: it is what the types promise. */
function preferred(types: readonly string[]): readonly string[] {
  return types.some(isJson) ? types.filter((type) => isJson(type) || isStream(type)) : types;
}

function isStream(type: string): boolean {
  const family = familyOf(essenceOf(type));
  return family === "events" || family === "lines";
}

function isJson(type: string): boolean {
  return familyOf(essenceOf(type)) === "json";
}

/** JSON is what the types of an SDK describe best. */
function byPreference(types: readonly string[]): readonly string[] {
  return [...types.filter(isJson), ...types.filter((type) => !isJson(type))];
}
// #endregion

// #region response-limit.ts
/**
 * 256 MiB: far beyond any answer that is meant to be held in memory, and half of what V8 can hold in one text; parsed
 * JSON takes several times its length.
 */
const defaultMaxResponseBytes = 268_435_456;

interface Limited {
  readonly limit: number;
  readonly status: number;
  readonly contentType: string | undefined;
}

/** @throws ConfigurationError where it is no number of bytes */
export function resolveMaxResponseBytes(given: number | undefined): number {
  if (given === undefined) return defaultMaxResponseBytes;
  if (given > 0) return given;
  throw new ConfigurationError({ message: `\`maxResponseBytes\` must be a number of bytes, not ${given}` });
}

/**
 * A whole body, content codings decoded; one that is larger than the limit is read no further.
 * @throws ResponseParseError where it is
 */
export async function readWhole(body: Pick<ResponseBody, "bytes">, limited: Limited): Promise<Bytes> {
  const bytes = await body.bytes(limited.limit + 1);
  if (bytes.byteLength > limited.limit) throw tooLarge(limited);
  return bytes;
}

/** @throws ResponseParseError for a text of more bytes than the limit */
function expectSmall(text: string, limited: Limited): void {
  // No character of UTF-16 takes more than three bytes in UTF-8: most texts need not be measured.
  if (text.length * 3 <= limited.limit) return;
  if (text.length > limited.limit || new TextEncoder().encode(text).byteLength > limited.limit) throw tooLarge(limited);
}

function tooLarge({ limit, status, contentType }: Limited): ResponseParseError {
  const message = `The response (status ${status}) is larger than the ${limit} bytes that \`maxResponseBytes\` allows; nothing of it is used. Raise \`maxResponseBytes\`, or read it in pieces (\`stream()\`, \`saveTo()\`)`;
  return new ResponseParseError({ message, status, contentType, excerpt: "" });
}
// #endregion

// #region auth/api-key.ts
/** OpenAPI 3.2, 4.30 Security Scheme Object: `apiKey`. */


interface ApiKeyScheme {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  /** Fern's `x-fern-header`: `Token ` before the key. A key that is given with it is sent once with it. */
  readonly prefix?: string;
}

function applyApiKey(scheme: ApiKeyScheme, key: string): AppliedCredential {
  if (scheme.in === "header") return { header: [scheme.name.toLowerCase(), withPrefix(scheme.prefix, key)] };
  const pair = `${encodeStrict(scheme.name)}=${encodeStrict(key)}`;
  return scheme.in === "query" ? { query: pair } : { cookie: pair };
}

function withPrefix(prefix: string | undefined, key: string): string {
  return prefix === undefined || key.startsWith(prefix) ? key : prefix + key;
}
// #endregion

// #region auth/basic.ts
/** RFC 7617 2, https://www.rfc-editor.org/rfc/rfc7617#section-2 */


/** @throws ConfigurationError if the value is no login */
function basicHeader(name: string, value: unknown): string {
  if (!isLogin(value)) {
    throw new ConfigurationError({ message: `\`auth.${name}\` must be an object with \`username\` and \`password\`` });
  }
  if (value.username.includes(":")) {
    throw new ConfigurationError({ message: `\`auth.${name}.username\` can't hold a colon: RFC 7617 ends it there` });
  }
  return `Basic ${encodeBase64(`${value.username}:${value.password}`)}`;
}

function isLogin(value: unknown): value is { readonly username: string; readonly password: string } {
  if (typeof value !== "object" || value === null || !("username" in value) || !("password" in value)) return false;
  return typeof value.username === "string" && typeof value.password === "string";
}

/** UTF-8: `btoa` alone knows Latin-1 only. */
function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
// #endregion

// #region auth/bearer.ts
/** RFC 6750 2.1, https://www.rfc-editor.org/rfc/rfc6750#section-2.1; other schemes of RFC 9110 11.4 look the same. */

/** A token that is given with its scheme, as it is often copied, is sent once with it, not twice. */
function bearerHeader(scheme: string, token: string): string {
  return token.toLowerCase().startsWith(`${scheme.toLowerCase()} `) ? token : `${scheme} ${token}`;
}
// #endregion

// #region auth/apply.ts
/** @throws ConfigurationError if the value is not what the scheme needs; the message never repeats it */
function toApplied(name: string, scheme: SecuritySchemeDescriptor, value: unknown): AppliedCredential {
  const applied = applyScheme(name, scheme, value);
  const problem = applied.header === undefined ? undefined : headerProblem(...applied.header);
  if (problem !== undefined) throw new ConfigurationError({ message: `\`auth.${name}\` can't be sent: ${problem}` });
  return applied;
}

/** A copy of the request: the one that hooks and logs know stays free of secrets. */
function applyCredential(request: ApiRequest, list: readonly AppliedCredential[]): ApiRequest {
  request.call.keepCredentials(list);
  const headers = copyHeaders(request.headers);
  let path = request.path;
  for (const { header, query, cookie } of list) {
    // A header that the user wrote by hand wins.
    if (header !== undefined && headers[header[0]] === undefined) headers[header[0]] = header[1];
    if (query !== undefined) path = addToPath(path, query);
    if (cookie !== undefined) headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookie}` : cookie;
  }
  return { ...request, headers, path };
}

function applyScheme(name: string, scheme: SecuritySchemeDescriptor, value: unknown): AppliedCredential {
  if (scheme.type === "mutualTLS") return {};
  if (scheme.type === "basic") return { header: ["authorization", basicHeader(name, value)] };
  if (typeof value !== "string" || value === "") {
    throw new ConfigurationError({ message: `\`auth.${name}\` must be a string that is not empty` });
  }
  if (scheme.type === "apiKey") return applyApiKey(scheme, value);
  const word = scheme.type === "http" ? scheme.scheme : "Bearer";
  return { header: ["authorization", bearerHeader(word, value)] };
}

/** A parameter that is there already wins: the user wrote it by hand, or a redirect repeats it. */
function addToPath(path: string, query: string): string {
  const name = query.slice(0, query.indexOf("=") + 1);
  if (path.includes(`?${name}`) || path.includes(`&${name}`)) return path;
  const start = path.indexOf("?");
  return start < 0 ? `${path}?${query}` : `${path.slice(0, start)}?${appendQuery(path.slice(start + 1), query)}`;
}
// #endregion

// #region platform.ts
/** What the runtime takes from the platform beyond ES2022 and the web's APIs, all of it optional. */

interface ProcessLike {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(id: string): unknown;
}

function currentProcess(): ProcessLike | undefined {
  // Every part that is used is optional here, so nothing is claimed that might not hold.
  return (globalThis as { readonly process?: ProcessLike }).process;
}

/** An environment variable; undefined where it is empty or where there is no environment. */
export function readEnvironment(name: string): string | undefined {
  try {
    const value = currentProcess()?.env?.[name];
    return value === "" ? undefined : value;
  } catch {
    // Deno asks for a permission, and throws where it isn't given: as good as no variable.
    return undefined;
  }
}

/** The version of Node.js; undefined in browsers. */
function nodeVersion(): string | undefined {
  return currentProcess()?.versions?.node;
}

/** True in a page and in a page's worker, not in Node.js, Deno, Bun and the workers of servers. */
export function isBrowser(): boolean {
  return nodeVersion() === undefined && ("document" in globalThis || "importScripts" in globalThis);
}

/** A module of Node.js, where there is one. The caller checks what it needs of it. */
export function builtinModule(id: string): unknown {
  return currentProcess()?.getBuiltinModule?.(id);
}

/** A version 4 UUID (RFC 9562 5.4). */
function randomId(): string {
  // Browsers hide `randomUUID` from pages that were not loaded over https.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
// #endregion

// #region auth/environment.ts
/** Says that the environment has a client's id and secret; they are read for each token request. */
const environmentGrant: OAuth2Settings = {};

/** The credential that the environment holds for a scheme. */
function environmentCredential(scheme: SecuritySchemeDescriptor): Credential | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (isTokenScheme(scheme)) return environmentToken(scheme);
  if (scheme.type !== "basic") return readEnvironment(scheme.env);
  const { username, password } = loginVariables(scheme);
  const name = readEnvironment(username);
  return name === undefined ? undefined : { username: name, password: readEnvironment(password) ?? "" };
}

/** What to set, for messages: the option and the variable. */
function describeScheme(name: string, scheme: SecuritySchemeDescriptor | undefined): string {
  if (scheme === undefined) return `\`auth.${name}\` (which the document doesn't define)`;
  if (scheme.type === "mutualTLS") return `a transport with a client certificate (\`${name}\`)`;
  return `the option \`auth.${name}\` or the environment ${variablesOf(scheme)}`;
}

function variablesOf(scheme: Exclude<SecuritySchemeDescriptor, { readonly type: "mutualTLS" }>): string {
  if (scheme.type === "basic") {
    const { username, password } = loginVariables(scheme);
    return `variables ${username} and ${password}`;
  }
  if (!isTokenScheme(scheme) || !hasClientCredentials(scheme)) return `variable ${scheme.env}`;
  return `variables ${scheme.env} (an access token), or ${scheme.env}_CLIENT_ID and ${scheme.env}_CLIENT_SECRET`;
}

function loginVariables(scheme: Extract<SecuritySchemeDescriptor, { readonly type: "basic" }>): {
  readonly username: string;
  readonly password: string;
} {
  return {
    username: scheme.usernameEnv ?? `${scheme.env}_USERNAME`,
    password: scheme.passwordEnv ?? `${scheme.env}_PASSWORD`,
  };
}

/** `PETSTORE_OAUTH` may hold a token, so may `PETSTORE_OAUTH_TOKEN`; otherwise there may be what tokens are got with. */
function environmentToken(scheme: TokenScheme): Credential | undefined {
  const token = readEnvironment(scheme.env) ?? readEnvironment(`${scheme.env}_TOKEN`);
  if (token !== undefined || !hasClientCredentials(scheme)) return token;
  const [id, secret] = [readEnvironment(`${scheme.env}_CLIENT_ID`), readEnvironment(`${scheme.env}_CLIENT_SECRET`)];
  return id === undefined || secret === undefined ? undefined : environmentGrant;
}

/** The one grant that an id and a secret are enough for. */
function hasClientCredentials(scheme: TokenScheme): boolean {
  return (
    scheme.type === "openIdConnect" || scheme.flows.clientCredentials !== undefined || scheme.metadataUrl !== undefined
  );
}
// #endregion

// #region auth/given-credential.ts
/** From `auth`, or from the top level, where a generated client's type may have put it. */
function givenCredential(options: ClientOptions, name: string): Credential | undefined {
  const { auth } = options;
  if (auth !== undefined && Object.hasOwn(auth, name) && auth[name] !== undefined) return auth[name];
  return topLevelCredential(options, name);
}

/** A credential that stands beside the options, under the name of its scheme. */
export function topLevelCredential(options: ClientOptions, name: string): Credential | undefined {
  if (optionNames.has(name) || !Object.hasOwn(options, name)) return undefined;
  // Own property checked; what it holds is checked where it is used.
  return (options as Readonly<Record<string, Credential | undefined>>)[name];
}

/** A scheme may be called `headers`: at the top level the option wins, the credential stands in `auth`. */
const optionNames = /* @__PURE__ */ new Set([
  "baseUrl",
  "server",
  "serverVariables",
  "auth",
  "headers",
  "userAgent",
  "timeout",
  "retry",
  "rateLimit",
  "maxConcurrency",
  "maxQueue",
  "maxResponseBytes",
  "connections",
  "validate",
  "hooks",
  "logger",
  "transport",
  "middleware",
  "requestIdHeader",
  "allowedOrigins",
  "dispatcher",
  "tokenStore",
  "logLevel",
  "logBodies",
  "telemetry",
  "redirects",
  "proxy",
  "http2",
  "socketPath",
  "tls",
]);
// #endregion

// #region auth/authenticator.ts
/** A scheme of the document with the credential for it. */
interface Satisfied {
  readonly name: string;
  readonly scheme: SecuritySchemeDescriptor;
  /** Undefined for schemes that send nothing. */
  readonly credential: Credential | undefined;
  /** Where the credential is what access tokens are got with. */
  readonly tokens: TokenSource | undefined;
}

interface AuthenticatorInit {
  readonly api: SecuredApi;
  readonly options: ClientOptions;
  /** Only where the document has OAuth2 or OpenID Connect. */
  readonly oauth2: OAuth2Support | undefined;
  /** What derived clients share. */
  readonly sources: TokenSources;
  /** How the client reaches an authorization server. */
  readonly tokenIo: TokenIo;
}

/** Chooses among an operation's alternatives and puts the credentials into a request. */
export class Authenticator {
  readonly #api: SecuredApi;
  readonly #options: ClientOptions;
  readonly #oauth2: OAuth2Support | undefined;
  readonly #sources: TokenSources;
  readonly #tokenIo: TokenIo;
  /** Credentials that were found, by scheme. A missing one is looked for again: the environment may change. */
  readonly #found = new Map<string, Satisfied>();
  /** What a fixed credential becomes on the wire, by scheme; of a token, the latest. */
  readonly #fixed = new Map<string, { readonly value: unknown; readonly applied: AppliedCredential }>();

  constructor({ api, options, oauth2, sources, tokenIo }: AuthenticatorInit) {
    this.#api = api;
    this.#options = options;
    this.#oauth2 = oauth2;
    this.#tokenIo = tokenIo;
    this.#sources = sources;
  }

  /** A copy of the request with credentials; a promise only where one must be waited for. */
  authorize(request: ApiRequest, schemes: readonly Satisfied[]): ApiRequest | Promise<ApiRequest> {
    const values = schemes.map((one) => this.#valueOf(one, request));
    if (values.some((value) => value instanceof Promise)) {
      return Promise.all(values).then((all) => this.#apply(request, schemes, all));
    }
    return this.#apply(request, schemes, values);
  }

  /** A newer token than the one that was refused, or undefined where there can be none. */
  replaceToken(tokens: TokenSource, refused: string): Promise<string | undefined> {
    return tokens.replace(refused, this.#tokenIo);
  }

  /** @internal What functions that sign somebody in need to know of a scheme. */
  tokenScheme(name: string | undefined): ChosenTokenScheme {
    const schemes = Object.entries(this.#api.security).filter(([, scheme]) => isTokenScheme(scheme));
    const [chosen] = name === undefined ? schemes : schemes.filter(([wireName]) => wireName === name);
    if (chosen === undefined || (name === undefined && schemes.length > 1) || !isTokenScheme(chosen[1])) {
      const names = schemes.map(([wireName]) => `"${wireName}"`).join(", ");
      throw new ConfigurationError({ message: `\`scheme\` must be one of ${names}` });
    }
    const [schemeName, scheme] = chosen;
    const credential = givenCredential(this.#options, schemeName);
    const found = this.#find(schemeName);
    return {
      apiName: this.#api.name,
      schemeName,
      scheme,
      settings: isSettings(credential) ? credential : {},
      tokens: found?.tokens,
      io: this.#tokenIo,
    };
  }

  /** The first alternative whose credentials are all there. One that asks for nothing is the last resort. */
  choose(request: ApiRequest, requirements: readonly SecurityRequirement[]): readonly Satisfied[] {
    for (const requirement of requirements) {
      const names = Object.keys(requirement);
      const found = names.flatMap((name) => this.#find(name) ?? []);
      if (names.length > 0 && found.length === names.length) return found;
    }
    const isOptional = requirements.some((requirement) => Object.keys(requirement).length === 0);
    // The user may have written the header by hand.
    if (isOptional || request.headers["authorization"] !== undefined) return [];
    throw new ConfigurationError({ message: this.#explain(request.operation.id, requirements) });
  }

  #find(name: string): Satisfied | undefined {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const scheme = Object.hasOwn(this.#api.security, name) ? this.#api.security[name] : undefined;
    if (scheme === undefined) return undefined;
    const credential = givenCredential(this.#options, name) ?? environmentCredential(scheme);
    if (credential === undefined && scheme.type !== "mutualTLS") return undefined;
    const satisfied: Satisfied = { name, scheme, credential, tokens: this.#tokensOf(name, scheme, credential) };
    this.#found.set(name, satisfied);
    return satisfied;
  }

  #tokensOf(
    schemeName: string,
    scheme: SecuritySchemeDescriptor,
    credential: Credential | undefined,
  ): TokenSource | undefined {
    if (!isTokenScheme(scheme) || !isSettings(credential)) return undefined;
    if (this.#oauth2 === undefined) {
      throw new ConfigurationError({
        message: `\`auth.${schemeName}\` must be an access token: OAuth2 is not built in`,
      });
    }
    const settings = credential === environmentGrant ? this.#sources.environment : credential;
    const { clock, baseUrl } = this.#tokenIo;
    const init = { apiName: this.#api.name, schemeName, scheme, settings, store: this.#options.tokenStore, clock };
    return this.#sources.find(this.#oauth2, init, baseUrl);
  }

  #valueOf({ credential, tokens }: Satisfied, request: ApiRequest): unknown {
    if (tokens !== undefined) return tokens.token(this.#tokenIo);
    // A copy: what is done to it must not be seen by hooks, nor by the next attempt.
    if (typeof credential === "function") return credential({ ...request, headers: copyHeaders(request.headers) });
    return credential;
  }

  #apply(request: ApiRequest, schemes: readonly Satisfied[], values: readonly unknown[]): ApiRequest {
    const own = values.filter(isRequest).reduce<ApiRequest | undefined>(mergeRequests, undefined);
    const applied: AppliedCredential[] = [];
    for (const [index, { name, scheme, credential }] of schemes.entries()) {
      const value = values[index];
      if (!isRequest(value)) applied.push(this.#applied(name, scheme, credential, value));
    }
    return applyCredential(own ?? request, applied);
  }

  #applied(name: string, scheme: SecuritySchemeDescriptor, credential: unknown, value: unknown): AppliedCredential {
    if (typeof credential === "function") return toApplied(name, scheme, value);
    const known = this.#fixed.get(name);
    if (known !== undefined && known.value === value) return known.applied;
    const applied = toApplied(name, scheme, value);
    this.#fixed.set(name, { value, applied });
    return applied;
  }

  #explain(operationId: string, requirements: readonly SecurityRequirement[]): string {
    const alternatives = requirements.map((requirement) =>
      Object.keys(requirement)
        .map((name) => describeScheme(name, this.#api.security[name]))
        .join(" together with "),
    );
    return `${operationId} needs credentials: set ${alternatives.join(", or ")}`;
  }
}

/** An OAuth2 scheme as a function that signs somebody in needs it. */
interface ChosenTokenScheme {
  readonly apiName: string;
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  /** The client's own; empty where it has none. */
  readonly settings: OAuth2Settings;
  readonly tokens: TokenSource | undefined;
  readonly io: TokenIo;
}

function isSettings(credential: Credential | undefined): credential is OAuth2Settings {
  return typeof credential === "object" && credential !== null;
}

/** A function has signed the request by itself. */
function isRequest(value: unknown): value is ApiRequest {
  return typeof value === "object" && value !== null && "trustedOrigin" in value;
}

/** Two functions that have both signed. */
function mergeRequests(first: ApiRequest | undefined, second: ApiRequest): ApiRequest {
  return first === undefined ? second : { ...second, headers: { ...first.headers, ...second.headers } };
}
// #endregion

// #region final-slashes.ts
/** A text without the slashes at its end. `/\/+$/` takes time in the square of a run of slashes that stands elsewhere. */
export function withoutFinalSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === "/") end -= 1;
  return text.slice(0, end);
}
// #endregion

// #region base-url.ts
/** An address, taken apart once. */
export interface Base {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Without a slash at its end. */
  readonly path: string;
  /** A query that every request carries, without `?`. */
  readonly query: string;
}

/** @throws ConfigurationError where it is no http(s) address, or holds a password */
function parseBase(text: string, option: string): Base {
  const url = tryParse(text);
  if (url === undefined) {
    const hint = option === "server" ? "set `baseUrl` to an absolute one" : "it must begin with http:// or https://";
    throw new ConfigurationError({ message: `${JSON.stringify(text)} is not an absolute URL: ${hint}` });
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ConfigurationError({ message: `The \`${option}\` must be an http or https URL, not ${url.protocol}` });
  }
  if (url.username !== "" || url.password !== "") {
    throw new ConfigurationError({ message: `The \`${option}\` holds a password: give it as \`auth\` instead` });
  }
  return { origin: url.origin, path: withoutFinalSlashes(url.pathname), query: url.search.slice(1) };
}

function tryParse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
// #endregion

// #region server.ts
/** OpenAPI 3.2, 4.5 Server Object: which address an operation is sent to. */


/** Finds the address of each operation. A `baseUrl` of the user wins over every server of the document. */
class ServerResolver {
  readonly #api: ApiDescriptor;
  readonly #options: ClientOptions;
  /** By URL: an SDK has a handful of servers, per-call addresses come few as well. */
  readonly #bases = new Map<string, Base>();
  #default: Base | undefined;

  constructor(api: ApiDescriptor, options: ClientOptions) {
    this.#api = api;
    this.#options = options;
  }

  /** @throws ConfigurationError where there is no usable address */
  resolve(operation: OperationDescriptor, callBaseUrl: string | undefined): Base {
    if (callBaseUrl !== undefined) return this.#parse(callBaseUrl, "baseUrl");
    if (operation.servers === undefined || this.#options.baseUrl !== undefined) {
      this.#default ??= this.#clientBase();
      return this.#default;
    }
    return this.#parse(expand(this.#choose(operation.servers), this.#options), "server");
  }

  /** The address of operations that have no servers of their own; undefined where it can't be told. */
  describe(): string | undefined {
    try {
      const base = this.#clientBase();
      return base.origin + base.path;
    } catch {
      return undefined;
    }
  }

  #clientBase(): Base {
    const { baseUrl } = this.#options;
    if (baseUrl !== undefined) return this.#parse(baseUrl, "baseUrl");
    const { servers, name } = this.#api;
    if (servers.length === 0) throw new ConfigurationError({ message: `${name} names no server: set \`baseUrl\`` });
    return this.#parse(expand(this.#choose(servers), this.#options), "server");
  }

  #choose(servers: readonly ServerDescriptor[]): ServerDescriptor {
    const wanted = this.#options.server;
    const chosen = wanted === undefined ? servers[0] : findServer(servers, wanted);
    if (chosen !== undefined) return chosen;
    // An operation's own servers need not have the name that was chosen for all the others.
    if (servers !== this.#api.servers && servers[0] !== undefined) return servers[0];
    const names = servers.map((server, index) => server.name ?? index).join(", ");
    throw new ConfigurationError({ message: `${this.#api.name} has no server ${String(wanted)}; there are: ${names}` });
  }

  #parse(url: string, option: string): Base {
    let base = this.#bases.get(url);
    if (base === undefined) {
      base = parseBase(url, option);
      if (this.#bases.size < 100) this.#bases.set(url, base);
    }
    return base;
  }
}

function findServer(servers: readonly ServerDescriptor[], wanted: string | number): ServerDescriptor | undefined {
  return typeof wanted === "number" ? servers[wanted] : servers.find((server) => server.name === wanted);
}

function expand(server: ServerDescriptor, options: ClientOptions): string {
  return server.url.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const variables = server.variables ?? {};
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const given = options.serverVariables;
    const value = given !== undefined && Object.hasOwn(given, name) ? given[name] : variable?.default;
    if (value === undefined) throw new ConfigurationError({ message: `Set \`serverVariables.${name}\`` });
    if (variable?.enum !== undefined && !variable.enum.includes(value)) {
      const message = `\`serverVariables.${name}\` is "${value}", but must be one of ${variable.enum.join(", ")}`;
      throw new ConfigurationError({ message });
    }
    return value;
  });
}
// #endregion

// #region settings.ts
/** A client's options with everything filled in: worked out once, read by every call. */
interface ClientSettings {
  readonly clock: RuntimeClock;
  readonly servers: ServerResolver;
  readonly authenticator: Authenticator;
  /** The runtime's own headers; a call copies them. */
  readonly baseHeaders: Readonly<HeaderRecord>;
  /** What the client gives to its operations besides; undefined where there is nothing. */
  readonly globals: ClientGlobals | undefined;
  /** The user's headers; undefined where there are none. */
  readonly headers: HeaderOptions | undefined;
  /** In lower case; undefined where none is sent. */
  readonly requestIdHeader: string | undefined;
  /** Whether each call gets an id, or only one that brings its own. */
  readonly makesRequestIds: boolean;
  readonly timeouts: Timeouts;
  readonly validation: ValidationModes;
  /** Bytes of a body that is read whole. */
  readonly maxResponseBytes: number;
  readonly redirects: RedirectPolicy;
  /** Those of the client; a call adds its own. */
  readonly hooks: readonly Hooks[];
  /** Undefined where the SDK has no typed values. */
  readonly values: TypedValues | undefined;
  /** What holds for operations that say nothing of it. */
  readonly retry: RetryPolicy;
  /** The user has switched it off, for operations that have a policy of their own as well. */
  readonly isRetryOff: boolean;
  readonly idempotencyKey: IdempotencyKey | undefined;
}

interface SettingsInput {
  readonly api: ApiDescriptor;
  readonly options: ClientOptions;
  readonly oauth2: OAuth2Support | undefined;
  readonly shared: SharedState;
  /** Made when it is first asked for. */
  readonly transport: () => Transport;
}

/** @throws ConfigurationError where a header can't be sent, or a number makes no sense */
function resolveSettings({ api, options, oauth2, shared, transport }: SettingsInput): ClientSettings {
  const headers = options.headers;
  if (headers !== undefined) applyHeaders({}, headers);
  checkRetry(options.retry);
  const servers = new ServerResolver(api, options);
  const globals = api.globals?.resolve(options);
  const base = { ...baseHeaders(api, options), ...globals?.headers };
  const tokenIo: TokenIo = {
    get transport(): Transport {
      return transport();
    },
    get baseUrl(): string | undefined {
      return servers.describe();
    },
    userAgent: base["user-agent"],
    clock: shared.clock,
  };
  return {
    clock: shared.clock,
    servers,
    authenticator: new Authenticator({ api, options, oauth2, sources: shared.tokenSources, tokenIo }),
    baseHeaders: base,
    globals,
    headers,
    requestIdHeader: options.requestIdHeader === false ? undefined : requestIdHeader(options.requestIdHeader),
    // A header of its own makes a browser ask first whether it may be sent (CORS), and few servers say yes to this one.
    makesRequestIds: options.requestIdHeader !== undefined || !isBrowser(),
    timeouts: resolveTimeouts(options.timeout, defaultTimeouts),
    validation: resolveValidation(options.validate, defaultValidation(api)),
    maxResponseBytes: resolveMaxResponseBytes(options.maxResponseBytes),
    redirects: resolveRedirects(options.redirects),
    hooks: options.hooks === undefined ? [] : [options.hooks],
    values: api.values,
    retry: resolveRetry(options.retry, resolveRetry(api.retry, defaultRetryPolicy)),
    isRetryOff: options.retry === false,
    idempotencyKey: options.idempotencyKey,
  };
}

function defaultValidation({ validate, hasSchemas }: ApiDescriptor): ValidationModes {
  if (hasSchemas === false) return { request: "off", response: "off", isImpossible: true };
  return validate ?? { request: "off", response: "lenient" };
}

function baseHeaders(api: ApiDescriptor, options: ClientOptions): HeaderRecord {
  const headers: HeaderRecord = {};
  const userAgent = options.userAgent ?? defaultUserAgent(api);
  if (userAgent !== undefined) applyHeaders(headers, { "user-agent": userAgent });
  return headers;
}

/** Browsers set their own and let nobody change it. */
function defaultUserAgent(api: ApiDescriptor): string | undefined {
  const node = nodeVersion();
  return node === undefined ? undefined : `${api.userAgent} sdkwright-runtime/1 node/${node}`;
}

function requestIdHeader(name: string | undefined): string {
  return (name ?? "x-request-id").toLowerCase();
}
// #endregion

// #region stream/open-streams.ts
/** What can be given up from outside. */
interface Cancellable {
  cancel(reason: Error): void;
}

/**
 * The streams of a client that are open. `close()` waits for other bodies; a stream may never end, so it is ended.
 * The streams of a derived client are its parent's, too, as long as there are any.
 */
export class OpenStreams implements Cancellable {
  readonly #streams = new Set<Cancellable>();
  readonly #parent: OpenStreams | undefined;
  #reason: Error | undefined;

  constructor(parent: OpenStreams | undefined) {
    this.#parent = parent;
  }

  /** Where the client has been closed in the meantime, the stream ends at once. */
  add(stream: Cancellable): void {
    if (this.#reason !== undefined) {
      stream.cancel(this.#reason);
      return;
    }
    this.#streams.add(stream);
    if (this.#streams.size === 1) this.#parent?.add(this);
  }

  delete(stream: Cancellable): void {
    if (this.#streams.delete(stream) && this.#streams.size === 0) this.#parent?.delete(this);
  }

  cancel(reason: Error): void {
    this.#reason = reason;
    const streams = [...this.#streams];
    this.#streams.clear();
    this.#parent?.delete(this);
    for (const stream of streams) stream.cancel(reason);
  }
}
// #endregion

// #region call.ts
interface CallInit {
  readonly settings: ClientSettings;
  readonly plan: OperationPlan;
  readonly options: RequestOptions;
  readonly caller: Caller;
  readonly session: CallSession;
}

/** What a call needs of the connections that it is made on. */
interface CallSession {
  readonly openStreams: OpenStreams;
  /** Called once, when the response has begun or the call has failed. */
  leave(): void;
}

/** What a call needs of its client, to be made again. */
interface Caller {
  call(
    operation: OperationDescriptor,
    params: object | undefined,
    options: RequestOptions,
  ): { raw(): Promise<unknown> };
}

/** What the reader of a body needs of its call: all that is public, whoever made it. */
export type OpenCall = { [Name in keyof Call]: Call[Name] };

const noCredentials: readonly AppliedCredential[] = [];

/** One call of an operation, from the request's making to the end of the response's body. */
class Call implements CallState {
  readonly plan: OperationPlan;
  readonly operation: OperationDescriptor;
  readonly options: RequestOptions;
  readonly caller: Caller;
  readonly timeouts: Timeouts;
  readonly validation: ValidationModes;
  readonly values: TypedValues | undefined;
  readonly signal: AbortSignal | undefined;
  readonly security: RequestOptions["security"];
  readonly hooks: readonly Hooks[];
  readonly onProgress: OnProgress | undefined;
  readonly clock: RuntimeClock;
  readonly cancellation: Cancellation;
  readonly attempts: Attempt[] = [];
  readonly idempotencyKey: IdempotencyKey | undefined;
  delayMs: number | undefined;
  notRetried: string | undefined;
  sending: BodyRepeater | undefined;
  readonly openStreams: OpenStreams;
  readonly redirects: RedirectPolicy;
  /** As soon as it is built. */
  request: ApiRequest | undefined;
  readonly #settings: ClientSettings;
  readonly #retry: RetryOption | undefined;
  readonly #startedAt: number;
  readonly #session: CallSession;
  #leavePlace: (() => void) | undefined;
  /** Private, like all that is secret: a hook may print the request it is given. */
  #credentials: readonly AppliedCredential[] = noCredentials;
  #isSettled = false;
  #isReleased = false;

  constructor({ settings, plan, options, caller, session }: CallInit) {
    this.clock = settings.clock;
    this.#startedAt = settings.clock.now();
    this.cancellation = new Cancellation(settings.clock);
    this.plan = plan;
    this.operation = plan.operation;
    this.options = options;
    this.caller = caller;
    this.timeouts = resolveTimeouts(options.timeout, resolveTimeouts(plan.operation.timeout, settings.timeouts));
    this.validation = resolveValidation(options.validate, settings.validation);
    this.values = settings.values;
    this.signal = options.signal;
    this.security = options.security;
    this.idempotencyKey = options.idempotencyKey ?? settings.idempotencyKey;
    this.#settings = settings;
    this.#retry = options.retry;
    this.hooks = options.hooks === undefined ? settings.hooks : [...settings.hooks, options.hooks];
    this.onProgress = options.onProgress;
    this.redirects = resolveRedirects(options.redirects, settings.redirects);
    this.#session = session;
    this.openStreams = session.openStreams;
  }

  get idempotencyHeader(): string {
    return this.operation.idempotency?.header?.toLowerCase() ?? defaultIdempotencyHeader;
  }

  /** Worked out when something has failed: most calls don't need it. */
  retryPolicy(): RetryPolicy {
    const { retry, isRetryOff } = this.#settings;
    const policy = isRetryOff ? retry : resolveRetry(this.operation.retry, retry);
    return resolveRetry(this.#retry, policy);
  }

  /** Bytes of a body that is read whole. */
  get maxResponseBytes(): number {
    const given = this.options.maxResponseBytes;
    return given === undefined ? this.#settings.maxResponseBytes : resolveMaxResponseBytes(given);
  }

  elapsed(): number {
    return this.clock.now() - this.#startedAt;
  }

  /** The address that was asked, without credentials. */
  url(): string {
    return this.request === undefined ? "" : this.request.origin + this.request.path;
  }

  /** The server's id of the request, or the one that was sent. */
  requestIdOf(headers: ResponseHeaders): string | undefined {
    return responseRequestId(headers, this.request?.requestId, this.plan.requestIdHeaders);
  }

  keepCredentials(applied: readonly AppliedCredential[]): void {
    this.#credentials = applied;
  }

  secrets(): readonly string[] {
    return secretsOf(this.#credentials, this.request?.headers ?? {});
  }

  /**
   * The body is handed to the caller, who reads it as fast as it pleases: the total limit ends here, unless the user
   * has set one.
   */
  handOver(): void {
    this.#leave();
    if (!this.timeouts.totalIsGiven) this.cancellation.stopTimer();
  }

  /** The body is a stream that may never end: `close()` of the client does not wait for it, but ends it. */
  staysOpen(): void {
    if (!this.#isSettled) this.openStreams.add(this.cancellation);
  }

  get hasPlace(): boolean {
    return this.#leavePlace !== undefined;
  }

  holdPlace(leave: () => void): void {
    this.#leavePlace = leave;
    // Also where nobody reads the body: the total limit ends the call then.
    this.cancellation.listen(() => this.#leave());
  }

  #leave(): void {
    const leave = this.#leavePlace;
    this.#leavePlace = undefined;
    leave?.();
  }

  /**
   * The response has begun: from here on the transport knows what is under way. The client's `close()` waits for it
   * there, and not for a promise that nobody may ever look at.
   */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#session.leave();
  }

  /** The call is over: frees its timer and its listeners. */
  settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.openStreams.delete(this.cancellation);
    this.#leave();
    this.cancellation.settle();
    this.release();
  }

  /** Ends the call with an error, which learns what it belongs to; hooks see it before the caller does. */
  async fail(error: unknown): Promise<unknown> {
    this.settle();
    const located = this.locate(error);
    for (const { onError } of this.hooks) {
      await onError?.({
        operationId: this.operation.id,
        requestId: this.request?.requestId,
        error: toSdkError(located),
      });
    }
    return located;
  }

  /** Says in an error of the runtime which call it belongs to. Errors of the user's own code stay as they are. */
  locate(error: unknown): unknown {
    if (!(error instanceof SdkError)) return error;
    protectError(error, this.secrets());
    return locateError(error, this.errorContext());
  }

  errorContext(): ErrorContext {
    return {
      operationId: this.operation.id,
      method: this.operation.method,
      url: this.request === undefined ? undefined : redactUrl(this.url()),
      requestId: this.request?.requestId,
      attempts: this.attempts,
      notRetried: this.notRetried,
    };
  }
}
// #endregion

// #region unread-body.ts
/**
 * A body that was handed to the caller unread. The call lasts until it has been read: the caller's signal still ends
 * it, and errors on the way say which call they belong to.
 */
class UnreadBody implements ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestId: string | undefined;
  readonly url: string;
  readonly #call: OpenCall;
  readonly #body: ResponseBody;
  #isUsed = false;

  constructor(call: OpenCall, response: TransportResponse) {
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = call.requestIdOf(response.headers);
    this.url = call.url();
    this.#call = call;
    this.#body = response.body;
    call.handOver();
    abandonedBodies().register(this, response.body, this);
  }

  /** @internal For what reads a body over several calls: whose errors they are is decided there. */
  static insides(body: UnreadBody): { readonly call: OpenCall; readonly take: () => ResponseBody } {
    return { call: body.#call, take: () => body.#take() };
  }

  /** The number of bytes to come; undefined where the server doesn't say or where the body is compressed. */
  get size(): number | undefined {
    const length = this.headers.get("content-length");
    return length === undefined || this.headers.has("content-encoding") ? undefined : Number(length);
  }

  /** The media type with its parameters, as the server sent it. */
  get contentType(): string | undefined {
    return this.headers.get("content-type");
  }

  /** The whole body. @throws ConnectionError if it ends too early, ResponseParseError if it is larger than `maxResponseBytes` */
  async bytes(): Promise<Bytes> {
    try {
      const { status, contentType } = this;
      const bytes = await readWhole(this.#take(), { limit: this.#call.maxResponseBytes, status, contentType });
      this.#call.settle();
      return bytes;
    } catch (error) {
      throw await this.#call.fail(error);
    }
  }

  /** The whole body as text, in the charset that the server names. */
  async text(): Promise<string> {
    const { status, contentType } = this;
    const bytes = await this.bytes();
    return this.located(() => decodeText(bytes, { status, contentType, charset: charsetOf(contentType) }));
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.contentType ?? "" });
  }

  /** The body in chunks. Cancelling it closes the connection. */
  stream(): ReadableStream<Bytes> {
    const reader = this.#take().stream().getReader();
    const call = this.#call;
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          call.settle();
          controller.close();
        } catch (error) {
          controller.error(await call.fail(error));
        }
      },
      async cancel(reason) {
        call.settle();
        await reader.cancel(reason);
      },
    });
  }

  /** Lets go of the connection without reading. */
  discard(): void {
    if (this.#isUsed) return;
    this.#take().discard();
    this.#call.settle();
  }

  /** Runs what reads the body once it is there; its errors learn which call they belong to. */
  protected located<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      throw this.#call.locate(error);
    }
  }

  #take(): ResponseBody {
    if (this.#isUsed) throw new ConfigurationError({ message: "The body has been read already: it can be read once" });
    this.#isUsed = true;
    abandonedBodies().unregister(this);
    return this.#body;
  }
}

let registry: FinalizationRegistry<ResponseBody> | undefined;

/** A body that its owner forgot would keep its connection for ever. */
function abandonedBodies(): FinalizationRegistry<ResponseBody> {
  registry ??= new FinalizationRegistry((body) => body.discard());
  return registry;
}
// #endregion

// #region raw-response.ts
/** What `raw()` gives: whatever the server answered, its body unread. It can be read once. */
export class RawResponse extends UnreadBody {
  /** True for 2xx. */
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** The body in chunks. */
  get body(): ReadableStream<Bytes> {
    return this.stream();
  }

  /** The parsed body. It is not validated. @throws ResponseParseError if it is no JSON */
  async json(): Promise<unknown> {
    const text = await this.text();
    return this.located(() => parseJson(text, { status: this.status, contentType: this.contentType }));
  }
}
// #endregion

// #region api-promise.ts
/** What `safe()` gives: the declared bodies by status, or the error. */
export type SafeResult<Data, Responses extends object, Failure> =
  | SafeSuccess<Data, Responses>
  | { readonly ok: false; readonly error: Failure | SdkError };

/** One member for each declared status of success. */
export type SafeSuccess<Data, Responses extends object> = [keyof Responses] extends [never]
  ? { readonly ok: true; readonly status: number; readonly data: Data }
  : {
      [Status in keyof Responses]: {
        readonly ok: true;
        readonly status: Status extends number ? Status : number;
        readonly data: Responses[Status];
      };
    }[keyof Responses];

/**
 * What is given of the `Results` by media type: that of the `Accept` that is sent, or any of them where it is not plain which.
 * What arrives is read by its own content type, whatever was asked for.
 */
export type Accepted<Results, Accept extends string> = [Extract<Accept, keyof Results>] extends [never]
  ? Results[keyof Results]
  : Results[Extract<Accept, keyof Results>];

/** Where the answer of a call comes from. The client makes it. */
export interface PendingReply<Data> {
  readonly status: number;
  /** A promise only where the body has not all come. */
  data(): Data | Promise<Data>;
  withResponse(): Promise<ResponseWithData<Data>>;
  raw(): RawResponse;
}

/** The result of an operation. The request has started; the body is read when the promise is first used. */
export class ApiPromise<
  Data,
  Responses extends object = Record<number, Data>,
  Failure = SdkError,
  HeaderValues extends object = object,
> implements Promise<Data>
{
  readonly #reply: Promise<PendingReply<Data>>;
  #data: Promise<Data> | undefined;

  constructor(reply: Promise<PendingReply<Data>>) {
    this.#reply = reply;
  }

  /** @internal Where a promise takes its answer from: for other kinds of results that are made of it. */
  static replyOf<Data, Responses extends object, Failure>(
    promise: ApiPromise<Data, Responses, Failure>,
  ): Promise<PendingReply<Data>> {
    return promise.#reply;
  }

  get [Symbol.toStringTag](): string {
    return "ApiPromise";
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<Result = Data, Rejection = never>(
    onFulfilled?: ((data: Data) => Result | PromiseLike<Result>) | null,
    onRejected?: ((error: unknown) => Rejection | PromiseLike<Rejection>) | null,
  ): Promise<Result | Rejection> {
    return this.#read().then(onFulfilled, onRejected);
  }

  catch<Rejection = never>(
    onRejected?: ((error: unknown) => Rejection | PromiseLike<Rejection>) | null,
  ): Promise<Data | Rejection> {
    return this.#read().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.#read().finally(onFinally);
  }

  /** The body together with status, headers, request id and time. */
  async withResponse(): Promise<ResponseWithData<Data, HeaderValues>> {
    // Generated code states `HeaderValues` for the very headers that the descriptor declares.
    return (await (await this.#reply).withResponse()) as ResponseWithData<Data, HeaderValues>;
  }

  /** The answer as it came, unread, whatever its status. */
  async raw(): Promise<RawResponse> {
    return (await this.#reply).raw();
  }

  /** Never throws: what went wrong is a value. `status` narrows `data` to what the document declares for it. */
  async safe(): Promise<SafeResult<Data, Responses, Failure>> {
    try {
      const reply = await this.#reply;
      const data = await this.#read();
      // `Responses` has a member for this status, because the document declares it; the compiler can't know that.
      return { ok: true, status: reply.status, data } as unknown as SafeSuccess<Data, Responses>;
    } catch (error) {
      return { ok: false, error: toSdkError(error) };
    }
  }

  #read(): Promise<Data> {
    this.#data ??= this.#reply.then(readData);
    return this.#data;
  }
}

function readData<Data>(reply: PendingReply<Data>): Data | Promise<Data> {
  return reply.data();
}
// #endregion

// #region resume.ts
/** RFC 9110 14 Range Requests and 13.1.5 If-Range, https://www.rfc-editor.org/rfc/rfc9110#range.requests */


/** So far apart must `Date` and `Last-Modified` be: a file may change twice in a second, and clocks differ. */
const minAgeMs = 60_000;

/**
 * The headers that ask for the bytes from `offset` on, provided that the file is still the same; undefined where that
 * can't be had. A server that doesn't know ranges answers with all of it.
 */
function rangeRequest(headers: ResponseHeaders, offset: number): Readonly<Record<string, string>> | undefined {
  const isRefused = headers.get("accept-ranges")?.trim().toLowerCase() === "none";
  // The ranges of a coded body would be counted in its coded form.
  if (isRefused || headers.has("content-encoding")) return undefined;
  const validator = strongValidator(headers);
  return validator === undefined ? undefined : { range: `bytes=${offset}-`, "if-range": validator };
}

/** 8.8.2.2 and 13.1.5: a date only where there is no entity tag, and where it is old enough. */
function strongValidator(headers: ResponseHeaders): string | undefined {
  const etag = headers.get("etag");
  if (etag !== undefined) return /^"[^"]*"$/.test(etag) ? etag : undefined;
  const modified = headers.get("last-modified");
  if (modified === undefined) return undefined;
  const age = Date.parse(headers.get("date") ?? "") - Date.parse(modified);
  return age >= minAgeMs ? modified : undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: ResponseHeaders;
}

interface SoFar {
  readonly bytes: number;
  readonly totalBytes: number | undefined;
}

/** Whether an answer is the rest that was asked for. */
function resumedAt(
  { status, headers }: Answer,
  { bytes, totalBytes }: SoFar,
): { readonly problem: string } | { readonly problem?: undefined; readonly totalBytes: number | undefined } {
  if (status !== 206) return { problem: `the server answered with ${status} when it was asked for the rest` };
  const header = headers.get("content-range");
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? "") ?? [];
  const size = total === undefined || total === "*" ? undefined : Number(total);
  const isRest = Number(start) === bytes && !headers.has("content-encoding");
  const isSameSize = size === undefined || totalBytes === undefined || size === totalBytes;
  if (isRest && isSameSize) return { totalBytes: size };
  return {
    problem: `the server sent other bytes than the rest that it was asked for (${header ?? "no Content-Range"})`,
  };
}
// #endregion

// #region save.ts
/** Where a download is written. */
interface PartialFile {
  write(chunk: Uint8Array, position: number): Promise<void>;
  /** Throws away what is there. */
  clear(): Promise<void>;
}

/** What is used of `node:fs/promises`. */
interface FileSystemInSave {
  open(path: string, flags: string): Promise<FileHandleInSave>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean }): Promise<void>;
}

interface FileHandleInSave {
  write(data: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Fills a file beside the target, so that nobody ever sees half of it, and moves it there when it is complete.
 * @throws ConfigurationError where the platform has no files
 */
async function saveFile<Result>(path: string, fill: (file: PartialFile) => Promise<Result>): Promise<Result> {
  const files = builtinModule("node:fs/promises");
  if (!isFileSystemInSave(files)) {
    throw new ConfigurationError({ message: "This platform has no files: use `stream()` or `blob()`" });
  }
  // In the same folder: a file can't be renamed from one disk to another.
  const partial = `${path}.${randomId().slice(0, 8)}.part`;
  const handle = await files.open(partial, "wx");
  try {
    const result = await closing(handle, () => fill(partialFile(handle)));
    await files.rename(partial, path);
    return result;
  } catch (error) {
    await files.rm(partial, { force: true });
    throw error;
  }
}

/** Closed before it is renamed: an error of the disk may show only then. */
async function closing<Result>(handle: FileHandleInSave, work: () => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
  return result;
}

function partialFile(handle: FileHandleInSave): PartialFile {
  return {
    clear: () => handle.truncate(0),
    async write(chunk, position) {
      // One `write` may take less than all.
      for (let offset = 0; offset < chunk.byteLength; ) {
        const left = chunk.byteLength - offset;
        offset += (await handle.write(chunk, offset, left, position + offset)).bytesWritten;
      }
    },
  };
}

function isFileSystemInSave(value: unknown): value is FileSystemInSave {
  return typeof value === "object" && value !== null && "open" in value && "rename" in value && "rm" in value;
}
// #endregion

// #region download.ts
interface DownloadOptions {
  readonly onProgress: OnProgress | undefined;
  /** How often an interrupted download goes on. */
  readonly maxResumes: number;
}

/** The longest pause before a download goes on, in milliseconds. */
const maxPauseMs = 8_000;
const firstPauseMs = 500;

/**
 * Writes a body to a file, over as many connections as it takes.
 * @returns how many bytes it has
 */
async function download(first: UnreadBody, file: PartialFile, options: DownloadOptions): Promise<number> {
  const { call } = UnreadBody.insides(first);
  const state = new DownloadState(first, options.onProgress);
  let inVain = 0;
  let interruption: Error | undefined;
  for (let resumes = 0; ; resumes += 1) {
    const before = state.bytes;
    try {
      if (interruption !== undefined) await state.goOn(interruption);
      await state.readInto(file);
      return state.bytes;
    } catch (error) {
      if (resumes >= options.maxResumes || state.isOver || !isInterruption(error) || !mayAskAgain(first)) throw error;
      interruption = error;
      inVain = state.bytes > before ? 0 : inVain + 1;
      await pause(inVain, call.signal);
    }
  }
}

/** The connection's end, whichever way it came; not an abort, nor the limit of the whole call. */
function isInterruption(error: unknown): error is ConnectionError | TimeoutError {
  if (error instanceof TimeoutError) return error.phase !== "total" && error.phase !== "queue";
  return error instanceof ConnectionError;
}

/** Only what changes nothing is asked for again; and a part that the caller asked for is not ours to put together. */
function mayAskAgain(first: UnreadBody): boolean {
  return UnreadBody.insides(first).call.operation.method === "GET" && first.status === 200;
}

class DownloadState {
  bytes = 0;
  /** The server has said that there is nothing more to be had. */
  isOver = false;
  readonly #first: UnreadBody;
  /** The last answer that held all of it. */
  #whole: UnreadBody;
  #body: UnreadBody;
  #totalBytes: number | undefined;
  #meter: ProgressMeter | undefined;
  readonly #onProgress: OnProgress | undefined;

  constructor(body: UnreadBody, onProgress: OnProgress | undefined) {
    this.#first = body;
    this.#whole = body;
    this.#body = body;
    this.#onProgress = onProgress;
    this.#totalBytes = body.size;
    this.#startMeter();
  }

  async readInto(file: PartialFile): Promise<void> {
    const { call, take } = UnreadBody.insides(this.#body);
    // What is there belongs to another state of the file.
    if (this.bytes === 0) await file.clear();
    const reader = take().stream().getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        await file.write(next.value, this.bytes);
        this.bytes += next.value.byteLength;
        this.#meter?.add(next.value.byteLength);
      }
      this.#checkLength();
    } finally {
      call.settle();
      // Frees the connection where writing failed; of no effect where the stream has ended.
      await reader.cancel().catch(() => undefined);
    }
  }

  /** Asks for the rest, or for all of it again where the rest can't be had or belongs to something newer. */
  async goOn(interruption: Error): Promise<void> {
    const headers = this.bytes === 0 ? undefined : rangeRequest(this.#whole.headers, this.bytes);
    const body = await askAgain(this.#first, headers ?? {});
    if (body.status === 200) {
      this.#whole = body;
      this.bytes = 0;
      this.#totalBytes = body.size;
    } else {
      const resumed = resumedAt(body, { bytes: this.bytes, totalBytes: this.#totalBytes });
      if (resumed.problem !== undefined) {
        body.discard();
        this.isOver = true;
        throw cannotGoOn(this.bytes, resumed.problem, interruption);
      }
      this.#totalBytes ??= resumed.totalBytes;
    }
    this.#body = body;
    this.#startMeter();
  }

  #startMeter(): void {
    const onProgress = this.#onProgress;
    this.#meter = onProgress === undefined ? undefined : new ProgressMeter(onProgress, this.#totalBytes, this.bytes);
  }

  #checkLength(): void {
    if (this.#totalBytes === undefined || this.#totalBytes === this.bytes) return;
    throw new ConnectionError({ message: `The body has ${this.bytes} bytes instead of ${this.#totalBytes}` });
  }
}

/** A call like the first, through all policies: with fresh credentials, and with retries of its own. */
async function askAgain(first: UnreadBody, headers: Readonly<Record<string, string>>): Promise<UnreadBody> {
  const { call } = UnreadBody.insides(first);
  const { options, timeouts } = call;
  const total = timeouts.totalIsGiven && timeouts.total > 0 ? Math.max(1, timeouts.total - call.elapsed()) : undefined;
  const timeout = typeof options.timeout === "number" ? {} : options.timeout;
  const body = await call.caller
    .call(call.operation, call.request?.params, {
      ...options,
      headers: { ...options.headers, ...headers },
      requestId: call.request?.requestId,
      timeout: total === undefined ? options.timeout : { ...timeout, total },
    })
    .raw();
  if (body instanceof UnreadBody) return body;
  throw new TypeError("a call without a body");
}

function cannotGoOn(bytes: number, problem: string, cause: Error): ConnectionError {
  return new ConnectionError({ message: `The download broke off after ${bytes} bytes, and ${problem}`, cause });
}

/** None after a connection that brought something. */
async function pause(inVain: number, signal: AbortSignal | undefined): Promise<void> {
  if (inVain === 0) return;
  const delay = Math.min(maxPauseMs, firstPauseMs * 2 ** (inVain - 1));
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delay);
    // The next request says what there is to say.
    signal?.addEventListener("abort", finish);
    if (signal?.aborted === true) finish();
  });
}
// #endregion

// #region binary.ts
export interface SaveOptions {
  /** Called after each chunk that was written. */
  readonly onProgress?: OnProgress | undefined;
  /**
   * How often a download whose connection broke goes on. Default 10; 0: never.
   *
   * It goes on where it stopped if the server names the file's state by a strong `ETag`, or by a `Last-Modified` that
   * is a minute old (`Range` and `If-Range`, RFC 9110); otherwise, or where the file has changed, it starts again. Only
   * for GET, and not where a range was asked for.
   */
  readonly maxResumes?: number | undefined;
}

const defaultMaxResumes = 10;

/** A body that is neither JSON nor text. It can be read once; `discard()` lets go of it. */
export class BinaryResponse extends UnreadBody {
  /**
   * Writes the body to a file, in constant memory, and gives the number of bytes. It is written under another name in
   * the same folder: what was there is replaced only when all has arrived, and nothing is left behind otherwise.
   * @throws ConfigurationError where the platform has no files, ConnectionError if the body ends too early and can't be
   *   had to its end, TimeoutError if nothing comes any more, AbortedError
   */
  async saveTo(path: string, options: SaveOptions = {}): Promise<number> {
    const { onProgress, maxResumes = defaultMaxResumes } = options;
    const { call } = UnreadBody.insides(this);
    try {
      return await saveFile(path, (file) => download(this, file, { onProgress, maxResumes }));
    } catch (error) {
      this.discard();
      throw await call.fail(error);
    }
  }
}
// #endregion

// #region serialize/content.ts
type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/** Bytes in any shape. */
type Content = string | Blob | ArrayBuffer | ArrayBufferView | ByteStream | BodySource;

/** True for what stands for bytes by itself; a string does not. */
function isContent(value: unknown): value is Exclude<Content, string> {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || isStreamed(value);
}

/** True for what is not there as a whole. */
function isStreamed(value: unknown): value is ByteStream | BodySource {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof ReadableStream || Symbol.asyncIterator in value || isBodySource(value);
}

/** The bytes of a buffer or of a view, not copied. */
function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** Whatever it is as something that can be opened. */
export function sourceOf(content: Content): BodySource {
  if (typeof content === "string") return memorySource(new TextEncoder().encode(content));
  if (content instanceof Blob) return blobSource(content);
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return memorySource(bytesOf(content));
  return isBodySource(content) ? content : new StreamSource(content);
}

/** As much as is handed over at a time: progress is told, and a call given up, in steps of it. */
const stepBytes = 65_536;

function memorySource(bytes: Uint8Array): BodySource {
  return { replayable: true, openBody: () => ({ size: bytes.byteLength, chunks: stepsOf(bytes) }) };
}

async function* stepsOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.byteLength; at += stepBytes) yield bytes.subarray(at, at + stepBytes);
}

function blobSource(blob: Blob): BodySource {
  const openBody = (): OpenBody => {
    const { chunks, close } = openStream(blob.stream());
    return { size: blob.size, chunks: inSteps(chunks), close };
  };
  return { replayable: true, openBody };
}

/** A platform may give all that a Blob has in memory as one chunk. */
async function* inSteps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) yield* stepsOf(chunk);
}

/** A stream of the caller's: it can be read once. */
class StreamSource implements BodySource {
  readonly replayable = false;
  readonly #stream: ByteStream;
  #isUsed = false;

  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  openBody(): OpenBody {
    const stream = this.#stream;
    if (this.#isUsed || (stream instanceof ReadableStream && stream.locked)) {
      throw requestProblem("body", "is, or holds, a stream that has been read already: it can be sent only once");
    }
    this.#isUsed = true;
    return { size: undefined, ...(stream instanceof ReadableStream ? openStream(stream) : openIterable(stream)) };
  }
}

type Opened = Required<Pick<OpenBody, "chunks" | "close">>;

function openStream(stream: ReadableStream<Uint8Array>): Opened {
  const reader = stream.getReader();
  // Cancelling ends a read that is under way, too. Nobody waits for it.
  const close = (): void => void reader.cancel().catch(() => undefined);
  return { chunks: readAll(reader, close), close };
}

async function* readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  close: () => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield checked(value);
    }
  } finally {
    close();
  }
}

function openIterable(iterable: AsyncIterable<Uint8Array | string>): Opened {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    chunks: { [Symbol.asyncIterator]: () => encodeAll({ [Symbol.asyncIterator]: () => iterator }) },
    close: () => {
      // A stream of Node.js ends at once; a generator when it next comes to a `yield`.
      if ("destroy" in iterable && typeof iterable.destroy === "function") iterable.destroy();
      else void iterator.return?.()?.catch(() => undefined);
    },
  };
}

async function* encodeAll(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : checked(chunk);
}

/** JavaScript has no types that would keep objects out of a stream of bytes. */
function checked(chunk: unknown): Uint8Array {
  if (chunk instanceof ArrayBuffer || ArrayBuffer.isView(chunk)) return bytesOf(chunk);
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  throw requestProblem(
    "body",
    `its stream gave ${chunk === null ? "null" : `a value of type ${typeof chunk}`}, not bytes`,
  );
}
// #endregion

// #region serialize/part.ts
/** What a part of a multipart body says of itself. */
export interface PartOptions {
  /** A part with one is a file to the server. */
  readonly filename?: string | undefined;
  /** Wins over what the document says, and over the type of a `Blob`. */
  readonly contentType?: string | undefined;
  /** More headers of this part. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A file with settings of its own: `{ data, filename, contentType, headers }`. */
export interface FilePart extends PartOptions {
  readonly data: Exclude<Content, string>;
}

/** Tells a part from a value that happens to have the same properties; all copies of the runtime know it. */
const partKey: unique symbol = /* @__PURE__ */ Symbol.for("sdkwright.part") as never;

/** A value with settings for its part; `part()` makes it. */
export interface Part<Value> extends PartOptions {
  readonly data: Value;
  /** @internal */
  readonly [partKey]: true;
}

/** What a multipart body is given as: each property, or each item of a list, may be wrapped by `part()`. */
export type Parts<Body> = { [Name in keyof Body]: PartValue<Body[Name]> };

type PartValue<Value> =
  | Value
  | Part<NonNullable<Value>>
  | (Value extends readonly (infer Item)[] ? readonly (Item | Part<Item>)[] : never);

/**
 * A value of a multipart body whose part has a name, a media type or headers of its own.
 *
 * @example
 * { metadata: part({ title: "Rex" }, { contentType: "application/vnd.pets+json", headers: { "X-Trace": "1" } }) }
 */
export function part<Value>(data: Value, options: PartOptions = {}): Part<Value> {
  return { ...options, data, [partKey]: true };
}

const fileKeys: ReadonlySet<string> = /* @__PURE__ */ new Set(["data", "filename", "contentType", "headers"]);

/** The value and its settings. Without `part()`, an object is a part only where its `data` can be nothing but bytes. */
function partOf(value: unknown): PartOptions & { readonly data: unknown } {
  return isPart(value) || isFilePart(value) ? value : { data: value };
}

function isPart(value: unknown): value is Part<unknown> {
  return typeof value === "object" && value !== null && partKey in value;
}

function isFilePart(value: unknown): value is FilePart {
  if (typeof value !== "object" || value === null || isContent(value) || !Object.hasOwn(value, "data")) return false;
  return isContent(Reflect.get(value, "data")) && Object.keys(value).every((key) => fileKeys.has(key));
}

/** The body without its wrappings, for validation. */
function withoutParts(body: unknown): unknown {
  if (typeof body !== "object" || body === null || isContent(body) || body instanceof FormData) return body;
  const unwrapped = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((item) => partOf(item).data) : partOf(value).data,
  ]);
  return Array.isArray(body) ? body.map((item) => partOf(item).data) : Object.fromEntries(unwrapped);
}
// #endregion

// #region binary-input.ts
/**
 * Bytes as a part of a multipart body: a Blob, a File (it brings its own name and media type), a buffer, a stream of the
 * web or of Node.js (sent only once), `fileFrom(path)`, or one of these with settings: `{ data, filename, contentType, headers }`.
 */
export type FileInput = Exclude<Content, string> | FilePart;

/** Bytes as a whole body. A string is sent as UTF-8; a stream can be sent only once. */
export type BinaryInput = Content;
// #endregion

// #region serialize/cookie.ts
/** OpenAPI 3.2, 4.12.3 `form` and `cookie` styles in a cookie; RFC 6265 4.1.1 for what a cookie may hold. */


/** `a=1; b=2`, or nothing where there is nothing to send. */
function serializeCookieParam(param: ParamDescriptor, value: unknown): string {
  if (isAbsent(value)) return "";
  const encode = encoderOf(param);
  const name = encode(param.wireName ?? param.name);
  if (param.contentType !== undefined) return `${name}=${encodeStrict(printContent(value, param.contentType))}`;
  const explode = param.explode ?? true;
  if (Array.isArray(value)) {
    const items = presentItems(value).map(encode);
    if (items.length === 0) return "";
    return explode ? items.map((item) => `${name}=${item}`).join("; ") : `${name}=${items.join(",")}`;
  }
  if (!isObjectValue(value)) return `${name}=${encode(printPrimitive(value))}`;
  const entries = presentEntries(value).map(([key, text]) => [encode(key), encode(text)] as const);
  if (entries.length === 0) return "";
  return explode ? entries.map((entry) => entry.join("=")).join("; ") : `${name}=${entries.flat().join(",")}`;
}

/** `cookie` style sends the value as it is: a `;` or a control character in it would make another cookie. */
function cookieProblem(param: ParamDescriptor, value: unknown): string | undefined {
  if (param.style !== "cookie" || isAbsent(value)) return undefined;
  return textsOf(value).some((text) => /[;\p{Cc}]/u.test(text))
    ? "a cookie can't hold a semicolon or a control character"
    : undefined;
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return presentItems(value);
  return isObjectValue(value) ? presentEntries(value).flat() : [printPrimitive(value)];
}

function encoderOf(param: ParamDescriptor): (text: string) => string {
  if (param.style === "cookie") return encodeNothing;
  return param.allowReserved === true ? encodeReserved : encodeStrict;
}
// #endregion

// #region cookie-params.ts
/** Behind the cookies that are there. @throws RequestValidationError for a value that no cookie can have */
export function addCookieParams(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  const cookies = headers["cookie"] === undefined ? [] : [headers["cookie"]];
  for (const param of list) {
    const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
    const text = serializeCookieParam(param, value);
    if (text === "") continue;
    const problem = cookieProblem(param, value) ?? headerProblem("cookie", text);
    if (problem !== undefined) throw requestProblem(param.name, problem);
    cookies.push(text);
  }
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
}
// #endregion

// #region serialize/body.ts
/** OpenAPI 3.2, 4.13 Request Body Object: a value as the bytes of its media type. */


const serializers: Readonly<Record<MediaFamily, BodySerializer>> = {
  json: serializeJson,
  form: serializeUrlencoded,
  multipart: refuseParts,
  text: serializeText,
  events: serializeBinary,
  lines: serializeBinary,
  binary: serializeBinary,
};

/** @throws RequestValidationError if the value can't be a body of this type */
export function serializeBody(mediaType: string, media: RequestMediaDescriptor, value: unknown): SerializedBody {
  const raw = toRawBody(value);
  const family = familyOf(essenceOf(mediaType));
  // Bytes are a body already, whatever the media type is.
  if (raw !== undefined && family !== "binary") return { body: raw, contentType: mediaType };
  return (media.serialize ?? serializers[family])({ mediaType, media, value });
}

function serializeJson({ mediaType, value }: BodyInput): SerializedBody {
  const body = stringifyInBody(value);
  if (body === undefined) throw requestProblem("body", `a ${typeof value} can't be sent as JSON`);
  return { body, contentType: mediaType };
}

function serializeUrlencoded({ mediaType, media, value }: BodyInput): SerializedBody {
  if (typeof value === "string") return { body: value, contentType: mediaType };
  if (value instanceof URLSearchParams) return { body: value.toString(), contentType: mediaType };
  if (!isObjectValue(value)) throw requestProblem("body", `a form is made of an object, not of ${nameOf(value)}`);
  return { body: serializeForm(value, media.encoding), contentType: mediaType };
}

/** Whoever calls an operation without its generated descriptor has to say how. */
function refuseParts({ mediaType }: BodyInput): SerializedBody {
  throw requestProblem("body", `${mediaType} needs \`serialize: multipart\` in its descriptor`);
}

function serializeText(input: BodyInput): SerializedBody {
  const { mediaType, value } = input;
  if (typeof value === "object" && !(value instanceof Date)) {
    throw requestProblem("body", `${mediaType} is sent from a string, not from ${nameOf(value)}`);
  }
  return { body: printPrimitive(value), contentType: mediaType };
}

function serializeBinary({ mediaType, media, value }: BodyInput): SerializedBody {
  const isAny = essenceOf(mediaType) === "*/*";
  // Documents say `*/*` where they mean JSON.
  if (isAny && typeof value !== "string" && toRawBody(value) === undefined) {
    return serializeJson({ mediaType: "application/json", media, value });
  }
  const body = typeof value === "string" ? value : toRawBody(value);
  if (body === undefined) {
    throw requestProblem(
      "body",
      `${mediaType} is sent from a string, bytes, a Blob or a stream, not from ${nameOf(value)}`,
    );
  }
  return { body, contentType: mediaType.includes("*") ? typeOf(body) : mediaType };
}

/** Bytes in any shape as a body; undefined for all else. */
function toRawBody(value: unknown): Exclude<RequestBody, string> | undefined {
  if (!isContent(value)) return undefined;
  if (isStreamed(value)) return sourceOf(value);
  return ArrayBuffer.isView(value) ? bytesOf(value) : value;
}

function stringifyInBody(value: unknown): string | undefined {
  try {
    return printJson(value);
  } catch (error) {
    // A cycle: the engine's own words say where.
    throw requestProblem("body", `can't be sent as JSON: ${error instanceof Error ? error.message : error}`, error);
  }
}

/** A media range says nothing of the bytes; a Blob may. */
function typeOf(body: RequestBody): string {
  if (typeof body === "string") return "text/plain;charset=UTF-8";
  if (isBodySource(body)) return body.contentType ?? "application/octet-stream";
  return body instanceof Blob && body.type !== "" ? body.type : "application/octet-stream";
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
// #endregion

// #region build-request.ts
interface RequestInput {
  readonly plan: OperationPlan;
  readonly params: Params;
  readonly options: RequestOptions;
  readonly settings: ClientSettings;
  readonly call: CallState;
  /** What the transport can decode. */
  readonly acceptEncoding: string | undefined;
}

/**
 * Puts the parameters where the document says.
 * @throws RequestValidationError for what can't be sent, ConfigurationError for what the client lacks
 */
function buildRequest(input: RequestInput): ApiRequest {
  const { plan, params, options, settings, call } = input;
  const base = settings.servers.resolve(plan.operation, options.baseUrl);
  const query = buildQuery(plan, params, options.query);
  const headers = copyHeaders(settings.baseHeaders);
  headers["accept"] = options.accept ?? plan.accept;
  if (input.acceptEncoding !== undefined) headers["accept-encoding"] = input.acceptEncoding;
  const body = addBody(plan, params, headers);
  const requestId = options.requestId ?? (settings.makesRequestIds ? randomId() : undefined);
  if (settings.requestIdHeader !== undefined && requestId !== undefined) headers[settings.requestIdHeader] = requestId;
  if (settings.headers !== undefined) applyHeaders(headers, settings.headers);
  if (plan.headerParams.length > 0) addHeaderParams(plan.headerParams, params, headers);
  if (plan.cookieParams.length > 0) addCookieParams(plan.cookieParams, params, headers);
  if (options.headers !== undefined) applyHeaders(headers, options.headers);
  // A part of a file would be a part of its coded form.
  if (headers["range"] !== undefined && headers["accept-encoding"] === input.acceptEncoding) {
    delete headers["accept-encoding"];
  }
  return {
    operation: plan.operation,
    params,
    method: plan.operation.method,
    origin: base.origin,
    trustedOrigin: base.origin,
    path: joinQuery(base.path + buildPath(plan, params), base.query, query),
    headers,
    body,
    requestId: settings.requestIdHeader === undefined ? options.requestId : headers[settings.requestIdHeader],
    call,
  };
}

function addBody(plan: OperationPlan, params: Params, headers: HeaderRecord): RequestBody | undefined {
  const descriptor = plan.operation.body;
  if (descriptor === undefined || !Object.hasOwn(params, "body") || params["body"] === undefined) return undefined;
  const serialized = serializeChosen(plan, params);
  headers["content-type"] = serialized.contentType;
  return serialized.body;
}

function serializeChosen(plan: OperationPlan, params: Params): SerializedBody {
  const wanted = typeof params["contentType"] === "string" ? params["contentType"] : undefined;
  const key = wanted === undefined ? plan.bodyTypes[0] : findMedia(plan.bodyTypes, wanted);
  if (key === undefined) {
    const message = `"${wanted}" is not one of ${plan.bodyTypes.join(", ")}`;
    throw wanted === undefined
      ? new RequestValidationError({ message: `${plan.operation.id} declares no media type for its body`, issues: [] })
      : requestProblem("contentType", message);
  }
  // The wanted type may be one of a range: `image/png` of `image/*`.
  return serializeBody(wanted ?? key, plan.operation.body?.content[key] ?? {}, params["body"]);
}
// #endregion

// #region operation-source.ts
/** An operation's descriptor, or the function that builds it: importing an SDK of a thousand operations builds none of them. */
export type OperationSource = OperationDescriptor | (() => OperationDescriptor);

const built = /* @__PURE__ */ new WeakMap<() => OperationDescriptor, OperationDescriptor>();

/** The same object each time: plans and variants of an operation are found by it. */
export function readOperation(source: OperationSource): OperationDescriptor {
  if (typeof source !== "function") return source;
  let operation = built.get(source);
  if (operation === undefined) {
    operation = source();
    built.set(source, operation);
  }
  return operation;
}
// #endregion

// #region client-insides.ts
/** What sends operations: the client of an SDK, or a lean one. */
export interface ApiCaller {
  call<Data, Responses extends object = Record<number, Data>, Failure = SdkError>(
    operation: OperationSource,
    params: object | undefined,
    options?: RequestOptions,
  ): ApiPromise<Data, Responses, Failure>;
}

/** @internal Changes a request after it was built: it may lead to an address that a server gave. */
type Rewrite = (request: ApiRequest) => ApiRequest;

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
function registerInsides(client: object, insides: ClientInsides): void {
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
// #endregion

// #region diagnostics-channel.ts
/** https://nodejs.org/api/diagnostics_channel.html */


/**
 * What the channels `sdkwright:attempt:start` and `sdkwright:attempt:end` publish: one object for each attempt, the same on
 * both, so that what is known at its start can be found at its end. It holds no secrets.
 */
export interface AttemptMessage {
  /** The SDK: `Petstore`. */
  readonly api: string;
  readonly operationId: string;
  readonly method: string;
  /** Credentials and unknown query parameters are `REDACTED`. */
  readonly url: string;
  /** The document's: `/pets/{petId}`. */
  readonly urlTemplate: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** At the start the id that was sent, at the end the server's. */
  requestId: string | undefined;
  /** At the end. Undefined where no response came. */
  status?: number | undefined;
  /** At the end: milliseconds to the end of the body. */
  durationMs?: number;
  /** At the end: of the response's body, decoded. */
  bytes?: number | undefined;
  /** At the end, where there is no complete response: class and message. */
  error?: string;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: AttemptMessage): void;
}

/** Undefined where the platform has no channels. It costs nothing while nobody has subscribed. */
function diagnosticsObserver(api: string): AttemptObserver | undefined {
  const channels = builtinModule("node:diagnostics_channel") as { channel?(name: string): Channel } | undefined;
  const begins = channels?.channel?.("sdkwright:attempt:start");
  const ends = channels?.channel?.("sdkwright:attempt:end");
  if (begins === undefined || ends === undefined) return undefined;
  return {
    isActive: () => begins.hasSubscribers || ends.hasSubscribers,
    start(request) {
      const { method, origin, path, operation, call, requestId } = request;
      const message: AttemptMessage = withoutCallSecrets(request, {
        api,
        operationId: operation.id,
        method,
        url: redactUrl(origin + path),
        urlTemplate: operation.path,
        attempt: call.attempts.length + 1,
        requestId,
      });
      if (begins.hasSubscribers) begins.publish(message);
      return ({ response, durationMs, bytes, requestId: answered, error }) => {
        if (!ends.hasSubscribers) return;
        const failure = error === undefined ? {} : { error: errorText(error) };
        const outcome = { status: response?.status, durationMs, bytes, requestId: answered, ...failure };
        ends.publish(Object.assign(message, withoutCallSecrets(request, outcome)));
      };
    },
  };
}
// #endregion

// #region dispose.ts
declare global {
  // ES2022 with DOM, which an SDK must compile under, doesn't know it; where a library declares it, the two are one.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}
// #endregion

// #region errors/advice.ts
/** What to do about an error, in a line: for whoever reads it at night and has never seen this SDK. */

/** What is known of an error, as `toJSON` gives it, and the code of its cause. */
interface Symptoms {
  readonly kind?: unknown;
  readonly status?: unknown;
  readonly phase?: unknown;
  readonly code?: unknown;
}

const byStatus: Readonly<Record<number, string | undefined>> = {
  400: "the server rejects what was sent: its body says what",
  401: "the server does not take the credential: check `auth` or its environment variable, and that it belongs to this server",
  403: "the credential is known but may not do this: check its scopes, its role and the plan behind it",
  404: "check the ids in the URL, then the path of `baseUrl`; some APIs say 404 for what a credential may not see",
  409: "somebody else was faster, or it exists already: read the present state, then decide",
  422: "the server rejects what was sent: its body says which fields",
  429: "send less at once (`rateLimit`, `maxConcurrency`) or later (`retryAfterMs`)",
};

const byPhase: Readonly<Record<string, string | undefined>> = {
  connect:
    "the host does not answer: a firewall, a wrong port, a proxy that is not set? Otherwise raise `timeout.connect`",
  headers: "the server has the request and is slow: see its logs, or raise `timeout.headers`",
  body: "the answer stopped in the middle: see the server and the proxies before it, or raise `timeout.body`",
  total: "all attempts and waits together took too long: see `attempts`, or raise `timeout.total`",
  queue: "more calls are made than may be sent: raise the limits, or make fewer at once",
};

const byCode: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, "nothing listens there: is the server up, are host and port of `baseUrl` right?"],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "the name can't be resolved: check the host of `baseUrl`, then the name server"],
  [/^(ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)$/, "there is no way to the host: check the network, VPN and firewall"],
  [
    /CERT|SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/,
    "check the name and the certificate; a private authority goes into `tls.ca`",
  ],
  [/./, "the server, or a proxy before it, broke the connection: its logs at the time of the attempt say why"],
];

const byKind: Readonly<Record<string, string | undefined>> = {
  "response-parse":
    "something else than the API may have answered, a proxy or a login page: see `excerpt` and `baseUrl`",
  "response-validation":
    'server and document disagree: generate the SDK anew from the newest document; `validate: "warn"` lets it through meanwhile',
  token: "check the client's id and secret, and the address of the token server",
};

/** Undefined where the message says it already. */
function adviceFor({ kind, status, phase, code }: Symptoms): string | undefined {
  if (typeof phase === "string") return byPhase[phase];
  if (kind === "connection") return byCode.find(([pattern]) => typeof code === "string" && pattern.test(code))?.[1];
  if (kind !== "api" || typeof status !== "number") return byKind[String(kind)];
  return status >= 500 ? "the server failed: its operators find the call by the request id" : byStatus[status];
}
// #endregion

// #region errors/inspect-error.ts
/** Bodies are cut here: an error is read on a screen. */
const maxValueLength = 1_000;

/** Printed by lines of their own. */
const special = new Set(["name", "kind", "message", "operationId", "method", "url", "requestId", "attempts"]);

/** An error as a person reads it: the message, where it was thrown, then one line for each thing that is known, and what to do. */
function inspectError(error: PrintedError): string {
  const { operationId, method, url, requestId, ...rest } = error.toJSON();
  const known: readonly (readonly [label: string, value: unknown])[] = [
    ["operation", operationId],
    ["request", method === undefined && url === undefined ? undefined : `${method ?? ""} ${url ?? ""}`.trim()],
    ["request id", requestId],
    ...Object.entries(rest).filter(([key]) => !special.has(key)),
    ["attempts", error.attempts.map(printAttempt).join("\n    ") || undefined],
    ["cause", error.cause === undefined ? undefined : printCause(error.cause)],
    ["what to do", adviceFor({ ...rest, code: codeOf(error.cause) })],
  ];
  const lines = [`${error.name}: ${error.message}`, ...framesOf(error.stack)];
  for (const [label, value] of known) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) lines.push(`  ${label}: ${print(value)}`);
  }
  return printable(error, lines.join("\n"));
}

function framesOf(stack: string | undefined): readonly string[] {
  return (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
}

function printAttempt(attempt: PrintedAttempt, index: number): string {
  const { startedAt, durationMs, status, error, delayMs, location } = attempt;
  const wait = delayMs === undefined ? "" : ` (waited ${Math.round(delayMs)} ms)`;
  const target = location === undefined ? "" : ` -> ${location}`;
  const time = new Date(startedAt).toISOString();
  return `${index + 1}. ${time}${wait}: ${status ?? error ?? ""} after ${Math.round(durationMs)} ms${target}`;
}

function print(value: unknown): string {
  const text = typeof value === "string" ? value : (safeJson(value) ?? String(value));
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}… (${text.length} characters)` : text;
}

/** A body may be anything, a cycle included: printing must not fail. */
function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item));
  } catch {
    return undefined;
  }
}

function printCause(cause: unknown): string {
  if (!(cause instanceof Error)) return print(cause);
  const code = codeOf(cause);
  return `${cause.name}: ${cause.message}${code === undefined ? "" : ` (${code})`}`;
}

function codeOf(cause: unknown): string | undefined {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : undefined;
}
// #endregion

// #region send-opened.ts
/** Opens the body for this attempt and sends it as it is read. */
export async function sendOpened(
  transport: Pick<Transport, "send">,
  request: ApiRequest,
  source: BodySource,
): Promise<TransportResponse> {
  const body = await source.openBody();
  const headers = body.size === undefined ? request.headers : { ...request.headers, "content-length": `${body.size}` };
  const reading: Reading = { onProgress: request.call.onProgress, failure: undefined };
  try {
    const { reason } = request.call.cancellation;
    if (reason !== undefined) throw reason;
    return await transport.send(transportRequest(request, headers, chunksOf(body, reading)));
  } catch (error) {
    body.close?.();
    // A transport may wrap it, or see only that the request broke off.
    throw reading.failure ?? error;
  }
}

/** What the transport is told. */
function transportRequest(
  request: ApiRequest,
  headers: Readonly<Record<string, string>>,
  body: TransportBody | undefined,
): TransportRequest {
  const { method, origin, path, call } = request;
  const { timeouts, cancellation, redirects } = call;
  const followsRedirects = redirects.max > 0;
  return { method, origin, path, headers, body, timeouts, abort: cancellation, followsRedirects, attemptOf: request };
}

interface Reading {
  readonly onProgress: OnProgress | undefined;
  failure: SdkError | undefined;
}

/** A chunk counts as sent when the next one is asked for: the connection has taken it. */
async function* chunksOf(body: OpenBody, reading: Reading): AsyncGenerator<Uint8Array, void, void> {
  const { onProgress } = reading;
  const meter = onProgress === undefined ? undefined : new ProgressMeter(onProgress, body.size);
  try {
    for await (const chunk of body.chunks) {
      yield chunk;
      if (meter !== undefined) report(meter, chunk.byteLength);
    }
  } catch (error) {
    // Neither the network's fault nor the server's: an error of its own, which is not retried.
    reading.failure =
      error instanceof SdkError ? error : requestProblem("body", `can't be read: ${textOf(error)}`, error);
    throw reading.failure;
  }
}

/** What the caller's function throws stays what it is. */
function report(meter: ProgressMeter, bytes: number): void {
  try {
    meter.add(bytes);
  } catch (error) {
    throw toSdkError(error);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
// #endregion

// #region attempt.ts
/** The end of the chain: sends the request once, within the attempt's own timeouts, and keeps a record of it. */
function attempt(transport: () => Transport): Send {
  return (request, receive) => {
    const { clock } = request.call;
    const startedAt = clock.time();
    const start = clock.now();
    return promised(() => send(transport(), request)).then(
      (response) => {
        recordAttempt(request, { startedAt, durationMs: clock.now() - start, status: response.status });
        return receive(response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        recordAttempt(request, { startedAt, durationMs: clock.now() - start, error: message });
        throw error;
      },
    );
  };
}

function send(transport: Transport, request: ApiRequest): Promise<TransportResponse> {
  const { body, call } = request;
  // Given up while something before it was awaited: a token, a hook.
  if (call.cancellation.reason !== undefined) return Promise.reject(call.cancellation.reason);
  if (isBodySource(body)) return sendOpened(transport, request, body);
  if (call.onProgress !== undefined && body !== undefined) return sendOpened(transport, request, sourceOf(body));
  return transport.send(transportRequest(request, request.headers, body));
}

function recordAttempt({ call }: ApiRequest, entry: Attempt): void {
  const { delayMs } = call;
  if (delayMs === undefined) {
    call.attempts.push(entry);
    return;
  }
  call.attempts.push({ ...entry, delayMs });
  // A redirect of this attempt is followed at once.
  call.delayMs = undefined;
}
// #endregion

// #region replayable-body.ts
/** True for a body that can be sent a second time. A stream can't, nor can a multipart body that holds one. */
function isReplayable(body: RequestBody | undefined): boolean {
  if (typeof body !== "object" || body instanceof Uint8Array || body instanceof ArrayBuffer) return true;
  return body instanceof Blob || (isBodySource(body) && body.replayable);
}
// #endregion

// #region auth/authentication.ts
/** Calls that have had their second chance. It is one for a call, not one for an attempt. */
const replayed = /* @__PURE__ */ new WeakSet<CallState>();

/**
 * Adds the credentials that the operation asks for, anew for each attempt: a refreshed token is used at once. A token
 * that the API refuses is replaced, and the request sent once more.
 */
export function authentication(authenticator: Authenticator): Policy {
  return (request, next, receive) => {
    const { security } = request.call;
    if (security === false) return next(request, receive);
    const requirements = security === undefined ? request.operation.security : [chosen(security)];
    if (requirements === undefined || requirements.length === 0) return next(request, receive);
    // Credentials are for the API alone: a middleware, a redirect or a link may lead elsewhere.
    if (request.origin !== request.trustedOrigin) return next(request, receive);
    const schemes = authenticator.choose(request, requirements);
    if (schemes.length === 0) return next(request, receive);
    const tokens = tokensOf(schemes);
    if (tokens !== undefined && request.headers["authorization"] === undefined) {
      return sendWithToken({ request, authenticator, schemes, tokens, next }).then(receive);
    }
    const authorized = authenticator.authorize(request, schemes);
    return authorized instanceof Promise ? authorized.then((sent) => next(sent, receive)) : next(authorized, receive);
  };
}

function tokensOf(schemes: readonly Satisfied[]): TokenSource | undefined {
  for (const { tokens } of schemes) if (tokens !== undefined) return tokens;
  return undefined;
}

interface TokenExchange {
  readonly request: ApiRequest;
  readonly authenticator: Authenticator;
  readonly schemes: readonly Satisfied[];
  readonly tokens: TokenSource;
  readonly next: Send;
}

async function sendWithToken(exchange: TokenExchange): Promise<TransportResponse> {
  const { request, authenticator, schemes, tokens, next } = exchange;
  const authorized = await authenticator.authorize(request, schemes);
  const response = await next(authorized, asIs);
  if (!tokens.isRefused(response) || replayed.has(request.call)) return response;
  const sent = authorized.headers["authorization"]?.replace(/^Bearer /i, "");
  if (sent === undefined) return response;
  replayed.add(request.call);
  const replaced = authenticator.replaceToken(tokens, sent);
  if (!isReplayable(request.body)) {
    // The next call has a token that is good; whether it could be had, that call will see.
    replaced.catch(() => undefined);
    return response;
  }
  return replay(exchange, response, replaced);
}

async function replay(
  { request, authenticator, schemes, next }: TokenExchange,
  response: TransportResponse,
  replaced: Promise<string | undefined>,
): Promise<TransportResponse> {
  try {
    // Nothing newer is to be had: the API's own answer says best what is wrong.
    if ((await replaced) === undefined) return response;
    const authorized = await authenticator.authorize(request, schemes);
    response.body.discard();
    // It is sent at once, whatever was waited for before this attempt.
    request.call.delayMs = undefined;
    return next(authorized, asIs);
  } catch (error) {
    response.body.discard();
    throw error;
  }
}

function chosen(security: string | readonly string[]): SecurityRequirement {
  const names = typeof security === "string" ? [security] : security;
  return Object.fromEntries(names.map((name) => [name, []]));
}
// #endregion

// #region deadline.ts
/**
 * The total limit and the caller's signal. They hold for everything within, also for code that knows nothing of them:
 * a hook or a credential function that never answers.
 */
export const deadline: Policy = (request, next, receive) => {
  const { cancellation, timeouts, signal } = request.call;
  cancellation.startTimer(timeouts.total);
  if (signal !== undefined) cancellation.follow(signal);
  return untilGivenUp(cancellation, (finish) => next(request, finish), receive);
};

/** Fails as soon as the call is given up, whatever the response's maker does. */
function untilGivenUp(
  cancellation: CallCancellation,
  send: (finish: Receive) => Promise<TransportResponse>,
  receive: Receive = asIs,
): Promise<TransportResponse> {
  if (cancellation.reason !== undefined) return Promise.reject(cancellation.reason);
  return new Promise<TransportResponse>((resolve, reject) => {
    const stopListening = cancellation.listen(reject);
    const finish: Receive = (response) => {
      stopListening();
      // Too late: nobody will read it, and nobody outside is told of it.
      if (cancellation.reason !== undefined) response.body.discard();
      else resolve(receive(response));
      return response;
    };
    send(finish).catch(reject);
  });
}
// #endregion

// #region idempotency.ts
/** draft-ietf-httpapi-idempotency-key-header, https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */


/** Gives a request the key by which the server recognises its repetitions: one for all attempts of a call. */
export const idempotency: Policy = (request, next, receive) => {
  const key = keyOf(request);
  if (key !== undefined) setHeader(request.headers, request.call.idempotencyHeader, key);
  return next(request, receive);
};

function keyOf(request: ApiRequest): string | undefined {
  const { method, call, operation, headers } = request;
  const { idempotencyKey: own } = call;
  if (typeof own === "string") return own;
  const wanted = own ?? operation.idempotency?.header !== undefined;
  // All other methods may be repeated anyway (RFC 9110 9.2.2).
  if (wanted === false || (method !== "POST" && method !== "PATCH")) return undefined;
  // A parameter of the operation, or a header that was written by hand.
  if (headers[call.idempotencyHeader] !== undefined) return undefined;
  return typeof wanted === "function" ? wanted() : randomId();
}
// #endregion

// #region errors/authentication-error.ts
/** 401: credentials are missing, wrong or expired. */
export class AuthenticationError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 401;

  static override get brand(): string {
    return "AuthenticationError";
  }
}
// #endregion

// #region errors/authorization-error.ts
/** 403: the credentials are known, but they don't allow this. */
export class AuthorizationError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 403;

  static override get brand(): string {
    return "AuthorizationError";
  }
}
// #endregion

// #region errors/bad-request-error.ts
/** 400: the server can't make sense of the request. */
export class BadRequestError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 400;

  static override get brand(): string {
    return "BadRequestError";
  }
}
// #endregion

// #region errors/conflict-error.ts
/** 409: the request doesn't fit the current state of the resource. */
export class ConflictError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 409;

  static override get brand(): string {
    return "ConflictError";
  }
}
// #endregion

// #region errors/not-found-error.ts
/** 404: there is nothing at this URL, or not for these credentials. */
export class NotFoundError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 404;

  static override get brand(): string {
    return "NotFoundError";
  }
}
// #endregion

// #region errors/server-error.ts
/** 5xx: the server failed. */
export class ServerError<Body = unknown> extends ApiError<Body> {
  /** How long the server asks to wait, in milliseconds; undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined;

  constructor(init: ApiErrorInit<Body>) {
    super(init);
    this.retryAfterMs = readRetryAfter(init.headers);
  }

  static override get brand(): string {
    return "ServerError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
// #endregion

// #region errors/unprocessable-entity-error.ts
/** 422: the request is well formed, its content is not acceptable. */
export class UnprocessableEntityError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 422;

  static override get brand(): string {
    return "UnprocessableEntityError";
  }
}
// #endregion

// #region errors/status-error.ts
const classes: Readonly<Record<number, typeof ApiError | undefined>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: AuthorizationError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The error of the class that stands for the status, with whatever body came. */
function statusErrorInStatusError(init: ApiErrorInit): ApiError {
  const { status } = init;
  const StatusClass = classes[status] ?? (status >= 500 && status <= 599 ? ServerError : ApiError);
  return new StatusClass(init);
}
// #endregion

// #region redirects.ts
/** RFC 9110 15.4 Redirection, https://www.rfc-editor.org/rfc/rfc9110#section-15.4 */


/**
 * Follows redirects. It stands outside of the authentication, which therefore decides for every address anew: only the
 * configured origin gets credentials. What stands in a request by other ways stays behind as well when the origin changes.
 */
export function redirects(security: Readonly<Record<string, SecuritySchemeDescriptor>>): Policy {
  const schemes = Object.values(security);
  const secretQuery = schemes.flatMap((scheme) =>
    scheme.type === "apiKey" && scheme.in === "query" ? scheme.name : [],
  );
  return (request, next, receive) =>
    next(request, (response) =>
      isRedirect(response.status) ? follow({ request, response }, next, secretQuery).then(receive) : receive(response),
    );
}

interface Hop {
  readonly request: ApiRequest;
  readonly response: TransportResponse;
}

async function follow(start: Hop, next: Send, secretQuery: readonly string[]): Promise<TransportResponse> {
  const { max } = start.request.call.redirects;
  const seen = new Set<string>([addressOf(start.request)]);
  let { request, response } = start;
  while (isRedirect(response.status)) {
    const location = locationOf({ request, response });
    if (location === undefined) return response;
    const hop: Hop = { request, response };
    if (seen.size > max) throw refuse(hop, `there were more than ${max} redirects`);
    request = redirected(hop, location, secretQuery);
    const address = addressOf(request);
    if (seen.has(address)) throw refuse(hop, `it leads in a circle: ${redactUrl(location.href)}`);
    seen.add(address);
    note(hop, location);
    response.body.discard();
    response = await next(request, asIs);
  }
  return response;
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function addressOf({ method, origin, path }: ApiRequest): string {
  return `${method} ${origin}${path}`;
}

/** Undefined where the redirect is not to be followed, but is itself the answer. */
function locationOf(hop: Hop): URL | undefined {
  const { request, response } = hop;
  const { redirects: policy } = request.call;
  const text = response.headers.get("location");
  if (policy.max <= 0 || text === undefined) return undefined;
  if (!keepsMethod(response.status) && !becomesGet(hop) && !isSafe(request.method)) return undefined;
  if (!policy.isGiven && isResult(hop)) return undefined;
  return parse(hop, text);
}

/** The document declares the redirect, and no other success: it is what the caller asks for. */
function isResult({ request, response }: Hop): boolean {
  const { operation } = request;
  if (Object.keys(operation.responses).some((status) => status.startsWith("2"))) return false;
  return responsePlanOf(planOperation(operation), response.status).isSuccess;
}

function parse(hop: Hop, text: string): URL {
  const { origin, path } = hop.request;
  let url: URL;
  try {
    url = new URL(text, origin + path);
  } catch {
    throw refuse(hop, "its Location is no URL");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse(hop, `it leads to ${url.protocol}`);
  if (origin.startsWith("https:") && url.protocol === "http:") throw refuse(hop, "it leads from https to http");
  const allowed = hop.request.call.redirects.origins;
  if (allowed !== undefined && url.origin !== hop.request.trustedOrigin && !allowed.includes(url.origin)) {
    if (url.origin !== origin) throw refuse(hop, `${url.origin} is not one of \`redirects.origins\``);
  }
  return url;
}

function redirected(hop: Hop, url: URL, secretQuery: readonly string[]): ApiRequest {
  const { request } = hop;
  const isForeign = url.origin !== request.origin;
  if (isForeign) for (const name of secretQuery) url.searchParams.delete(name);
  const getsBody = becomesGet(hop) ? undefined : request.body;
  return {
    ...request,
    method: becomesGet(hop) ? "GET" : request.method,
    origin: url.origin,
    // What has left the API's origin once gets no credentials on the way back, either: the address is a stranger's choice.
    trustedOrigin: isForeign ? "" : request.trustedOrigin,
    path: url.pathname + url.search,
    headers: redirectedHeaders(hop, isForeign),
    body: checkedBody(hop, getsBody, isForeign),
  };
}

/** Another origin gets what is known to be no secret; a request without a body says nothing of one. */
function redirectedHeaders(hop: Hop, isForeign: boolean): Record<string, string> {
  const entries = Object.entries(hop.request.headers).filter(
    ([name]) => (!isForeign || isHarmlessHeader(name)) && !(becomesGet(hop) && name.startsWith("content-")),
  );
  return Object.fromEntries(entries);
}

function checkedBody(hop: Hop, body: RequestBody | undefined, isForeign: boolean): RequestBody | undefined {
  if (body === undefined) return undefined;
  if (isForeign) throw refuse(hop, "it leads to another origin, which must not get the request's body");
  if (!isReplayable(body)) throw refuse(hop, "the request's body is a stream, which can't be sent twice");
  return body;
}

/** RFC 9110 15.4.4: 303 answers whatever was sent with something to get. */
function becomesGet({ request, response }: Hop): boolean {
  return response.status === 303 && !isSafe(request.method);
}

function keepsMethod(status: number): boolean {
  return status === 307 || status === 308;
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** The history of the call says where it went. */
function note({ request }: Hop, url: URL): void {
  const { attempts } = request.call;
  const last = attempts.pop();
  if (last !== undefined) attempts.push({ ...last, location: redactUrl(url.href) });
}

function refuse({ request, response }: Hop, reason: string): Error {
  response.body.discard();
  const { operation, method, origin, path } = request;
  const url = redactUrl(origin + path);
  return statusErrorInStatusError({
    message: `${method} ${url} was answered with a redirect (${response.status}) that is not followed: ${reason}`,
    status: response.status,
    headers: response.headers,
    body: undefined,
    operationId: operation.id,
    method,
    url,
    requestId: request.call.requestIdOf(response.headers),
  });
}
// #endregion

// #region report-drift.ts
/** Tells the hooks that a value was let through although it is not quite what the document says. */
function reportDrift(
  { operation, call }: { readonly operation: OperationDescriptor; readonly call: CallState },
  event: Omit<DriftEvent, "operationId">,
): void {
  for (const { onDrift } of call.hooks) onDrift?.({ operationId: operation.id, ...event });
}
// #endregion

// #region drift.ts
/** What is read of zod 4's issues: `core.$ZodIssue`, narrowed to the fields that decide here. */
interface ZodIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** `invalid_value` */
  readonly values?: readonly unknown[];
  /** `invalid_union`: the issues of each branch, with paths from the union on. */
  readonly errors?: readonly (readonly ZodIssue[])[];
  /** `invalid_union`: the property that chooses the branch; then there are no `errors`. */
  readonly discriminator?: string | undefined;
  /** `invalid_union`: false where several branches matched and only one may. */
  readonly inclusive?: boolean;
}

type Rule = (issue: ZodIssue, value: unknown) => boolean;

/** The issues that an API may come to have by growing: everything else is a wrong shape. */
const rules: Readonly<Record<string, Rule | undefined>> = {
  unrecognized_keys: () => true,
  invalid_value: isUnknownMember,
  invalid_union: isUnknownVariant,
};

/** True for unknown keys, unknown enum values and unknown union variants. `root` is where the issue's path begins. */
function isDrift(issue: ZodIssue, root: unknown): boolean {
  return rules[issue.code]?.(issue, valueAt(root, issue.path)) ?? false;
}

/** A flat list: of a union, the branch that came closest, or the tag that no branch has. */
function toIssues(
  issues: readonly ZodIssue[],
  root: unknown,
  parent: readonly PropertyKey[] = [],
): readonly ValidationIssue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    const value = valueAt(root, issue.path);
    const branches = issue.errors ?? [];
    const tag = unknownTag(branches, value);
    if (tag !== undefined) return [{ path: [...path, tag], message: "Unknown variant of the union", code: issue.code }];
    const closest = closestBranch(meantBranches(branches));
    return closest === undefined
      ? [{ path, message: issue.message, code: issue.code }]
      : toIssues(closest, value, path);
  });
}

/** A value of the right type that is not in the list, be it empty. A missing value or an object is no member of a growing enum. */
function isUnknownMember(issue: ZodIssue, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === "object") return false;
  const { values = [] } = issue;
  return values.length === 0 || values.some((member) => typeof member === typeof value);
}

function isUnknownVariant(issue: ZodIssue, value: unknown): boolean {
  // More than one branch of a `oneOf` fits: the value is what its type says.
  if (issue.inclusive === false) return true;
  const branches = issue.errors ?? [];
  // The path ends at the discriminator itself: a value of it that no branch has.
  if (issue.discriminator !== undefined && branches.length === 0) return typeof value === "string";
  if (unknownTag(branches, value) !== undefined) return true;
  return meantBranches(branches).some((branch) => branch.length > 0 && branch.every((inner) => isDrift(inner, value)));
}

/** Less those that refuse a constant which another branch has: their tag says that they are not what the value is. */
function meantBranches(branches: readonly (readonly ZodIssue[])[]): readonly (readonly ZodIssue[])[] {
  const meant = branches.filter((branch) =>
    branch.every(
      (issue) =>
        issue.code !== "invalid_value" ||
        issue.path.length !== 1 ||
        issue.values?.length !== 1 ||
        branches.every((other) => refuses(other, issue.path[0])),
    ),
  );
  return meant.length > 0 ? meant : branches;
}

/** The branch refuses the property, or is about another type of values. */
function refuses(branch: readonly ZodIssue[], key: PropertyKey | undefined): boolean {
  return branch.some(({ code, path }) => path[0] === key || (path.length === 0 && code !== "unrecognized_keys"));
}

/**
 * The property by which the branches of a plain union tell each other apart, where the value has none of their tags:
 * every branch refuses it as a constant that it doesn't know.
 */
function unknownTag(branches: readonly (readonly ZodIssue[])[], value: unknown): PropertyKey | undefined {
  const [first = [], ...others] = branches;
  if (others.length === 0) return undefined;
  return first.map(({ path }) => path[0]).find((key) => key !== undefined && branches.every(refusesTag(key, value)));
}

function refusesTag(key: PropertyKey, value: unknown): (branch: readonly ZodIssue[]) => boolean {
  const tag = valueAt(value, [key]);
  return (branch) =>
    branch.some(
      (issue) =>
        issue.code === "invalid_value" &&
        issue.path.length === 1 &&
        issue.path[0] === key &&
        isUnknownMember(issue, tag),
    );
}

/** The fewest issues; among equals the one that got furthest into the value. */
function closestBranch(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const failed = branches.filter((branch) => branch.length > 0);
  const depth = (branch: readonly ZodIssue[]) => Math.max(...branch.map((issue) => issue.path.length));
  return [...failed].sort((left, right) => left.length - right.length || depth(right) - depth(left))[0];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, root);
}
// #endregion

// #region resolve-schema.ts
/** What is used of a zod schema. */
interface SafeParser {
  safeParse(value: unknown): ParseResult;
  /** The other way: what a request holds, to what is sent. */
  safeEncode(value: unknown): ParseResult;
}

type ParseResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly ZodIssue[] } };

const schemas = /* @__PURE__ */ new WeakMap<SchemaThunk, SafeParser | undefined>();

/** A thunk is called once: building a schema is what makes importing an SDK slow otherwise. */
function resolveSchema(thunk: SchemaThunk): SafeParser | undefined {
  if (schemas.has(thunk)) return schemas.get(thunk);
  const schema = thunk();
  const parser = isParser(schema) ? schema : undefined;
  schemas.set(thunk, parser);
  return parser;
}

function isParser(value: unknown): value is SafeParser {
  return typeof value === "object" && value !== null && "safeParse" in value && typeof value.safeParse === "function";
}
// #endregion

// #region validate.ts
/** What a schema says of a value, seen through a mode. */
type Verdict =
  | { readonly kind: "valid"; readonly value: unknown }
  /** Not quite what the document says, and let through as it came. */
  | { readonly kind: "drift"; readonly value: unknown; readonly issues: readonly ValidationIssue[] }
  | { readonly kind: "invalid"; readonly issues: readonly ValidationIssue[] };

/**
 * Judges a value that was received. The schema itself is exact; the mode decides what becomes of its issues. Typed values
 * are decoded in every mode, in `off` and `warn` as far as it can be done.
 */
export function validateValue(
  schema: SchemaThunk | undefined,
  value: unknown,
  mode: ValidationMode,
  values?: TypedValues,
): Verdict {
  const parser = schema === undefined || mode === "off" ? undefined : resolveSchema(schema);
  if (parser === undefined) return { kind: "valid", value: decodedInValidate(schema, value, values) };
  const result = parser.safeParse(value);
  if (result.success) return { kind: "valid", value: result.data };
  const verdict = judge(result.error.issues, value, mode);
  return verdict.kind === "drift" ? { ...verdict, value: decodedInValidate(schema, value, values) } : verdict;
}

/** The same; undefined where a value of a recursive schema nests deeper than any stack: the other side's fault, and no crash. */
function validateReceived(...given: Parameters<typeof validateValue>): Verdict | undefined {
  try {
    return validateValue(...given);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decodedInValidate(schema: SchemaThunk | undefined, value: unknown, values: TypedValues | undefined): unknown {
  return values === undefined || schema === undefined ? value : values.decode(schema, value);
}

/** Judges a value that is to be sent. It is sent as it is: serializing it encodes its typed values. */
function validateGiven(
  schema: SchemaThunk | undefined,
  value: unknown,
  mode: ValidationMode,
  values?: TypedValues,
): Verdict {
  const parser = schema === undefined || mode === "off" ? undefined : resolveSchema(schema);
  if (parser === undefined) return { kind: "valid", value };
  const result = values === undefined ? parser.safeParse(value) : parser.safeEncode(value);
  return result.success ? { kind: "valid", value } : judge(result.error.issues, value, mode);
}

type Issues = Extract<ReturnType<SafeParser["safeParse"]>, { success: false }>["error"]["issues"];

function judge(issues: Issues, value: unknown, mode: ValidationMode): Verdict {
  if (mode === "warn" || (mode === "lenient" && issues.every((issue) => isDrift(issue, value)))) {
    return { kind: "drift", value, issues: toIssues(issues, value) };
  }
  return { kind: "invalid", issues: toIssues(issues, value) };
}
// #endregion

// #region request-validation.ts
/** What was found so far, made with the first issue: most requests have none. */
interface Found {
  readonly fatal: ValidationIssue[];
  readonly drift: ValidationIssue[];
}

/** Checks parameters and body against the document before anything is sent. Off unless asked for. */
export const requestValidation: Policy = (request, next, receive) => {
  if (request.call.validation.request === "off") return next(request, receive);
  const found = checkBody(request, checkParams(request));
  if (found === undefined) return next(request, receive);
  const { fatal, drift } = found;
  if (drift.length > 0) reportDrift(request, { direction: "request", status: undefined, issues: drift });
  if (fatal.length === 0) return next(request, receive);
  const message = `The request is not what ${request.operation.id} takes: ${printIssues(fatal)}`;
  return Promise.reject(new RequestValidationError({ message, issues: fatal }));
};

function checkParams(request: ApiRequest): Found | undefined {
  let found: Found | undefined;
  for (const param of request.operation.params ?? []) {
    const value = Object.hasOwn(request.params, param.name) ? request.params[param.name] : undefined;
    if (value !== undefined && (value !== null || param.in === "path")) {
      found = check(request, found, { name: param.name, value, schema: param.schema });
    } else if (param.required === true) found = missing(request, found, param.name);
  }
  return found;
}

function checkBody(request: ApiRequest, found: Found | undefined): Found | undefined {
  const descriptor = request.operation.body;
  if (descriptor === undefined) return found;
  const { body, contentType } = request.params;
  if (body === undefined) return descriptor.required === true ? missing(request, found, "body") : found;
  const types = Object.keys(descriptor.content);
  const key = typeof contentType === "string" ? findMedia(types, contentType) : types[0];
  const schema = key === undefined ? undefined : descriptor.content[key]?.schema;
  return check(request, found, { name: "body", value: isMultipart(key) ? withoutParts(body) : body, schema });
}

function isMultipart(mediaType: string | undefined): boolean {
  return mediaType !== undefined && familyOf(essenceOf(mediaType)) === "multipart";
}

interface Subject {
  readonly name: string;
  readonly value: unknown;
  readonly schema: Parameters<typeof validateGiven>[0];
}

function check(request: ApiRequest, found: Found | undefined, { name, value, schema }: Subject): Found | undefined {
  const verdict = validateGiven(schema, value, request.call.validation.request, request.call.values);
  if (verdict.kind === "valid") return found;
  const { fatal, drift } = found ?? { fatal: [], drift: [] };
  const issues = verdict.kind === "drift" ? drift : fatal;
  for (const issue of verdict.issues) issues.push({ ...issue, path: [name, ...issue.path] });
  return { fatal, drift };
}

function missing(request: ApiRequest, found: Found | undefined, name: string): Found {
  const { fatal, drift } = found ?? { fatal: [], drift: [] };
  const issues = request.call.validation.request === "warn" ? drift : fatal;
  issues.push({ path: [name], message: "is required", code: "invalid_type" });
  return { fatal, drift };
}
// #endregion

// #region retry-decision.ts
/** What came of an attempt that failed. */
type Failure =
  | { readonly response: TransportResponse; readonly error?: undefined }
  | { readonly error: unknown; readonly response?: undefined };

/** What to do about it; `refused` says why there is no further attempt though it might help. */
type Decision =
  | { readonly kind: "final" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "retry"; readonly delayMs: number };

interface FailedAttempt {
  readonly failure: Failure;
  /** 1 for the first. */
  readonly attempt: number;
  readonly request: ApiRequest;
  readonly policy: RetryPolicy;
}

const final: Decision = { kind: "final" };

/** Whether a failed request is sent again, and when. The budget has its say afterwards. */
function decideRetry(failed: FailedAttempt): Decision {
  const { failure, attempt, request, policy } = failed;
  if (!isWorthwhile(failure, policy) || policy.maxRetries === 0) return final;
  if (failure.response?.headers.get("x-should-retry") === "false")
    return refuseInRetryDecision("the server says that it would be of no use");
  if (!isSafeInRetryDecision(failed)) {
    return refuseInRetryDecision(`a ${request.method} may have been carried out; with an idempotency key it could be repeated`);
  }
  if (!isReplayable(request.body)) return refuseInRetryDecision("the body is, or holds, a stream, which can be sent only once");
  const asked = askedDelay(failure);
  if (asked !== undefined && asked > policy.maxRetryAfter) {
    return refuseInRetryDecision(
      `the server asks to wait ${asked} ms, longer than \`retry.maxRetryAfter\` (${policy.maxRetryAfter} ms)`,
    );
  }
  if (attempt > policy.maxRetries) return final;
  const delayMs = asked === undefined ? backoff(attempt, policy) : atLeast(asked);
  return hasTime(failed, delayMs);
}

function hasTime({ request, policy }: FailedAttempt, delayMs: number): Decision {
  const { call } = request;
  const elapsed = call.elapsed();
  const { maxElapsed } = policy;
  if (maxElapsed !== undefined && elapsed + delayMs > maxElapsed) {
    return refuseInRetryDecision(`\`retry.maxElapsed\` (${maxElapsed} ms) is over`);
  }
  const { total } = call.timeouts;
  if (total > 0 && elapsed + delayMs >= total) {
    const left = Math.max(0, Math.floor(total - elapsed));
    return refuseInRetryDecision(
      `the next attempt would be after ${Math.ceil(delayMs)} ms, and ${left} ms of \`timeout.total\` are left`,
    );
  }
  return { kind: "retry", delayMs };
}

function refuseInRetryDecision(why: string): Decision {
  return { kind: "refused", why };
}

/** ENOTFOUND may be a name server that starts; what never works (certificates, no HTTP) is not here. */
const passingCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_SOCKET",
]);

function isWorthwhile({ response, error }: Failure, policy: RetryPolicy): boolean {
  if (response !== undefined) return listsStatus(policy, response.status) || isThrottled(response);
  if (!policy.connectionErrors) return false;
  if (error instanceof TimeoutError) return error.phase === "connect" || error.phase === "headers";
  return error instanceof ConnectionError && isPassing(error);
}

function isPassing({ cause }: ConnectionError): boolean {
  const code = codeOfInFailure(cause);
  // A browser's fetch fails with a TypeError that says nothing.
  return code === undefined ? cause instanceof TypeError : passingCodes.has(code);
}

/** GitHub turns away with 403, too. */
function isThrottled({ status, headers }: TransportResponse): boolean {
  return headers.get("x-should-retry") === "true" || (status === 403 && readThrottle(status, headers, 0) !== undefined);
}

/** Whether a second request does no harm. */
function isSafeInRetryDecision({ failure, request, policy }: FailedAttempt): boolean {
  return policy.methods.includes(request.method) || isRepeatable(request) || didNothing(failure);
}

function isRepeatable({ operation, headers, call }: ApiRequest): boolean {
  const { idempotency } = operation;
  return idempotency?.repeatable === true || headers[call.idempotencyHeader] !== undefined;
}

/** RFC 6585 4 has nothing to say of it, but a request that is turned away is not carried out. */
function didNothing({ response, error }: Failure): boolean {
  if (response === undefined) {
    return error instanceof ConnectionError
      ? error.notSent
      : error instanceof TimeoutError && error.phase === "connect";
  }
  const { status, headers } = response;
  if (status === 503) return readRetryAfter(headers, 0) !== undefined;
  return status === 429 || status === 403;
}

function askedDelay({ response }: Failure): number | undefined {
  if (response === undefined) return undefined;
  const now = serverTime(response.headers);
  return readThrottle(response.status, response.headers, now) ?? readRetryAfter(response.headers, now);
}
// #endregion

// #region sleep.ts
/** The longest delay that `setTimeout` takes; more would fire at once. */
const maxDelayInSleep = 2_147_483_647;

/** Calls whose waits take no time: those of tests. */
const skipping = /* @__PURE__ */ new WeakSet<AbortNotice>();

/** Waits of this call are over at once. */
export function skipWaits(abort: AbortNotice): void {
  skipping.add(abort);
}

/** Waits, unless the call is given up: then it fails with the reason, and nothing is left behind. */
function sleep(milliseconds: number, abort: AbortNotice, clock: RuntimeClock = systemClock): Promise<void> {
  if (abort.reason !== undefined) return Promise.reject(abort.reason);
  if (skipping.has(abort)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = clock.start(Math.min(milliseconds, maxDelayInSleep), () => {
      stopListening();
      resolve();
    });
    const stopListening = abort.listen((reason) => {
      clock.stop(timer);
      reject(reason);
    });
  });
}
// #endregion

// #region retry.ts
/** Sends a request again where that may help and does no harm. The first attempt costs nothing more than a callback. */
export function retry(budgets: RetryBudgets): Policy {
  return (request, next, receive) => {
    const sending = new Sending(budgets, request, next);
    request.call.sending = sending;
    return next(request, asIs).then(
      (response) =>
        // Most are what was asked for.
        sending.accepts(response) ? receive(response) : sending.repeat({ response }).then(receive),
      (error) => sending.repeat({ error }).then(receive),
    );
  };
}

/** A request on its way to an answer that is worth handing on. */
class Sending {
  readonly #budgets: RetryBudgets;
  readonly #request: ApiRequest;
  readonly #next: Send;
  #attempt = 1;
  /** What the last retry took from the budget. */
  #cost: number | undefined;
  #response: TransportResponse | undefined;

  constructor(budgets: RetryBudgets, request: ApiRequest, next: Send) {
    this.#budgets = budgets;
    this.#request = request;
    this.#next = next;
  }

  /** False for a response that may be worth another attempt. */
  accepts(response: TransportResponse): boolean {
    if (response.status >= 400) return false;
    this.#budgets.refund(this.#request.origin, this.#cost);
    this.#response = response;
    return true;
  }

  /** Sends again until it works or is no use any more; then the last failure is the result. */
  async repeat(first: Failure): Promise<TransportResponse> {
    let failure = first;
    for (;;) {
      const delayMs = this.#decide(failure);
      if (delayMs === undefined) return this.#giveUp(failure);
      failure.response?.body.discard();
      await this.#announce(failure, delayMs);
      const { call } = this.#request;
      await sleep(delayMs, call.cancellation, call.clock);
      call.delayMs = delayMs;
      this.#attempt += 1;
      try {
        const response = await this.#next(this.#request, asIs);
        if (this.accepts(response)) return response;
        failure = { response };
      } catch (error) {
        failure = { error };
      }
    }
  }

  /**
   * The body of the answer broke off before anybody saw a part of it: the request may be sent again.
   * Undefined where a middleware of the user has put another answer in its place: what it does can't be repeated.
   */
  repeatBody(response: TransportResponse, error: Error): Promise<TransportResponse> | undefined {
    if (response !== this.#response) return undefined;
    const { attempts } = this.#request.call;
    const last = attempts.pop();
    if (last !== undefined) attempts.push({ ...last, error: error.message });
    return this.repeat({ error });
  }

  /** The wait before the next attempt; undefined where there is none. */
  #decide(failure: Failure): number | undefined {
    const request = this.#request;
    const { call, origin } = request;
    // The caller has given up; nothing that happens then is worth a word.
    if (call.cancellation.reason !== undefined || failure.error instanceof AbortedError) return undefined;
    const policy = call.retryPolicy();
    const decision = decideRetry({ failure, attempt: this.#attempt, request, policy });
    if (decision.kind === "refused") call.notRetried = decision.why;
    if (decision.kind !== "retry") return undefined;
    if (policy.budget) this.#cost = this.#budgets.of(origin).take(failure.error instanceof TimeoutError);
    if (this.#cost !== 0) return decision.delayMs;
    call.notRetried = `${origin} has failed so often that the retry budget is used up`;
    return undefined;
  }

  #giveUp({ response, error }: Failure): TransportResponse {
    if (response === undefined) throw error;
    this.#response = response;
    return response;
  }

  async #announce({ response, error }: Failure, delayMs: number): Promise<void> {
    const { call, operation, requestId } = this.#request;
    for (const { onRetry } of call.hooks) {
      await onRetry?.({
        operationId: operation.id,
        requestId,
        attempt: this.#attempt,
        delayMs,
        error,
        response: response && { status: response.status, headers: response.headers },
      });
    }
  }
}
// #endregion

// #region user-hooks.ts
/** Calls `onRequest` and `onResponse`. `onError` is called where the call ends: an error may come after the response. */
export const userHooks: Policy = (request, next, receive) => {
  const { hooks } = request.call;
  if (hooks.length === 0) return next(request, receive);
  const told: Receive = (response) => tellResponse(request, response, receive);
  const asked = inTurn(hooks, ({ onRequest }) => onRequest?.(request));
  return asked === undefined ? next(request, told) : asked.then(() => next(request, told));
};

function tellResponse(
  request: ApiRequest,
  response: TransportResponse,
  receive: Receive,
): TransportResponse | Promise<TransportResponse> {
  const { call } = request;
  // Nobody will read it: its connection must not wait for that.
  const fail = (error: unknown): never => {
    response.body.discard();
    throw error;
  };
  const tell = ({ onResponse }: Hooks): unknown =>
    onResponse?.({
      request,
      status: response.status,
      headers: response.headers,
      requestId: call.requestIdOf(response.headers),
      elapsedMs: call.elapsed(),
    });
  let told: Promise<void> | undefined;
  try {
    told = inTurn(call.hooks, tell);
  } catch (error) {
    return fail(error);
  }
  return told === undefined ? receive(response) : told.catch(fail).then(() => receive(response));
}

/** Each after the one before; undefined where none has to be waited for. */
function inTurn(hooks: readonly Hooks[], tell: (hook: Hooks) => unknown, from = 0): Promise<void> | undefined {
  for (let index = from; index < hooks.length; index += 1) {
    const hook = hooks[index];
    const done = hook && tell(hook);
    if (done !== undefined) return Promise.resolve(done).then(() => inTurn(hooks, tell, index + 1));
  }
  return undefined;
}
// #endregion

// #region policies.ts
interface PolicyInput {
  readonly user: readonly Middleware[];
  readonly authenticator: Authenticator;
  readonly shared: SharedState;
  /** Logging and telemetry. */
  readonly observers: readonly AttemptObserver[];
  /** The document's schemes, by name. */
  readonly security: ApiDescriptor["security"];
  /** Made when the first request is sent. */
  readonly transport: () => Transport;
}

/**
 * The one order in which a request passes the policies, the first is the outermost.
 * The places of those that are still to come are marked: a policy's place decides what it sees.
 */
function composeClient({ user, authenticator, security, observers, shared, transport }: PolicyInput): Next {
  const { budgets, limits, concurrency: limiter } = shared;
  return composePolicies(
    [
      deadline,
      ...user.map(userPolicy),
      userHooks,
      requestValidation,
      // once for all attempts
      idempotency,
      // a place is held over all attempts
      ...(limiter === undefined ? [] : [concurrency(limiter)]),
      // everything below happens once for each attempt
      retry(budgets),
      ...(limits === undefined ? [] : [rateLimit(limits)]),
      redirects(security),
      authentication(authenticator),
      // one entry for each attempt, with what is really sent
      ...(observers.length === 0 ? [] : [observation(observers)]),
    ],
    // the attempt's own timeouts are counted where the connection is: in the transport
    attempt(transport),
  );
}
// #endregion

// #region errors/response-validation-error.ts
export interface ResponseValidationErrorInit extends SdkErrorInit {
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  readonly body: unknown;
  readonly line?: number | undefined;
}

/** The body of a successful response has another shape than the document says. */
export class ResponseValidationError extends SdkError {
  override readonly kind = "response-validation";
  readonly issues: readonly ValidationIssue[];
  readonly status: number;
  /** The parsed body as it came. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;
  /** Of a stream: the line (of JSON text sequences: the record), counted from 1. */
  readonly line: number | undefined;

  constructor(init: ResponseValidationErrorInit) {
    super(init);
    this.issues = init.issues;
    this.status = init.status;
    this.body = init.body;
    this.line = init.line;
  }

  static override get brand(): string {
    return "ResponseValidationError";
  }

  override toJSON(): Record<string, unknown> {
    const { status, line } = this;
    const issues = printable(this, this.issues);
    return { ...super.toJSON(), status, issues, ...(line === undefined ? {} : { line }) };
  }
}

/** True where the body of a successful response has another shape than the document says. */
export function isResponseValidationError(error: unknown): error is ResponseValidationError {
  return error instanceof ResponseValidationError;
}
// #endregion

// #region check-value.ts
interface Received {
  readonly value: unknown;
  readonly status: number;
  /** Of a stream: the line. */
  readonly line?: number | undefined;
}

/**
 * A value that the server sent, seen through the call's mode.
 * @throws ResponseValidationError where it is not what the document says
 */
export function checkValue(call: OpenCall, schema: SchemaThunk | undefined, received: Received): unknown {
  return applyVerdict(call, verdictOf(call, schema, received), received);
}

function verdictOf(call: OpenCall, schema: SchemaThunk | undefined, { value, status, line }: Received): Verdict {
  const verdict = validateReceived(schema, value, call.validation.response, call.values);
  if (verdict !== undefined) return verdict;
  const message = `The response to ${call.operation.id} nests too deep to be checked`;
  throw new ResponseParseError({ message, status, contentType: undefined, excerpt: "", line });
}

/** @throws ResponseValidationError where the verdict is that the value is invalid */
function applyVerdict(call: OpenCall, verdict: Verdict, { value, status, line }: Received): unknown {
  if (verdict.kind === "valid") return verdict.value;
  const { issues } = verdict;
  if (verdict.kind === "invalid") {
    const what = line === undefined ? "The response" : `Line ${line} of the response`;
    const message = `${what} to ${call.operation.id} is not what the document says: ${printIssues(issues)}`;
    throw new ResponseValidationError({ message, issues, status, body: value, line });
  }
  reportDrift({ operation: call.operation, call }, { direction: "response", status, issues });
  return verdict.value;
}
// #endregion

// #region error-message.ts
/** RFC 9457 3.1 for `detail` and `title`, RFC 6749 5.2 for `error_description`; the rest is common practice. */

/** Where APIs put what went wrong, the most telling first. */
const places = "detail title message error.message error_description errors.0.message errors.0.detail errors.0 error";

/** A longer text is a page, not a message. */
const maxLengthInErrorMessage = 500;

/** The server's own words for an error; undefined where its body has none. `marked`: where the document says they are. */
export function messageOf(body: unknown, marked?: readonly string[]): string | undefined {
  const known = places.split(" ").map((path) => path.split("."));
  for (const place of marked === undefined ? known : [marked, ...known]) {
    const text = place.reduce<unknown>(propertyOf, body);
    if (typeof text === "string" && text.trim()) return text.slice(0, maxLengthInErrorMessage);
  }
  return undefined;
}

/** An own property; undefined where there is none. */
export function propertyOf(value: unknown, key: string): unknown {
  const isOwn = typeof value === "object" && value !== null && Object.hasOwn(value, key);
  return isOwn ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
// #endregion

// #region error-body.ts
/** 64 KiB, more than a problem report ever has: the connection is worth more than the rest. */
const maxErrorBytes = 65_536;

/** The error for a status. Whatever is wrong with its body, the status is not hidden by it. */
async function toApiError(call: Call, response: TransportResponse): Promise<Error> {
  const media = errorMedia(call, response);
  const { schema } = media ?? {};
  const parse = jsonParser(call.values, schema) ?? JSON.parse;
  const body = parseBody(await readBody(call, response), response, parse);
  const { method, id: operationId } = call.operation;
  const url = call.errorContext().url ?? "";
  const init: RateLimitErrorInit = {
    message:
      messageOf(body, media?.messagePath) ??
      `${method} ${url} was answered with status ${response.status}${redirectOf(response)}`,
    status: response.status,
    headers: response.headers,
    body,
    operationId,
    method,
    url,
    requestId: call.requestIdOf(response.headers),
    // Read here and not by the class, so that a document with a 429 does not bring all ways to say it into a bundle.
    retryAfterMs: readThrottle(response.status, response.headers),
  };
  return declaredError(call, init, schema) ?? statusErrorInStatusError(init);
}

function errorMedia(call: Call, { status, headers }: TransportResponse): ResponseMediaDescriptor | undefined {
  return chooseMedia(responsePlanOf(call.plan, status), headers.get("content-type"))?.media;
}

/** A redirect that nobody follows is an answer like any other: it says where it leads. */
function redirectOf({ status, headers }: TransportResponse): string {
  const location = status >= 300 && status <= 399 ? headers.get("location") : undefined;
  return location === undefined ? "" : `, a redirect to ${redactUrl(location)} that is not followed`;
}

/** The document's own class, if the body is what its type says. */
function declaredError(call: Call, init: ApiErrorInit, schema: SchemaThunk | undefined): Error | undefined {
  const plan = responsePlanOf(call.plan, init.status);
  if (plan.descriptor?.error === undefined) return undefined;
  const mode = call.validation.response === "off" ? "off" : "lenient";
  const verdict = validateReceived(schema, init.body, mode, call.values);
  if (verdict === undefined || verdict.kind === "invalid") return undefined;
  const ErrorClass = plan.descriptor.error();
  // The class takes the body that the schema has just accepted; with validation off, the one that the document promises.
  return new ErrorClass({ ...init, body: verdict.value as never });
}

async function readBody(call: Call, response: TransportResponse): Promise<Uint8Array> {
  try {
    return await response.body.bytes(maxErrorBytes);
  } catch {
    // The caller's own wish comes first; any other trouble with the body matters less than the status.
    if (call.cancellation.reason instanceof AbortedError) throw call.cancellation.reason;
    return new Uint8Array();
  }
}

function parseBody(bytes: Uint8Array, response: TransportResponse, parse: (text: string) => unknown): unknown {
  if (bytes.byteLength === 0) return undefined;
  const contentType = response.headers.get("content-type");
  const text = tryDecode(bytes, { status: response.status, contentType, charset: charsetOf(contentType) });
  const isJson = contentType === undefined || familyOf(essenceOf(contentType)) === "json";
  if (!isJson) return text;
  try {
    return parse(text);
  } catch {
    // Not what the content type says, or cut off: the text is all there is.
    return text;
  }
}

function tryDecode(bytes: Uint8Array, source: TextSource): string {
  try {
    return decodeText(bytes, source);
  } catch {
    // An unknown charset: UTF-8 shows at least what is ASCII.
    return decodeUtf8(bytes);
  }
}
// #endregion

// #region stream/stream-body.ts
const maxDrainBytes = 65_536;
const maxDrainMs = 1_000;

/** The body of a stream before anything reads it. The readers of server-sent events and JSON Lines are made for it. */
export class StreamBody extends BinaryResponse {
  readonly media: ResponseMediaDescriptor;
  readonly charset: string | undefined;
  /** The server's content type is one that the document has. */
  readonly isDeclared: boolean;
  readonly #call: OpenCall;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #isReleased = false;
  /** Reading it has failed, and the call has ended with that. */
  #hasFailed = false;

  constructor(call: OpenCall, response: TransportResponse, { media, charset, isDeclared }: ChosenMedia) {
    super(call, response);
    this.media = media;
    this.charset = charset;
    this.isDeclared = isDeclared;
    this.#call = call;
    call.staysOpen();
  }

  /** True once `release()` was called. */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Of the client. */
  get openStreams(): OpenStreams {
    return this.#call.openStreams;
  }

  /** Of the client. */
  get clock(): RuntimeClock {
    return this.#call.clock;
  }

  /** The next bytes; undefined at the end, and after `release()`. */
  async read(): Promise<Uint8Array | undefined> {
    this.#reader ??= this.stream().getReader();
    try {
      return (await this.#reader.read()).value;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** Frees the connection at once. Of no effect on a body that has ended. */
  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#reader ??= this.stream().getReader();
    // A body that has failed says so again.
    await this.#reader.cancel().catch(() => undefined);
  }

  /** The rest is not wanted, but is most likely nothing but the end: waits for it a little, to keep the connection. */
  async drain(): Promise<void> {
    const timer = setTimeout(() => this.release(), maxDrainMs);
    try {
      for (let size = 0; size < maxDrainBytes; ) {
        const chunk = await this.read();
        if (chunk === undefined) break;
        size += chunk.byteLength;
      }
    } catch {
      // Nobody waits for it.
    } finally {
      clearTimeout(timer);
      await this.release();
    }
  }

  /** @throws SyntaxError where the text is no JSON */
  parse(schema: SchemaThunk | undefined, text: string): unknown {
    return (jsonParser(this.#call.values, schema) ?? JSON.parse)(text);
  }

  /** @throws ResponseValidationError where the value is not what the document says */
  check(schema: SchemaThunk | undefined, value: unknown, line: number): unknown {
    return checkValue(this.#call, schema, { value, status: this.status, line });
  }

  /** True where the value is what the document says, whatever the mode. */
  accepts(schema: SchemaThunk | undefined, value: unknown): boolean {
    const verdict = validateReceived(schema, value, "lenient", this.#call.values);
    return verdict !== undefined && verdict.kind !== "invalid";
  }

  /**
   * Lets a value pass that the document has no word for, and tells of it, as the mode says.
   * @throws ResponseValidationError where the mode is strict
   */
  passUnknown(value: unknown, message: string, line: number): unknown {
    const mode = this.#call.validation.response;
    const issues = [{ path: [], message, code: "unknown_event" }];
    const received = { value, status: this.status, line };
    if (mode === "off") return value;
    return applyVerdict(this.#call, { kind: mode === "strict" ? "invalid" : "drift", value, issues }, received);
  }

  /** Says of an error which call it belongs to, and ends that. */
  async fail(error: unknown): Promise<unknown> {
    return this.#hasFailed ? error : this.#call.fail(error);
  }

  /** Says of an error that does not end the call which one it belongs to. */
  locate(error: unknown): unknown {
    return this.#call.locate(error);
  }
}
// #endregion

// #region decode.ts
/** Gives the value, or a promise of it where the body has not all come. */
type Decode = (call: Call, response: TransportResponse, chosen: ChosenMedia) => unknown;

const decoders: Readonly<Record<BodyKind, Decode>> = {
  json: decodeJson,
  text: decodeString,
  binary: handOver,
  events: handOverStream,
  lines: handOverStream,
};

/**
 * The declared result of a response, or a promise of it.
 * @throws ApiError for statuses that are errors
 */
function decodeResponse(call: Call, response: TransportResponse): unknown {
  const plan = responsePlanOf(call.plan, response.status);
  if (!plan.isSuccess) return throwApiError(call, response);
  const chosen = plan.hasBody ? chooseMedia(plan, response.headers.get("content-type")) : undefined;
  if (chosen !== undefined) return decoders[chosen.kind](call, response, chosen);
  response.body.discard();
  return undefined;
}

async function throwApiError(call: Call, response: TransportResponse): Promise<never> {
  throw await toApiError(call, response);
}

function decodeJson(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  const finish = (text: string): unknown => {
    if (text === "") return undefined;
    const source = { status: response.status, contentType: chosen.contentType };
    const value = parseJson(text, source, jsonParser(call.values, chosen.media.schema));
    return checkValue(call, chosen.media.schema, { value, status: response.status });
  };
  return withText(call, response, chosen, finish);
}

function decodeString(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  return withText(call, response, chosen, (value) =>
    checkValue(call, chosen.media.schema, { value, status: response.status }),
  );
}

/** Most bodies have come with their headers: those are read without waiting. */
function withText(
  call: Call,
  response: TransportResponse,
  chosen: ChosenMedia,
  finish: (text: string) => unknown,
): unknown {
  const { status, body } = response;
  const { charset, contentType } = chosen;
  const limited = { limit: call.maxResponseBytes, status, contentType };
  const text = charset === undefined ? body.readyText?.() : undefined;
  if (text !== undefined) {
    expectSmall(text, limited);
    return finish(text);
  }
  return readWhole(body, limited).then((bytes) => finish(decodeText(bytes, { charset, status, contentType })));
}

function handOver(call: Call, response: TransportResponse): unknown {
  return new BinaryResponse(call, response);
}

function handOverStream(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  return new StreamBody(call, response, chosen);
}
// #endregion

// #region reply.ts
/** The answer of a call. Its body is decoded once, when it is first asked for. */
class Reply<Data> implements PendingReply<Data> {
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
// #endregion

// #region session.ts
interface SessionInit {
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
class Session {
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
class SharedTransport implements Transport {
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
// #endregion

// #region transport/session-options.ts
/** What shapes the connections that the undici transport makes for itself. */
export const ownConnectionNames = ["proxy", "http2", "socketPath", "tls"] as const;

/** An option that would be ignored without a word is refused: `tls` or `proxy` may be what security rests on. */
export function refuseSessionOptions(
  options: SessionOptions,
  names: readonly (keyof SessionOptions)[],
  where: string,
): void {
  const name = names.find((one) => options[one] !== undefined);
  if (name !== undefined) throw new ConfigurationError({ message: `\`${name}\` is of no effect ${where}` });
}
// #endregion

// #region client.ts
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
// #endregion

// #region errors/pagination-error.ts
/** The pages of a list can't be walked: the server's answers contradict the document. */
export class PaginationError extends SdkError {
  override readonly kind = "pagination";

  static override get brand(): string {
    return "PaginationError";
  }
}

/** True where the pages of a list can't be walked. */
export function isPaginationError(error: unknown): error is PaginationError {
  return error instanceof PaginationError;
}
// #endregion

// #region errors/stream-error.ts
/** `too-long`: a line or an event is beyond `maxItemLength`. `error-event`: the server says within the stream that it failed. */
export type StreamErrorReason = "too-long" | "error-event";

export interface StreamErrorInit extends SdkErrorInit {
  readonly reason: StreamErrorReason;
  readonly line: number;
  readonly body?: unknown;
}

/** A stream that began well can't go on. */
export class StreamError extends SdkError {
  override readonly kind = "stream";
  readonly reason: StreamErrorReason;
  /** Where in the stream, counted from 1. */
  readonly line: number;
  /** The data of the server's `error` event, parsed where it is JSON. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;

  constructor(init: StreamErrorInit) {
    super(init);
    this.reason = init.reason;
    this.line = init.line;
    this.body = init.body;
  }

  static override get brand(): string {
    return "StreamError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason, line: this.line };
  }
}

/** True where a stream that began well could not go on. */
export function isStreamError(error: unknown): error is StreamError {
  return error instanceof StreamError;
}
// #endregion

// #region errors/token-error.ts
export interface TokenErrorInit extends SdkErrorInit {
  readonly error?: string | undefined;
  readonly errorDescription?: string | undefined;
  readonly status?: number | undefined;
}

/** No access token could be had. */
export class TokenError extends SdkError {
  override readonly kind = "token";
  /** The authorization server's code: `invalid_grant`, `invalid_client` (RFC 6749 5.2); undefined where it gave none. */
  readonly error: string | undefined;
  /** What it says to that, without the secrets that were sent. */
  readonly errorDescription: string | undefined;
  /** Of its answer; undefined where there was none. */
  readonly status: number | undefined;

  constructor(init: TokenErrorInit) {
    super(init);
    this.error = init.error;
    this.errorDescription = init.errorDescription;
    this.status = init.status;
  }

  static override get brand(): string {
    return "TokenError";
  }

  override toJSON(): Record<string, unknown> {
    const { error, errorDescription, status } = this;
    return { ...super.toJSON(), error, errorDescription, status };
  }
}

/** True where no access token could be had. */
export function isTokenError(error: unknown): error is TokenError {
  return error instanceof TokenError;
}
// #endregion

// #region file-from.ts
export interface FileFromOptions {
  /** The name that the server is told. Default: the last part of the path. */
  readonly filename?: string | undefined;
  /** Default: what the document declares for the part, or `application/octet-stream`. */
  readonly contentType?: string | undefined;
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  open(path: string | URL, flags: string): Promise<FileHandle>;
  stat(path: string | URL): Promise<{ readonly size: number; isFile(): boolean }>;
}

interface FileHandle {
  read(buffer: Uint8Array, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/**
 * A file of the disk as a body or as a part of one. It is opened when it is sent, and anew for each attempt; it is read
 * in pieces, so its size is of no matter. Needs Node.js, Deno or Bun.
 *
 * @throws ConfigurationError where the platform has no files. A file that isn't there fails the call that sends it,
 *   with a RequestValidationError.
 * @example
 * await client.media.upload({ body: { file: fileFrom("./photo.jpg", { contentType: "image/jpeg" }) } });
 */
export function fileFrom(path: string | URL, options: FileFromOptions = {}): BodySource {
  const files = builtinModule("node:fs/promises");
  if (!isFileSystem(files)) throw new ConfigurationError({ message: "This platform has no files: give a Blob" });
  const { filename = lastName(path), contentType } = options;
  return { replayable: true, filename, contentType, openBody: () => openFile(files, path) };
}

function lastName(path: string | URL): string {
  const text = typeof path === "string" ? path : decodeURIComponent(path.pathname);
  return text.split(/[\\/]/).at(-1) ?? text;
}

async function openFile(files: FileSystem, path: string | URL): Promise<OpenBody> {
  const size = await sizeOf(files, path);
  const chunks = readFile(files, { path, size });
  return { size, chunks, close: () => void chunks.return().catch(() => undefined) };
}

async function sizeOf(files: FileSystem, path: string | URL): Promise<number> {
  let stats: Awaited<ReturnType<FileSystem["stat"]>>;
  try {
    stats = await files.stat(path);
  } catch (error) {
    throw requestProblem("body", `${path} can't be read: ${error instanceof Error ? error.message : error}`, error);
  }
  if (!stats.isFile()) throw requestProblem("body", `${path} is not a file`);
  return stats.size;
}

interface SizedFile {
  readonly path: string | URL;
  readonly size: number;
}

/** As much as is in memory at a time. */
const chunkBytes = 131_072;

/** So many bytes as were announced, whatever happens to the file in the meantime. */
async function* readFile(files: FileSystem, { path, size }: SizedFile): AsyncGenerator<Uint8Array, void, void> {
  const file = await files.open(path, "r");
  try {
    for (let left = size; left > 0; ) {
      const buffer = new Uint8Array(Math.min(chunkBytes, left));
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength);
      if (bytesRead === 0) throw requestProblem("body", `${path} has become shorter while it was sent`);
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function isFileSystem(value: unknown): value is FileSystem {
  return typeof value === "object" && value !== null && "open" in value && "stat" in value;
}
// #endregion

// #region global-params.ts
type ParamsInGlobalParams = Readonly<Record<string, unknown>>;

/** What the client gives to its operations. Only the SDKs whose document says so name it: no other has it in its bundle. */
export function globalParams(list: readonly GlobalParamDescriptor[]): GlobalParams {
  return { resolve: (options) => resolve(list, options), merge };
}

/** A parameter with the value that the client has for it. */
interface Given extends GlobalParamDescriptor {
  readonly value: unknown;
}

/** From the client's options, the environment, the document. @throws ConfigurationError where a header can't be sent */
function resolve(list: readonly GlobalParamDescriptor[], options: object): ClientGlobals {
  const given = givenParams(options);
  const found = list.flatMap((param): readonly Given[] => {
    const own = Object.hasOwn(given, param.name) ? given[param.name] : undefined;
    const value = own ?? (param.env === undefined ? undefined : readEnvironment(param.env)) ?? param.default;
    return value === undefined ? [] : [{ ...param, value }];
  });
  const headers: HeaderRecord = {};
  for (const { isEverywhere, wireName, value } of found) {
    if (isEverywhere === true) applyHeaders(headers, { [wireName]: String(value) });
  }
  return { headers, fill: (operation, params) => fill(operation, params, found) };
}

/** Generated clients declare `params`, each with its type. */
function givenParams(options: object): ParamsInGlobalParams {
  const given = "params" in options ? options.params : undefined;
  return typeof given === "object" && given !== null ? { ...given } : {};
}

/** The call's parameters with those of the client that it does not give itself. */
function fill(operation: ParamHolder, params: ParamsInGlobalParams, given: readonly Given[]): ParamsInGlobalParams {
  let filled: Record<string, unknown> | undefined;
  for (const param of operation.params ?? []) {
    if (Object.hasOwn(params, param.name) && params[param.name] !== undefined) continue;
    const wireName = param.wireName ?? param.name;
    const global = given.find((one) => one.in === param.in && isSameName(one, wireName));
    if (global === undefined) continue;
    filled ??= { ...params };
    filled[param.name] = global.value;
  }
  return filled ?? params;
}

function isSameName(global: GlobalParamDescriptor, wireName: string): boolean {
  return (
    global.wireName === wireName || (global.in === "header" && global.wireName.toLowerCase() === wireName.toLowerCase())
  );
}

/** The options of a client that is derived from another: each parameter for itself. */
function merge(base: object, options: object): object {
  return { params: { ...givenParams(base), ...givenParams(options) } };
}
// #endregion

// #region pagination/page.ts
/** Fetches what follows a page. */
type FetchNext<Item, Body> = (page: Page<Item, Body>) => Promise<Page<Item, Body>>;

interface PageInit<Item, Body> {
  readonly items: readonly Item[];
  readonly body: Body;
  readonly response: ResponseInfo;
  readonly cursor: string | undefined;
  readonly startedAt: string | undefined;
  readonly seen: number | undefined;
  readonly fetchNext: FetchNext<Item, Body>;
}

/** One page of a list. It knows nothing of the pages before it, so that a long walk needs no more memory than a short one. */
export class Page<Item = unknown, Body = unknown> {
  readonly items: readonly Item[];
  /** The whole body, as documented. */
  readonly body: Body;
  readonly response: ResponseInfo;
  /** Where the next page begins: a plain string that can be stored. `{ from: cursor }` goes on there. Undefined on the last page. */
  readonly cursor: string | undefined;
  /** @internal Where this page began. */
  readonly startedAt: string | undefined;
  /** @internal How many items the walk has met so far. */
  readonly seen: number | undefined;
  readonly #fetchNext: FetchNext<Item, Body>;

  constructor(init: PageInit<Item, Body>) {
    this.items = init.items;
    this.body = init.body;
    this.response = init.response;
    this.cursor = init.cursor;
    this.startedAt = init.startedAt;
    this.seen = init.seen;
    this.#fetchNext = init.fetchNext;
  }

  hasNextPage(): boolean {
    return this.cursor !== undefined;
  }

  /** Asks for the next page; each call asks anew. @throws PaginationError where there is none */
  nextPage(): Promise<Page<Item, Body>> {
    return this.#fetchNext(this);
  }
}
// #endregion

// #region pagination/page-options.ts
/**
 * What one call of a list can be told. Each page is a call of its own: `timeout` counts for each of them, `signal` ends
 * the walk, `requestId` and an `idempotencyKey` that is a text name the first request only.
 */
export interface PageOptions extends RequestOptions {
  /** Where to begin: the `cursor` of a page or of an error of an earlier walk with the same parameters. Default: the first page. */
  readonly from?: string | undefined;
  /** No more items than these are walked. Default: all. */
  readonly maxItems?: number | undefined;
  /** No more pages than these are asked for. Default: all. */
  readonly maxPages?: number | undefined;
  /** Ask for the next page while this one is looked at. Default false: a page is asked for when it is needed. */
  readonly prefetch?: boolean | undefined;
}
// #endregion

// #region pagination/link-header.ts
/** RFC 8288, 3 Link Serialisation in HTTP Headers, parsed as its Appendix B.2 says: what is malformed is skipped. */

/** One link. Names of parameters are in lower case; values are unquoted. */
interface Link {
  readonly uri: string;
  /** In the order of the header; a name may stand there twice. */
  readonly params: readonly (readonly [name: string, value: string])[];
}

/** The address of the next page: of the first link whose relation is `next` and that is about this very page. */
function nextLink(header: string): string | undefined {
  return parseLinks(header).find((link) => isNext(link) && !hasAnchor(link))?.uri;
}

/** RFC 8288, 3.3: only the first `rel` counts; it holds relations separated by spaces, which compare case-insensitively. */
function isNext({ params }: Link): boolean {
  const rel = params.find(([name]) => name === "rel")?.[1] ?? "";
  return rel.toLowerCase().split(/\s+/).includes("next");
}

/** RFC 8288, 3.2: a link with an anchor is about another resource. */
function hasAnchor({ params }: Link): boolean {
  return params.some(([name, value]) => name === "anchor" && value !== "");
}

/** All links of a header. Several header lines are joined with `, ` before. */
function parseLinks(header: string): readonly Link[] {
  const scanner = new ScannerInLinkHeader(header);
  const links: Link[] = [];
  while (!scanner.atEnd) {
    const link = scanner.link();
    if (link !== undefined) links.push(link);
  }
  return links;
}

/** RFC 9110, 5.2: a folded line goes on behind its indentation. */
const fold = /\r?\n[ \t]*/g;
const nameInLinkHeader = /[^\s=;,]+/y;
const bareValue = /[^\s;,]*/y;
const space = /[ \t]*/y;

class ScannerInLinkHeader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.replace(fold, "");
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Undefined for what is no link. Goes to behind the comma that ends it, whatever it is. */
  link(): Link | undefined {
    this.#take(space);
    const end = this.#char() === "<" ? this.#text.indexOf(">", this.#at) : -1;
    if (end < 0) {
      this.#skip(",");
      return undefined;
    }
    const uri = this.#text.slice(this.#at + 1, end).trim();
    this.#at = end + 1;
    const params = this.#params();
    this.#skip(",");
    return { uri, params };
  }

  #params(): readonly (readonly [string, string])[] {
    const params: (readonly [string, string])[] = [];
    for (;;) {
      this.#take(space);
      if (this.#char() !== ";") return params;
      this.#at += 1;
      this.#take(space);
      const key = this.#take(nameInLinkHeader).toLowerCase();
      this.#take(space);
      const value = this.#char() === "=" ? this.#value() : "";
      if (key !== "") params.push([key, value]);
    }
  }

  #value(): string {
    this.#at += 1;
    this.#take(space);
    return this.#char() === '"' ? this.#quoted() : this.#take(bareValue);
  }

  /** RFC 9110, 5.6.4 quoted-string. One that does not end goes to the end of the header. */
  #quoted(): string {
    let value = "";
    for (this.#at += 1; !this.atEnd; this.#at += 1) {
      const char = this.#char();
      if (char === '"') {
        this.#at += 1;
        return value;
      }
      if (char === "\\") this.#at += 1;
      value += this.#char();
    }
    return value;
  }

  #skip(mark: string): void {
    const next = this.#text.indexOf(mark, this.#at);
    this.#at = next < 0 ? this.#text.length : next + 1;
  }

  #char(): string {
    return this.#text.charAt(this.#at);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
// #endregion

// #region pagination/next-url.ts
/** Addresses that a server gives: how they become a cursor, and where they may lead. */


/** What an address is judged by. */
interface UrlPolicy {
  readonly api: SecuredApi;
  /** Origins, besides the API's own, that an address may lead to. */
  readonly allowedOrigins: readonly string[];
}

/**
 * The address as a cursor: path and query where it stays with the origin that gave it, otherwise the whole. Credentials that
 * the server repeats in it are left out: a cursor may be stored, and each request gets its credentials anew.
 * RFC 3986, 5: it is relative to the address that was asked.
 */
function cursorOfUrl(reference: string, asked: string, api: SecuredApi): string | undefined {
  const url = parseUrlInNextUrl(reference, asked);
  if (url === undefined) return undefined;
  const path = url.pathname + withoutSecretsInNextUrl(url.search, api);
  return url.origin === new URL(asked).origin ? path : url.origin + path;
}

/** A path that belongs behind the API's base path, unless it begins with that already. */
function cursorOfPath(path: string, basePath: string, api: SecuredApi): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) return undefined;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  const isWhole = basePath !== "" && (rooted === basePath || /^[/?]/.test(rooted.slice(basePath.length)));
  const asked = "http://localhost";
  return cursorOfUrl(isWhole && rooted.startsWith(basePath) ? rooted : basePath + rooted, asked, api);
}

/** The request for the page at the address, or why there must be none. What goes to another origin holds nothing of the user's. */
function requestAt(request: ApiRequest, cursor: string, policy: UrlPolicy): ApiRequest | string {
  const url = parseUrlInNextUrl(cursor, request.origin);
  if (url === undefined) return `${JSON.stringify(cursor)} is no address of a page`;
  const isOwn = url.origin === request.trustedOrigin;
  if (!isOwn && !isAllowed(url, request, policy)) return refusal(url, request);
  return {
    ...request,
    method: "GET",
    origin: url.origin,
    path: url.pathname + withoutSecretsInNextUrl(url.search, policy.api),
    headers: isOwn ? withoutBody(request.headers) : harmless(request),
    body: undefined,
  };
}

function refusal({ origin, protocol }: URL, { trustedOrigin }: ApiRequest): string {
  const isDowngrade = protocol === "http:" && trustedOrigin.startsWith("https:");
  if (isDowngrade) return `the next page is at ${origin}, without encryption: https never leads to http`;
  return `the next page is at another origin, ${origin}: add it to the client's \`allowedOrigins\` if it may be asked`;
}

function isAllowed({ origin, protocol }: URL, { trustedOrigin }: ApiRequest, { allowedOrigins }: UrlPolicy): boolean {
  if (protocol === "http:" && trustedOrigin.startsWith("https:")) return false;
  return allowedOrigins.some((allowed) => parseUrlInNextUrl(allowed, undefined)?.origin === origin);
}

/** Undefined for what is no http(s) address. */
function parseUrlInNextUrl(text: string, base: string | undefined): URL | undefined {
  try {
    const url = new URL(text, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A query less the API keys of the document. The rest stays as it was written. */
function withoutSecretsInNextUrl(search: string, { security }: SecuredApi): string {
  const names = new Set(
    Object.values(security).flatMap((scheme) =>
      scheme.type === "apiKey" && scheme.in === "query" ? [scheme.name] : [],
    ),
  );
  const pairs = search.slice(1).split("&");
  const kept = pairs.filter((pair) => pair !== "" && !names.has(decodedInNextUrl(pair.split("=", 1)[0] ?? "")));
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function decodedInNextUrl(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function withoutBody(headers: Readonly<HeaderRecord>): HeaderRecord {
  const { "content-type": _type, "content-length": _length, ...rest } = headers;
  return rest;
}

/** Headers of the user and of the operation may be secrets, so a foreign origin gets none of them. */
const harmlessNames = ["accept", "accept-encoding", "user-agent"] as const;

function harmless({ headers }: ApiRequest): HeaderRecord {
  const kept: HeaderRecord = {};
  for (const name of harmlessNames) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
// #endregion

// #region pagination/pointer.ts
/** RFC 6901, JSON Pointer: reading a value, and a copy with another one in its place. */

/** What stands at the pointer; undefined where nothing does. Own properties only. */
export function valueAtInPointer(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of tokensOfInPointer(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    // Any object may be read by a string key; own property checked.
    current = (current as Readonly<Record<string, unknown>>)[token];
  }
  return current;
}

/** A copy with `replacement` at the pointer; what is beside the way there is shared. Objects that are missing are made. */
export function withValueAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return replaced(value, tokensOfInPointer(pointer), replacement);
}

function replaced(value: unknown, [token, ...rest]: readonly string[], replacement: unknown): unknown {
  if (token === undefined) return replacement;
  const object: object = typeof value === "object" && value !== null ? value : {};
  const inner = Object.hasOwn(object, token) ? (object as Readonly<Record<string, unknown>>)[token] : undefined;
  const changed = replaced(inner, rest, replacement);
  if (!Array.isArray(object)) return { ...object, [token]: changed };
  return object.map((item: unknown, index) => (String(index) === token ? changed : item));
}

function tokensOfInPointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
// #endregion

// #region pagination/page-position.ts
/** The parameters of a list's function. */
type ParamsInPagePosition = Readonly<Record<string, unknown>>;

/** What is known of a page that has come. */
interface Arrived {
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly response: ResponseInfo;
  /** Where it began; undefined: where the parameters say. */
  readonly cursor: string | undefined;
  /** How many items the walk has met, with this page; undefined where it did not begin at the first page. */
  readonly seen: number | undefined;
}

/** The parameters with the cursor put in its place. */
function paramsAt(input: PageInput, params: ParamsInPagePosition, cursor: string): ParamsInPagePosition {
  const value = input.numeric === true ? Number(cursor) : cursor;
  if (input.param !== undefined) return { ...params, [input.param]: value };
  return { ...params, body: withValueAt(params["body"], input.body ?? "", value) };
}

/** What the parameters ask for: the page's number or its offset, where the caller has given one. */
function positionIn(input: PageInput, params: ParamsInPagePosition): number | undefined {
  const value = input.param === undefined ? valueAtInPointer(params["body"], input.body ?? "") : ownValue(params, input.param);
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function ownValue(params: ParamsInPagePosition, name: string): unknown {
  return Object.hasOwn(params, name) ? params[name] : undefined;
}

/** The cursor, address or count that a page has at this place; undefined where there is none: an end is written in many ways. */
function outputText(output: PageOutput | undefined, page: Arrived): string | undefined {
  if (output === undefined) return undefined;
  const value =
    output.header === undefined ? valueAtInPointer(page.body, output.body ?? "") : page.response.headers.get(output.header);
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

function outputNumber(output: PageOutput | undefined, page: Arrived): number | undefined {
  const text = outputText(output, page);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Whether the server says that more follows; undefined where it does not say. */
function outputFlag(output: PageFlag | undefined, page: Arrived): boolean | undefined {
  if (output === undefined) return undefined;
  const said = output.header === undefined ? valueAtInPointer(page.body, output.body ?? "") : headerFlag(output.header, page);
  return typeof said === "boolean" ? said !== (output.negated === true) : undefined;
}

function headerFlag(name: string, { response }: Arrived): boolean | undefined {
  const text = response.headers.get(name)?.toLowerCase();
  return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : undefined;
}

/** Rules whose pages are asked for by a parameter. */
type InputRule = Extract<PaginationDescriptor, { readonly input: PageInput }>;

export function hasInput(rule: PaginationDescriptor): rule is InputRule {
  return "input" in rule;
}
// #endregion

// #region pagination/next-cursor.ts
/** What is the same for all pages of a list. */
interface ListContext {
  readonly api: SecuredApi;
  /** The path of the API's address, without a slash at its end. */
  readonly basePath: string;
  readonly params: ParamsInPagePosition;
}

/** Where the page behind this one begins; undefined where it is the last. */
function nextCursor(rule: PaginationDescriptor, page: Arrived, context: ListContext): string | undefined {
  switch (rule.style) {
    case "page":
      return nextNumber(rule, page, context.params);
    case "offset":
      return nextOffset(rule, page, context.params);
    case "cursor":
      return outputFlag(rule.hasMore, page) === false ? undefined : outputText(rule.next, page);
    case "item-cursor":
      return lastItem(rule, page);
    case "next-url":
    case "next-path":
      return nextAddress(rule, page, context);
    case "link": {
      const header = page.response.headers.get("link");
      const reference = header === undefined ? undefined : nextLink(header);
      return reference === undefined ? undefined : cursorOfUrl(reference, page.response.url, context.api);
    }
    case "single":
      return undefined;
  }
}

/**
 * The server's word on the end counts. Without one the pages end with an empty one: a short page says nothing, since servers
 * may give fewer items than they are asked for.
 */
function nextNumber(rule: PageNumberPagination, page: Arrived, params: ParamsInPagePosition): string | undefined {
  const current = currentNumber(rule, page, params);
  const more = outputFlag(rule.hasMore, page);
  const totalPages = outputNumber(rule.totalPages, page);
  const totalItems = outputNumber(rule.totalItems, page);
  const isEnd =
    more === false ||
    (totalPages !== undefined && current - rule.first + 1 >= totalPages) ||
    (totalItems !== undefined && page.seen !== undefined && page.seen >= totalItems);
  const isEmptyEnd = page.items.length === 0 && more !== true && totalPages === undefined;
  return isEnd || isEmptyEnd ? undefined : String(current + 1);
}

function currentNumber(rule: PageNumberPagination, { cursor }: Arrived, params: ParamsInPagePosition): number {
  return cursor === undefined ? (positionIn(rule.input, params) ?? rule.first) : Number(cursor);
}

/** The next offset is behind the items that have come. */
function nextOffset(rule: OffsetPagination, page: Arrived, params: ParamsInPagePosition): string | undefined {
  const current = page.cursor === undefined ? (positionIn(rule.input, params) ?? 0) : Number(page.cursor);
  const next = current + page.items.length;
  const total = outputNumber(rule.totalItems, page);
  const isEnd = page.items.length === 0 || outputFlag(rule.hasMore, page) === false;
  return isEnd || (total !== undefined && next >= total) ? undefined : String(next);
}

function lastItem(rule: ItemCursorPagination, page: Arrived): string | undefined {
  if (outputFlag(rule.hasMore, page) === false || page.items.length === 0) return undefined;
  const value = valueAtInPointer(page.items.at(-1), rule.field);
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : undefined;
}

function nextAddress(rule: NextUrlPagination, page: Arrived, { api, basePath }: ListContext): string | undefined {
  const reference = outputText(rule.next, page);
  if (reference === undefined) return undefined;
  const cursor = rule.style === "next-path" ? cursorOfPath(reference, basePath, api) : undefined;
  return cursor ?? cursorOfUrl(reference, page.response.url, api);
}
// #endregion

// #region pagination/page-source.ts
/** Where a page begins, and how many items came before it (undefined: nobody knows). */
interface Start {
  readonly cursor: string | undefined;
  readonly seen: number | undefined;
}

/** Asks for the pages of one list: holds what all of them have in common. Each page is a call like any other. */
class PageSource<Body, Item> {
  readonly operation: OperationDescriptor;
  /** The client counts: the server may not know the parameter and give the same page for ever. */
  readonly isCounted: boolean;
  readonly #insides: ClientInsides;
  readonly #rule: PaginationDescriptor;
  /** As they were when the walk began: a filter that is changed later is not changed for some of the pages. */
  readonly #params: ParamsInPagePosition;
  readonly #options: PageOptions;

  constructor(client: ApiCaller, operation: OperationDescriptor, params: object | undefined, options: PageOptions) {
    this.operation = operation;
    this.#insides = insidesOf(client);
    this.#rule = operation.pagination ?? { style: "single", items: "" };
    this.isCounted = this.#rule.style === "page" || this.#rule.style === "offset";
    this.#params = { ...params };
    this.#options = options;
  }

  /** Sends the request for the page that begins there. */
  send(cursor: string | undefined, signal?: AbortSignal): Promise<PendingReply<Body>> {
    const rule = this.#rule;
    const options = this.#optionsAt(cursor, signal);
    if (cursor === undefined) return this.#insides.start<Body>(this.operation, this.#params, options);
    if (hasInput(rule)) {
      const problem = isCursorOf(rule.style, cursor)
        ? undefined
        : `${JSON.stringify(cursor)} is no cursor of this list`;
      if (problem !== undefined) return Promise.reject(this.error(problem, cursor));
      return this.#insides.start<Body>(this.operation, paramsAt(rule.input, this.#params, cursor), options);
    }
    return this.#insides.start<Body>(this.operation, this.#params, options, (request) =>
      this.#pointAt(request, cursor),
    );
  }

  /** Reads the page that a request gives. An error learns where the walk can be taken up again. */
  async read(reply: Promise<PendingReply<Body>>, start: Start): Promise<Page<Item, Body>> {
    try {
      const { data: body, ...response } = await (await reply).withResponse();
      const items = this.#itemsOf(body);
      const seen = start.seen === undefined ? undefined : start.seen + items.length;
      const arrived = { body, items, response, cursor: start.cursor, seen };
      const context = {
        api: this.#insides.api,
        basePath: this.#insides.basePath(this.operation, this.#options.baseUrl),
        params: this.#params,
      };
      return new Page<Item, Body>({
        items,
        body,
        response,
        cursor: nextCursor(this.#rule, arrived, context),
        startedAt: start.cursor,
        seen,
        fetchNext: (page) => this.#after(page),
      });
    } catch (error) {
      throw error instanceof SdkError && start.cursor !== undefined ? stoppedAt(error, start.cursor) : error;
    }
  }

  /** What went wrong with the list itself. */
  error(message: string, cursor: string | undefined, page?: Page<Item, Body>): PaginationError {
    const { id: operationId, method } = this.operation;
    const url = page === undefined ? undefined : redactUrl(page.response.url);
    return new PaginationError({
      message: `${operationId}: ${message}`,
      operationId,
      method,
      url,
      requestId: page?.response.requestId,
      cursor,
    });
  }

  /** @throws PaginationError where there is no next page, or where it is this one */
  async #after(page: Page<Item, Body>): Promise<Page<Item, Body>> {
    const { cursor, seen } = page;
    if (cursor === undefined) throw this.error("this is the last page: ask `hasNextPage()` first", undefined, page);
    if (cursor === page.startedAt) throw this.error("the server gave a page its own cursor", cursor, page);
    return this.read(this.send(cursor), { cursor, seen });
  }

  /**
   * The caller's headers, limits and hooks hold for all pages; what names one request is the first page's alone. A server that
   * knows an idempotency key answers with what it answered before: the first page again.
   */
  #optionsAt(cursor: string | undefined, signal: AbortSignal | undefined): RequestOptions {
    const options = this.#options;
    const { from, idempotencyKey } = options;
    const isFirst = cursor === undefined || cursor === from;
    // The caller's own: V8 is slow with an object that was spread and added to, and a call reads twenty options of it.
    if (isFirst && signal === undefined) return options;
    const own = {
      requestId: undefined,
      idempotencyKey: typeof idempotencyKey === "string" ? undefined : idempotencyKey,
    };
    return Object.assign({}, options, isFirst ? {} : own, { signal: signal ?? options.signal });
  }

  #pointAt(request: ApiRequest, cursor: string): ApiRequest {
    const { api, allowedOrigins = [] } = this.#insides;
    const target = requestAt(request, cursor, { api, allowedOrigins });
    if (typeof target === "string") throw this.error(target, cursor);
    return target;
  }

  #itemsOf(body: unknown): readonly Item[] {
    const list = valueAtInPointer(body, this.#rule.items);
    if (list === undefined || list === null) return [];
    // Generated code states `Item` for this very place, and the body has been validated.
    if (Array.isArray(list)) return list as readonly Item[];
    throw this.error(`there is no list at ${JSON.stringify(this.#rule.items)} of the body`, undefined);
  }
}

/** Writes into an error where the walk that it ends can be taken up again. */
function stoppedAt(error: SdkError, cursor: string): SdkError {
  const target: { -readonly [Key in keyof SdkError]: SdkError[Key] } = error;
  target.cursor ??= cursor;
  return error;
}

/** Numbers are what their styles count with; anything else is the server's own. */
function isCursorOf(style: PaginationDescriptor["style"], cursor: string): boolean {
  return (style !== "page" && style !== "offset") || /^-?\d+$/.test(cursor);
}
// #endregion

// #region pagination/repeats.ts
/** This many of the latest cursors are compared one by one: nearly all loops are shorter. */
const remembered = 256;

/**
 * Notices a cursor that comes again, in constant memory: at once where it is one of the latest, and after R. P. Brent
 * ("An improved Monte Carlo factorization algorithm", 1980) in the end where the loop is longer.
 */
class Repeats {
  readonly #latest = new Set<string>();
  #mark: string | undefined;
  #steps = 0;
  #power = 1;

  /** True where the walk has been there before. */
  meets(cursor: string): boolean {
    if (cursor === this.#mark || this.#latest.has(cursor)) return true;
    this.#latest.add(cursor);
    const [oldest] = this.#latest;
    if (this.#latest.size > remembered && oldest !== undefined) this.#latest.delete(oldest);
    this.#steps += 1;
    if (this.#steps === this.#power) {
      this.#mark = cursor;
      this.#power *= 2;
      this.#steps = 0;
    }
    return false;
  }
}
// #endregion

// #region pagination/walk.ts
type Fetched<Item, Body> = Promise<Page<Item, Body>>;

/**
 * The pages one after the other, each asked for when it is needed, or one ahead. Whoever stops early frees what is under way.
 * It holds on to the page at hand and to nothing before it.
 */
async function* walkPages<Item, Body>(
  source: PageSource<Body, Item>,
  first: Promise<PendingReply<Body>>,
  options: PageOptions,
): AsyncGenerator<Page<Item, Body>, void, undefined> {
  const { maxPages = Number.POSITIVE_INFINITY, maxItems = Number.POSITIVE_INFINITY, from } = options;
  if (maxPages <= 0 || maxItems <= 0) return;
  const ahead = options.prefetch === true ? new Ahead(source, options.signal) : undefined;
  const guard = new Repeats();
  if (from !== undefined) guard.meets(from);
  let page = await source.read(first, { cursor: from, seen: from === undefined ? 0 : undefined });
  let items = 0;
  try {
    for (let pages = 1; ; pages += 1) {
      items += page.items.length;
      const cursor = pages < maxPages && items < maxItems ? page.cursor : undefined;
      const isRepeated = cursor !== undefined && guard.meets(cursor);
      if (cursor !== undefined && !isRepeated) ahead?.fetch(cursor, page.seen);
      yield page;
      if (cursor === undefined) return;
      if (isRepeated) throw source.error("the server gave a cursor that it had given before", cursor, page);
      const next = await (ahead?.take() ?? source.read(source.send(cursor), { cursor, seen: page.seen }));
      if (source.isCounted && isSamePage(page, next))
        throw source.error("the server gave the same page again", cursor, next);
      page = next;
    }
  } finally {
    ahead?.drop();
  }
}

/** TypeScript's own libraries declare it since 5.5. */
type AbortSignals = typeof AbortSignal & { any(signals: readonly AbortSignal[]): AbortSignal };

/** One page ahead of the one that is looked at. */
class Ahead<Item, Body> {
  readonly #source: PageSource<Body, Item>;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  #fetched: Fetched<Item, Body> | undefined;

  constructor(source: PageSource<Body, Item>, signal: AbortSignal | undefined) {
    this.#source = source;
    const { signal: own } = this.#controller;
    this.#signal = signal === undefined ? own : (AbortSignal as AbortSignals).any([signal, own]);
  }

  fetch(cursor: string, seen: number | undefined): void {
    this.#fetched = this.#source.read(this.#source.send(cursor, this.#signal), { cursor, seen });
    // Its failure is told to whoever takes the page; nobody may come.
    this.#fetched.catch(() => undefined);
  }

  take(): Fetched<Item, Body> | undefined {
    const fetched = this.#fetched;
    this.#fetched = undefined;
    return fetched;
  }

  drop(): void {
    if (this.#fetched !== undefined) this.#controller.abort();
  }
}

/**
 * A server that knows nothing of the parameter gives the first page for ever. Objects that are equal at both ends of two
 * pages of the same length are taken for the same page; plain values may well repeat.
 */
function isSamePage(page: Page, next: Page): boolean {
  const ends = [0, -1].map((index) => [page.items.at(index), next.items.at(index)] as const);
  return (
    page.items.length > 0 &&
    page.items.length === next.items.length &&
    ends.every(([before, after]) => isObject(before) && JSON.stringify(before) === JSON.stringify(after))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
// #endregion

// #region pagination/page-promise.ts
/**
 * The result of an operation that lists something: `await` gives the first body as documented, `for await` walks the items of
 * all pages. The first request has started; each walk begins with its answer.
 */
export class PagePromise<
    Body,
    Item,
    Responses extends object = Record<number, Body>,
    Failure = SdkError,
    HeaderValues extends object = object,
  >
  extends ApiPromise<Body, Responses, Failure, HeaderValues>
  implements AsyncIterable<Item>
{
  readonly #source: PageSource<Body, Item>;
  readonly #first: Promise<PendingReply<Body>>;
  readonly #options: PageOptions;

  constructor(source: PageSource<Body, Item>, first: Promise<PendingReply<Body>>, options: PageOptions) {
    super(first);
    this.#source = source;
    this.#first = first;
    this.#options = options;
  }

  /** @internal Which operation it is the result of, for tests. */
  static operationOf(promise: PagePromise<unknown, unknown>): OperationDescriptor {
    return promise.#source.operation;
  }

  override get [Symbol.toStringTag](): string {
    return "PagePromise";
  }

  /** Walks the items of all pages, as far as `maxItems` and `maxPages` allow. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const { maxItems = Number.POSITIVE_INFINITY } = this.#options;
    let count = 0;
    for await (const page of this.pages()) {
      for (const item of page.items) {
        if (count >= maxItems) return;
        count += 1;
        yield item;
      }
    }
  }

  /**
   * Walks the pages, the last one whole.
   * @throws PaginationError where a cursor repeats itself or leads where it must not. Each error has the `cursor` to resume from.
   */
  pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    return walkPages(this.#source, this.#first, this.#options);
  }

  /** The first page. */
  page(): Promise<Page<Item, Body>> {
    const { from } = this.#options;
    return this.#source.read(this.#first, { cursor: from, seen: from === undefined ? 0 : undefined });
  }

  /** All items in one list, or the first `limit` of them. */
  async toArray({ limit = Number.POSITIVE_INFINITY }: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    const items: Item[] = [];
    if (limit <= 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}
// #endregion

// #region pagination/paginate.ts
const noOptionsInPaginate: PageOptions = {};

/** Sends an operation whose descriptor has `pagination`. Generated functions call it; a bundle without them has none of this. */
export function paginate<
  Body,
  Item,
  Responses extends object = Record<number, Body>,
  Failure = SdkError,
  HeaderValues extends object = object,
>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: PageOptions = noOptionsInPaginate,
): PagePromise<Body, Item, Responses, Failure, HeaderValues> {
  const source = new PageSource<Body, Item>(client, readOperation(operation), params, options);
  return new PagePromise<Body, Item, Responses, Failure, HeaderValues>(source, source.send(options.from), options);
}
// #endregion

// #region rate-limit-flexible.ts
/** What is used of a limiter of `rate-limiter-flexible` (`RateLimiterRedis`, `RateLimiterMemory`, …). */
export interface FlexibleLimiter {
  /** Rejects with `{ msBeforeNext }` where there is no place, with an `Error` where the store can't be reached. */
  consume(key: string): Promise<unknown>;
}

/**
 * Lets processes keep one limit together, through a limiter of the package `rate-limiter-flexible`: what it is made with
 * (`points`, `duration`) is the limit. An error of its store fails the call; the package's `insuranceLimiter` prevents it.
 *
 * @example
 * const limiter = new RateLimiterRedis({ storeClient: redis, points: 100, duration: 60 });
 * const client = new Petstore({ rateLimit: { store: flexibleRateLimitStore(limiter) } });
 */
export function flexibleRateLimitStore(limiter: FlexibleLimiter): RateLimitStore {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (rejection) {
        const wait = waitOf(rejection);
        if (wait === undefined) throw rejection;
        return wait;
      }
    },
  };
}

function waitOf(rejection: unknown): number | undefined {
  if (typeof rejection !== "object" || rejection === null || !("msBeforeNext" in rejection)) return undefined;
  // 0 would be asked again and again.
  return typeof rejection.msBeforeNext === "number" ? Math.max(1, rejection.msBeforeNext) : undefined;
}
// #endregion

// #region read-headers.ts
/** OpenAPI 3.2, 4.12.3 Style Values: a header has `simple` style, or JSON where it has `content`. */


/**
 * Reads declared headers: each is the first of its possible readings that its schema accepts, or nearly accepts, as an enum
 * that has grown. Undefined where none does; `headers.get(name)` has the text.
 */
export const readHeaders: ReadHeaders = (fields, headers, values) => {
  const found: Record<string, unknown> = {};
  for (const [name, { schema, delimiter }] of Object.entries(fields)) {
    const text = headers.get(name);
    if (text === undefined) continue;
    const value = schema === undefined ? text : firstFit(readingsOf(text, delimiter), schema, values);
    // Not an assignment: a header may be called `__proto__`.
    if (value !== undefined) Object.defineProperty(found, name, { value, enumerable: true });
  }
  return found;
};

function firstFit(readings: readonly unknown[], schema: () => unknown, values: TypedValues | undefined): unknown {
  for (const mode of ["strict", "lenient"] as const) {
    for (const reading of readings) {
      const verdict = validateValue(schema, reading, mode, values);
      if (verdict.kind !== "invalid") return verdict.value;
    }
  }
  return undefined;
}

function readingsOf(text: string, delimiter = ","): readonly unknown[] {
  const texts = text.split(delimiter).map((item) => item.trim());
  const values = texts.map(scalarOf);
  return [
    ...longInteger(text),
    scalarOf(text),
    text,
    values,
    texts,
    recordOf(texts, scalarOf),
    recordOf(texts, String),
    ...json(text),
  ];
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function scalarOf(text: string): unknown {
  if (number.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

/** For schemas that ask for bigint. */
function longInteger(text: string): readonly bigint[] {
  return /^-?\d{16,}$/.test(text) ? [BigInt(text)] : [];
}

/** `a=1,b=2` exploded, `a,1,b,2` otherwise. */
function recordOf(texts: readonly string[], read: (text: string) => unknown): unknown {
  const isExploded = texts.every((item) => item.includes("="));
  const pairs = isExploded
    ? texts.map((item) => [item.slice(0, item.indexOf("=")), item.slice(item.indexOf("=") + 1)] as const)
    : texts.flatMap((item, index) => (index % 2 === 0 ? [[item, texts[index + 1] ?? ""] as const] : []));
  return Object.fromEntries(pairs.map(([key, item]) => [key, read(item)]));
}

function json(text: string): readonly unknown[] {
  if (!/^[[{"]/.test(text)) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    // It only looked like JSON: there are other readings.
    return [];
  }
}
// #endregion

// #region read-text-headers.ts
/** Reads declared headers in an SDK without schemas: each is the text that came. */
export const readTextHeaders: ReadHeaders = (fields, headers) => {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = headers.get(name);
    // Not an assignment: a header may be called `__proto__`.
    if (value !== undefined) Object.defineProperty(found, name, { value, enumerable: true });
  }
  return found;
};
// #endregion

// #region schema/check.ts
/**
 * What `.check(…)` of a zod schema takes. Each function of this folder gives one, for what zod itself cannot say of JSON
 * Schema. It concerns values of its own type only: all others pass.
 */
export type SchemaCheck = (payload: z.core.ParsePayload) => void;

/** What is used of a zod schema inside a check. */
export interface InnerSchema {
  safeParse(value: unknown): InnerResult;
}

type InnerResult =
  | { readonly success: true }
  | { readonly success: false; readonly error: { readonly issues: readonly z.core.$ZodIssue[] } };

/** An issue that is none of zod's own kinds. */
function reportInCheck(payload: z.core.ParsePayload, message: string, path: readonly PropertyKey[] = []): void {
  payload.issues.push({ code: "custom", message, input: payload.value, path: [...path], continue: true });
}

/** Hands on what an inner schema says of a part of the value, with the path to that part. */
function reportInner(payload: z.core.ParsePayload, inner: InnerIssues): void {
  for (const issue of inner.issues) {
    const moved = { ...issue, input: payload.value, path: [...inner.path, ...issue.path], continue: true };
    // A finished issue has all that one in the making has; zod's types do not relate the members of the two unions.
    payload.issues.push(moved as z.core.$ZodRawIssue);
  }
}

interface InnerIssues {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly path: readonly PropertyKey[];
}

/** Runs a schema over a part of the value. */
function checkInner(
  payload: z.core.ParsePayload,
  schema: InnerSchema,
  { value, path }: { readonly value: unknown; readonly path: readonly PropertyKey[] },
): void {
  const result = schema.safeParse(value);
  if (!result.success) reportInner(payload, { issues: result.error.issues, path });
}

/** Whether the schema accepts the value. */
function accepts(schema: InnerSchema, value: unknown): boolean {
  return schema.safeParse(value).success;
}
// #endregion

// #region schema/applicators.ts
/** JSON Schema 2020-12, 10.2: schemas that look at the value as a whole. */


/** The value fits another schema, too, which says nothing of its type. */
export function matches(schema: InnerSchema): SchemaCheck {
  return (payload) => checkInner(payload, schema, { value: payload.value, path: [] });
}

/** The value does not fit the schema. */
export function not(schema: InnerSchema): SchemaCheck {
  return (payload) => {
    if (accepts(schema, payload.value)) reportInCheck(payload, "The value is of the kind that is ruled out here");
  };
}

interface Branches {
  readonly if: InnerSchema;
  /** The value fits this where it fits `if`, … */
  readonly whenTrue?: InnerSchema;
  /** … and this where it does not. */
  readonly whenFalse?: InnerSchema;
}

/** `if`, `then`, `else`. */
export function conditional(branches: Branches): SchemaCheck {
  return (payload) => {
    const branch = accepts(branches.if, payload.value) ? branches.whenTrue : branches.whenFalse;
    if (branch) checkInner(payload, branch, { value: payload.value, path: [] });
  };
}
// #endregion

// #region schema/json-type.ts
/** JSON Schema 2020-12, 4.2.1 Instance Data Model; `integer` is any number without a fraction: 1.0 is one. */


export type JsonType = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

/** An object of JSON. */
type JsonRecord = Readonly<Record<string, unknown>>;

/** An object of JSON: no list, not null. */
function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const tests: Readonly<Record<JsonType, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  object: isRecord,
  array: Array.isArray,
  number: isNumber,
  integer: (value) => typeof value === "bigint" || Number.isInteger(value),
  string: (value) => typeof value === "string",
};

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

/** The value is of one of the types. */
export function ofType(...types: readonly JsonType[]): SchemaCheck {
  return (payload) => {
    if (!types.some((type) => tests[type](payload.value))) reportInCheck(payload, `Expected ${types.join(" or ")}`);
  };
}

// Keywords say nothing of values of other types. These are for schemas that have such keywords and no `type`.

/** Anything of JSON but an object. */
export function isNotObject(value: unknown): boolean {
  return value !== undefined && !isRecord(value);
}

/** Anything of JSON but a list. */
export function isNotArray(value: unknown): boolean {
  return value !== undefined && !Array.isArray(value);
}

/** Anything of JSON but a string. */
export function isNotString(value: unknown): boolean {
  return value !== undefined && typeof value !== "string";
}

/** Anything of JSON but a number. */
export function isNotNumber(value: unknown): boolean {
  return value !== undefined && !isNumber(value);
}
// #endregion

// #region schema/equality.ts
/** JSON Schema 2020-12, 4.2.2 Instance Equality: 1 and 1.0 are equal, 1 and true are not, the order of keys is nothing. */


/** Whether two values are the same value of JSON. */
function isSameValue(left: unknown, right: unknown): boolean {
  // -0 is 0 in JSON.
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSameValue(item, right[index]));
  }
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameValue(left[key], right[key]))
  );
}

/** The value equals one of the given ones: `const` and `enum` where some of them are objects or lists. */
export function equalsOneOf(values: readonly unknown[]): SchemaCheck {
  return ({ value, issues }) => {
    if (values.some((candidate) => isSameValue(candidate, value))) return;
    // The runtime takes it for drift where a value of this type could be a new member of the list.
    const known = values.filter(isPrimitive);
    issues.push({ code: "invalid_value", values: known, input: value, message: message(values), continue: true });
  };
}

function isPrimitive(value: unknown): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

function message(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? `Expected ${shown}` : `Expected one of ${shown}`;
}

/** No two items are equal. */
export const uniqueItems: SchemaCheck = (payload) => {
  const { value } = payload;
  if (!Array.isArray(value)) return;
  const [first, second] = firstPair(value) ?? [];
  if (first !== undefined && second !== undefined) {
    reportInCheck(payload, `Items must differ from each other: ${first} and ${second} are equal`, [second]);
  }
};

/** The indexes of two equal items. */
function firstPair(items: readonly unknown[]): readonly [number, number] | undefined {
  // Most lists hold strings or numbers; comparing each with each would take quadratic time.
  const primitives = new Map<unknown, number>();
  const others: number[] = [];
  for (const [index, item] of items.entries()) {
    if (typeof item !== "object" || item === null) {
      const former = primitives.get(item);
      if (former !== undefined) return [former, index];
      primitives.set(item, index);
    } else {
      const former = others.find((other) => isSameValue(items[other], item));
      if (former !== undefined) return [former, index];
      others.push(index);
    }
  }
  return undefined;
}
// #endregion

// #region schema/lists.ts
/** JSON Schema 2020-12, 6.4 and 10.3.1: lists, where zod has no word for it. */


/** At least so many items. */
export function minItems(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (Array.isArray(value) && value.length < minimum) reportInCheck(payload, `Expected at least ${items(minimum)}`);
  };
}

/** At most so many items. */
export function maxItems(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (Array.isArray(value) && value.length > maximum) reportInCheck(payload, `Expected at most ${items(maximum)}`);
  };
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}

/** How many items fit the schema: at least one unless `min` says otherwise. */
export function contains(schema: InnerSchema, { min = 1, max = Number.POSITIVE_INFINITY } = {}): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!Array.isArray(value)) return;
    const count = value.filter((item) => accepts(schema, item)).length;
    if (count < min) reportInCheck(payload, `Expected at least ${items(min)} of the required kind, found ${count}`);
    if (count > max) reportInCheck(payload, `Expected at most ${items(max)} of the limited kind, found ${count}`);
  };
}

/** Which items a schema and what it is composed of have looked at. */
export interface KnownItems {
  /** So many from the start; all of them where it is `"all"`. */
  readonly count?: number | "all";
  /** Items that fit one of these. */
  readonly contains?: readonly InnerSchema[];
  /** What is known besides where the list fits a schema, and where it does not. */
  readonly when?: readonly {
    readonly if: InnerSchema;
    readonly whenTrue?: KnownItems;
    readonly whenFalse?: KnownItems;
  }[];
}

/** Items that nothing has looked at must fit the schema; without one there may be none. 11.2 unevaluatedItems. */
export function otherItems(known: KnownItems, schema?: InnerSchema): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!Array.isArray(value)) return;
    const tests = itemTests(known, value);
    for (const [index, item] of value.entries()) {
      if (tests.some((test) => test(index, item))) continue;
      if (schema) checkInner(payload, schema, { value: item, path: [index] });
      else reportInCheck(payload, "No item is expected here", [index]);
    }
  };
}

type ItemTest = (index: number, item: unknown) => boolean;

function itemTests(known: KnownItems, value: readonly unknown[]): readonly ItemTest[] {
  const { count = 0 } = known;
  return [
    (index) => count === "all" || index < count,
    ...(known.contains ?? []).map(
      (schema): ItemTest =>
        (_, item) =>
          accepts(schema, item),
    ),
    ...(known.when ?? []).flatMap((branch) => {
      const found = accepts(branch.if, value) ? branch.whenTrue : branch.whenFalse;
      return found === undefined ? [] : itemTests(found, value);
    }),
  ];
}
// #endregion

// #region schema/objects.ts
/** JSON Schema 2020-12, 6.5 and 10.3.2: objects, where zod has no word for it. Only own properties count. */


/** At least so many properties. */
export function minProperties(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value) || Object.keys(value).length >= minimum) return;
    reportInCheck(payload, `Expected at least ${properties(minimum)}`);
  };
}

/** At most so many properties. */
export function maxProperties(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value) || Object.keys(value).length <= maximum) return;
    reportInCheck(payload, `Expected at most ${properties(maximum)}`);
  };
}

function properties(count: number): string {
  return count === 1 ? "1 property" : `${count} properties`;
}

/** Properties that are called like what every JavaScript object inherits: `constructor`, `__proto__`. */
export function ownProperties(
  schemas: Readonly<Record<string, InnerSchema>>,
  required: readonly string[] = [],
): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const name of required) if (!Object.hasOwn(value, name)) reportInCheck(payload, "Required", [name]);
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, name)) checkInner(payload, schema, { value: value[name], path: [name] });
    }
  };
}

/** The value of every property whose name matches fits the schema. */
export function patternProperties(patterns: readonly (readonly [RegExp, InnerSchema])[]): SchemaCheck {
  return (payload) => {
    if (!isRecord(payload.value)) return;
    for (const [name, value] of Object.entries(payload.value)) {
      for (const [pattern, schema] of patterns) {
        if (pattern.test(name)) checkInner(payload, schema, { value, path: [name] });
      }
    }
  };
}

/** Every name fits the schema. */
export function propertyNames(schema: InnerSchema): SchemaCheck {
  return (payload) => {
    if (!isRecord(payload.value)) return;
    for (const name of Object.keys(payload.value)) {
      const result = schema.safeParse(name);
      if (result.success) continue;
      const issues = result.error.issues.map((issue) => ({ ...issue, message: `Property name: ${issue.message}` }));
      reportInner(payload, { issues, path: [name] });
    }
  };
}

/** Where a property is there, others must be, too. */
export function dependentRequired(names: Readonly<Record<string, readonly string[]>>): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const [name, required] of Object.entries(names)) {
      if (!Object.hasOwn(value, name)) continue;
      for (const other of required) {
        if (!Object.hasOwn(value, other)) reportInCheck(payload, `Required beside "${name}"`, [other]);
      }
    }
  };
}

/** Where a property is there, the object fits a schema, too. */
export function dependentSchemas(schemas: Readonly<Record<string, InnerSchema>>): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, name)) checkInner(payload, schema, { value, path: [] });
    }
  };
}

/** Which properties a schema and what it is composed of have looked at. */
export interface KnownProperties {
  readonly names?: readonly string[];
  readonly patterns?: readonly RegExp[];
  /** All of them. */
  readonly all?: boolean;
  /** What is known besides where the object fits a schema or has a property, and where it does not. */
  readonly when?: readonly {
    readonly if: InnerSchema | string;
    readonly whenTrue?: KnownProperties;
    readonly whenFalse?: KnownProperties;
  }[];
}

/**
 * Properties that nothing has looked at must fit the schema; without one there may be none.
 * 10.3.2.3 additionalProperties beside `patternProperties`, 11.3 unevaluatedProperties.
 */
export function otherProperties(known: KnownProperties, schema?: InnerSchema): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    const tests = nameTests(known, value);
    const others = Object.keys(value).filter((name) => !tests.some((test) => test(name)));
    if (schema) {
      for (const name of others) checkInner(payload, schema, { value: value[name], path: [name] });
    } else if (others.length > 0) {
      const message = `Unrecognized ${others.length === 1 ? "key" : "keys"}: ${others.map((name) => JSON.stringify(name)).join(", ")}`;
      payload.issues.push({ code: "unrecognized_keys", keys: others, input: value, message, continue: true });
    }
  };
}

type NameTest = (name: string) => boolean;

function nameTests(known: KnownProperties, value: Readonly<Record<string, unknown>>): readonly NameTest[] {
  const names = new Set(known.names);
  return [
    (name) => known.all === true || names.has(name),
    ...(known.patterns ?? []).map(
      (pattern): NameTest =>
        (name) =>
          pattern.test(name),
    ),
    ...(known.when ?? []).flatMap((branch) => {
      const holds = typeof branch.if === "string" ? Object.hasOwn(value, branch.if) : accepts(branch.if, value);
      const found = holds ? branch.whenTrue : branch.whenFalse;
      return found === undefined ? [] : nameTests(found, value);
    }),
  ];
}
// #endregion

// #region schema/scalars.ts
/** JSON Schema 2020-12, 6.2 and 6.3, where zod means something else. */


/** A number without a fraction. `z.int()` would refuse what lies beyond 2^53: a server may well send it. */
export const integer: SchemaCheck = ({ value, issues }) => {
  if (typeof value !== "number" || Number.isInteger(value)) return;
  issues.push({ code: "invalid_type", expected: "int", input: value, message: "Expected an integer" });
};

/** At least so many characters. A character is a code point (RFC 8259, 7): an emoji is one, and two for `length`. */
export function minLength(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    // A string has at most as many characters as code units: most are decided without counting.
    if (typeof value !== "string" || (value.length >= minimum && length(value) >= minimum)) return;
    reportInCheck(payload, `Too short: expected at least ${characters(minimum)}`);
  };
}

/** At most so many characters. */
export function maxLength(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (typeof value !== "string" || value.length <= maximum || length(value) <= maximum) return;
    reportInCheck(payload, `Too long: expected at most ${characters(maximum)}`);
  };
}

function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}
// #endregion

// #region serialize/delimited.ts
/**
 * Swagger 2.0, `collectionFormat`: https://swagger.io/specification/v2/#parameter-object. What OpenAPI 3 has no style for:
 * tabs, delimiters in paths and headers, lists of lists. Reached from the descriptors that need it, and from nowhere else.
 */


/** @param delimiters between the items of the list, then between those of lists in it, and so on */
export function delimited(...delimiters: readonly string[]): PrintList {
  return (list, encode) => joined(list, delimiters, encode);
}

function joined(list: readonly unknown[], [delimiter = ",", ...inner]: readonly string[], encode: Encode): string {
  const items = list.filter((item) => !isAbsent(item));
  const texts = items.map((item) =>
    Array.isArray(item) && inner.length > 0 ? joined(item, inner, encode) : encode(printPrimitive(item)),
  );
  // A comma may stand in a URL as it is, and servers expect it so.
  return texts.join(delimiter === "," ? "," : encode(delimiter));
}
// #endregion

// #region serialize/multipart-head.ts
interface PartHead extends PartOptions {
  /** Undefined in what is no form: its parts are known by their order. */
  readonly name?: string | undefined;
}

/** RFC 9110 5.6.2 token. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const unsafe = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** The headers of a part. @throws RequestValidationError for one that would break out of its line */
function partHead({ name, filename, contentType, headers = {} }: PartHead): string {
  const lines = new Map<string, string>();
  const disposition = dispositionOf(name, filename);
  if (disposition !== undefined) lines.set("content-disposition", `Content-Disposition: ${disposition}`);
  if (contentType !== undefined) lines.set("content-type", headerLine("Content-Type", contentType, name));
  for (const [key, value] of Object.entries(headers)) {
    const isGiven = key.toLowerCase() === "content-type" && contentType !== undefined;
    if (!isGiven) lines.set(key.toLowerCase(), headerLine(key, value, name));
  }
  return [...lines.values()].join("\r\n");
}

function dispositionOf(name: string | undefined, filename: string | undefined): string | undefined {
  const file = filename === undefined ? "" : `; filename="${escapeQuoted(filename)}"`;
  if (name !== undefined) return `form-data; name="${escapeQuoted(normalizeLines(name))}"${file}`;
  return filename === undefined ? undefined : `attachment${file}`;
}

function headerLine(header: string, value: unknown, name: string | undefined): string {
  const text = String(value);
  if (token.test(header) && !unsafe.test(text)) return `${header}: ${text}`;
  const what = token.test(header) ? `the value of ${header}` : `the name ${JSON.stringify(header)}`;
  throw requestProblem(name === undefined ? "body" : `body.${name}`, `${what} can't stand in a part's headers`);
}

/** WHATWG HTML, multipart/form-data encoding algorithm: https://html.spec.whatwg.org/#multipart-form-data */
function escapeQuoted(text: string): string {
  return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

/** The same: line breaks within names, though not within file names, become CRLF. */
function normalizeLines(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "\r\n");
}
// #endregion

// #region serialize/multipart-source.ts
/** A part with its headers written out. */
interface OutgoingPart {
  /** Without the empty line after them. */
  readonly head: string;
  readonly content: Content;
}

/** A multipart body that is written as it is sent: no part is ever in memory as a whole. */
class MultipartSource implements BodySource {
  readonly replayable: boolean;
  readonly #parts: readonly { readonly head: Uint8Array; readonly source: BodySource }[];
  readonly #end: Uint8Array;

  constructor(parts: readonly OutgoingPart[], boundary: string) {
    const encoder = new TextEncoder();
    this.#parts = parts.map(({ head, content }, index) => ({
      head: encoder.encode(`${index === 0 ? "" : "\r\n"}--${boundary}\r\n${head}\r\n\r\n`),
      source: sourceOf(content),
    }));
    this.#end = encoder.encode(`${parts.length === 0 ? "" : "\r\n"}--${boundary}--\r\n`);
    this.replayable = this.#parts.every(({ source }) => source.replayable);
  }

  async openBody(): Promise<OpenBody> {
    const opened = new Map<BodySource, OpenBody>();
    const close = (): void => {
      for (const body of opened.values()) body.close?.();
    };
    const sources = this.#parts.map(({ source }) => source);
    try {
      // A file that isn't there should not cost the caller a stream.
      const inOrder = [...sources.filter((source) => source.replayable), ...sources.filter((it) => !it.replayable)];
      for (const source of inOrder) opened.set(source, await source.openBody());
    } catch (error) {
      close();
      throw error;
    }
    return { size: this.#sizeOf(opened), chunks: this.#write(opened), close };
  }

  #sizeOf(opened: ReadonlyMap<BodySource, OpenBody>): number | undefined {
    let total = this.#end.byteLength;
    for (const { head, source } of this.#parts) {
      const size = opened.get(source)?.size;
      if (size === undefined) return undefined;
      total += head.byteLength + size;
    }
    return total;
  }

  async *#write(opened: ReadonlyMap<BodySource, OpenBody>): AsyncGenerator<Uint8Array, void, undefined> {
    for (const { head, source } of this.#parts) {
      yield head;
      yield* opened.get(source)?.chunks ?? [];
    }
    yield this.#end;
  }
}
// #endregion

// #region serialize/multipart-style.ts
/**
 * OpenAPI 3.1.1 and 3.2, 4.15.2 Fixed Fields for RFC 6570-style Serialization, in multipart/form-data:
 * names and values are those of the query, but nothing is percent-encoded.
 */


type Pair = readonly [name: string, text: string];

const delimiters: Readonly<Record<string, string>> = { form: ",", spaceDelimited: " ", pipeDelimited: "|" };

/** True for a list or an object whose style the document names. Files have none. */
function isStyledInMultipartStyle(encoding: EncodingDescriptor | undefined, value: unknown): encoding is EncodingDescriptor {
  if (encoding === undefined || (encoding.style === undefined && encoding.explode === undefined)) return false;
  if (Array.isArray(value)) return value.every((item) => partOf(item).data === item && !isContent(item));
  return isObjectValue(value) && !isContent(value) && partOf(value).data === value;
}

/** The parts that a value becomes. */
function styledPairs(name: string, value: unknown, encoding: EncodingDescriptor): readonly Pair[] {
  const style = encoding.style ?? "form";
  if (style === "deepObject") return deepPairs(name, value);
  const explode = encoding.explode ?? style === "form";
  const delimiter = delimiters[style] ?? ",";
  if (Array.isArray(value)) {
    const { printList } = encoding;
    if (printList !== undefined) {
      return printedLists(value, printList, { explode, encode: (text) => text }).map((text) => [name, text]);
    }
    const items = presentItems(value);
    if (explode) return items.map((item) => [name, item]);
    return items.length === 0 ? [] : [[name, items.join(delimiter)]];
  }
  const entries = isObjectValue(value) ? presentEntries(value) : [];
  if (explode) return entries;
  return entries.length === 0 ? [] : [[name, entries.flat().join(delimiter)]];
}

function deepPairs(name: string, value: unknown): readonly Pair[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => deepPairs(`${name}[${index}]`, item));
  if (!isObjectValue(value)) return [[name, printPrimitive(value)]];
  return Object.entries(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item));
}
// #endregion

// #region serialize/multipart-parts.ts
function partsOfFormData(form: FormData): readonly OutgoingPart[] {
  const parts: OutgoingPart[] = [];
  form.forEach((content, name) => {
    parts.push(toPart(name, content, undefined));
  });
  return parts;
}

/** One part for each property; for a list, one for each item (OpenAPI 3.2, 4.15; RFC 7578 4.3). */
function partsOfObject(object: ObjectValue, encodings: Encodings | undefined): readonly OutgoingPart[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const encoding = encodings !== undefined && Object.hasOwn(encodings, name) ? encodings[name] : undefined;
    if (isStyledInMultipartStyle(encoding, value)) {
      return styledPairs(name, value, encoding).map(([key, content]) => ({ head: partHead({ name: key }), content }));
    }
    const items = Array.isArray(value) ? value : [value];
    return items.filter((item) => !isAbsent(item)).map((item) => toPart(name, item, encoding));
  });
}

/** Parts without names, in order. */
function partsOfList(items: readonly unknown[]): readonly OutgoingPart[] {
  return items.filter((item) => !isAbsent(item)).map((item) => toPart(undefined, item, undefined));
}

function toPart(name: string | undefined, value: unknown, encoding: EncodingDescriptor | undefined): OutgoingPart {
  const { data, ...options } = partOf(value);
  const declared = singleType(encoding);
  const settings = { name, headers: { ...encoding?.headers, ...options.headers } };
  if (isContent(data)) {
    // Only a part with a file name is a file to most servers.
    const filename = options.filename ?? nameOfInMultipartParts(data) ?? name;
    const contentType = options.contentType ?? typeOfInMultipartParts(data) ?? declared ?? "application/octet-stream";
    return { head: partHead({ ...settings, filename, contentType }), content: data };
  }
  return textPart(data, { ...settings, ...pickDefined(options, declared) });
}

interface TextPart extends PartOptions {
  readonly name: string | undefined;
}

function textPart(data: unknown, settings: TextPart): OutgoingPart {
  const isStructure = isObjectValue(data) || Array.isArray(data);
  const contentType = settings.contentType ?? (isStructure ? "application/json" : undefined);
  return { head: partHead({ ...settings, contentType }), content: printPrimitive(data) };
}

function pickDefined({ filename, contentType }: PartOptions, declared: string | undefined): PartOptions {
  return { filename, contentType: contentType ?? declared };
}

/** A `File` brings its name, and so does a file of the disk. */
function nameOfInMultipartParts(data: Exclude<Content, string>): string | undefined {
  if (isBodySource(data)) return data.filename;
  return data instanceof Blob && "name" in data && typeof data.name === "string" ? data.name : undefined;
}

function typeOfInMultipartParts(data: Exclude<Content, string>): string | undefined {
  if (isBodySource(data)) return data.contentType;
  return data instanceof Blob && data.type !== "" ? data.type : undefined;
}

/** `image/png, image/jpeg` are alternatives: the value decides, so only a single type is taken from the document. */
function singleType(encoding: EncodingDescriptor | undefined): string | undefined {
  const type = encoding?.contentType;
  return type === undefined || /[,*]/.test(type) ? undefined : type;
}
// #endregion

// #region serialize/multipart.ts
/**
 * RFC 7578 multipart/form-data, https://www.rfc-editor.org/rfc/rfc7578
 * and OpenAPI 3.2, 4.14.5 Encoding multipart Media Types.
 *
 * Written out rather than left to `FormData`, which gives every part with a content type a file name (servers then take
 * a JSON part for a file), and which holds no streams. Reached from the descriptors that need it, and from nowhere else.
 */


/** @throws RequestValidationError if the value can't be a multipart body */
export function multipart({ mediaType, media, value }: BodyInput): SerializedBody {
  // RFC 2046 5.1.1 wants one that is in no part: that of 122 random bits isn't. Retries send the same.
  const boundary = `----sdkwright${randomId().replaceAll("-", "")}`;
  const parts = partsOf({ mediaType, media, value });
  return {
    body: blobOf(parts, boundary) ?? new MultipartSource(parts, boundary),
    contentType: `${essenceOf(mediaType)}; boundary=${boundary}`,
  };
}

function partsOf({ mediaType, media, value }: BodyInput): readonly OutgoingPart[] {
  if (value instanceof FormData) return partsOfFormData(value);
  const isForm = essenceOf(mediaType) === "multipart/form-data";
  // OpenAPI 3.2: multipart/mixed and its like have parts without names, in order.
  if (Array.isArray(value) && !isForm) return partsOfList(value);
  if (isObjectValue(value) && !isContent(value)) return partsOfObject(value, media.encoding);
  const name = Array.isArray(value) ? "an array" : `a value of type ${value === null ? "null" : typeof value}`;
  throw requestProblem("body", `a multipart body is made of an object or FormData, not of ${name}`);
}

/** Bytes are copied into a Blob: worth it where they are few. */
const maxCopiedBytes = 65_536;

/**
 * All of it as one Blob, where nothing is a stream: few bytes are sent in one piece, and browsers, most of which can't
 * stream a request, take it from the disk.
 */
function blobOf(parts: readonly OutgoingPart[], boundary: string): Blob | undefined {
  if (parts.some(({ content }) => isStreamed(content))) return undefined;
  const copied = parts.reduce((sum, { content }) => sum + copiedBytes(content), 0);
  if (copied > maxCopiedBytes && nodeVersion() !== undefined) return undefined;
  const pieces = parts.flatMap(({ head, content }) => [
    `--${boundary}\r\n${head}\r\n\r\n`,
    toBlobPart(content),
    "\r\n",
  ]);
  return new Blob([...pieces, `--${boundary}--\r\n`]);
}

function copiedBytes(content: Content): number {
  if (typeof content === "string") return content.length;
  return content instanceof ArrayBuffer || ArrayBuffer.isView(content) ? content.byteLength : 0;
}

function toBlobPart(content: Content): string | Blob | Bytes {
  if (typeof content === "string" || content instanceof Blob) return content;
  // Copied: a view may lie over shared memory, which a Blob does not take. Streams don't come here.
  return content instanceof ArrayBuffer || ArrayBuffer.isView(content) ? bytesOf(content).slice() : "";
}
// #endregion

// #region stream/api-stream.ts
/** Where the items of a stream come from. */
interface ItemSource<Item> {
  readonly lastEventId: string | undefined;
  items(): AsyncGenerator<Item, void, undefined>;
  /** Frees the connection at once. */
  close(): Promise<void>;
}

/**
 * The answer of an operation that streams: server-sent events or JSON Lines, parsed and checked one by one while they
 * come. It can be walked once; leaving the loop frees the connection, and so do `close()`, the call's signal and
 * closing the client. A slow reader slows the server down.
 */
export class ApiStream<Item> implements AsyncIterable<Item>, ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestId: string | undefined;
  readonly url: string;
  readonly #source: ItemSource<Item>;
  #isUsed = false;

  constructor({ status, headers, requestId, url }: ResponseInfo, source: ItemSource<Item>) {
    this.status = status;
    this.headers = headers;
    this.requestId = requestId;
    this.url = url;
    this.#source = source;
  }

  /** Of server-sent events: the id to go on behind, sent as `Last-Event-ID`. Undefined before the first id. */
  get lastEventId(): string | undefined {
    return this.#source.lastEventId;
  }

  /** @throws ConfigurationError where it has been walked already */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    if (this.#isUsed)
      throw new ConfigurationError({ message: "The stream has been read already: it can be read once" });
    this.#isUsed = true;
    return this.#source.items();
  }

  /** Frees the connection at once. A loop over the stream ends as if the server had ended it. */
  close(): Promise<void> {
    return this.#source.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
// #endregion

// #region stream/expect-stream.ts
interface AnswerInExpectStream {
  /** As it was decoded. */
  readonly value: unknown;
  readonly info: ResponseInfo;
  /** Types that are a page or a document, never a stream. */
  readonly impossible: RegExp;
}

/**
 * The body of a stream; undefined where the answer has none (204).
 * @throws ResponseParseError where it is something else: a login page, a whole JSON document
 */
function streamBody({ value, info, impossible }: AnswerInExpectStream): StreamBody | undefined {
  if (value === undefined) return undefined;
  const contentType = info.headers.get("content-type");
  const isPossible = contentType === undefined || !impossible.test(essenceOf(contentType));
  if (value instanceof StreamBody && (isPossible || value.isDeclared)) return value;
  if (value instanceof UnreadBody) value.discard();
  const { status } = info;
  const message = `The server answered with ${contentType ?? "a body of no type"} (status ${status}) and not with a stream`;
  const error = new ResponseParseError({ message, status, contentType, excerpt: "" });
  throw value instanceof StreamBody ? value.locate(error) : error;
}

/** A stream without items. */
function emptySource<Item>(): ItemSource<Item> {
  return { lastEventId: undefined, items: noItems, close: () => Promise.resolve() };
}

async function* noItems(): AsyncGenerator<never, void, undefined> {
  // There are none.
}
// #endregion

// #region stream/too-long.ts
/** A server that never ends its line must not fill the memory. */
function tooLong(what: "Line" | "Record", line: number, maxLength: number): StreamError {
  const message = `${what} ${line} of the stream is longer than ${maxLength} characters: \`maxItemLength\` sets the limit`;
  return new StreamError({ message, reason: "too-long", line });
}
// #endregion

// #region stream/line-splitter.ts
/** Cuts a text that comes in pieces. `next()` after each `feed()` until it gives undefined; `end()` once, at the end. */
interface Splitter {
  /** The number of the line (or record) that was given last, from 1 on. */
  readonly line: number;
  feed(text: string): void;
  /** Undefined where more text is needed. */
  next(): string | undefined;
  /** What the end of the text completes. */
  end(): string | undefined;
}

/**
 * JSON Lines (https://jsonlines.org) and NDJSON: split at LF alone, because U+2028 and its like may stand in a JSON
 * string. A CR before it is white space to JSON. Empty lines are left out, and the last line may lack its LF.
 */
class LineSplitter implements Splitter {
  line = 0;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  /** The beginning of a line whose end has not come yet. */
  #carry = "";

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  feed(text: string): void {
    this.#text = text;
    this.#start = 0;
  }

  next(): string | undefined {
    for (;;) {
      const end = this.#text.indexOf("\n", this.#start);
      if (end < 0) {
        this.#carry += this.#text.slice(this.#start);
        this.feed("");
        this.#check(this.#carry, this.line + 1);
        return undefined;
      }
      const line = this.#carry + this.#text.slice(this.#start, end);
      this.#carry = "";
      this.#start = end + 1;
      this.line += 1;
      this.#check(line, this.line);
      if (!isBlank(line)) return line;
    }
  }

  end(): string | undefined {
    const line = this.#carry;
    this.#carry = "";
    if (isBlank(line)) return undefined;
    this.line += 1;
    return line;
  }

  #check(text: string, line: number): void {
    if (text.length > this.#maxLength) throw tooLong("Line", line, this.#maxLength);
  }
}

function isBlank(line: string): boolean {
  return line === "" || (line.charCodeAt(0) <= 0x20 && line.trim() === "");
}
// #endregion

// #region stream/stream-options.ts
/** What a call that answers with a stream can be told besides. */
export interface StreamOptions extends RequestOptions {
  /** The longest line, record or event, in characters; a longer one is a `StreamError`. Default 16,777,216. */
  readonly maxItemLength?: number | undefined;
  /** Told of an item that is malformed or not what the document says; it is left out. Default: the error is thrown. */
  readonly onMalformed?: ((problem: ResponseParseError | ResponseValidationError) => void) | undefined;
}

/** What a call that answers with server-sent events can be told besides. */
export interface EventStreamOptions extends StreamOptions {
  /** Connect again where the stream ends or is cut, and go on behind the last event (`Last-Event-ID`). Default false. */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
}

export interface ReconnectOptions {
  /** So many failures in a row, without an event between them, are one too many. Default 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds before the first of them, until the server says another time (`retry:`). Doubles each time. Default 1,000. */
  readonly delay?: number | undefined;
  /** Milliseconds that are never exceeded, but where the server asks for more. Default 30,000. */
  readonly maxDelay?: number | undefined;
  /** Called before each wait. */
  readonly onReconnect?: ((event: ReconnectEvent) => void) | undefined;
}

export interface ReconnectEvent {
  /** From 1 on; an event that arrives sets it back. */
  readonly attempt: number;
  readonly delayMs: number;
  /** Undefined where no event had an id. */
  readonly lastEventId: string | undefined;
  /** Why the stream broke off; undefined where it ended. */
  readonly error: unknown;
}

/** 32 MB of memory. More than a line ever has that is meant to be read by a program that reads line by line. */
const defaultMaxItemLength = 16_777_216;
// #endregion

// #region stream/malformed.ts
const excerptLengthInMalformed = 200;

interface JsonItem {
  readonly text: string;
  readonly line: number;
  readonly schema: SchemaThunk | undefined;
  /** For the message: `Line`. */
  readonly what: string;
}

/** @throws ResponseParseError that names the line */
function parseItem({ text, line, what, schema }: JsonItem, body: StreamBody): unknown {
  try {
    return body.parse(schema, text);
  } catch (cause) {
    const { status, contentType } = body;
    const excerpt = text.slice(0, excerptLengthInMalformed);
    const message = `${what} ${line} of the stream is no JSON: ${excerpt}`;
    throw new ResponseParseError({ message, status, contentType, excerpt, line, cause });
  }
}

/** Tells who wants to know what is wrong with one item. Everything else is thrown. */
function reportMalformed(error: unknown, body: StreamBody, { onMalformed }: StreamOptions): void {
  const isMalformed = error instanceof ResponseParseError || error instanceof ResponseValidationError;
  if (onMalformed === undefined || !isMalformed) throw error;
  body.locate(error);
  onMalformed(error);
}
// #endregion

// #region stream/read-stream.ts
/** Makes items of text: fed with what has come, asked for items until it has none. */
interface ItemReader<Item> {
  /** The stream has said that it is over: nothing more is read. */
  readonly isDone: boolean;
  feed(text: string): void;
  /** Undefined where more text is needed. */
  next(): Item | undefined;
  /** What the end of the text completes. */
  end(): Item | undefined;
}

interface StreamInput<Item> {
  readonly body: StreamBody;
  readonly reader: ItemReader<Item>;
  /** A label of the Encoding Standard; UTF-8 where there is none. */
  readonly charset?: string | undefined;
}

/** The items of one response. They are made when they are asked for: what a slow reader leaves stays in the socket. */
async function* readStream<Item>(input: StreamInput<Item>): AsyncGenerator<Item, void, undefined> {
  const { body, reader, charset } = input;
  try {
    const decoder = new TextDecoder(charset);
    let isOver = false;
    while (!isOver) {
      const chunk = await body.read();
      isOver = chunk === undefined;
      // A chunk may end within a character.
      reader.feed(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
      for (let item = reader.next(); item !== undefined; item = reader.next()) yield item;
      if (reader.isDone || body.isReleased) return;
    }
    const last = reader.end();
    if (last !== undefined) yield last;
  } catch (error) {
    throw await body.fail(error);
  } finally {
    // Nobody waits for what follows the last item.
    if (reader.isDone) void body.drain();
    else await body.release();
  }
}
// #endregion

// #region stream/record-splitter.ts
/** RS of RFC 7464 2.2. */
const recordSeparator = "\u001e";

/** Beyond so many characters a record is given when the next one begins. */
const maxTriedInVain = 4_000_000;

/**
 * JSON text sequences, RFC 7464: each text begins with RS and ends with LF, and may have line breaks within.
 * A number, `true`, `false` or `null` without white space behind it may be half of one (2.4): it is left out.
 */
class RecordSplitter implements Splitter {
  line = 0;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  #carry = "";
  /** Characters of this record that were parsed before it was whole. */
  #triedInVain = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  feed(text: string): void {
    this.#text = text;
    this.#start = 0;
  }

  next(): string | undefined {
    for (;;) {
      const end = this.#text.indexOf(recordSeparator, this.#start);
      if (end < 0) {
        const rest = this.#text.slice(this.#start);
        this.#carry += rest;
        this.feed("");
        this.#check(this.#carry);
        // The next RS may be minutes away: what is whole is given at once.
        return rest.endsWith("\n") && this.#isWhole() ? this.end() : undefined;
      }
      const record = this.#carry + this.#text.slice(this.#start, end);
      this.#carry = "";
      this.#triedInVain = 0;
      this.#start = end + 1;
      this.#check(record);
      if (this.#counts(record)) return record;
    }
  }

  end(): string | undefined {
    const record = this.#carry;
    this.#carry = "";
    this.#triedInVain = 0;
    return this.#counts(record) ? record : undefined;
  }

  /** A server that ends each of a million pieces as a record ends would have the same text parsed a million times. */
  #isWhole(): boolean {
    if (this.#triedInVain > maxTriedInVain) return false;
    this.#triedInVain += this.#carry.length;
    return isJsonInRecordSplitter(this.#carry);
  }

  #counts(record: string): boolean {
    if (record.trim() === "") return false;
    this.line += 1;
    return /^\s*["[{]|\s$/.test(record);
  }

  #check(text: string): void {
    if (text.length > this.#maxLength) throw tooLong("Record", this.line + 1, this.#maxLength);
  }
}

function isJsonInRecordSplitter(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
// #endregion

// #region stream/stream-promise.ts
/** Makes the stream of a decoded answer; `body` is undefined where the answer has none. */
type OpenStream<Item> = (body: unknown, info: ResponseInfo) => ApiStream<Item>;

/**
 * The result of an operation that streams. `await` gives the stream, once the response has begun; `for await` walks it
 * without the `await` before.
 */
export class StreamPromise<Item, Failure = SdkError>
  extends ApiPromise<ApiStream<Item>, Record<number, ApiStream<Item>>, Failure>
  implements AsyncIterable<Item>
{
  constructor(reply: Promise<PendingReply<unknown>>, open: OpenStream<Item>) {
    super(reply.then((pending) => new StreamReply(pending, open)));
  }

  [Symbol.asyncIterator](): AsyncIterator<Item, void, undefined> {
    return new LateIterator<Item>(this);
  }
}

/** Walks a stream that is not there yet. A generator would do, at twice the cost for each item. */
class LateIterator<Item> implements AsyncIterator<Item, void, undefined> {
  readonly #stream: Promise<ApiStream<Item>>;
  #opened: Promise<AsyncGenerator<Item, void, undefined>> | undefined;
  #items: AsyncGenerator<Item, void, undefined> | undefined;

  constructor(stream: Promise<ApiStream<Item>>) {
    this.#stream = stream;
  }

  async #open(): Promise<AsyncGenerator<Item, void, undefined>> {
    this.#items = (await this.#stream)[Symbol.asyncIterator]();
    return this.#items;
  }

  next(): Promise<IteratorResult<Item, void>> {
    if (this.#items !== undefined) return this.#items.next();
    this.#opened ??= this.#open();
    return this.#opened.then((items) => items.next());
  }

  async return(): Promise<IteratorResult<Item, void>> {
    this.#opened ??= this.#open();
    return (await this.#opened).return();
  }
}

class StreamReply<Item> implements PendingReply<ApiStream<Item>> {
  readonly status: number;
  readonly #reply: PendingReply<unknown>;
  readonly #open: OpenStream<Item>;
  #opened: Promise<ResponseWithData<ApiStream<Item>>> | undefined;

  constructor(reply: PendingReply<unknown>, open: OpenStream<Item>) {
    this.status = reply.status;
    this.#reply = reply;
    this.#open = open;
  }

  async data(): Promise<ApiStream<Item>> {
    return (await this.withResponse()).data;
  }

  withResponse(): Promise<ResponseWithData<ApiStream<Item>>> {
    this.#opened ??= this.#reply.withResponse().then((info) => ({ ...info, data: this.#open(info.data, info) }));
    return this.#opened;
  }

  raw(): RawResponse {
    return this.#reply.raw();
  }
}
// #endregion

// #region stream/json-lines.ts
/** Calls an operation that answers with JSON Lines, NDJSON or a JSON text sequence. Generated functions call it. */
export function callLines<Item, Failure = SdkError>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: StreamOptions = {},
): StreamPromise<Item, Failure> {
  const reply = ApiPromise.replyOf(client.call<unknown>(operation, params, options));
  return new StreamPromise<Item, Failure>(reply, (value, info) => {
    const body = streamBody({ value, info, impossible: /^text\/html$/ });
    return new ApiStream<Item>(info, body === undefined ? emptySource() : lineSource(body, options));
  });
}

function lineSource<Item>(body: StreamBody, options: StreamOptions): ItemSource<Item> {
  const reader = new LineReader<Item>(body, options);
  return {
    lastEventId: undefined,
    items: () => readStream({ body, reader, charset: body.charset }),
    close: () => body.release(),
  };
}

class LineReader<Item> implements ItemReader<Item> {
  readonly isDone = false;
  readonly #body: StreamBody;
  readonly #options: StreamOptions;
  #splitter: Splitter | undefined;
  #what = "Line";

  constructor(body: StreamBody, options: StreamOptions) {
    this.#body = body;
    this.#options = options;
  }

  feed(text: string): void {
    if (text === "") return;
    this.#splitter ??= this.#chooseSplitter(text);
    this.#splitter.feed(text);
  }

  /** Content types are not always right; no JSON begins with RS. */
  #chooseSplitter(text: string): Splitter {
    const maxLength = this.#options.maxItemLength ?? defaultMaxItemLength;
    if (!text.startsWith(recordSeparator)) return new LineSplitter(maxLength);
    this.#what = "Record";
    return new RecordSplitter(maxLength);
  }

  next(): Item | undefined {
    const splitter = this.#splitter;
    if (splitter === undefined) return undefined;
    for (let text = splitter.next(); text !== undefined; text = splitter.next()) {
      const item = this.#read(text, splitter.line);
      if (item !== undefined) return item;
    }
    return undefined;
  }

  end(): Item | undefined {
    const text = this.#splitter?.end();
    return text === undefined ? undefined : this.#read(text, this.#splitter?.line ?? 0);
  }

  /** Undefined where the line was reported and is left out. */
  #read(text: string, line: number): Item | undefined {
    try {
      const schema = this.#body.media.itemSchema;
      const value = parseItem({ text, line, schema, what: this.#what }, this.#body);
      // Generated code states `Item` for this very descriptor, and the value has been validated against it.
      return this.#body.check(schema, value, line) as Item;
    } catch (error) {
      reportMalformed(error, this.#body, this.#options);
      return undefined;
    }
  }
}
// #endregion

// #region stream/server-sent-event.ts
/** An event of an event stream, its data parsed and checked. */
export interface ServerSentEvent<Data = unknown, Name extends string = string> {
  /** `message` where the server gives no name. */
  readonly event: Name;
  readonly data: Data;
  /** Undefined where this event has none; the one to go on behind is `lastEventId` of the stream. */
  readonly id: string | undefined;
  /** Milliseconds that the server asks to wait before a new connection; undefined where it says nothing. */
  readonly retry: number | undefined;
}
// #endregion

// #region stream/event-parser.ts
/** An event as it came. */
interface ParsedEvent {
  /** `message` where the server names none. */
  readonly event: string;
  readonly data: string;
  /** Undefined where this event has none. */
  readonly id: string | undefined;
  readonly retry: number | undefined;
  /** Of its end, from 1 on. */
  readonly line: number;
}

/**
 * Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream.
 * The text must have lost its byte order mark. `next()` after each `feed()` until it gives undefined. An event that
 * the end of the stream cuts off is none.
 */
class EventParser {
  /** The latest id; it goes on holding for events without one. */
  lastEventId: string;
  /** Milliseconds that the server asks for before a new connection. */
  retry: number | undefined;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  /** Where the next CR and LF are; -1 where there is none in this text. */
  #nextCr = -1;
  #nextLf = -1;
  #carry = "";
  /** The last text ended with CR: an LF at the beginning of this one belongs to it. */
  #endedWithCr = false;
  #line = 0;
  #event = "";
  #data: string | undefined;
  #id: string | undefined;
  #retry: number | undefined;

  constructor(maxLength: number, lastEventId: string) {
    this.#maxLength = maxLength;
    this.lastEventId = lastEventId;
  }

  feed(text: string): void {
    if (text === "") return;
    this.#start = this.#endedWithCr && text.startsWith("\n") ? 1 : 0;
    this.#endedWithCr = false;
    this.#text = text;
    this.#nextCr = text.indexOf("\r", this.#start);
    this.#nextLf = text.indexOf("\n", this.#start);
  }

  next(): ParsedEvent | undefined {
    for (let line = this.#nextLine(); line !== undefined; line = this.#nextLine()) {
      this.#line += 1;
      if (line !== "") this.#take(line);
      else if (this.#data === undefined) this.#reset();
      else return this.#dispatch(this.#data);
    }
    return undefined;
  }

  #nextLine(): string | undefined {
    const end = this.#lineEnd();
    const line = this.#text.slice(this.#start, end < 0 ? undefined : end);
    const whole = this.#carry === "" ? line : this.#carry + line;
    if (whole.length + (this.#data?.length ?? 0) > this.#maxLength) {
      throw tooLong("Line", this.#line + 1, this.#maxLength);
    }
    if (end < 0) {
      this.#carry = whole;
      this.#text = "";
      this.#start = 0;
      return undefined;
    }
    this.#carry = "";
    this.#start = end + 1;
    if (end === this.#nextCr) this.#skipLf(end + 1);
    return whole;
  }

  /** The nearer of the two; each is looked for only when it has been passed, so that no text is read twice. */
  #lineEnd(): number {
    if (this.#nextCr >= 0 && this.#nextCr < this.#start) this.#nextCr = this.#text.indexOf("\r", this.#start);
    if (this.#nextLf >= 0 && this.#nextLf < this.#start) this.#nextLf = this.#text.indexOf("\n", this.#start);
    if (this.#nextCr < 0) return this.#nextLf;
    return this.#nextLf < 0 ? this.#nextCr : Math.min(this.#nextCr, this.#nextLf);
  }

  #skipLf(index: number): void {
    if (index === this.#text.length) this.#endedWithCr = true;
    else if (this.#text.charCodeAt(index) === 0x0a) this.#start = index + 1;
  }

  #take(line: string): void {
    const colon = line.indexOf(":");
    // A comment.
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const start = line.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1;
    const value = colon < 0 ? "" : line.slice(start);
    if (name === "data") this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) {
      this.#retry = Number(value);
      this.retry = this.#retry;
    }
  }

  #dispatch(data: string): ParsedEvent {
    const parsed = {
      event: this.#event === "" ? "message" : this.#event,
      data,
      id: this.#id,
      retry: this.#retry,
      line: this.#line,
    };
    this.#reset();
    return parsed;
  }

  #reset(): void {
    if (this.#id !== undefined) this.lastEventId = this.#id;
    this.#event = "";
    this.#data = undefined;
    this.#id = undefined;
    this.#retry = undefined;
  }
}
// #endregion

// #region stream/event-reader.ts
/** What OpenAI began and many do. It is no JSON, so nobody means it as an event. */
const usualSentinel = "[DONE]";

/** The events of one response, their data parsed and checked as the document says. */
class EventReader<Item> implements ItemReader<Item> {
  isDone = false;
  readonly parser: EventParser;
  readonly #body: StreamBody;
  readonly #options: StreamOptions;
  readonly #media: ResponseMediaDescriptor;
  readonly #sentinel: string | undefined;

  constructor(body: StreamBody, options: StreamOptions, lastEventId: string) {
    const { media } = body;
    this.parser = new EventParser(options.maxItemLength ?? defaultMaxItemLength, lastEventId);
    this.#body = body;
    this.#options = options;
    this.#media = media;
    this.#sentinel = media.sentinel ?? (media.format === "text" ? undefined : usualSentinel);
  }

  feed(text: string): void {
    this.parser.feed(text);
  }

  next(): Item | undefined {
    for (let event = this.parser.next(); event !== undefined; event = this.parser.next()) {
      if (event.data === this.#sentinel) {
        this.isDone = true;
        return undefined;
      }
      try {
        // Generated code states `Item` for this very descriptor, and the data has been validated against it.
        return this.#read(event) as Item;
      } catch (error) {
        reportMalformed(error, this.#body, this.#options);
      }
    }
    return undefined;
  }

  /** An event that the end cuts off is none. */
  end(): undefined {
    return undefined;
  }

  #read(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry } = parsed;
    const events = this.#media.events;
    const named = events !== undefined && Object.hasOwn(events, event) ? events[event] : undefined;
    if (named === undefined && event === "error") return this.#readError(parsed);
    if (named === undefined && this.#media.onlyNamed === true) return this.#readUnknown(parsed);
    return { event, data: this.#dataOf(parsed, named ?? this.#media), id, retry };
  }

  #dataOf({ data, line }: ParsedEvent, { itemSchema, format }: EventDescriptor): unknown {
    if (format === "text") return this.#body.check(itemSchema, data, line);
    return this.#body.check(
      itemSchema,
      this.#parse({ text: data, line, schema: itemSchema, what: "Line" }, format),
      line,
    );
  }

  #parse(item: JsonItem, format: EventDescriptor["format"]): unknown {
    try {
      return parseItem(item, this.#body);
    } catch (error) {
      if (format === "either") return item.text;
      throw error;
    }
  }

  /** A newer server has events that the document does not know. */
  #readUnknown(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry } = parsed;
    const data = this.#body.passUnknown(parseEither(parsed.data), `Unknown event "${event}"`, parsed.line);
    return { event, data, id, retry };
  }

  /** An event called `error` that is not what the document says of events: the server tells that it has failed. */
  #readError(parsed: ParsedEvent): ServerSentEvent {
    const { event, id, retry, line } = parsed;
    const body = parseEither(parsed.data);
    const isDeclared = this.#media.onlyNamed !== true && this.#body.accepts(this.#media.itemSchema, body);
    if (isDeclared) return { event, data: this.#dataOf(parsed, this.#media), id, retry };
    const message =
      messageOf(body) ?? (typeof body === "string" && body !== "" ? body.slice(0, 500) : "no reason given");
    throw new StreamError({
      message: `The server broke off the stream: ${message}`,
      reason: "error-event",
      line,
      body,
    });
  }
}

function parseEither(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
// #endregion

// #region stream/reconnect.ts
const defaults = { maxAttempts: 5, delay: 1_000, maxDelay: 30_000 };
const maxExponent = 30;

/** Why a stream is over, and where it stood. */
interface BrokenStream {
  /** Undefined where the server has ended it. */
  readonly error: unknown;
  readonly lastEventId: string | undefined;
  /** Milliseconds that the server asked for. */
  readonly retry: number | undefined;
}

/** When to connect again, and when to give up: what EventSource does, with a limit and growing waits. */
class Reconnection {
  readonly #options: ReconnectOptions | undefined;
  #attempt = 0;

  constructor({ reconnect = false }: EventStreamOptions) {
    this.#options = reconnect === true ? {} : reconnect === false ? undefined : reconnect;
  }

  /** An event has arrived: all is well. */
  reset(): void {
    this.#attempt = 0;
  }

  /** Milliseconds to wait; undefined to give up. */
  nextDelay({ error, lastEventId, retry }: BrokenStream): number | undefined {
    const options = this.#options;
    if (options === undefined || !isPassingInReconnect(error)) return undefined;
    if (this.#attempt >= (options.maxAttempts ?? defaults.maxAttempts)) return undefined;
    this.#attempt += 1;
    const base = retry ?? options.delay ?? defaults.delay;
    const grown = base * 2 ** Math.min(this.#attempt - 1, maxExponent);
    const limited = Math.max(base, Math.min(grown, options.maxDelay ?? defaults.maxDelay));
    // Never earlier than asked for; those who were cut off together do not come back together.
    const delayMs = Math.round(Math.max(limited * (1 + Math.random() * 0.1), retryAfter(error)));
    options.onReconnect?.({ attempt: this.#attempt, delayMs, lastEventId, error });
    return delayMs;
  }
}

/** The server's end of the stream, a connection that broke, a server that is busy: not an error that stays. */
function isPassingInReconnect(error: unknown): boolean {
  if (error === undefined || error instanceof ConnectionError) return true;
  if (error instanceof TimeoutError) return error.phase !== "total";
  return isApiError(error) && passingStatusesInReconnect.includes(error.status);
}

const passingStatusesInReconnect: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

function retryAfter(error: unknown): number {
  const found = typeof error === "object" && error !== null ? Reflect.get(error, "retryAfterMs") : undefined;
  return typeof found === "number" ? found : 0;
}

/** A wait that can be given up: it then fails with the reason, or just ends. */
class Pause implements Cancellable {
  readonly done: Promise<void>;
  readonly #clock: RuntimeClock;
  readonly #timer: ClockTimer;
  #resolve: () => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;

  constructor(delayMs: number, clock: RuntimeClock) {
    this.#clock = clock;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = clock.start(Math.min(delayMs, 2_147_483_647), this.#resolve);
  }

  cancel(reason: Error): void {
    this.#clock.stop(this.#timer);
    this.#reject(reason);
  }

  end(): void {
    this.#clock.stop(this.#timer);
    this.#resolve();
  }
}
// #endregion

// #region stream/event-source.ts
interface EventSourceInit {
  readonly body: StreamBody;
  readonly options: EventStreamOptions;
  /** Calls the operation again; undefined where the server has nothing more to say (204). */
  readonly connect: (lastEventId: string | undefined) => Promise<StreamBody | undefined>;
}

/** The events of one response, or, where the call asks for it, of all that follow when it breaks off. */
class EventSource<Item> implements ItemSource<Item> {
  readonly #init: EventSourceInit;
  readonly #reconnection: Reconnection;
  #body: StreamBody;
  #reader: EventReader<Item>;
  #pause: Pause | undefined;
  #isClosed = false;

  constructor(init: EventSourceInit) {
    this.#init = init;
    this.#reconnection = new Reconnection(init.options);
    this.#body = init.body;
    this.#reader = new EventReader(init.body, init.options, "");
  }

  get lastEventId(): string | undefined {
    const { lastEventId } = this.#reader.parser;
    return lastEventId === "" ? undefined : lastEventId;
  }

  items(): AsyncGenerator<Item, void, undefined> {
    const { reconnect = false } = this.#init.options;
    return reconnect === false ? readStream({ body: this.#body, reader: this.#reader }) : this.#allItems();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause?.end();
    await this.#body.release();
  }

  async *#allItems(): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      let error: unknown;
      try {
        for await (const item of readStream({ body: this.#body, reader: this.#reader })) {
          this.#reconnection.reset();
          yield item;
        }
        if (this.#reader.isDone) return;
      } catch (reason) {
        error = reason;
      }
      if (!(await this.#resume(error))) return;
    }
  }

  /** False where the stream is over for good; throws what has gone wrong last where nothing helps. */
  async #resume(error: unknown): Promise<boolean> {
    const { lastEventId } = this;
    const { retry } = this.#reader.parser;
    for (let broken = error; !this.#isClosed; ) {
      const delayMs = this.#reconnection.nextDelay({ error: broken, lastEventId, retry });
      if (delayMs === undefined) {
        if (broken === undefined) return false;
        throw broken;
      }
      await this.#wait(delayMs);
      if (this.#isClosed) return false;
      try {
        return await this.#reopen(lastEventId, retry);
      } catch (reason) {
        broken = reason;
      }
    }
    return false;
  }

  async #reopen(lastEventId: string | undefined, retry: number | undefined): Promise<boolean> {
    const body = await this.#init.connect(lastEventId);
    if (body === undefined) return false;
    this.#body = body;
    this.#reader = new EventReader(body, this.#init.options, lastEventId ?? "");
    this.#reader.parser.retry = retry;
    if (this.#isClosed) await body.release();
    return !this.#isClosed;
  }

  /** The caller's signal and the client's `close()` end it with an `AbortedError`. */
  async #wait(delayMs: number): Promise<void> {
    const { signal } = this.#init.options;
    const pause = new Pause(delayMs, this.#body.clock);
    const onAbort = (): void =>
      pause.cancel(new AbortedError({ message: "The call was aborted by its signal", cause: signal?.reason }));
    this.#pause = pause;
    this.#body.openStreams.add(pause);
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      await pause.done;
    } catch (error) {
      throw this.#body.locate(error);
    } finally {
      signal?.removeEventListener("abort", onAbort);
      this.#body.openStreams.delete(pause);
      this.#pause = undefined;
    }
  }
}
// #endregion

// #region stream/server-sent-events.ts
/** Calls an operation that answers with server-sent events. Generated functions call it. */
export function callEvents<Item, Failure = SdkError>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: EventStreamOptions = {},
): StreamPromise<Item, Failure> {
  const connect = async (lastEventId: string | undefined): Promise<StreamBody | undefined> => {
    const again = client.call<unknown>(operation, params, resumeBehind(lastEventId, options));
    const { data, ...info } = await again.withResponse();
    return eventBody(data, info);
  };
  const reply = ApiPromise.replyOf(client.call<unknown>(operation, params, options));
  return new StreamPromise<Item, Failure>(reply, (value, info) => {
    const body = eventBody(value, info);
    return new ApiStream<Item>(info, body === undefined ? emptySource() : new EventSource({ body, options, connect }));
  });
}

/** The standard wants `text/event-stream` and nothing else; many servers send a text of another name. */
function eventBody(value: unknown, info: ResponseInfo): StreamBody | undefined {
  return streamBody({ value, info, impossible: /^text\/html$|[/+]json$/ });
}

function resumeBehind(lastEventId: string | undefined, options: EventStreamOptions): EventStreamOptions {
  if (lastEventId === undefined) return options;
  return { ...options, headers: { ...withoutLastEventId(options), "last-event-id": toHeader(lastEventId) } };
}

function withoutLastEventId({ headers = {} }: EventStreamOptions): NonNullable<EventStreamOptions["headers"]> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "last-event-id"));
}

/** The standard sends UTF-8; a header is given as a string of its bytes. */
function toHeader(id: string): string {
  return Array.from(new TextEncoder().encode(id), (byte) => String.fromCharCode(byte)).join("");
}
// #endregion

// #region stream/streamable-promise.ts
/** `callEvents` or `callLines`. */
type CallStream<Options extends StreamOptions> = <Item, Failure>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options?: Options,
) => StreamPromise<Item, Failure>;

/**
 * The result of an operation that answers at once or as a stream: `await` gives the whole answer, `.stream()` asks for the
 * stream instead. The request is sent when the current code has run; `.stream()` must be called before.
 */
export class StreamablePromise<Data, Responses extends object, Item, Failure = SdkError> extends ApiPromise<
  Data,
  Responses,
  Failure
> {
  readonly #start: StartInStreamablePromise<Data>;
  readonly #openStream: () => StreamPromise<Item, Failure>;

  constructor(call: () => ApiPromise<Data>, openStream: () => StreamPromise<Item, Failure>) {
    const start = new StartInStreamablePromise(call);
    super(start.reply);
    this.#start = start;
    this.#openStream = openStream;
  }

  /** Asks for the answer as a stream. @throws ConfigurationError where the request has been sent already */
  stream(): StreamPromise<Item, Failure> {
    this.#start.cancel();
    return this.#openStream();
  }
}

/** A call that begins when the code that has made it is through. */
class StartInStreamablePromise<Data> {
  readonly reply: Promise<PendingReply<Data>>;
  #state: "waiting" | "started" | "cancelled" = "waiting";

  constructor(call: () => ApiPromise<Data>) {
    this.reply = Promise.resolve().then(() => {
      if (this.#state === "cancelled")
        throw new ConfigurationError({ message: "The answer was asked for as a stream" });
      this.#state = "started";
      return ApiPromise.replyOf(call());
    });
  }

  cancel(): void {
    if (this.#state === "started") {
      throw new ConfigurationError({
        message: "`.stream()` must be called on the result at once: the request is sent",
      });
    }
    this.#state = "cancelled";
    // Nobody need look at a result that was not wanted.
    this.reply.catch(() => undefined);
  }
}

export interface StreamableCall<Options extends StreamOptions> {
  readonly client: ApiCaller;
  readonly operation: OperationSource;
  readonly params: object | undefined;
  readonly options: Options | undefined;
}

/** Calls an operation that answers at once or as a stream. Generated functions call it. */
export function callStreamable<Data, Responses extends object, Item, Failure, Options extends StreamOptions>(
  callStream: CallStream<Options>,
  { client, operation: source, params, options }: StreamableCall<Options>,
): StreamablePromise<Data, Responses, Item, Failure> {
  const operation = readOperation(source);
  return new StreamablePromise<Data, Responses, Item, Failure>(
    () => client.call<Data>(variantOf(operation, "whole"), withFlag(operation, params, false), options),
    () => callStream<Item, Failure>(client, variantOf(operation, "stream"), withFlag(operation, params, true), options),
  );
}

type ParamsInStreamablePromise = Readonly<Record<string, unknown>>;

/** Sets what asks for the stream; refuses what asks for it where the whole answer is awaited. */
function withFlag(
  { streamFlag: flag }: OperationDescriptor,
  params: object | undefined,
  wanted: boolean,
): object | undefined {
  if (flag === undefined) return params;
  // A generated function's parameters are an interface, which has no index signature; they are read as own properties.
  const values = (params ?? {}) as ParamsInStreamablePromise;
  const holder = flag.in === "params" ? values : values["body"];
  if (!isPlainInStreamablePromise(holder)) return params;
  if (!wanted) {
    if (holder[flag.name] !== true) return params;
    throw requestProblem(flag.name, "asks for a stream: call `.stream()` on the result instead of awaiting it");
  }
  const changed = { ...holder, [flag.name]: true };
  return flag.in === "params" ? changed : { ...values, body: changed };
}

/** Not FormData and its like, which can't be copied by their properties. */
function isPlainInStreamablePromise(value: unknown): value is ParamsInStreamablePromise {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

type Variant = "whole" | "stream";

const variants = /* @__PURE__ */ new WeakMap<OperationDescriptor, Record<Variant, OperationDescriptor>>();

const originals = /* @__PURE__ */ new WeakMap<OperationDescriptor, OperationDescriptor>();

/** @internal The operation itself, of which a variant was made. */
export function operationOf(variant: OperationDescriptor): OperationDescriptor {
  return originals.get(variant) ?? variant;
}

/** The operation with one of its two kinds of answers: `Accept` asks for nothing else then. */
function variantOf(operation: OperationDescriptor, variant: Variant): OperationDescriptor {
  let both = variants.get(operation);
  if (both === undefined) {
    both = { whole: restricted(operation, false), stream: restricted(operation, true) };
    variants.set(operation, both);
    originals.set(both.whole, operation).set(both.stream, operation);
  }
  return both[variant];
}

function restricted(operation: OperationDescriptor, streams: boolean): OperationDescriptor {
  const entries = Object.entries(operation.responses);
  return {
    ...operation,
    responses: Object.fromEntries(entries.map(([status, response]) => [status, restrictedResponse(response, streams)])),
  };
}

const streamKinds: readonly (BodyKind | undefined)[] = ["events", "lines"];

function restrictedResponse(response: ResponseDescriptor, streams: boolean): ResponseDescriptor {
  if (response.error !== undefined || response.content === undefined) return response;
  const entries = Object.entries(response.content);
  const wanted = entries.filter(([, { kind }]) => streamKinds.includes(kind) === streams);
  return wanted.length === 0 || wanted.length === entries.length
    ? response
    : { ...response, content: Object.fromEntries(wanted) };
}
// #endregion

// #region telemetry.ts
/** OpenTelemetry's conventions for HTTP clients, https://opentelemetry.io/docs/specs/semconv/http/ */


type Attributes = Record<string, string | number>;

interface Span {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What is used of `@opentelemetry/api`: hand it the module itself. The types are its own, so far as they matter here. */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): {
      startSpan(name: string, options: { kind: number; attributes: Attributes }, context?: never): unknown;
    };
    setSpan(context: never, span: never): unknown;
  };
  readonly context: { active(): unknown };
  readonly propagation: { inject(context: never, carrier: Record<string, string>): void };
  readonly metrics: {
    getMeter(name: string): {
      createHistogram(name: string, options: object): { record(value: number, attributes: Attributes): void };
    };
  };
}

const spanKindClient = 2;
const statusError = 2;
const knownMethods = /^(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE|QUERY)$/;
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * For the option `telemetry`: a span and a measurement of `http.client.request.duration` for each attempt, and its
 * context in `traceparent`.
 * @example new Petstore({ telemetry: openTelemetry(await import("@opentelemetry/api")) })
 */
export function openTelemetry({ trace, context, propagation, metrics }: OpenTelemetryApi): AttemptObserver {
  const tracer = trace.getTracer("sdkwright");
  const duration = metrics.getMeter("sdkwright").createHistogram("http.client.request.duration", {
    unit: "s",
    description: "Duration of HTTP client requests.",
    advice: { explicitBucketBoundaries: buckets },
  });
  return {
    start(request) {
      const shared = sharedAttributes(request);
      const method = String(shared["http.request.method"]);
      const options = { kind: spanKindClient, attributes: { ...shared, ...spanAttributes(request) } };
      // A span goes back only to the API that has made it.
      const name = `${method === "_OTHER" ? "HTTP" : method} ${request.operation.path}`;
      const span = tracer.startSpan(name, options, context.active() as never) as Span;
      propagation.inject(trace.setSpan(context.active() as never, span as never) as never, request.headers);
      return (end) => {
        const outcome = outcomeAttributes(end);
        for (const [key, value] of Object.entries(outcome)) span.setAttribute(key, value);
        if (outcome["error.type"] !== undefined) {
          const message = end.error instanceof Error ? removeSecrets(end.error.message, request.call.secrets()) : "";
          span.setStatus(message === "" ? { code: statusError } : { code: statusError, message });
        }
        span.end();
        duration.record(end.durationMs / 1_000, { ...shared, ...outcome });
      };
    },
  };
}

function sharedAttributes({ method, origin }: ApiRequest): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    "http.request.method": knownMethods.test(method) ? method : "_OTHER",
    "server.address": hostname.replace(/^\[|\]$/g, ""),
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
  };
}

function spanAttributes({ method, origin, path, operation, call }: ApiRequest): Attributes {
  const attributes: Attributes = {
    "url.full": removeSecrets(redactUrl(origin + path), call.secrets()),
    "url.template": operation.path,
  };
  if (!knownMethods.test(method)) attributes["http.request.method_original"] = method;
  if (call.attempts.length > 0) attributes["http.request.resend_count"] = call.attempts.length;
  return attributes;
}

function outcomeAttributes({ response, error }: AttemptEnd): Attributes {
  const attributes: Attributes = {};
  if (response !== undefined) attributes["http.response.status_code"] = response.status;
  if (error !== undefined) attributes["error.type"] = error instanceof Error ? error.name : "_OTHER";
  else if (response !== undefined && response.status >= 400) attributes["error.type"] = `${response.status}`;
  return attributes;
}
// #endregion

// #region transport/fetch-body.ts
interface FetchBodyInit {
  readonly abort: AbortController;
  readonly idleMs: number;
  /** For messages. */
  readonly origin: string;
  /** Called once, when the body is read or given up. */
  readonly finish: () => void;
}

/** The body of a `fetch` response. The platform has decoded its content codings. */
export class FetchBody implements ResponseBody {
  readonly #response: Response;
  readonly #init: FetchBodyInit;

  constructor(response: Response, init: FetchBodyInit) {
    this.#response = response;
    this.#init = init;
    if (response.body === null) init.finish();
  }

  async bytes(limit: number = Number.POSITIVE_INFINITY): Promise<Bytes> {
    const reader = this.stream().getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
    }
    if (size >= limit) await reader.cancel();
    return concat(chunks, size);
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#response.body?.getReader();
    const missing = new MissingBytes(this.#response);
    const { finish, origin } = this.#init;
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const chunk = reader === undefined ? undefined : await this.#read(reader);
            if (chunk !== undefined) {
              missing.count(chunk);
              controller.enqueue(chunk);
              return;
            }
            missing.check(origin);
            finish();
            controller.close();
          } catch (error) {
            finish();
            controller.error(this.#toError(error));
          }
        },
        cancel: async (reason) => {
          finish();
          await reader?.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    const { body } = this.#response;
    if (body === null || body.locked) return;
    this.#init.finish();
    // Nobody waits for it, so nobody need know that it failed.
    body.cancel().catch(() => undefined);
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Bytes | undefined> {
    const { idleMs, abort } = this.#init;
    const timer = idleMs > 0 ? setTimeout(() => abort.abort(timeoutError("body", idleMs)), idleMs) : undefined;
    try {
      const { value } = await reader.read();
      // What fetch gives lies in memory of its own, never in shared memory.
      return value as Bytes | undefined;
    } finally {
      if (timer !== undefined) clearTimeout(timer);
    }
  }

  #toError(error: unknown): Error {
    const { signal } = this.#init.abort;
    return toTransportError(signal.aborted ? signal.reason : error, this.#init.origin);
  }
}

/** Not every platform minds a body that is shorter than its `Content-Length`. */
class MissingBytes {
  #missing: number | undefined;

  constructor({ headers, body }: Response) {
    const length = headers.get("content-length");
    const isKnown = body !== null && length !== null && !headers.has("content-encoding");
    this.#missing = isKnown ? Number(length) : undefined;
  }

  count(chunk: Uint8Array): void {
    if (this.#missing !== undefined) this.#missing -= chunk.byteLength;
  }

  check(origin: string): void {
    if (this.#missing === undefined || !(this.#missing > 0)) return;
    throw new ConnectionError({ message: `${origin}: the body ends ${this.#missing} bytes too early` });
  }
}
// #endregion

// #region transport/fetch-request.ts
/** What every `fetch` takes; `isStreamed` bodies need `duplex: "half"`. */
interface FetchBodyInitInFetchRequest {
  readonly body: string | Blob | ArrayBuffer | Bytes | ReadableStream<Uint8Array>;
  readonly isStreamed: boolean;
}

/** Where a request can't be streamed, it is sent as one Blob, which is then in memory (or on disk) as a whole. */
export async function toFetchBody(body: TransportBody): Promise<FetchBodyInitInFetchRequest> {
  if (typeof body === "string" || body instanceof Blob || body instanceof ArrayBuffer)
    return { body, isStreamed: false };
  // What lies in shared memory is refused by `fetch` itself, with a message that says so.
  if (body instanceof Uint8Array) return { body: body as Bytes, isStreamed: false };
  const stream = body instanceof ReadableStream ? body : streamOf(body);
  if (canStreamRequests()) return { body: stream, isStreamed: true };
  return { body: await new Response(stream).blob(), isStreamed: false };
}

let canStream: boolean | undefined;

/**
 * A platform that knows request streams asks for `duplex`, and does not take the stream for a text. Of browsers some do,
 * but over HTTP/2 and 3 only, and nothing tells beforehand which it will be: they fail where the server speaks HTTP/1.1.
 */
function canStreamRequests(): boolean {
  canStream ??= !isBrowser() && detectRequestStreams();
  return canStream;
}

function detectRequestStreams(): boolean {
  let isAsked = false;
  const init = {
    body: new ReadableStream(),
    method: "POST",
    get duplex(): string {
      isAsked = true;
      return "half";
    },
  };
  try {
    return !new Request("http://localhost/", init as RequestInit).headers.has("content-type") && isAsked;
  } catch {
    return false;
  }
}

/** `ReadableStream.from` is not everywhere yet. */
function streamOf(iterable: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const iterator = iterable[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
// #endregion

// #region transport/fetch.ts
/**
 * Sends through the platform's `fetch`: for browsers, workers, Deno and Bun. It has no limits of its own for
 * connections and for making one; `dispatcher` is handed on, where the platform is Node.js.
 */
export function fetchTransport(options: TransportOptions): Transport {
  refuseSessionOptions(options, ownConnectionNames, "with the fetch transport: the platform makes the connections");
  return new FetchTransport(options);
}

/** What is used of `fetch`. Its own types differ from platform to platform, and know neither `duplex` nor `dispatcher`. */
interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: "manual" | "follow";
  readonly signal: AbortSignal;
  body?: RequestInit["body"];
  /** A streamed request body needs it. */
  duplex?: "half";
  dispatcher?: unknown;
}

type Fetch = (url: string, init: FetchInit) => Promise<Response>;

class FetchTransport implements Transport {
  readonly #options: TransportOptions;
  readonly #inFlight = new Set<AbortController>();
  #isClosed = false;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    if (this.#isClosed) throw new ConfigurationError({ message: "The client is closed" });
    const abort = new AbortController();
    this.#inFlight.add(abort);
    const stopListening = request.abort.listen((reason) => abort.abort(reason));
    const finish = (): void => {
      stopListening();
      this.#inFlight.delete(abort);
    };
    try {
      const response = await this.#fetch(request, abort);
      const body = new FetchBody(response, { abort, idleMs: request.timeouts.body, origin: request.origin, finish });
      return { status: response.status, headers: new FetchHeaders(response.headers), body };
    } catch (error) {
      finish();
      if (abort.signal.aborted) throw toTransportError(abort.signal.reason, request.origin);
      throw error instanceof TypeError && isBrowser()
        ? unexplained(error, request)
        : toTransportError(error, request.origin);
    }
  }

  /** The platform's connections are not ours to close: downloads that still run go on. */
  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    for (const abort of this.#inFlight) abort.abort(new AbortedError({ message: "The client was destroyed" }));
  }

  async #fetch(request: TransportRequest, abort: AbortController): Promise<Response> {
    const limit = request.timeouts.headers;
    const timer = limit > 0 ? setTimeout(() => abort.abort(timeoutError("headers", limit)), limit) : undefined;
    try {
      const init = await this.#toInit(request, abort.signal);
      const response = await platformFetch()(request.origin + request.path, init);
      if (response.type !== "opaqueredirect") return response;
      throw new ConnectionError({ message: `${request.origin} redirects, and the browser doesn't say where to` });
    } finally {
      if (timer !== undefined) clearTimeout(timer);
    }
  }

  async #toInit(request: TransportRequest, signal: AbortSignal): Promise<FetchInit> {
    // A browser shows nothing of a redirect that it doesn't follow, so it has to follow; it obeys CORS as it does so.
    const redirect = request.followsRedirects === true && isBrowser() ? "follow" : "manual";
    const init: FetchInit = { method: request.method, headers: request.headers, redirect, signal };
    if (this.#options.dispatcher !== undefined) init.dispatcher = this.#options.dispatcher;
    if (request.body === undefined) return init;
    const { body, isStreamed } = await toFetchBody(request.body);
    // A Uint8Array is a body everywhere, though not in the types of every platform.
    init.body = body as Exclude<FetchInit["body"], undefined>;
    if (isStreamed) init.duplex = "half";
    return init;
  }
}

/** A page is not told why it got no answer: https://fetch.spec.whatwg.org/#concept-network-error */
function unexplained(error: TypeError, { origin, method, headers }: TransportRequest): ConnectionError {
  const names = Object.keys(headers).filter((name) => name !== "accept");
  const asked = names.length === 0 ? method : `${method} with the headers ${names.join(", ")}`;
  return new ConnectionError({
    message:
      `${origin}: ${error.message}. The browser doesn't say why: the server can't be reached, or its CORS headers ` +
      `don't allow this page to send ${asked}`,
    cause: error,
  });
}

/** Looked up for each request: tests and instrumentation replace it. */
function platformFetch(): Fetch {
  return fetch as Fetch;
}
// #endregion

// #region values/codec.ts
/**
 * Typed values: what is a `Date` or a `bigint` in TypeScript, and text or a number on the wire. The functions here are the
 * second half of zod's `codec`; only SDKs that ask for them (`types.dates`, `types.int64`) have them in their bundle.
 */


/** What `z.codec(…)` takes as its third argument. */
interface Codec<Wire, Value> {
  decode(wire: Wire, payload: z.core.ParsePayload<Wire>): Value;
  encode(value: Value, payload: z.core.ParsePayload<Value>): Wire;
}

/** A schema that can be run both ways, as every schema of zod can. */
interface TwoWaySchema {
  safeParse(value: unknown): CodecResult;
  safeEncode(value: unknown): CodecResult;
}

type CodecResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly z.core.$ZodIssue[] } };

/** What is done at each typed value; `twin` is what another reading of the same text has in its place. */
type Visit = (value: unknown, codec: LooseCodec, twin: unknown) => unknown;

/** What a codec does where nothing is checked. */
interface LooseCodec {
  readonly name: "date-time" | "int64";
  /** The typed value; what can't be one stays as it is. */
  decode(value: unknown): unknown;
}

/** How the typed values inside a value are found. */
type Walk = (value: unknown, visit: Visit, twin: unknown) => unknown;

// By the codec's `decode`: that is what zod keeps of it.
const walks = /* @__PURE__ */ new WeakMap<object, Walk>();

/** A codec whose typed values can be found without checking anything. */
function walkable<Wire, Value>(codec: Codec<Wire, Value>, walk: Walk): Codec<Wire, Value> {
  walks.set(codec.decode, walk);
  return codec;
}

/** How to look into a codec of the runtime; undefined for any other. */
function walkOf(decode: object): Walk | undefined {
  return walks.get(decode);
}
// #endregion

// #region values/walk-schema.ts
/**
 * Finds the typed values inside a value by the structure of a zod schema, without checking anything. What has another shape
 * than the schema says stays as it is. https://zod.dev/packages/core describes `_zod.def`.
 */


/** The value with what `visit` gives for each typed value. */
function walkSchema(schema: unknown, value: unknown, visit: Visit, twin: unknown): unknown {
  return compiled(schema)?.(value, visit, twin) ?? value;
}

// Undefined where there is no typed value inside.
const walksInWalkSchema = /* @__PURE__ */ new WeakMap<object, Walk | undefined>();

function compiled(schema: unknown): Walk | undefined {
  if (!isZodType(schema)) return undefined;
  if (!walksInWalkSchema.has(schema)) walksInWalkSchema.set(schema, hasTypedValues(schema, new Set()) ? compile(schema) : undefined);
  return walksInWalkSchema.get(schema);
}

function isZodType(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

// The union of all that zod's classes are defined by.
type Definition = z.core.$ZodTypes["_zod"]["def"];

function definitionOf(schema: z.core.$ZodType): Definition {
  // Every schema of zod is one of `$ZodTypes`.
  return schema._zod.def as Definition;
}

/** Schemas form cycles: what has been seen holds no more than what is still to be seen. */
function hasTypedValues(schema: z.core.$ZodType, seen: Set<z.core.$ZodType>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const definition = definitionOf(schema);
  if (ownWalk(definition)) return true;
  return partsOfInWalkSchema(definition).some((part) => hasTypedValues(part, seen));
}

function ownWalk(definition: Definition): Walk | undefined {
  return definition.type === "pipe" && definition.transform ? walkOf(definition.transform) : undefined;
}

function partsOfInWalkSchema(definition: Definition): readonly z.core.$ZodType[] {
  switch (definition.type) {
    case "lazy":
      return [definition.getter()];
    case "optional":
    case "nullable":
      return [definition.innerType];
    case "array":
      return [definition.element];
    case "tuple":
      return [...definition.items, ...(definition.rest ? [definition.rest] : [])];
    case "object":
      return [...Object.values(definition.shape), ...(definition.catchall ? [definition.catchall] : [])];
    case "record":
      return [definition.valueType];
    case "union":
      return definition.options;
    case "intersection":
      return [definition.left, definition.right];
    case "pipe":
      return [definition.in, definition.out];
    default:
      return [];
  }
}

function compile(schema: z.core.$ZodType): Walk {
  const definition = definitionOf(schema);
  const own = ownWalk(definition);
  if (own) return own;
  switch (definition.type) {
    case "array":
      return (value, visit, twin) =>
        Array.isArray(value)
          ? value.map((item, index) => walkSchema(definition.element, item, visit, itemOf(twin, index)))
          : value;
    case "tuple":
      return (value, visit, twin) =>
        Array.isArray(value)
          ? value.map((item, index) =>
              walkSchema(definition.items[index] ?? definition.rest, item, visit, itemOf(twin, index)),
            )
          : value;
    case "object":
      return objectWalk(definition.shape, definition.catchall);
    case "record":
      return objectWalk({}, definition.valueType);
    case "union":
      return (value, visit, twin) => walkSchema(fittingOption(definition.options, value, twin), value, visit, twin);
    default:
      // One after the other: what one of the parts has nothing to say of, another may.
      return (value, visit, twin) =>
        partsOfInWalkSchema(definition).reduce((walked, part) => walkSchema(part, walked, visit, twin), value);
  }
}

function objectWalk(shape: Readonly<Record<string, z.core.$ZodType>>, others: z.core.$ZodType | undefined): Walk {
  return (value, visit, twin) => {
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([name, property]) => {
      const schema = Object.hasOwn(shape, name) ? shape[name] : others;
      return [name, walkSchema(schema, property, visit, memberOf(twin, name))] as const;
    });
    return Object.fromEntries(entries);
  };
}

function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined;
}

function memberOf(record: unknown, name: string): unknown {
  return isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The option that accepts the value; where none does, the one that finds least wrong with it. */
function fittingOption(options: readonly z.core.$ZodType[], value: unknown, twin: unknown): unknown {
  let best: { readonly option: z.core.$ZodType; readonly faults: number } | undefined;
  for (const option of options) {
    const wire = walkSchema(option, value, exactly, twin);
    // Classic schemas have the methods; those of an SDK are all of that kind.
    const result = (option as unknown as TwoWaySchema).safeParse(wire);
    if (result.success) return option;
    if (best === undefined || result.error.issues.length < best.faults) {
      best = { option, faults: result.error.issues.length };
    }
  }
  return best?.option;
}

/** Integers that a number can't hold, from the reading of the text that has kept them. */
const exactly: Visit = (value, { name }, twin) => (name === "int64" && typeof twin === "bigint" ? twin : value);
// #endregion

// #region values/composed.ts
/** What zod's own objects and intersections can't do where there are typed values inside. */


type Run = (schema: TwoWaySchema, value: unknown) => ReturnType<TwoWaySchema["safeParse"]>;

const parseInComposed: Run = (schema, value) => schema.safeParse(value);
const encode: Run = (schema, value) => schema.safeEncode(value);

/**
 * `allOf`: the value fits every member. `z.intersection` can't join a `Date` of one member with the text that another,
 * which does not know the property, has in its place.
 */
export function allOf(...members: readonly TwoWaySchema[]): Codec<unknown, unknown> {
  const run =
    (how: Run) =>
    (value: unknown, { issues }: z.core.ParsePayload): unknown =>
      members.reduce((joined, member) => {
        const result = how(member, value);
        if (result.success) return join(value, joined, result.data);
        moveIssues(issues, result.error.issues, []);
        return joined;
      }, value);
  return walkable({ decode: run(parseInComposed), encode: run(encode) }, (value, visit, twin) =>
    members.reduce((walked, member) => walkSchema(member, walked, visit, twin), value),
  );
}

/** Of two readings of a value, at each place the one that has changed it. */
function join(original: unknown, left: unknown, right: unknown): unknown {
  if (left === right || right === original) return left;
  if (left === original) return right;
  if (Array.isArray(original) && Array.isArray(left) && Array.isArray(right)) {
    return original.map((item, index) => join(item, left[index], right[index]));
  }
  if (!isRecord(original) || !isRecord(left) || !isRecord(right)) return left;
  const keys = Object.keys(original);
  return Object.fromEntries(
    keys.map((key) => [key, join(original[key], own(left, key, original), own(right, key, original))]),
  );
}

/** zod leaves `__proto__` out. */
function own(record: JsonRecord, key: string, fallback: JsonRecord): unknown {
  return Object.hasOwn(record, key) ? record[key] : fallback[key];
}

/** `patternProperties`, and what is beside them: schemas by names that match, the first of which converts. */
export function matchingProperties(
  entries: readonly (readonly [RegExp, TwoWaySchema])[],
  others?: TwoWaySchema,
  names: readonly string[] = [],
): Codec<unknown, unknown> {
  const schemasOf = (name: string): readonly TwoWaySchema[] => {
    const found = entries.flatMap(([pattern, schema]) => (pattern.test(name) ? [schema] : []));
    return found.length > 0 || others === undefined || names.includes(name) ? found : [others];
  };
  const run =
    (how: Run) =>
    (value: unknown, { issues }: z.core.ParsePayload): unknown =>
      mapProperties(value, (name, property) =>
        schemasOf(name).reduce((joined, schema) => {
          const result = how(schema, property);
          if (result.success) return join(property, joined, result.data);
          moveIssues(issues, result.error.issues, [name]);
          return joined;
        }, property),
      );
  return walkable({ decode: run(parseInComposed), encode: run(encode) }, (value, visit, twin) =>
    mapProperties(value, (name, property) =>
      schemasOf(name).reduce(
        (walked, schema) =>
          walkSchema(schema, walked, visit, isRecord(twin) && Object.hasOwn(twin, name) ? twin[name] : undefined),
        property,
      ),
    ),
  );
}

function mapProperties(value: unknown, change: (name: string, property: unknown) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, change(name, property)]));
}

function moveIssues(
  target: z.core.$ZodRawIssue[],
  issues: readonly z.core.$ZodIssue[],
  path: readonly PropertyKey[],
): void {
  for (const issue of issues) {
    // A finished issue has all that one in the making has; zod's types do not relate the members of the two unions.
    target.push({ ...issue, path: [...path, ...issue.path] } as z.core.$ZodRawIssue);
  }
}

/** A schema for a check: checks see a value when it has been decoded, or before it is encoded. */
export function decoded(schema: TwoWaySchema): InnerSchema {
  return { safeParse: (value) => schema.safeEncode(value) };
}
// #endregion

// #region values/date-time.ts
/** RFC 3339 5.6 Internet Date/Time Format, https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */


// A time without an offset is none: which instant it is depends on where the program runs.
const format =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The instant that the text names, to the millisecond; undefined where it names none. */
function parseDateTime(text: string): Date | undefined {
  const [, day, hour, minute, second, fraction = "", offset = "Z"] = format.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  // `Date` has no leap seconds: the 60th second is the first of the next minute.
  const isLeap = second === "60";
  const date = new Date(
    `${day}T${hour}:${minute}:${isLeap ? "59" : second}${fraction.slice(0, 4)}${offset.toUpperCase()}`,
  );
  return isLeap ? new Date(date.getTime() + 1000) : date;
}

/** `Date` takes the 31st of April for the 1st of May. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** `format: date-time`, for `z.codec(z.string(), z.date(), dateTime)`. */
export const dateTime: Codec<string, Date> = /* @__PURE__ */ walkable(
  {
    decode: (text, { issues }) => {
      const date = parseDateTime(text);
      if (date !== undefined) return date;
      const message = "Expected a date and time with an offset (RFC 3339): 2020-01-31T12:00:00Z";
      issues.push({ code: "invalid_format", format: "date-time", input: text, message });
      return new Date(Number.NaN);
    },
    encode: (date) => date.toISOString(),
  },
  (value, visit, twin) => visit(value, looseDateTime, twin),
);

const looseDateTime = {
  name: "date-time",
  decode: (value: unknown) => (typeof value === "string" ? (parseDateTime(value) ?? value) : value),
} as const;
// #endregion

// #region values/int64.ts
/** OpenAPI Format Registry, `int64`: https://spec.openapis.org/registry/format/int64 */


/**
 * `format: int64`, for `z.codec(z.union([z.number(), z.bigint()]), z.bigint(), int64)`. On the wire it is a number; what a
 * number of JavaScript can't hold is a bigint there, too.
 */
export const int64: Codec<number | bigint, bigint> = /* @__PURE__ */ walkable(
  {
    decode: (wire, { issues }) => {
      if (typeof wire === "bigint") return wire;
      if (Number.isInteger(wire)) return BigInt(wire);
      issues.push({ code: "invalid_type", expected: "int", input: wire, message: "Expected an integer" });
      return 0n;
    },
    encode: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  },
  (value, visit, twin) => visit(value, looseInt64, twin),
);

const looseInt64 = {
  name: "int64",
  decode: (value: unknown) => (typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value),
} as const;
// #endregion

// #region values/exact-json.ts
/**
 * RFC 8259 6: JSON sets no limit to numbers, JavaScript's `JSON.parse` rounds integers beyond 2^53. Reads a text a second
 * time with such integers as bigint. (`JSON.parse` hands out the digits from Node.js 21 on.)
 */

/** Only a run of 16 digits can be an integer that a number doesn't hold; most texts have none. */
const longRun = /\d{16}/;

function mayHoldLongIntegers(text: string): boolean {
  return longRun.test(text);
}

type Container = unknown[] | Record<string, unknown>;

/** @param text what `JSON.parse` has accepted: nothing is checked again */
function parseWithBigints(text: string): unknown {
  const root: unknown[] = [];
  const open: Container[] = [root];
  let key: string | undefined;
  const beginnings = /["[{\]}]|[^\s,:"[\]{}]+/g;
  for (let found = beginnings.exec(text); found !== null; found = beginnings.exec(text)) {
    if (found[0] === '"') beginnings.lastIndex = endOfString(text, found.index);
    const token = text.slice(found.index, beginnings.lastIndex);
    const container = open[open.length - 1] ?? root;
    if (token === "]" || token === "}") {
      open.pop();
    } else if (!Array.isArray(container) && key === undefined) {
      key = String(JSON.parse(token));
    } else {
      const value = token === "[" ? [] : token === "{" ? {} : scalar(token);
      add(container, key, value);
      key = undefined;
      if (token === "[" || token === "{") open.push(value as Container);
    }
  }
  return root[0];
}

/** Behind its last quote. By hand: a pattern takes some of the stack for each escape, and a server may send millions. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function add(container: Container, key: string | undefined, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  // Not an assignment: `__proto__` is a name like others, as it is for `JSON.parse`.
  else Object.defineProperty(container, key ?? "", { value, writable: true, enumerable: true, configurable: true });
}

function scalar(token: string): unknown {
  const value: unknown = JSON.parse(token);
  if (typeof value !== "number" || Number.isSafeInteger(value) || !/^-?\d+$/.test(token)) return value;
  return BigInt(token);
}
// #endregion

// #region values/typed-values.ts
/** The value with its typed values decoded, wherever that can be done; nothing is checked. */
export function decodeValues(schema: SchemaThunk, value: unknown): unknown {
  return walkSchema(resolveSchema(schema), value, loosely, undefined);
}

const loosely: Visit = (value, codec) => codec.decode(value);

/**
 * JSON, with a bigint for each integer beyond 2^53 where the schema asks for bigint; elsewhere a number, as everywhere.
 * @throws SyntaxError
 */
export function parseJsonExactly(text: string, schema: SchemaThunk | undefined): unknown {
  const value: unknown = JSON.parse(text);
  if (schema === undefined || !mayHoldLongIntegers(text)) return value;
  return walkSchema(resolveSchema(schema), value, exactly, parseWithBigints(text));
}
// #endregion

// #region webhooks/encoding.ts
/** RFC 4648, 4, 5 and 8: base64 in both alphabets, base16. Undefined for what is neither. */

function decodeBase64InEncoding(text: string): Uint8Array | undefined {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return undefined;
  try {
    return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
  } catch {
    // A length that no bytes have.
    return undefined;
  }
}

function decodeHex(text: string): Uint8Array | undefined {
  if (!/^(?:[\da-f]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
// #endregion

// #region webhooks/webhook-body.ts
/** The body of a webhook as it came: text or bytes (a `Buffer` is a `Uint8Array`). */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

function isWebhookBody(body: unknown): body is WebhookBody {
  return typeof body === "string" || isBytes(body) || isBuffer(body);
}

/** Not `instanceof`: test runners and frames have classes of their own. */
function isBytes(value: unknown): value is Uint8Array {
  return classOf(value) === "Uint8Array";
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return classOf(value) === "ArrayBuffer";
}

function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function bodyText(body: WebhookBody): string {
  return typeof body === "string" ? body : decodeUtf8(bodyBytes(body));
}

/** @throws ConfigurationError where the body was parsed already: what is signed is what was sent */
function bodyBytes(body: WebhookBody): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (isBytes(body)) return body;
  if (isBuffer(body)) return new Uint8Array(body);
  const message =
    "A signature can only be checked against the body as it came: give the text or the bytes, not what was parsed from them";
  throw new ConfigurationError({ message });
}

/** Own memory: WebCrypto's types refuse what may be shared. */
function ownBuffer(...chunks: readonly Uint8Array[]): ArrayBuffer {
  const buffer = new ArrayBuffer(chunks.reduce((sum, { length }) => sum + length, 0));
  const target = new Uint8Array(buffer);
  let offset = 0;
  for (const chunk of chunks) {
    target.set(chunk, offset);
    offset += chunk.length;
  }
  return buffer;
}
// #endregion

// #region webhooks/hmac.ts
interface HmacCheck {
  readonly algorithm: "sha1" | "sha256" | "sha384" | "sha512";
  readonly secrets: readonly Uint8Array[];
  readonly signatures: readonly Uint8Array[];
  readonly signed: readonly Uint8Array[];
}

const hashes = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" } as const;

/** Whether one of the signatures was made with one of the secrets. */
async function matchesHmac({ algorithm, secrets, signatures, signed }: HmacCheck): Promise<boolean> {
  const data = ownBuffer(...signed);
  for (const secret of secrets) {
    const hash = hashes[algorithm];
    const key = await crypto.subtle.importKey("raw", ownBuffer(secret), { name: "HMAC", hash }, false, ["verify"]);
    for (const signature of signatures) {
      // WebCrypto, 31.6.2 HMAC verify: the comparison takes constant time.
      if (await crypto.subtle.verify("HMAC", key, ownBuffer(signature), data)) return true;
    }
  }
  return false;
}

/** One secret, or several while they are exchanged. Text is UTF-8; `decode` says what else it may be. */
function readSecrets(
  secret: WebhookSecret | readonly WebhookSecret[],
  decode: (text: string) => Uint8Array = (text) => new TextEncoder().encode(text),
): readonly Uint8Array[] {
  const list = isListInHmac(secret) ? secret : [secret];
  const keys = list.map((entry) => (typeof entry === "string" ? decode(entry) : entry));
  if (keys.length > 0 && keys.every((key) => isBytes(key) && key.length > 0)) return keys;
  throw new ConfigurationError({ message: "The secret of the webhooks is missing or empty: anybody could sign them" });
}

/** The secret that the sender gave you: as text, or as bytes. */
export type WebhookSecret = string | Uint8Array;

function isListInHmac(secret: WebhookSecret | readonly WebhookSecret[]): secret is readonly WebhookSecret[] {
  return Array.isArray(secret);
}
// #endregion

// #region webhooks/webhook-verification-error.ts
/**
 * Why a webhook is not trusted.
 * `missing-header`: it isn't signed. `invalid-header`: a header can't be read. `too-old`, `too-new`: its time is further
 * from ours than the tolerance. `no-match`: signed with another secret, or changed on its way.
 */
export type WebhookVerificationReason = "missing-header" | "invalid-header" | "too-old" | "too-new" | "no-match";

export interface WebhookVerificationErrorInit extends SdkErrorInit {
  readonly reason: WebhookVerificationReason;
  readonly header: string;
}

/** The signature of a webhook doesn't hold: whoever sent it doesn't know the secret, or sent it long ago. Answer with 401 or 400. */
export class WebhookVerificationError extends SdkError {
  override readonly kind = "webhook-verification";
  readonly reason: WebhookVerificationReason;
  /** The name of the header that it is about. */
  readonly header: string;

  constructor(init: WebhookVerificationErrorInit) {
    super(init);
    this.reason = init.reason;
    this.header = init.header;
  }

  static override get brand(): string {
    return "WebhookVerificationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason, header: this.header };
  }
}

/** True where the signature of a webhook doesn't hold. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return error instanceof WebhookVerificationError;
}
// #endregion

// #region webhooks/webhook-headers.ts
/** The headers of the request that brought a webhook: those of `fetch`, of Node.js, or a plain object with names in any case. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws WebhookVerificationError where there is none */
function requireHeader(headers: WebhookHeaders, name: string): string {
  const value = readHeader(headers, name)?.trim();
  if (value !== undefined && value !== "") return value;
  const message = `The webhook has no header ${name}: it isn't signed, or the header was lost on the way`;
  throw new WebhookVerificationError({ message, reason: "missing-header", header: name });
}

function readHeader(headers: WebhookHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (hasGetter(headers)) return headers.get(wanted) ?? headers.get(name) ?? undefined;
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === wanted && value !== undefined) return typeof value === "string" ? value : value.join(" ");
  }
  return undefined;
}

function hasGetter(headers: WebhookHeaders): headers is { get(name: string): string | null | undefined } {
  return "get" in headers && typeof headers.get === "function";
}

/** @returns an error that says why the header can't be used */
function headerError(header: string, problem: string): WebhookVerificationError {
  const message = `The webhook's header ${header} ${problem}`;
  return new WebhookVerificationError({ message, reason: "invalid-header", header });
}
// #endregion

// #region webhooks/webhook-scheme.ts
/** How a sender signs its webhooks. */
export type WebhookScheme = "standard" | StandardWebhookScheme | HmacWebhookScheme;

/** https://www.standardwebhooks.com: HMAC-SHA256 over id, timestamp and body; secrets are `whsec_<base64>`. */
export interface StandardWebhookScheme {
  readonly type: "standard";
  /** What the names of the three headers begin with. Default `webhook-`, or `svix-` where only such headers came. */
  readonly headerPrefix?: string | undefined;
}

/**
 * An HMAC of the body, or of more than it, in a header.
 *
 * @example
 * const github: HmacWebhookScheme = { type: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" };
 * const slack: HmacWebhookScheme = {
 *   type: "hmac",
 *   header: "X-Slack-Signature",
 *   prefix: "v0=",
 *   timestamp: { header: "X-Slack-Request-Timestamp" },
 *   signedContent: "v0:{timestamp}:{body}",
 * };
 */
export interface HmacWebhookScheme {
  readonly type: "hmac";
  /** The header with the signature, or with several, separated by commas or spaces. */
  readonly header: string;
  /** Default `sha256`. */
  readonly algorithm?: "sha1" | "sha256" | "sha384" | "sha512" | undefined;
  /** How the signature is written. Default `hex`. */
  readonly encoding?: "hex" | "base64" | undefined;
  /** What stands before the signature in the header: `sha256=`. Entries without it are not looked at. */
  readonly prefix?: string | undefined;
  readonly timestamp?: WebhookTimestamp | undefined;
  /** The header that `{id}` stands for. */
  readonly idHeader?: string | undefined;
  /**
   * What is signed: text with `{body}`, `{timestamp}`, `{id}` and `{url}`.
   * Default `{body}`, or `{timestamp}.{body}` where there is a timestamp: one that isn't signed protects nobody.
   */
  readonly signedContent?: string | undefined;
}

export interface WebhookTimestamp {
  readonly header: string;
  /** Default `unix-seconds`. */
  readonly format?: "unix-seconds" | "unix-millis" | "iso8601" | undefined;
  /** Where the header has more than the timestamp, separated by commas or spaces: what stands before it (`t=`). */
  readonly prefix?: string | undefined;
}
// #endregion

// #region webhooks/timestamp.ts
/** Standard Webhooks, "Verifying webhook authenticity": five minutes in both directions. */
const defaultTolerance = 300_000;

interface Clock {
  /** Milliseconds. */
  readonly tolerance?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number | undefined;
}

/** @throws WebhookVerificationError where the time can't be read or is too far from ours */
function checkTimestamp(text: string, { header, format }: WebhookTimestamp, clock: Clock): void {
  const time = readersInTimestamp[format ?? "unix-seconds"](text);
  if (time === undefined) throw headerError(header, `holds no time in the format ${format ?? "unix-seconds"}`);
  const { tolerance = defaultTolerance, now = Date.now() } = clock;
  const age = now - time;
  if (Math.abs(age) <= tolerance) return;
  const distance = `${Math.round(Math.abs(age) / 1000)} s ${age > 0 ? "old" : "ahead of our clock"}`;
  const message = `The webhook is ${distance} (header ${header}), which is more than the tolerance of ${tolerance / 1000} s`;
  throw new WebhookVerificationError({ message, reason: age > 0 ? "too-old" : "too-new", header });
}

const readersInTimestamp: Readonly<Record<NonNullable<WebhookTimestamp["format"]>, (text: string) => number | undefined>> = {
  "unix-seconds": (text) => (/^\d{1,12}$/.test(text) ? Number(text) * 1000 : undefined),
  "unix-millis": (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  iso8601: (text) => {
    const time = /^\d{4}-\d{2}-\d{2}T.+(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  },
};
// #endregion

// #region webhooks/verify-options.ts
/** What it takes to know that a webhook comes from who it says. */
export interface VerifyWebhookOptions {
  /** As it came, before anything parsed it. */
  readonly body: WebhookBody;
  readonly headers: WebhookHeaders;
  /** Several while they are exchanged: one of them must fit. Standard Webhooks: `whsec_<base64>`. */
  readonly secret: WebhookSecret | readonly WebhookSecret[];
  /** Default: what the document says or shows, otherwise Standard Webhooks. */
  readonly scheme?: WebhookScheme | undefined;
  /** How far the webhook's time may be from ours, in milliseconds. Default 300,000 (five minutes) both ways; Infinity: any. */
  readonly tolerance?: number | undefined;
  /** Our time, in milliseconds since the epoch. Default `Date.now()`. */
  readonly now?: number | undefined;
  /** The address that the webhook was sent to, where the sender signs it too. */
  readonly url?: string | undefined;
}
// #endregion

// #region webhooks/hmac-webhooks.ts
async function checkHmacSignature(options: VerifyWebhookOptions, scheme: HmacWebhookScheme): Promise<void> {
  const { header, algorithm = "sha256" } = scheme;
  const secrets = readSecrets(options.secret);
  const signatures = readSignatures(requireHeader(options.headers, header), scheme);
  const timestamp = scheme.timestamp && readTimestamp(options, scheme.timestamp);
  const signed = signedContent(options, scheme, timestamp);
  if (await matchesHmac({ algorithm, secrets, signatures, signed })) return;
  const message = `The signature in ${header} doesn't match: the secret is another one, or the body is not the one that was signed`;
  throw new WebhookVerificationError({ message, reason: "no-match", header });
}

function readSignatures(value: string, { header, prefix = "", encoding = "hex" }: HmacWebhookScheme) {
  const decode = encoding === "hex" ? decodeHex : decodeBase64InEncoding;
  const signatures = entriesWith(value, prefix).flatMap((entry) => decode(entry) ?? []);
  if (signatures.length > 0) return signatures;
  throw headerError(header, `holds no signature in ${encoding}${prefix === "" ? "" : ` behind "${prefix}"`}`);
}

/** The entries of a list in a header that begin with the prefix, without it. */
function entriesWith(value: string, prefix: string): readonly string[] {
  const entries = /[\s,]/.test(prefix) ? [value] : value.split(/[\s,]+/);
  return entries.flatMap((entry) => (entry.startsWith(prefix) ? [entry.slice(prefix.length)] : []));
}

function readTimestamp(options: VerifyWebhookOptions, scheme: WebhookTimestamp): string {
  const value = requireHeader(options.headers, scheme.header);
  const text = scheme.prefix === undefined ? value : entriesWith(value, scheme.prefix)[0];
  if (text === undefined) throw headerError(scheme.header, `holds nothing behind "${scheme.prefix ?? ""}"`);
  checkTimestamp(text, scheme, options);
  return text;
}

function signedContent(
  options: VerifyWebhookOptions,
  scheme: HmacWebhookScheme,
  timestamp: string | undefined,
): readonly Uint8Array[] {
  const template = scheme.signedContent ?? (timestamp === undefined ? "{body}" : "{timestamp}.{body}");
  const body = bodyBytes(options.body);
  const texts: Readonly<Record<string, () => string | undefined>> = {
    "{timestamp}": () => timestamp,
    "{id}": () => (scheme.idHeader === undefined ? undefined : requireHeader(options.headers, scheme.idHeader)),
    "{url}": () => options.url,
  };
  return template.split(/(\{(?:body|timestamp|id|url)\})/).map((part) => {
    if (part === "{body}") return body;
    const text = Object.hasOwn(texts, part) ? texts[part]?.() : part;
    if (text !== undefined) return new TextEncoder().encode(text);
    throw new ConfigurationError({ message: `What is signed has ${part}, and nothing says what that is` });
  });
}
// #endregion

// #region webhooks/standard-webhooks.ts
/** Standard Webhooks 1.0, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */


async function checkStandardSignature(
  options: VerifyWebhookOptions,
  scheme: Omit<StandardWebhookScheme, "type">,
): Promise<void> {
  const headerPrefix = scheme.headerPrefix ?? defaultPrefix(options);
  const body = bodyBytes(options.body);
  const secrets = readSecrets(options.secret, decodeSecret);
  const id = requireHeader(options.headers, `${headerPrefix}id`);
  const timestamp = requireHeader(options.headers, `${headerPrefix}timestamp`);
  const header = `${headerPrefix}signature`;
  const signatures = readSignaturesInStandardWebhooks(requireHeader(options.headers, header), header);
  checkTimestamp(timestamp, { header: `${headerPrefix}timestamp` }, options);
  const signed = [new TextEncoder().encode(`${id}.${timestamp}.`), body];
  if (await matchesHmac({ algorithm: "sha256", secrets, signatures, signed })) return;
  const message = `No signature in ${header} matches: the secret is another one, or the body is not the one that was signed`;
  throw new WebhookVerificationError({ message, reason: "no-match", header });
}

/** Senders who use Svix may have its own names, from before there was a standard. */
function defaultPrefix({ headers }: VerifyWebhookOptions): string {
  const isSvix = readHeader(headers, "webhook-id") === undefined && readHeader(headers, "svix-id") !== undefined;
  return isSvix ? "svix-" : "webhook-";
}

/** "Signature scheme": a list, separated by spaces; `v1` is symmetric, versions that are not known are passed over. */
function readSignaturesInStandardWebhooks(value: string, header: string): readonly Uint8Array[] {
  const signatures = value.split(/\s+/).flatMap((entry) => {
    const bytes = entry.startsWith("v1,") ? decodeBase64InEncoding(entry.slice("v1,".length)) : undefined;
    return bytes ? [bytes] : [];
  });
  if (signatures.length > 0) return signatures;
  throw headerError(header, 'holds no signature of version 1 ("v1,<base64>")');
}

/** "Webhook secrets": base64, serialized with the prefix `whsec_`. */
function decodeSecret(secret: string): Uint8Array {
  const text = secret.trim();
  const bytes = decodeBase64InEncoding(text.startsWith("whsec_") ? text.slice("whsec_".length) : text);
  if (bytes || text === "" || text === "whsec_") return bytes ?? new Uint8Array();
  // The message must not show the secret.
  const message = "The secret of the webhooks is no base64: Standard Webhooks have secrets such as whsec_<base64>";
  throw new ConfigurationError({ message });
}
// #endregion

// #region webhooks/check-signature.ts
/**
 * Checks who sent a webhook. Comparisons take constant time.
 *
 * @throws WebhookVerificationError where it can't be trusted; `reason` says why
 * @throws ConfigurationError where the secret is unusable or the body was parsed already
 */
export async function checkWebhookSignature(
  options: VerifyWebhookOptions,
  fallback: WebhookScheme = "standard",
): Promise<void> {
  const scheme = options.scheme ?? fallback;
  if (scheme === "standard") return checkStandardSignature(options, {});
  if (scheme.type === "standard") return checkStandardSignature(options, scheme);
  return checkHmacSignature(options, scheme);
}
// #endregion

// #region webhooks/form-payload.ts
/** WHATWG URL, 5.1 application/x-www-form-urlencoded parsing: https://url.spec.whatwg.org/#urlencoded-parsing */


/**
 * A form as an object. A form knows only text: a member that the schema refuses as text is read as the number, boolean
 * or JSON that it looks like.
 */
function readForm(text: string, schema: SchemaThunk | undefined): unknown {
  const form = formMembers(text);
  const verdict = validateValue(schema, form, "lenient");
  if (verdict.kind !== "invalid") return form;
  const refused = new Set(verdict.issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, refused.has(key) ? typed(value) : value]));
}

/** A name that comes more than once has a list. */
function formMembers(text: string): Readonly<Record<string, string | readonly string[]>> {
  const params = new URLSearchParams(text);
  const names = new Set<string>();
  // Not `keys()`: DOM's types know it only together with those of iterables.
  params.forEach((_value, name) => {
    names.add(name);
  });
  return Object.fromEntries(
    [...names].map((name) => {
      const [only = "", ...others] = params.getAll(name);
      return [name, others.length === 0 ? only : [only, ...others]];
    }),
  );
}

function typed(value: string | readonly string[]): unknown {
  if (typeof value !== "string") return value.map(typed);
  if (!/^(?:-?\d|true$|false$|null$|[{[])/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // It only looked like JSON: the schema says what is wrong with the text.
    return value;
  }
}
// #endregion

// #region webhooks/webhook-descriptor.ts
/** One event: what its body is. */
export interface WebhookDescriptor {
  /** Default `json`; `none`: the document declares no body. */
  readonly kind?: "json" | "form" | "text" | "binary" | "none";
  readonly schema?: SchemaThunk;
  /** Only where it is signed in another way than the others. */
  readonly signature?: WebhookScheme;
}

/** Every event that the document declares, by name. */
export type WebhookDescriptors<Events> = { readonly [Name in keyof Events]: WebhookDescriptor };
// #endregion

// #region webhooks/webhook-validation-error.ts
export interface WebhookValidationErrorInit extends SdkErrorInit {
  readonly event: string;
  readonly issues: readonly ValidationIssue[];
  readonly body: unknown;
}

/** The payload of a webhook can't be read, or has another shape than the document says. */
export class WebhookValidationError extends SdkError {
  override readonly kind = "webhook-validation";
  /** What the webhook is called in the document: `post.published`. */
  readonly event: string;
  /** One with an empty path and the code `invalid_json` where the body is no JSON. */
  readonly issues: readonly ValidationIssue[];
  /** As it came; parsed where it can be. Not part of `toJSON`: it may hold anything. */
  readonly body: unknown;

  constructor(init: WebhookValidationErrorInit) {
    super(init);
    this.event = init.event;
    this.issues = init.issues;
    this.body = init.body;
  }

  static override get brand(): string {
    return "WebhookValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), event: this.event, issues: this.issues };
  }
}

/** True where the payload of a webhook is not what the document says. */
export function isWebhookValidationError(error: unknown): error is WebhookValidationError {
  return error instanceof WebhookValidationError;
}
// #endregion

// #region webhooks/read-webhook.ts
/** Whether the document declares an event of this name. */
export function hasWebhook<Events>(webhooks: WebhookDescriptors<Events>, name: PropertyKey): name is keyof Events {
  return Object.hasOwn(webhooks, name);
}

/**
 * The payload of an event, validated leniently: unknown keys, enum values and union variants are kept.
 *
 * @param body text or bytes as they came, or what was parsed from them
 * @param values how typed values are decoded, where the SDK has some
 * @throws WebhookValidationError where the event is unknown or the payload is not what the document says
 */
export function readWebhook<Events, Name extends keyof Events>(
  webhooks: WebhookDescriptors<Events>,
  name: Name,
  body: unknown,
  values?: TypedValues,
): Events[Name] {
  const event = String(name);
  if (!hasWebhook(webhooks, name)) {
    const issues = [{ path: [], code: "unknown_event", message: "the document declares no such webhook" }];
    throw invalid(event, issues, body);
  }
  const webhook: WebhookDescriptor = webhooks[name];
  const value = readers[webhook.kind ?? "json"](body, event, { ...webhook, values });
  const verdict = validateReceived(webhook.schema, value, "lenient", values);
  if (verdict === undefined) {
    throw invalid(event, [{ path: [], code: "too_deep", message: "the payload nests too deep to be checked" }], value);
  }
  if (verdict.kind === "invalid") throw invalid(event, verdict.issues, value);
  // The schema of the event is that of its type: generated from the same place of the document.
  return verdict.value as Events[Name];
}

interface ReadInput extends WebhookDescriptor {
  readonly values: TypedValues | undefined;
}

type Reader = (body: unknown, event: string, webhook: ReadInput) => unknown;

const readers: Readonly<Record<NonNullable<WebhookDescriptor["kind"]>, Reader>> = {
  json: readJson,
  form: (body, _event, { schema }) => (isWebhookBody(body) ? readForm(bodyText(body), schema) : body),
  text: (body) => (isWebhookBody(body) ? bodyText(body) : body),
  binary: (body) => (isWebhookBody(body) ? bodyBytes(body) : body),
  none: () => undefined,
};

function readJson(body: unknown, event: string, { schema, values }: ReadInput): unknown {
  if (!isWebhookBody(body)) return body;
  const text = bodyText(body);
  try {
    return (jsonParser(values, schema) ?? JSON.parse)(text);
  } catch (cause) {
    const message = text.trim() === "" ? "the body is empty" : "the body is no JSON";
    throw invalid(event, [{ path: [], code: "invalid_json", message }], text, cause);
  }
}

function invalid(event: string, issues: readonly ValidationIssue[], body: unknown, cause?: unknown) {
  const message = `The webhook ${JSON.stringify(event)} is not what the document says: ${printIssues(issues)}`;
  return new WebhookValidationError({ message, event, issues, body, cause });
}
// #endregion
