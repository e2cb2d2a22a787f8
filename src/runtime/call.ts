import type { AppliedCredential } from "./auth/applied-credential.js";
import { secretsOf } from "./auth/secrets.js";
import { Cancellation } from "./cancellation.js";
import type { RuntimeClock } from "./clock.js";
import type { OperationDescriptor, ResponseHeaders, TypedValues } from "./contract.js";
import { protectError } from "./errors/protect-error.js";
import { type Attempt, type ErrorContext, locateError, SdkError, toSdkError } from "./errors/sdk-error.js";
import { defaultIdempotencyHeader, type IdempotencyKey } from "./idempotency-key.js";
import type { OperationPlan } from "./operation-plan.js";
import type { RequestOptions } from "./options.js";
import type { OnProgress } from "./progress.js";
import { redactUrl } from "./redact.js";
import { type RedirectPolicy, resolveRedirects } from "./redirect-policy.js";
import type { ApiRequest, BodyRepeater, CallState, Hooks } from "./request.js";
import { responseRequestId } from "./response.js";
import { resolveMaxResponseBytes } from "./response-limit.js";
import { type RetryOption, type RetryPolicy, resolveRetry } from "./retry-policy.js";
import type { ClientSettings } from "./settings.js";
import type { OpenStreams } from "./stream/open-streams.js";
import { resolveTimeouts, type Timeouts } from "./timeouts.js";
import { resolveValidation, type ValidationModes } from "./validation-mode.js";

export interface CallInit {
  readonly settings: ClientSettings;
  readonly plan: OperationPlan;
  readonly options: RequestOptions;
  readonly caller: Caller;
  readonly session: CallSession;
}

/** What a call needs of the connections that it is made on. */
export interface CallSession {
  readonly openStreams: OpenStreams;
  /** Called once, when the response has begun or the call has failed. */
  leave(): void;
}

/** What a call needs of its client, to be made again. */
export interface Caller {
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
export class Call implements CallState {
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
