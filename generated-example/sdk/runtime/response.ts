// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ResponseHeaders } from "./contract.js";

/** What is known of an answer beside its body. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The server's `x-request-id` or `request-id`; the id that was sent where it gives none. */
  readonly requestId: string | undefined;
  /** The address that was asked, without credentials. */
  readonly url: string;
}

/** What `withResponse()` gives. */
export interface ResponseWithData<Data> extends ResponseInfo {
  readonly data: Data;
  /** From the call to the end of the body. */
  readonly elapsedMs: number;
}

/** The id that the server gave the request, or the one that was sent. */
export function responseRequestId(headers: ResponseHeaders, sent: string | undefined): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? sent;
}
