// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenAPI 3.2, 4.13 Request Body Object: a value as the bytes of its media type. */
import type { RequestMediaDescriptor } from "../contract.js";
import { essenceOf, familyOf, type MediaFamily } from "../media-type.js";
import { requestProblem } from "../request-problem.js";
import type { TransportBody } from "../transport/transport.js";
import { serializeForm } from "./form.js";
import { serializeMultipart } from "./multipart.js";
import type { SerializedBody } from "./serialized-body.js";
import { isObjectValue, printPrimitive } from "./value.js";

interface BodyInput {
  readonly mediaType: string;
  readonly media: RequestMediaDescriptor;
  readonly value: unknown;
}

type Serialize = (input: BodyInput) => SerializedBody;

const serializers: Readonly<Record<MediaFamily, Serialize>> = {
  json: serializeJson,
  form: serializeUrlencoded,
  multipart: serializeParts,
  text: serializeText,
  events: serializeBinary,
  lines: serializeBinary,
  binary: serializeBinary,
};

/** @throws RequestValidationError if the value can't be a body of this type */
export function serializeBody(mediaType: string, media: RequestMediaDescriptor, value: unknown): SerializedBody {
  return serializers[familyOf(essenceOf(mediaType))]({ mediaType, media, value });
}

function serializeJson({ mediaType, value }: BodyInput): SerializedBody {
  if (isRawBody(value)) return { body: value, contentType: mediaType };
  const body = stringify(value);
  if (body === undefined) throw requestProblem("body", `a ${typeof value} can't be sent as JSON`);
  return { body, contentType: mediaType };
}

function serializeUrlencoded({ mediaType, media, value }: BodyInput): SerializedBody {
  if (typeof value === "string" || isRawBody(value)) return { body: value, contentType: mediaType };
  if (value instanceof URLSearchParams) return { body: value.toString(), contentType: mediaType };
  if (!isObjectValue(value)) throw requestProblem("body", `a form is made of an object, not of ${nameOf(value)}`);
  return { body: serializeForm(value, media.encoding), contentType: mediaType };
}

function serializeParts({ mediaType, media, value }: BodyInput): SerializedBody {
  if (isRawBody(value)) return { body: value, contentType: mediaType };
  if (!(value instanceof FormData) && !isObjectValue(value)) {
    throw requestProblem("body", `a multipart body is made of an object or FormData, not of ${nameOf(value)}`);
  }
  return serializeMultipart({ mediaType, encodings: media.encoding, value });
}

function serializeText(input: BodyInput): SerializedBody {
  const { mediaType, value } = input;
  if (isRawBody(value)) return { body: value, contentType: mediaType };
  if (typeof value === "object" && !(value instanceof Date)) {
    throw requestProblem("body", `${mediaType} is sent from a string, not from ${nameOf(value)}`);
  }
  return { body: printPrimitive(value), contentType: mediaType };
}

function serializeBinary({ mediaType, media, value }: BodyInput): SerializedBody {
  const isAny = essenceOf(mediaType) === "*/*";
  // Documents say `*/*` where they mean JSON.
  if (isAny && typeof value !== "string" && toRawBody(value) === undefined) {
    return serializeJson({ mediaType: "application/json", media, value });
  }
  const body = typeof value === "string" ? value : toRawBody(value);
  if (body === undefined) {
    throw requestProblem(
      "body",
      `${mediaType} is sent from a string, bytes, a Blob or a stream, not from ${nameOf(value)}`,
    );
  }
  return { body, contentType: mediaType.includes("*") ? typeOf(body) : mediaType };
}

/** Bytes that are a body already, whatever the media type is. */
export function isRawBody(value: unknown): value is Exclude<TransportBody, string> {
  return (
    value instanceof Uint8Array ||
    value instanceof ArrayBuffer ||
    value instanceof Blob ||
    value instanceof ReadableStream ||
    isAsyncIterable(value)
  );
}

function toRawBody(value: unknown): Exclude<TransportBody, string> | undefined {
  if (isRawBody(value)) return value;
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array | string> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A cycle, or a bigint: the engine's own words say which.
    throw requestProblem("body", `can't be sent as JSON: ${error instanceof Error ? error.message : error}`, error);
  }
}

/** A media range says nothing of the bytes; a Blob may. */
function typeOf(body: TransportBody): string {
  if (typeof body === "string") return "text/plain;charset=UTF-8";
  return body instanceof Blob && body.type !== "" ? body.type : "application/octet-stream";
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
