import type { BodyKind, OperationDescriptor, ResponseDescriptor, SchemaThunk } from "../contract.js";
import { printIssues } from "../errors/validation-issue.js";
import { chooseMedia, planResponse } from "../response-plan.js";
import { printJson } from "../serialize/value.js";
import { validateValue } from "../validate.js";
import type { Answer } from "./fake-response.js";
import { show } from "./match.js";
import { MockError } from "./mock-error.js";
import type { ReplyOptions, StreamReplyOptions } from "./mock-types.js";

interface GivenReply {
  readonly status: number;
  readonly body: unknown;
  readonly options?: ReplyOptions | undefined;
}

/** @throws MockError where the document declares no such status, or another body */
export function declaredAnswer(operation: OperationDescriptor, { status, body, options }: GivenReply): Answer {
  const plan = planResponse(operation, status);
  const { descriptor } = plan;
  if (descriptor === undefined || !isDeclared(operation, status)) throw undeclaredStatus(operation, status);
  const content = plan.hasBody ? mediaFor(descriptor, body) : undefined;
  if (content === undefined) {
    if (body === undefined) return response(status, undefined, {}, options);
    throw new MockError(`${operation.id} declares no body for ${status}: .reply(${status}) has none`);
  }
  const media = chooseMedia(plan, content.contentType)?.media;
  if (body === undefined && content.kind === "json") {
    throw new MockError(`${operation.id} declares a body for ${status} (${content.contentType}): it is missing`);
  }
  const where = `the body of ${status} to ${operation.id}`;
  const sent = content.kind === "json" ? jsonText(media?.schema, body, where) : rawBody(body, where);
  return response(status, sent, { "content-type": content.contentType }, options);
}

function isDeclared({ responses }: OperationDescriptor, status: number): boolean {
  return [`${status}`, `${Math.floor(status / 100)}XX`, "default"].some((key) => Object.hasOwn(responses, key));
}

function undeclaredStatus({ id, responses }: OperationDescriptor, status: number): MockError {
  const known = Object.keys(responses).join(", ");
  return new MockError(
    `${id} declares no ${status}, but ${known}. To answer what the document doesn't know: .undeclared(${status}, …)`,
  );
}

interface Content {
  readonly contentType: string;
  readonly kind: BodyKind;
}

/** The declared media type that such a body is of: text and bytes may be sent as something else than JSON. */
function mediaFor({ content = {} }: ResponseDescriptor, body: unknown): Content | undefined {
  const all = Object.keys(content).map((key) => ({ contentType: concrete(key), kind: kindOf(content, key) }));
  const wanted: readonly BodyKind[] =
    body instanceof Uint8Array ? ["binary", "text", "json"] : ["json", "text", "binary"];
  return wanted.map((kind) => all.find((entry) => entry.kind === kind)).find((entry) => entry !== undefined);
}

function kindOf(content: NonNullable<ResponseDescriptor["content"]>, key: string): BodyKind {
  const plan = { isSuccess: true, descriptor: { content }, hasBody: true, choices: new Map() };
  return chooseMedia(plan, concrete(key))?.kind ?? "binary";
}

/** A range names no type. */
function concrete(mediaType: string): string {
  if (!mediaType.includes("*")) return mediaType;
  const type = mediaType.slice(0, mediaType.indexOf("/"));
  return { image: "image/png", text: "text/plain", "*": "application/json" }[type] ?? "application/octet-stream";
}

/** What goes over the wire, checked as the client checks it: growth of the API is admitted. */
function jsonText(schema: SchemaThunk | undefined, body: unknown, where: string): string {
  const text = printJson(body);
  if (text === undefined) throw new MockError(`${where} can't be written as JSON: it is ${show(body)}`);
  const verdict = validateValue(schema, JSON.parse(text), "lenient");
  if (verdict.kind !== "invalid") return text;
  throw new MockError(`${where} is not what the document says: ${printIssues(verdict.issues)}. It is ${show(body)}`);
}

function rawBody(body: unknown, where: string): string | Uint8Array {
  if (body === undefined) return "";
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new MockError(`${where} must be a text or bytes (Uint8Array). It is ${show(body)}`);
}

/** Sent as it is. */
export function plainAnswer(status: number, body: unknown, options?: ReplyOptions): Answer {
  const isRaw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  if (isRaw) return response(status, body, {}, options);
  return response(status, printJson(body), { "content-type": "application/json" }, options);
}

function response(
  status: number,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>>,
  options: ReplyOptions = {},
): Answer {
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new MockError(`A status is a number from 200 to 599, not ${show(status)}`);
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const isEmpty = [204, 205, 304].includes(status);
  const all = { ...headers, ...Object.fromEntries(given) };
  return { kind: "response", status, headers: all, body: isEmpty ? undefined : body };
}

interface GivenEvent {
  readonly data?: unknown;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}

/** @throws MockError where the operation has no stream, or an item is not what the document says */
export function streamAnswer(
  operation: OperationDescriptor,
  items: readonly unknown[],
  options: StreamReplyOptions,
): Answer {
  for (const [status, { content = {}, error }] of Object.entries(operation.responses)) {
    if (error !== undefined) continue;
    for (const [contentType, media] of Object.entries(content)) {
      const kind = kindOf(content, contentType);
      if (kind !== "events" && kind !== "lines") continue;
      const where = (index: number): string => `item ${index} of the stream of ${operation.id}`;
      const texts = items.map((item, index) => {
        if (kind === "lines") return `${jsonText(media.itemSchema, item, where(index))}\n`;
        // A test's item: what it may hold is what `GivenItem` says.
        return eventText(item as GivenEvent, media, where(index));
      });
      if (media.sentinel !== undefined) texts.push(`data: ${media.sentinel}\n\n`);
      const code = /^\d{3}$/.test(status) ? Number(status) : 200;
      const made = response(code, texts.join(""), { "content-type": contentType }, options);
      return made.kind === "response" ? { ...made, breaks: options.breaks } : made;
    }
  }
  throw new MockError(`${operation.id} declares no stream: use .reply(status, body)`);
}

type StreamMedia = NonNullable<ResponseDescriptor["content"]>[string];

function eventText({ data, event, id, retry }: GivenEvent, media: StreamMedia, where: string): string {
  const { events = {} } = media;
  const own = event !== undefined && Object.hasOwn(events, event) ? events[event] : media;
  const format = own?.format ?? "json";
  const isText = format === "text" || (format === "either" && typeof data === "string");
  const text = isText ? String(data) : jsonText(own?.itemSchema, data, where);
  const fields = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...text.split(/\r\n|\r|\n/).map((line) => `data: ${line}`),
  ];
  return `${fields.join("\n")}\n\n`;
}
