// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ResponseHeaders } from "./contract.js";

/** What is known of an answer beside its body. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The server's `x-request-id`, `request-id` or what its cloud calls it; the id that was sent where it gives none. */
  readonly requestId: string | undefined;
  /** The address that was asked, without credentials. */
  readonly url: string;
}

/** What `withResponse()` gives. */
export interface ResponseWithData<Data, HeaderValues extends object = object> extends ResponseInfo {
  readonly data: Data;
  /**
   * The headers that the document declares, by their names there, as what their schemas say. One that is missing, or that
   * is not what the document says, is not here: `headers.get(name)` has its text.
   */
  readonly headerValues: HeaderValues;
  /** From the call to the end of the body. */
  readonly elapsedMs: number;
}

/** The common names first, then those of GitHub, AWS, Azure and Google, and last what a network before the server says. */
const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-correlation-id",
  "x-github-request-id",
  "x-amzn-requestid",
  "x-amz-request-id",
  "x-ms-request-id",
  "x-goog-request-id",
  "x-trace-id",
  "cf-ray",
];

/** The id that the server gave the request, or the one that was sent. */
export function responseRequestId(headers: ResponseHeaders, sent: string | undefined): string | undefined {
  for (const name of requestIdHeaders) {
    const id = headers.get(name);
    if (id !== undefined && id !== "") return id;
  }
  return sent;
}
