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

/** What `raw()` gives: whatever the server answered, unread. The body can be read once. */
export interface RawResponse extends ResponseInfo {
  /** True for 2xx. */
  readonly ok: boolean;
  readonly body: ReadableStream<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
  json(): Promise<unknown>;
  /** Lets go of the connection without reading. */
  discard(): Promise<void>;
}
