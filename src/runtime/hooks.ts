import type { ResponseHeaders } from "./contract.js";
import type { SdkError } from "./errors/sdk-error.js";
import type { ValidationIssue } from "./errors/validation-issue.js";
import type { ApiRequest } from "./request.js";

/** Called on the way. An error that a hook throws fails the call; a promise is waited for. */
export interface Hooks {
  /** Before the request is sent; it may still change its headers. */
  readonly onRequest?: ((request: ApiRequest) => void | Promise<void>) | undefined;
  /** When the headers have come, whatever the status. */
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;
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
