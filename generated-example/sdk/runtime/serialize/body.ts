// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenAPI 3.2, 4.13 Request Body Object: a value as the bytes of its media type. */
import type { BodyInput, BodySerializer, RequestMediaDescriptor } from "../contract.js";
import { essenceOf, familyOf, type MediaFamily } from "../media-type.js";
import { isBodySource, type RequestBody, type SerializedBody } from "../request-body.js";
import { requestProblem } from "../request-problem.js";
import { bytesOf, isContent, isStreamed, sourceOf } from "./content.js";
import { serializeForm } from "./form.js";
import { isObjectValue, printJson, printPrimitive } from "./value.js";

const serializers: Readonly<Record<MediaFamily, BodySerializer>> = {
  json: serializeJson,
  form: serializeUrlencoded,
  multipart: refuseParts,
  text: serializeText,
  events: serializeBinary,
  lines: serializeBinary,
  binary: serializeBinary,
};

/** @throws RequestValidationError if the value can't be a body of this type */
export function serializeBody(mediaType: string, media: RequestMediaDescriptor, value: unknown): SerializedBody {
  const raw = toRawBody(value);
  const family = familyOf(essenceOf(mediaType));
  // Bytes are a body already, whatever the media type is.
  if (raw !== undefined && family !== "binary") return { body: raw, contentType: mediaType };
  return (media.serialize ?? serializers[family])({ mediaType, media, value });
}

function serializeJson({ mediaType, value }: BodyInput): SerializedBody {
  const body = stringify(value);
  if (body === undefined) throw requestProblem("body", `a ${typeof value} can't be sent as JSON`);
  return { body, contentType: mediaType };
}

function serializeUrlencoded({ mediaType, media, value }: BodyInput): SerializedBody {
  if (typeof value === "string") return { body: value, contentType: mediaType };
  if (value instanceof URLSearchParams) return { body: value.toString(), contentType: mediaType };
  if (!isObjectValue(value)) throw requestProblem("body", `a form is made of an object, not of ${nameOf(value)}`);
  return { body: serializeForm(value, media.encoding), contentType: mediaType };
}

/** Whoever calls an operation without its generated descriptor has to say how. */
function refuseParts({ mediaType }: BodyInput): SerializedBody {
  throw requestProblem("body", `${mediaType} needs \`serialize: multipart\` in its descriptor`);
}

function serializeText(input: BodyInput): SerializedBody {
  const { mediaType, value } = input;
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

/** Bytes in any shape as a body; undefined for all else. */
function toRawBody(value: unknown): Exclude<RequestBody, string> | undefined {
  if (!isContent(value)) return undefined;
  if (isStreamed(value)) return sourceOf(value);
  return ArrayBuffer.isView(value) ? bytesOf(value) : value;
}

function stringify(value: unknown): string | undefined {
  try {
    return printJson(value);
  } catch (error) {
    // A cycle: the engine's own words say where.
    throw requestProblem("body", `can't be sent as JSON: ${error instanceof Error ? error.message : error}`, error);
  }
}

/** A media range says nothing of the bytes; a Blob may. */
function typeOf(body: RequestBody): string {
  if (typeof body === "string") return "text/plain;charset=UTF-8";
  if (isBodySource(body)) return body.contentType ?? "application/octet-stream";
  return body instanceof Blob && body.type !== "" ? body.type : "application/octet-stream";
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
