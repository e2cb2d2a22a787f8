/** What an editor sees of errors: which classes there are, and what each knows. */
import { expectTypeOf } from "vitest";
import type { Problem, TokenProblem, ValidationProblem } from "../../generated-example/sdk/index.js";
import {
  type ApiError,
  AuthenticationTokenProblem,
  ConnectionError,
  isApiError,
  isConfigurationError,
  isResponseValidationError,
  isSdkError,
  isTimeoutError,
  NotFoundError,
  NotFoundProblem,
  type PreconditionFailedProblem,
  RateLimitError,
  type RateLimitProblem,
  RequestValidationError,
  ResponseParseError,
  ResponseValidationError,
  SdkError,
  type ServerError,
  TimeoutError,
  UnprocessableEntityValidationProblem,
} from "../../generated-example/sdk/index.js";

declare const error: unknown;

// `instanceof` narrows, the body included.
if (error instanceof NotFoundProblem) {
  expectTypeOf(error.body).toEqualTypeOf<Problem>();
  expectTypeOf(error.body.detail).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.status).toEqualTypeOf<404>();
  expectTypeOf(error.headers.get("x-request-id")).toEqualTypeOf<string | undefined>();
}
if (error instanceof UnprocessableEntityValidationProblem) {
  expectTypeOf(error.body).toEqualTypeOf<ValidationProblem>();
  expectTypeOf(error.body.errors[0]?.pointer).toEqualTypeOf<string | undefined>();
}
if (error instanceof AuthenticationTokenProblem) expectTypeOf(error.body).toEqualTypeOf<TokenProblem>();
// A status without a declared body: whatever came.
if (error instanceof NotFoundError) {
  expectTypeOf(error.status).toEqualTypeOf<404>();
  expectTypeOf(error.body).toBeUnknown();
}
if (error instanceof RateLimitError) expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();

// The declared classes are subclasses of their status's, those of `ApiError`, that of `SdkError`, that of `Error`.
expectTypeOf<NotFoundProblem>().toExtend<NotFoundError<Problem>>();
expectTypeOf<RateLimitProblem>().toExtend<RateLimitError<Problem>>();
expectTypeOf<PreconditionFailedProblem>().toExtend<ApiError<Problem>>();
expectTypeOf<ServerError>().toExtend<ApiError>();
expectTypeOf<ApiError>().toExtend<SdkError>();
expectTypeOf<SdkError>().toExtend<Error>();

// All of them say which call they belong to.
if (error instanceof SdkError) {
  expectTypeOf(error.operationId).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.method).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.url).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.attempts[0]?.durationMs).toEqualTypeOf<number | undefined>();
}

// Those beside `ApiError` have no status of an answer that never came.
if (error instanceof ConnectionError) {
  // @ts-expect-error a failed connection has no status
  void error.status;
}
if (error instanceof TimeoutError) {
  expectTypeOf(error.phase).toEqualTypeOf<"connect" | "headers" | "body" | "total" | "queue">();
}
if (error instanceof ResponseValidationError) {
  expectTypeOf(error.issues[0]?.path).toEqualTypeOf<readonly PropertyKey[] | undefined>();
  expectTypeOf(error.body).toBeUnknown();
}
if (error instanceof RequestValidationError) expectTypeOf(error.issues[0]?.message).toEqualTypeOf<string | undefined>();
if (error instanceof ResponseParseError) expectTypeOf(error.excerpt).toEqualTypeOf<string>();

// Guards beside the classes.
if (isApiError(error, 404)) {
  expectTypeOf(error).toExtend<ApiError>();
  expectTypeOf(error.status).toEqualTypeOf<404>();
}
if (isApiError(error)) expectTypeOf(error.status).toEqualTypeOf<number>();
if (isApiError<Problem>(error)) expectTypeOf(error.body).toEqualTypeOf<Problem>();
if (isTimeoutError(error, "headers")) expectTypeOf(error).toEqualTypeOf<TimeoutError>();
if (isResponseValidationError(error)) expectTypeOf(error).toEqualTypeOf<ResponseValidationError>();
if (isConfigurationError(error) || isSdkError(error)) expectTypeOf(error).toExtend<SdkError>();
