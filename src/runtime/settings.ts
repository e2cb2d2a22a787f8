import { Authenticator } from "./auth/authenticator.js";
import type { OAuth2Support, TokenIo } from "./auth/token-source.js";
import type { RuntimeClock } from "./clock.js";
import type { ApiDescriptor, TypedValues } from "./contract.js";
import type { ClientGlobals } from "./global-params-contract.js";
import { applyHeaders, type HeaderRecord } from "./headers.js";
import type { IdempotencyKey } from "./idempotency-key.js";
import type { ClientOptions, HeaderOptions } from "./options.js";
import { isBrowser, nodeVersion } from "./platform.js";
import { type RedirectPolicy, resolveRedirects } from "./redirect-policy.js";
import type { Hooks } from "./request.js";
import { resolveMaxResponseBytes } from "./response-limit.js";
import { checkRetry, defaultRetryPolicy, type RetryPolicy, resolveRetry } from "./retry-policy.js";
import { ServerResolver } from "./server.js";
import type { SharedState } from "./shared-state.js";
import { defaultTimeouts, resolveTimeouts, type Timeouts } from "./timeouts.js";
import type { Transport } from "./transport/transport.js";
import { resolveValidation, type ValidationModes } from "./validation-mode.js";

/** A client's options with everything filled in: worked out once, read by every call. */
export interface ClientSettings {
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

export interface SettingsInput {
  readonly api: ApiDescriptor;
  readonly options: ClientOptions;
  readonly oauth2: OAuth2Support | undefined;
  readonly shared: SharedState;
  /** Made when it is first asked for. */
  readonly transport: () => Transport;
}

/** @throws ConfigurationError where a header can't be sent, or a number makes no sense */
export function resolveSettings({ api, options, oauth2, shared, transport }: SettingsInput): ClientSettings {
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
