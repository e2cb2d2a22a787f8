import type { OperationDescriptor, ResponseHeaders } from "./contract.js";

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

/**
 * No standard names it. The common names first (Heroku's, Stripe's, Spring's), then what GitHub, AWS, Azure and Google
 * document for their APIs, and last what says more of the network before the server: a trace, Cloudflare's ray.
 */
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

/** Of headers that a document declares, those that can only be the id of a request: `X-Acme-Request-Id`. */
export function declaredRequestIdHeaders({ responses }: OperationDescriptor): readonly string[] {
  const declared = Object.values(responses).flatMap(({ headers }) => Object.keys(headers?.fields ?? {}));
  return [...new Set(declared)].filter((name) => /request-?id$/i.test(name));
}

/** The id that the server gave the request, or the one that was sent. `declared`: what the document calls its header. */
export function responseRequestId(
  headers: ResponseHeaders,
  sent: string | undefined,
  declared: readonly string[],
): string | undefined {
  return firstText(headers, declared) ?? firstText(headers, requestIdHeaders) ?? sent;
}

function firstText(headers: ResponseHeaders, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = headers.get(name);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}
