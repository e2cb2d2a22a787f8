import type { ApiErrorInit, ResponseDescriptor, ResponseMediaDescriptor } from "../contract.js";
import { messageOf } from "../error-message.js";
import { ApiError } from "../errors/api-error.js";
import { statusClassName } from "../errors/status-class-name.js";
import { parseJson } from "../json.js";
import { planResponse } from "../response-plan.js";
import type { TransportResponse } from "../transport/transport.js";
import type { ClientFeature, LeanCall } from "./feature.js";
import { isJson } from "./is-json.js";

/**
 * The declared result of a response.
 * @throws ApiError for statuses that are errors
 */
export async function readAnswer(
  call: LeanCall,
  response: TransportResponse,
  decode: NonNullable<ClientFeature["decode"]>,
): Promise<unknown> {
  const { status, headers, body } = response;
  const { isSuccess, descriptor, hasBody } = planResponse(call.operation, status);
  const contentType = headers.get("content-type");
  const content = (hasBody && descriptor?.content) || {};
  const types = Object.keys(content);
  // A content type that is missing, or that the document doesn't know, is taken for the first one that it does.
  const type = types.find((key) => contentType?.startsWith(key)) ?? types[0] ?? "";
  const media = content[type];
  const kind =
    media?.kind ?? (isJson.test(type) ? "json" : /^text\/(?!event)|xml|yaml/.test(type) ? "text" : undefined);
  const isText = kind === "text" || kind === "json";
  if (isSuccess && media && !isText) return decode(call, response, false);
  let text = "";
  try {
    if (isSuccess && !isText) body.discard();
    else text = new TextDecoder().decode(await body.bytes());
  } catch (error) {
    // The caller's own wish comes first; any other trouble with the body of an error matters less than the status.
    if (isSuccess || call.options.signal?.aborted === true) throw error;
  }
  call.settle?.();
  if (!isSuccess) throw toError(call, response, { descriptor, media, text });
  if (!media) return undefined;
  const { schema } = media;
  const parsed =
    kind === "text"
      ? text
      : text === ""
        ? undefined
        : parseJson(text, { status, contentType }, call.parseJson?.(schema));
  return call.check ? call.check(schema, parsed, status) : parsed;
}

interface Received {
  readonly descriptor: ResponseDescriptor | undefined;
  readonly media: ResponseMediaDescriptor | undefined;
  readonly text: string;
}

/** The error for a status. Whatever is wrong with its body, the status is not hidden by it. */
function toError(call: LeanCall, { status, headers }: TransportResponse, received: Received): Error {
  const { descriptor, media, text } = received;
  let body: unknown = text || undefined;
  try {
    if (isJson.test(headers.get("content-type") ?? "/json")) body = JSON.parse(text);
  } catch {
    // The text is all there is.
  }
  const { method, path } = call.operation;
  const message = messageOf(body, media?.messagePath) ?? `${method} ${path} was answered with status ${status}`;
  // Which call it belongs to, it learns as all errors do.
  const init = { message, status, headers, body, requestId: call.requestIdOf(headers) } as ApiErrorInit;
  const ErrorClass = descriptor?.error?.();
  // The body is what the document promises, as far as the client was made to look.
  const read = call.readError ? call.readError(media?.schema, body) : { value: body };
  if (ErrorClass && read) return new ErrorClass({ ...init, body: read.value as never });
  // `instanceof NotFoundError` holds by the status: errors are known by what they are called. The classes need not be here.
  const error = new ApiError(init);
  const name = statusClassName(status) ?? error.name;
  // RFC 9110 10.2.3: seconds, or a date.
  const retryAfter = headers.get("retry-after") ?? "";
  const wait = Number(retryAfter) * 1_000 || Date.parse(retryAfter) - Date.now();
  return Object.assign(error, { name, retryAfterMs: Number.isNaN(wait) ? undefined : Math.max(0, wait) });
}
