// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * RFC 7578 multipart/form-data, https://www.rfc-editor.org/rfc/rfc7578
 * and OpenAPI 3.2, 4.14.5 Encoding multipart Media Types.
 *
 * Written out rather than left to `FormData`, which gives every part with a content type a file name:
 * servers then take a JSON part for a file.
 */
import { essenceOf } from "../media-type.js";
import { randomId } from "../platform.js";
import type { Encodings } from "./form.js";
import type { SerializedBody } from "./serialized-body.js";
import { isAbsent, isObjectValue, type ObjectValue, printPrimitive } from "./value.js";

export interface MultipartInput {
  readonly mediaType: string;
  readonly encodings: Encodings | undefined;
  readonly value: FormData | ObjectValue;
}

interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly contentType?: string;
  readonly content: string | Blob;
}

/** A `Blob`: its length is known, it can be sent again, and the parts are not copied. */
export function serializeMultipart({ mediaType, encodings, value }: MultipartInput): SerializedBody {
  const boundary = `----sdkwright${randomId().replaceAll("-", "")}`;
  const parts = value instanceof FormData ? partsOfFormData(value) : partsOfObject(value, encodings);
  const chunks = parts.flatMap((part) => [`--${boundary}\r\n${partHeaders(part)}\r\n\r\n`, part.content, "\r\n"]);
  return {
    body: new Blob([...chunks, `--${boundary}--\r\n`]),
    contentType: `${essenceOf(mediaType)}; boundary=${boundary}`,
  };
}

function partsOfFormData(form: FormData): readonly Part[] {
  const parts: Part[] = [];
  form.forEach((content, name) => {
    parts.push(typeof content === "string" ? { name, content } : filePart(name, content));
  });
  return parts;
}

function partsOfObject(object: ObjectValue, encodings: Encodings | undefined): readonly Part[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const contentType = partType(name, encodings);
    const items = Array.isArray(value) ? value : [value];
    return items.filter((item) => !isAbsent(item)).map((item) => partOf({ name, value: item, contentType }));
  });
}

interface PartInput {
  readonly name: string;
  readonly value: unknown;
  /** What the document declares. */
  readonly contentType: string | undefined;
}

function partOf({ name, value, contentType }: PartInput): Part {
  const blob = toBlob(value);
  if (blob !== undefined) {
    const part = filePart(name, blob);
    return blob.type === "" && contentType !== undefined ? { ...part, contentType } : part;
  }
  const isStructure = isObjectValue(value) || Array.isArray(value);
  const type = contentType ?? (isStructure ? "application/json" : undefined);
  const content = printPrimitive(value);
  return type === undefined ? { name, content } : { name, content, contentType: type };
}

function toBlob(value: unknown): Blob | undefined {
  if (value instanceof Blob) return value;
  if (value instanceof ArrayBuffer) return new Blob([value]);
  if (!ArrayBuffer.isView(value)) return undefined;
  // Copied: a view may lie over shared memory, which a Blob does not take.
  return new Blob([new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()]);
}

/** Only a part with a file name is a file to most servers. */
function filePart(name: string, content: Blob): Part {
  const fileName = "name" in content && typeof content.name === "string" ? content.name : name;
  return { name, fileName, content, contentType: content.type === "" ? "application/octet-stream" : content.type };
}

/** `image/png, image/jpeg` are alternatives: the value decides, so only a single type is taken from the document. */
function partType(name: string, encodings: Encodings | undefined): string | undefined {
  if (encodings === undefined || !Object.hasOwn(encodings, name)) return undefined;
  const type = encodings[name]?.contentType;
  return type === undefined || /[,*]/.test(type) ? undefined : type;
}

function partHeaders(part: Part): string {
  const fileName = part.fileName === undefined ? "" : `; filename="${escapeName(part.fileName)}"`;
  const disposition = `Content-Disposition: form-data; name="${escapeName(part.name)}"${fileName}`;
  // A line break in a type would be another header.
  const type = part.contentType?.replace(/[\r\n]/g, "");
  return type === undefined ? disposition : `${disposition}\r\nContent-Type: ${type}`;
}

/** As the HTML standard does it: https://html.spec.whatwg.org/#multipart-form-data */
function escapeName(name: string): string {
  return name.replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22");
}
