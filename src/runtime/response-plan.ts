import type { BodyKind, OperationDescriptor, ResponseDescriptor, ResponseMediaDescriptor } from "./contract.js";
import { essenceOf, familyOf, findMedia, type MediaFamily, mediaParameter } from "./media-type.js";

/** What the document says of a status, worked out once. */
export interface ResponsePlan {
  readonly isSuccess: boolean;
  /** What the document declares for it; for an undeclared success, what it declares for another one. */
  readonly descriptor: ResponseDescriptor | undefined;
  /** False where no body is to be read: none is declared, or the status has none. */
  readonly hasBody: boolean;
  /** By content type. */
  readonly choices: Map<string | undefined, ChosenMedia | undefined>;
}

/** How the body of a response is to be read. */
export interface ChosenMedia {
  readonly kind: BodyKind;
  readonly media: ResponseMediaDescriptor;
  /** The server's content type is one that the document has. */
  readonly isDeclared: boolean;
  /** As the server sent it. */
  readonly contentType: string | undefined;
  /** Undefined for UTF-8, the charset of nearly everything. */
  readonly charset: string | undefined;
}

/** Servers send few different content types; a hostile one must not fill the memory. */
const maxChoices = 32;

const kinds: Readonly<Record<MediaFamily, BodyKind>> = {
  json: "json",
  events: "events",
  lines: "lines",
  form: "text",
  text: "text",
  multipart: "binary",
  binary: "binary",
};

/** OpenAPI 3.2, 4.16 Responses Object: the status itself, its range, then `default`. */
export function planResponse({ method, responses }: OperationDescriptor, status: number): ResponsePlan {
  // No object inherits such keys.
  const own = responses[status] ?? responses[`${String(status)[0]}XX`];
  // 2xx and 304, and a 3xx that the document declares as a result; not what it declares as an error.
  const isRange = status < 300 || status === 304 || (own !== undefined && status < 400);
  const isSuccess = status >= 200 && isRange && own?.error === undefined;
  const descriptor = own ?? responses["default"] ?? (isSuccess ? firstSuccess(responses) : undefined);
  // RFC 9110 6.4.1: these have no content, whatever the document says.
  const isEmpty = [204, 205, 304].includes(status) || method === "HEAD";
  return { isSuccess, descriptor, hasBody: !isEmpty && descriptor?.content !== undefined, choices: new Map() };
}

/** Undefined where the document declares no body. */
export function chooseMedia(plan: ResponsePlan, contentType: string | undefined): ChosenMedia | undefined {
  const known = plan.choices.get(contentType);
  if (known !== undefined) return known;
  const chosen = plan.hasBody ? choose(plan.descriptor?.content ?? {}, contentType) : undefined;
  if (plan.choices.size < maxChoices) plan.choices.set(contentType, chosen);
  return chosen;
}

/** A content type that is missing, or that the document doesn't know, is taken for the first one that it does. */
function choose(
  content: Readonly<Record<string, ResponseMediaDescriptor>>,
  contentType: string | undefined,
): ChosenMedia | undefined {
  const keys = Object.keys(content);
  const matched = contentType === undefined ? undefined : findMedia(keys, contentType);
  const key = matched ?? keys[0];
  const media = key === undefined ? undefined : content[key];
  if (key === undefined || media === undefined) return undefined;
  const kind = kindOf(media, key, matched === undefined ? undefined : contentType);
  return { kind, media, isDeclared: matched !== undefined, contentType, charset: charsetOf(contentType) };
}

/** A range says nothing of the bytes, the header does. */
function kindOf(media: ResponseMediaDescriptor, key: string, contentType: string | undefined): BodyKind {
  if (!key.includes("*") || contentType === undefined) return media.kind ?? kindOfType(key);
  const actual = kindOfType(contentType);
  // The widest range is written where JSON is meant; a text is still a text.
  return actual === "text" ? actual : (media.kind ?? actual);
}

function kindOfType(mediaType: string): BodyKind {
  return kinds[familyOf(essenceOf(mediaType))];
}

/** The charset of a content type; undefined for UTF-8 and where there is none. */
export function charsetOf(contentType: string | undefined): string | undefined {
  const charset = contentType === undefined ? undefined : mediaParameter(contentType, "charset");
  return charset === undefined || /^utf-?8$/i.test(charset) ? undefined : charset;
}

/** A 201 where the document knows only a 200 is read as the 200. */
function firstSuccess(responses: OperationDescriptor["responses"]): ResponseDescriptor | undefined {
  const key = Object.keys(responses).find((status) => status[0] === "2");
  return key === undefined ? undefined : responses[key];
}
