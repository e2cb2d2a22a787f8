// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { EncodingDescriptor } from "../contract.js";
import { isBodySource } from "../request-body.js";
import { type Content, isContent } from "./content.js";
import type { Encodings } from "./form.js";
import { partHead } from "./multipart-head.js";
import type { OutgoingPart } from "./multipart-source.js";
import { isStyled, styledPairs } from "./multipart-style.js";
import { type PartOptions, partOf } from "./part.js";
import { isAbsent, isObjectValue, type ObjectValue, printPrimitive } from "./value.js";

export function partsOfFormData(form: FormData): readonly OutgoingPart[] {
  const parts: OutgoingPart[] = [];
  form.forEach((content, name) => {
    parts.push(toPart(name, content, undefined));
  });
  return parts;
}

/** One part for each property; for a list, one for each item (OpenAPI 3.2, 4.15; RFC 7578 4.3). */
export function partsOfObject(object: ObjectValue, encodings: Encodings | undefined): readonly OutgoingPart[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const encoding = encodings !== undefined && Object.hasOwn(encodings, name) ? encodings[name] : undefined;
    if (isStyled(encoding, value)) {
      return styledPairs(name, value, encoding).map(([key, content]) => ({ head: partHead({ name: key }), content }));
    }
    const items = Array.isArray(value) ? value : [value];
    return items.filter((item) => !isAbsent(item)).map((item) => toPart(name, item, encoding));
  });
}

/** Parts without names, in order. */
export function partsOfList(items: readonly unknown[]): readonly OutgoingPart[] {
  return items.filter((item) => !isAbsent(item)).map((item) => toPart(undefined, item, undefined));
}

function toPart(name: string | undefined, value: unknown, encoding: EncodingDescriptor | undefined): OutgoingPart {
  const { data, ...options } = partOf(value);
  const declared = singleType(encoding);
  const settings = { name, headers: { ...encoding?.headers, ...options.headers } };
  if (isContent(data)) {
    // Only a part with a file name is a file to most servers.
    const filename = options.filename ?? nameOf(data) ?? name;
    const contentType = options.contentType ?? typeOf(data) ?? declared ?? "application/octet-stream";
    return { head: partHead({ ...settings, filename, contentType }), content: data };
  }
  return textPart(data, { ...settings, ...pickDefined(options, declared) });
}

interface TextPart extends PartOptions {
  readonly name: string | undefined;
}

function textPart(data: unknown, settings: TextPart): OutgoingPart {
  const isStructure = isObjectValue(data) || Array.isArray(data);
  const contentType = settings.contentType ?? (isStructure ? "application/json" : undefined);
  return { head: partHead({ ...settings, contentType }), content: printPrimitive(data) };
}

function pickDefined({ filename, contentType }: PartOptions, declared: string | undefined): PartOptions {
  return { filename, contentType: contentType ?? declared };
}

/** A `File` brings its name, and so does a file of the disk. */
function nameOf(data: Exclude<Content, string>): string | undefined {
  if (isBodySource(data)) return data.filename;
  return data instanceof Blob && "name" in data && typeof data.name === "string" ? data.name : undefined;
}

function typeOf(data: Exclude<Content, string>): string | undefined {
  if (isBodySource(data)) return data.contentType;
  return data instanceof Blob && data.type !== "" ? data.type : undefined;
}

/** `image/png, image/jpeg` are alternatives: the value decides, so only a single type is taken from the document. */
function singleType(encoding: EncodingDescriptor | undefined): string | undefined {
  const type = encoding?.contentType;
  return type === undefined || /[,*]/.test(type) ? undefined : type;
}
