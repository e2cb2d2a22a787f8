import type { Credential } from "./auth/credentials.js";
import type { TokenStore } from "./auth/token-store.js";
import type { IdempotencyKey } from "./idempotency-key.js";
import type { Logger, LogLevel } from "./logging.js";
import type { Middleware } from "./middleware.js";
import type { AttemptObserver } from "./observation.js";
import type { OnProgress } from "./progress.js";
import type { RateLimitOptions } from "./rate-limit.js";
import type { RedirectOption } from "./redirect-policy.js";
import type { Hooks } from "./request.js";
import type { RetryOption } from "./retry-policy.js";
import type { SharedState, sharedState } from "./shared-state.js";
import type { TimeoutOptions } from "./timeouts.js";
import type { SessionOptions, Transport, TransportFactory } from "./transport/transport.js";
import type { ValidationOption } from "./validation-mode.js";

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
