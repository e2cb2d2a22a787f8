/**
 * What `runtime/index.ts` exports, by kind; a test compares both lists with it. A model that is called like a class or a
 * function of the runtime gets another name. A type of the runtime gives way to a model: `index.ts` does not export it.
 */
export const runtimeValueNames: readonly string[] = (
  "AbortedError ApiClient ApiError ApiPromise AuthenticationError AuthorizationError " +
  "BadRequestError ConfigurationError ConflictError ConnectionError NotFoundError PagePromise PaginationError " +
  "RateLimitError RequestValidationError ResponseParseError ResponseValidationError SdkError " +
  "ServerError StreamError TimeoutError TokenError UnprocessableEntityError WebhookValidationError " +
  "WebhookVerificationError checkWebhookSignature fetchTransport fileFrom isAbortedError " +
  "isApiError isConfigurationError isConnectionError isPaginationError isRequestValidationError " +
  "isResponseParseError isResponseValidationError isSdkError isStreamError isTimeoutError isTokenError " +
  "isWebhookValidationError isWebhookVerificationError flexibleRateLimitStore memoryRateLimitStore openTelemetry part"
).split(" ");

export const runtimeTypeNames: readonly string[] = (
  "QueueEvent RateLimitOptions FlexibleLimiter RateLimitRule RateLimitStore " +
  "RetryEvent RetryOption RetryOptions RetryPolicy StatusRange IdempotencyKey IdempotencyDescriptor ConnectionErrorInit RateLimitErrorInit " +
  "AbortNotice Accepted HeaderDescriptors ReadHeaders ApiCaller ApiDescriptor ApiErrorClass ApiErrorInit ApiKeyCredential ApiRequest Attempt AttemptEnd AttemptMessage AttemptObserver " +
  "BasicCredential BasicLogin BearerCredential BinaryInput BinaryResponse BodyInput BodyKind BodySerializer BodySource ClientOptions " +
  "Credential CredentialSource DriftEvent EncodingDescriptor ErrorContext ErrorEvent FileFromOptions FileInput FilePart HeaderOptions " +
  "HmacWebhookScheme Hooks LogLevel Logger Middleware Next OAuth2Credential OAuth2Flow OAuth2Flows OnProgress OpenBody OpenTelemetryApi " +
  "OperationDescriptor ParamDescriptor ParamLocation ParamStyle Part PartOptions Parts Progress RawResponse RedirectOption RedirectOptions RequestBody " +
  "Page PageFlag PageInput PageOptions PageOutput PaginationDescriptor " +
  "RequestBodyDescriptor RequestMediaDescriptor RequestOptions RequestValidationErrorInit " +
  "ResponseBody ResponseDescriptor ResponseEvent ResponseHeaders ResponseInfo " +
  "ResponseMediaDescriptor ResponseParseErrorInit ResponseValidationErrorInit ResponseWithData " +
  "SafeResult SafeSuccess SaveOptions Schema SchemaThunk SdkErrorInit SdkErrorKind SerializedBody " +
  "SecurityRequirement SecuritySchemeDescriptor ServerDescriptor ServerVariableDescriptor SessionOptions " +
  "StandardWebhookScheme TimeoutErrorInit TimeoutOptions TimeoutPhase TlsMaterial TlsOptions TokenErrorInit Transport TransportBody " +
  "TransportFactory TransportOptions TransportRequest TransportResponse TransportTimeouts TypedValues " +
  "ValidationIssue ValidationMode ValidationModes ValidationOption VerifyWebhookOptions WebhookBody " +
  "WebhookDescriptor WebhookDescriptors WebhookHeaders WebhookScheme WebhookSecret WebhookTimestamp " +
  "WebhookValidationErrorInit WebhookVerificationErrorInit WebhookVerificationReason " +
  "ApiStream EventDescriptor EventStreamOptions ReconnectEvent ReconnectOptions ServerSentEvent StreamErrorInit " +
  "StreamErrorReason StreamOptions StreamPromise StreamableCall StreamablePromise"
).split(" ");

/** What an SDK hands on of `runtime/oauth2.ts`: names that are taken only where the document has OAuth2 or OpenID Connect. */
export const oauth2ValueNames: readonly string[] =
  "MemoryTokenStore createAuthorizationRequest exchangeAuthorizationCode getAccessToken startDeviceAuthorization".split(
    " ",
  );

export const oauth2TypeNames: readonly string[] = (
  "AuthorizationCallback AuthorizationCodeGrant AuthorizationOptions AuthorizationRequest ClientCredentialsGrant " +
  "DeviceAuthorization DeviceAuthorizationGrant DeviceCodePrompt OAuth2Grant OAuth2Grants OAuth2Settings OAuth2Support " +
  "PasswordGrant RefreshTokenGrant SecretSource SignInOptions TokenIo TokenScheme TokenSet TokenSetGrant TokenSource " +
  "TokenSourceInit TokenStore"
).split(" ");

/**
 * What `schemas.ts` takes from the runtime, for keywords of JSON Schema that zod has no word for. They are exported for it
 * alone: an SDK's `index.ts` does not hand them on, and no name gives way to them.
 */
export const runtimeCheckNames = [
  "conditional",
  "contains",
  "dependentRequired",
  "dependentSchemas",
  "equalsOneOf",
  "integer",
  "isNotArray",
  "isNotNumber",
  "isNotObject",
  "isNotString",
  "matches",
  "maxItems",
  "maxLength",
  "maxProperties",
  "minItems",
  "minLength",
  "minProperties",
  "not",
  "ofType",
  "otherItems",
  "otherProperties",
  "ownProperties",
  "patternProperties",
  "propertyNames",
  "uniqueItems",
] as const;

/** What an SDK with typed values takes from the runtime besides, as `runtimeCheckNames`: exported for generated code alone. */
export const runtimeTypedValueNames = [
  "allOf",
  "dateTime",
  "decodeValues",
  "decoded",
  "int64",
  "matchingProperties",
  "parseJsonExactly",
] as const;

/** What descriptors take from the runtime where they need it (declared headers, parameters of the client): exported for generated code alone. */
export const runtimeHeaderNames = ["readHeaders", "readTextHeaders", "globalParams"] as const;

/** Types of those; see `runtimeCheckNames`. */
export const runtimeCheckTypeNames: readonly string[] = [
  "InnerSchema",
  "JsonType",
  "KnownItems",
  "KnownProperties",
  "SchemaCheck",
];

/** What descriptors take from the runtime, for media types that not every API has; exported for them alone. */
export const runtimeSerializerNames = ["multipart", "delimited"] as const;

/** What the functions of operations that stream take from the runtime besides, as `runtimeCheckNames`. */
export const runtimeStreamNames = ["callEvents", "callLines", "callStreamable"] as const;

/** What `webhooks.ts` takes from the runtime besides: exported for it alone, as `runtimeCheckNames` are for `schemas.ts`. */
export const runtimeWebhookNames = ["hasWebhook", "readWebhook"] as const;

/** What `operations/*.ts` take from the runtime as functions: exported for them alone. */
export const runtimeCallNames = ["paginate"] as const;

/** What `index.ts` exports besides, how modules call each other, and what the parameters of a method would hide. */
export const clientModuleNames: readonly string[] = [
  "createClient",
  "errors",
  "models",
  "options",
  "params",
  "schemas",
  "z",
];

/** Members of `ApiClient`, which a resource must not hide. */
export const clientMembers: readonly string[] = [
  "call",
  "close",
  "constructor",
  "destroy",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "then",
  "toJSON",
  "toLocaleString",
  "toString",
  "valueOf",
  "with",
];

/** Options of a client, beside which credentials may stand under their own name. */
export const clientOptionNames: readonly string[] =
  "allowedOrigins auth baseUrl connections dispatcher headers hooks http2 idempotencyKey logBodies logLevel logger maxConcurrency maxQueue maxResponseBytes middleware params proxy rateLimit redirects requestIdHeader retry security server serverVariables signal socketPath telemetry timeout tls tokenStore transport userAgent validate".split(
    " ",
  );
