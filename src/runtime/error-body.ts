import type { Call } from "./call.js";
import type { ApiErrorInit, ResponseMediaDescriptor, SchemaThunk } from "./contract.js";
import { messageOf } from "./error-message.js";
import { AbortedError } from "./errors/aborted-error.js";
import type { RateLimitErrorInit } from "./errors/rate-limit-error.js";
import { statusError } from "./errors/status-error.js";
import { jsonParser } from "./json.js";
import { essenceOf, familyOf } from "./media-type.js";
import { responsePlanOf } from "./operation-plan.js";
import { readThrottle } from "./rate-limit-headers.js";
import { redactUrl } from "./redact.js";
import { charsetOf, chooseMedia } from "./response-plan.js";
import { decodeText, decodeUtf8, type TextSource } from "./text.js";
import type { TransportResponse } from "./transport/transport.js";
import { validateReceived } from "./validate.js";

/** 64 KiB, more than a problem report ever has: the connection is worth more than the rest. */
const maxErrorBytes = 65_536;

/** The error for a status. Whatever is wrong with its body, the status is not hidden by it. */
export async function toApiError(call: Call, response: TransportResponse): Promise<Error> {
  const media = errorMedia(call, response);
  const { schema } = media ?? {};
  const parse = jsonParser(call.values, schema) ?? JSON.parse;
  const body = parseBody(await readBody(call, response), response, parse);
  const { method, id: operationId } = call.operation;
  const url = call.errorContext().url ?? "";
  const init: RateLimitErrorInit = {
    message:
      messageOf(body, media?.messagePath) ??
      `${method} ${url} was answered with status ${response.status}${redirectOf(response)}`,
    status: response.status,
    headers: response.headers,
    body,
    operationId,
    method,
    url,
    requestId: call.requestIdOf(response.headers),
    // Read here and not by the class, so that a document with a 429 does not bring all ways to say it into a bundle.
    retryAfterMs: readThrottle(response.status, response.headers),
  };
  return declaredError(call, init, schema) ?? statusError(init);
}

function errorMedia(call: Call, { status, headers }: TransportResponse): ResponseMediaDescriptor | undefined {
  return chooseMedia(responsePlanOf(call.plan, status), headers.get("content-type"))?.media;
}

/** A redirect that nobody follows is an answer like any other: it says where it leads. */
function redirectOf({ status, headers }: TransportResponse): string {
  const location = status >= 300 && status <= 399 ? headers.get("location") : undefined;
  return location === undefined ? "" : `, a redirect to ${redactUrl(location)} that is not followed`;
}

/** The document's own class, if the body is what its type says. */
function declaredError(call: Call, init: ApiErrorInit, schema: SchemaThunk | undefined): Error | undefined {
  const plan = responsePlanOf(call.plan, init.status);
  if (plan.descriptor?.error === undefined) return undefined;
  const mode = call.validation.response === "off" ? "off" : "lenient";
  const verdict = validateReceived(schema, init.body, mode, call.values);
  if (verdict === undefined || verdict.kind === "invalid") return undefined;
  const ErrorClass = plan.descriptor.error();
  // The class takes the body that the schema has just accepted; with validation off, the one that the document promises.
  return new ErrorClass({ ...init, body: verdict.value as never });
}

async function readBody(call: Call, response: TransportResponse): Promise<Uint8Array> {
  try {
    return await response.body.bytes(maxErrorBytes);
  } catch {
    // The caller's own wish comes first; any other trouble with the body matters less than the status.
    if (call.cancellation.reason instanceof AbortedError) throw call.cancellation.reason;
    return new Uint8Array();
  }
}

function parseBody(bytes: Uint8Array, response: TransportResponse, parse: (text: string) => unknown): unknown {
  if (bytes.byteLength === 0) return undefined;
  const contentType = response.headers.get("content-type");
  const text = tryDecode(bytes, { status: response.status, contentType, charset: charsetOf(contentType) });
  const isJson = contentType === undefined || familyOf(essenceOf(contentType)) === "json";
  if (!isJson) return text;
  try {
    return parse(text);
  } catch {
    // Not what the content type says, or cut off: the text is all there is.
    return text;
  }
}

function tryDecode(bytes: Uint8Array, source: TextSource): string {
  try {
    return decodeText(bytes, source);
  } catch {
    // An unknown charset: UTF-8 shows at least what is ASCII.
    return decodeUtf8(bytes);
  }
}
