import type { ApiErrorInit, ResponseDescriptor, ResponseMediaDescriptor } from "../contract.js";
import { messageOf } from "../error-message.js";
import { ApiError } from "../errors/api-error.js";
import { statusClassName } from "../errors/status-class-name.js";
import { parseJson } from "../json.js";
import { planResponse } from "../response-plan.js";
import { decodeUtf8 } from "../text.js";
import type { TransportResponse } from "../transport/transport.js";
import type { ClientFeature, LeanCall } from "./feature.js";
import { isJson } from "./is-json.js";
import { missingFeature } from "./missing-feature.js";

/**
 * The declared result of a response.
 * @throws ApiError for statuses that are errors
 */
export async function readAnswer(
  call: LeanCall,
  response: TransportResponse,
  decode: ClientFeature["decode"],
): Promise<unknown> {
  const { isSuccess, descriptor, hasBody } = planResponse(call.operation, response.status);
  const contentType = response.headers.get("content-type");
  const content = hasBody ? (descriptor?.content ?? {}) : {};
  const [first] = Object.keys(content);
  // A content type that is missing, or that the document doesn't know, is taken for the first one that it does.
  const type = Object.keys(content).find((key) => contentType?.startsWith(key)) ?? first;
  const media = type === undefined ? undefined : content[type];
  if (!isSuccess) throw await toError(call, response, { descriptor, media });
  if (type === undefined || media === undefined) {
    response.body.discard();
    call.settle?.();
    return undefined;
  }
  const kind = media.kind ?? (isJson.test(type) ? "json" : /^text\/(?!event)|xml|yaml/.test(type) ? "text" : "binary");
  if (kind !== "json" && kind !== "text") {
    if (decode !== undefined) return decode(call, response, false);
    throw missingFeature(`An answer of ${type}`, "Downloads");
  }
  const text = decodeUtf8(await response.body.bytes());
  call.settle?.();
  const { schema } = media;
  const { status } = response;
  const parsed =
    kind === "text"
      ? text
      : text === ""
        ? undefined
        : parseJson(text, { status, contentType }, call.parseJson?.(schema));
  return call.check === undefined ? parsed : call.check(schema, parsed, status);
}

interface Declared {
  readonly descriptor: ResponseDescriptor | undefined;
  readonly media: ResponseMediaDescriptor | undefined;
}

/** The error for a status. Whatever is wrong with its body, the status is not hidden by it. */
async function toError(call: LeanCall, response: TransportResponse, { descriptor, media }: Declared): Promise<Error> {
  const { status, headers } = response;
  const { operation } = call;
  const body = await errorBody(call, response);
  const { id: operationId, method } = operation;
  const init: ApiErrorInit = {
    message: messageOf(body, media?.messagePath) ?? `${method} ${operation.path} was answered with status ${status}`,
    status,
    headers,
    body,
    operationId,
    method,
    url: call.url(),
    requestId: call.requestIdOf(headers),
  };
  call.settle?.();
  const ErrorClass = descriptor?.error?.();
  if (ErrorClass === undefined) return statusError(init);
  const read = call.readError === undefined ? { value: body } : call.readError(media?.schema, body);
  // The body is what the document promises, as far as the client was made to look.
  return read === undefined ? statusError(init) : new ErrorClass({ ...init, body: read.value as never });
}

async function errorBody(call: LeanCall, { body, headers }: TransportResponse): Promise<unknown> {
  let text = "";
  try {
    text = decodeUtf8(await body.bytes());
    return isJson.test(headers.get("content-type") ?? "/json") ? JSON.parse(text) : text;
  } catch (error) {
    // The caller's own wish comes first; any other trouble with the body matters less than the status.
    if (call.options.signal?.aborted === true) throw error;
    return text === "" ? undefined : text;
  }
}

/** `instanceof NotFoundError` holds by the status: errors are known by what they are called. The classes need not be here. */
function statusError(init: ApiErrorInit): ApiError {
  const error = new ApiError(init);
  const name = statusClassName(init.status) ?? error.name;
  return Object.assign(error, { name, retryAfterMs: retryAfter(init.headers.get("retry-after")) });
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter(text = ""): number | undefined {
  const wait = Number(text) * 1_000 || Date.parse(text) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
