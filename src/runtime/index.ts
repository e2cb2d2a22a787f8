/** The public surface of the runtime, hand-listed. `transport/undici.ts` is not here: it needs Node.js. */
export { type Accepted, ApiPromise, type SafeResult, type SafeSuccess } from "./api-promise.js";
export type {
  ApiKeyCredential,
  BasicCredential,
  BasicLogin,
  BearerCredential,
  Credential,
  CredentialSource,
  OAuth2Credential,
} from "./auth/credentials.js";
export type { BinaryResponse, SaveOptions } from "./binary.js";
export type { BinaryInput, FileInput } from "./binary-input.js";
export { ApiClient } from "./client.js";
export type { ApiCaller } from "./client-insides.js";
export type {
  ApiDescriptor,
  ApiErrorClass,
  ApiErrorInit,
  BodyInput,
  BodyKind,
  BodySerializer,
  EncodingDescriptor,
  EventDescriptor,
  HeaderDescriptors,
  IdempotencyDescriptor,
  OAuth2Flow,
  OAuth2Flows,
  OperationDescriptor,
  ParamDescriptor,
  ParamLocation,
  ParamStyle,
  ReadHeaders,
  RequestBodyDescriptor,
  RequestMediaDescriptor,
  ResponseDescriptor,
  ResponseHeaders,
  ResponseMediaDescriptor,
  Schema,
  SchemaThunk,
  SecurityRequirement,
  SecuritySchemeDescriptor,
  ServerDescriptor,
  ServerVariableDescriptor,
  TypedValues,
} from "./contract.js";
export type { AttemptMessage } from "./diagnostics-channel.js";
export { AbortedError, isAbortedError } from "./errors/aborted-error.js";
export { ApiError, isApiError } from "./errors/api-error.js";
export { AuthenticationError } from "./errors/authentication-error.js";
export { AuthorizationError } from "./errors/authorization-error.js";
export { BadRequestError } from "./errors/bad-request-error.js";
export { ConfigurationError, isConfigurationError } from "./errors/configuration-error.js";
export { ConflictError } from "./errors/conflict-error.js";
export { ConnectionError, type ConnectionErrorInit, isConnectionError } from "./errors/connection-error.js";
export { NotFoundError } from "./errors/not-found-error.js";
export { isPaginationError, PaginationError } from "./errors/pagination-error.js";
export { RateLimitError, type RateLimitErrorInit } from "./errors/rate-limit-error.js";
export {
  isRequestValidationError,
  RequestValidationError,
  type RequestValidationErrorInit,
} from "./errors/request-validation-error.js";
export {
  isResponseParseError,
  ResponseParseError,
  type ResponseParseErrorInit,
} from "./errors/response-parse-error.js";
export {
  isResponseValidationError,
  ResponseValidationError,
  type ResponseValidationErrorInit,
} from "./errors/response-validation-error.js";
export {
  type Attempt,
  type ErrorContext,
  isSdkError,
  SdkError,
  type SdkErrorInit,
  type SdkErrorKind,
} from "./errors/sdk-error.js";
export { ServerError } from "./errors/server-error.js";
export {
  isStreamError,
  StreamError,
  type StreamErrorInit,
  type StreamErrorReason,
} from "./errors/stream-error.js";
export { isTimeoutError, TimeoutError, type TimeoutErrorInit, type TimeoutPhase } from "./errors/timeout-error.js";
export { isTokenError, TokenError, type TokenErrorInit } from "./errors/token-error.js";
export { UnprocessableEntityError } from "./errors/unprocessable-entity-error.js";
export type { ValidationIssue } from "./errors/validation-issue.js";
export { type FileFromOptions, fileFrom } from "./file-from.js";
export { globalParams } from "./global-params.js";
export type { IdempotencyKey } from "./idempotency-key.js";
export type { Logger, LogLevel } from "./logging.js";
export type { Middleware, Next } from "./middleware.js";
export type { AttemptEnd, AttemptObserver } from "./observation.js";
export type { ClientOptions, HeaderOptions, RequestOptions } from "./options.js";
export type { Page } from "./pagination/page.js";
export type { PageOptions } from "./pagination/page-options.js";
export { PagePromise } from "./pagination/page-promise.js";
export { paginate } from "./pagination/paginate.js";
export type { PageFlag, PageInput, PageOutput, PaginationDescriptor } from "./pagination/pagination-descriptor.js";
export type { OnProgress, Progress } from "./progress.js";
export type { RateLimitOptions } from "./rate-limit.js";
export { type FlexibleLimiter, flexibleRateLimitStore } from "./rate-limit-flexible.js";
export { memoryRateLimitStore, type RateLimitRule, type RateLimitStore } from "./rate-limit-store.js";
export type { RawResponse } from "./raw-response.js";
export { readHeaders } from "./read-headers.js";
export { readTextHeaders } from "./read-text-headers.js";
export type { RedirectOption, RedirectOptions } from "./redirect-policy.js";
export type { ApiRequest, DriftEvent, ErrorEvent, Hooks, QueueEvent, ResponseEvent, RetryEvent } from "./request.js";
export type { BodySource, OpenBody, RequestBody, SerializedBody, TransportBody } from "./request-body.js";
export type { ResponseInfo, ResponseWithData } from "./response.js";
export type { RetryOption, RetryOptions, RetryPolicy, StatusRange } from "./retry-policy.js";
export { conditional, matches, not } from "./schema/applicators.js";
export type { InnerSchema, SchemaCheck } from "./schema/check.js";
export { equalsOneOf, uniqueItems } from "./schema/equality.js";
export { isNotArray, isNotNumber, isNotObject, isNotString, type JsonType, ofType } from "./schema/json-type.js";
export { contains, type KnownItems, maxItems, minItems, otherItems } from "./schema/lists.js";
export {
  dependentRequired,
  dependentSchemas,
  type KnownProperties,
  maxProperties,
  minProperties,
  otherProperties,
  ownProperties,
  patternProperties,
  propertyNames,
} from "./schema/objects.js";
export { integer, maxLength, minLength } from "./schema/scalars.js";
export { delimited } from "./serialize/delimited.js";
export { multipart } from "./serialize/multipart.js";
export { type FilePart, type Part, type PartOptions, type Parts, part } from "./serialize/part.js";
export type { ApiStream } from "./stream/api-stream.js";
export { callLines } from "./stream/json-lines.js";
export type { ServerSentEvent } from "./stream/server-sent-event.js";
export { callEvents } from "./stream/server-sent-events.js";
export type { EventStreamOptions, ReconnectEvent, ReconnectOptions, StreamOptions } from "./stream/stream-options.js";
export type { StreamPromise } from "./stream/stream-promise.js";
export { callStreamable, type StreamableCall, type StreamablePromise } from "./stream/streamable-promise.js";
export { type OpenTelemetryApi, openTelemetry } from "./telemetry.js";
export type { TimeoutOptions } from "./timeouts.js";
export { fetchTransport } from "./transport/fetch.js";
export type {
  AbortNotice,
  ResponseBody,
  SessionOptions,
  TlsMaterial,
  TlsOptions,
  Transport,
  TransportFactory,
  TransportOptions,
  TransportRequest,
  TransportResponse,
  TransportTimeouts,
} from "./transport/transport.js";
export type { ValidationMode, ValidationModes, ValidationOption } from "./validation-mode.js";
export { allOf, decoded, matchingProperties } from "./values/composed.js";
export { dateTime } from "./values/date-time.js";
export { int64 } from "./values/int64.js";
export { decodeValues, parseJsonExactly } from "./values/typed-values.js";
export { checkWebhookSignature } from "./webhooks/check-signature.js";
export type { WebhookSecret } from "./webhooks/hmac.js";
export { hasWebhook, readWebhook } from "./webhooks/read-webhook.js";
export type { VerifyWebhookOptions } from "./webhooks/verify-options.js";
export type { WebhookBody } from "./webhooks/webhook-body.js";
export type { WebhookDescriptor, WebhookDescriptors } from "./webhooks/webhook-descriptor.js";
export type { WebhookHeaders } from "./webhooks/webhook-headers.js";
export type {
  HmacWebhookScheme,
  StandardWebhookScheme,
  WebhookScheme,
  WebhookTimestamp,
} from "./webhooks/webhook-scheme.js";
export {
  isWebhookValidationError,
  WebhookValidationError,
  type WebhookValidationErrorInit,
} from "./webhooks/webhook-validation-error.js";
export {
  isWebhookVerificationError,
  WebhookVerificationError,
  type WebhookVerificationErrorInit,
  type WebhookVerificationReason,
} from "./webhooks/webhook-verification-error.js";
