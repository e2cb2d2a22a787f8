/**
 * RFC 7578 multipart/form-data, https://www.rfc-editor.org/rfc/rfc7578
 * and OpenAPI 3.2, 4.14.5 Encoding multipart Media Types.
 *
 * Written out rather than left to `FormData`, which gives every part with a content type a file name (servers then take
 * a JSON part for a file), and which holds no streams. Reached from the descriptors that need it, and from nowhere else.
 */
import type { Bytes } from "../bytes.js";
import type { BodyInput } from "../contract.js";
import { essenceOf } from "../media-type.js";
import { nodeVersion, randomId } from "../platform.js";
import type { SerializedBody } from "../request-body.js";
import { requestProblem } from "../request-problem.js";
import { bytesOf, type Content, isContent, isStreamed } from "./content.js";
import { partsOfFormData, partsOfList, partsOfObject } from "./multipart-parts.js";
import { MultipartSource, type OutgoingPart } from "./multipart-source.js";
import { isObjectValue } from "./value.js";

/** @throws RequestValidationError if the value can't be a multipart body */
export function multipart({ mediaType, media, value }: BodyInput): SerializedBody {
  // RFC 2046 5.1.1 wants one that is in no part: that of 122 random bits isn't. Retries send the same.
  const boundary = `----sdkwright${randomId().replaceAll("-", "")}`;
  const parts = partsOf({ mediaType, media, value });
  return {
    body: blobOf(parts, boundary) ?? new MultipartSource(parts, boundary),
    contentType: `${essenceOf(mediaType)}; boundary=${boundary}`,
  };
}

function partsOf({ mediaType, media, value }: BodyInput): readonly OutgoingPart[] {
  if (value instanceof FormData) return partsOfFormData(value);
  const isForm = essenceOf(mediaType) === "multipart/form-data";
  // OpenAPI 3.2: multipart/mixed and its like have parts without names, in order.
  if (Array.isArray(value) && !isForm) return partsOfList(value);
  if (isObjectValue(value) && !isContent(value)) return partsOfObject(value, media.encoding);
  const name = Array.isArray(value) ? "an array" : `a value of type ${value === null ? "null" : typeof value}`;
  throw requestProblem("body", `a multipart body is made of an object or FormData, not of ${name}`);
}

/** Bytes are copied into a Blob: worth it where they are few. */
const maxCopiedBytes = 65_536;

/**
 * All of it as one Blob, where nothing is a stream: few bytes are sent in one piece, and browsers, most of which can't
 * stream a request, take it from the disk.
 */
function blobOf(parts: readonly OutgoingPart[], boundary: string): Blob | undefined {
  if (parts.some(({ content }) => isStreamed(content))) return undefined;
  const copied = parts.reduce((sum, { content }) => sum + copiedBytes(content), 0);
  if (copied > maxCopiedBytes && nodeVersion() !== undefined) return undefined;
  const pieces = parts.flatMap(({ head, content }) => [
    `--${boundary}\r\n${head}\r\n\r\n`,
    toBlobPart(content),
    "\r\n",
  ]);
  return new Blob([...pieces, `--${boundary}--\r\n`]);
}

function copiedBytes(content: Content): number {
  if (typeof content === "string") return content.length;
  return content instanceof ArrayBuffer || ArrayBuffer.isView(content) ? content.byteLength : 0;
}

function toBlobPart(content: Content): string | Blob | Bytes {
  if (typeof content === "string" || content instanceof Blob) return content;
  // Copied: a view may lie over shared memory, which a Blob does not take. Streams don't come here.
  return content instanceof ArrayBuffer || ArrayBuffer.isView(content) ? bytesOf(content).slice() : "";
}
