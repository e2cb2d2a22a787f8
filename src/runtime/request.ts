import type { AppliedCredential } from "./auth/applied-credential.js";
import type { CallCancellation } from "./cancellation.js";
import type { RuntimeClock } from "./clock.js";
import type { OperationDescriptor, ResponseHeaders, TypedValues } from "./contract.js";
import type { Attempt, SdkError } from "./errors/sdk-error.js";
import type { ValidationIssue } from "./errors/validation-issue.js";
import type { IdempotencyKey } from "./idempotency-key.js";
import type { OnProgress } from "./progress.js";
import type { RedirectPolicy } from "./redirect-policy.js";
import type { RequestBody } from "./request-body.js";
import type { RetryPolicy } from "./retry-policy.js";
import type { Timeouts } from "./timeouts.js";
import type { TransportResponse } from "./transport/transport.js";
import type { ValidationModes } from "./validation-mode.js";

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
export interface BodyRepeater {
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
