// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { RateLimitError } from "./errors/rate-limit-error.js";
import { redactUrl } from "./redact.js";
import type { ApiRequest } from "./request.js";
import { RecordHeaders } from "./response-headers.js";

/** The error of a request that the client itself doesn't send. It has no attempt. */
export function heldBack(request: ApiRequest, message: string, retryAfterMs?: number): RateLimitError {
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
