import { pointerTokens } from "../diagnostics/origin.js";
import { statusWords } from "../model/http-status.js";
import type { Response, ResponseHeader, ResponseMedia } from "../model/operation.js";
import type { JsonObject } from "../spec/json.js";
import { mediaExamples } from "./examples.js";
import { errorMessagePath } from "./extensions/speakeasy-error-message.js";
import { readStreaming, type StreamingExtension, streamingOf } from "./extensions/streaming.js";
import { lowerStreamMedia } from "./lower-stream.js";
import { defaultFirst, responseKind } from "./media-type.js";
import {
  child,
  dereference,
  descriptionOf,
  entriesOf,
  flagAt,
  type Node,
  objectAt,
  originOf,
  stringAt,
} from "./node.js";
import type { OperationContext } from "./operation-sites.js";
import { promoted, promotedItem } from "./promote.js";
import { bareBase } from "./schema/base.js";
import type { SchemaContext } from "./schema/context.js";
import { delimitersAt } from "./style.js";

/** OpenAPI 3.2, 4.16 Responses Object. */
export function lowerResponses(
  operation: Node<JsonObject>,
  { words, method }: { readonly words: readonly string[]; readonly method: string },
  context: OperationContext,
): readonly Response[] {
  const seen = new Set<string>();
  const entries = entriesOf(objectAt(operation, "responses")).flatMap(([key, node]) => {
    const status = statusOf(key);
    // `4xx` beside `4XX`: two keys of the document, and one status.
    const isTwice = status !== undefined && seen.has(status);
    if (isTwice || (status === undefined && !key.startsWith("x-"))) {
      context.diagnostics.report("lower/invalid-status", originOf(context, node), { status: key, isTwice });
    }
    if (status === undefined || isTwice) return [];
    seen.add(status);
    return [{ status, node }];
  });
  const first = entries.find(({ status }) => status.startsWith("2"))?.status;
  const streaming = readStreaming(operation);
  return entries.flatMap(({ status, node }) => {
    const object = dereference(context, node);
    const place = status === first ? ["response"] : [statusWords(status), /^[123]/.test(status) ? "response" : "body"];
    if (!object) return [];
    const isResult = status === (first ?? "default");
    const told = isResult ? (streaming ?? streamingOf(object)) : undefined;
    const surroundings = { words: [...words, ...place], isResult, hasBody: method !== "HEAD", streaming: told };
    const make = (): Response => ({
      ...lowerResponse(status, object, surroundings, context),
      description: descriptionOf(node, object) ?? stringAt(object, "summary"),
    });
    // Of the words, a component hears the last alone.
    const variant = [status, isResult, surroundings.hasBody, place.at(-1)].join(" ");
    return told ? [make()] : [context.shared.responses.ofComponent(node, variant, context, make)];
  });
}

/** `200`, `4XX` (in any case) or `default`; undefined for anything else. */
function statusOf(key: string): string | undefined {
  const text = key.trim().toUpperCase();
  if (text === "DEFAULT") return "default";
  return /^[1-5](?:\d\d|XX)$/.test(text) ? text : undefined;
}

interface Surroundings {
  readonly words: readonly string[];
  /** Not an error: what the caller is given. */
  readonly isResult: boolean;
  /** RFC 9110, 9.3.2: a response to HEAD has none; what is declared is what GET would give. */
  readonly hasBody: boolean;
  readonly streaming: StreamingExtension | undefined;
}

function lowerResponse(
  status: string,
  node: Node<JsonObject>,
  { words, isResult, hasBody, streaming }: Surroundings,
  context: SchemaContext,
): Response {
  const tokens = pointerTokens(node.pointer);
  // A shared response gives its own name to what stands in it.
  const name = tokens[0] === "components" && tokens[2] !== undefined ? [tokens[2], words.at(-1) ?? "response"] : words;
  const content = hasBody ? entriesOf(objectAt(node, "content")) : [];
  const media = isResult
    ? lowerStreamMedia(
        content,
        { words: name, streaming, lowerWhole: (entry) => lowerMedia(entry, name, context) },
        context,
      )
    : content.map((entry) => lowerErrorMedia(entry, name, context));
  return {
    origin: originOf(context, node),
    status,
    isError: /^[45]/.test(status),
    media: defaultFirst(media),
    headers: entriesOf(objectAt(node, "headers")).flatMap((entry) => lowerHeader(entry, context)),
  };
}

/** OpenAPI 3.2, 4.16.1: a header of the name `Content-Type` is ignored. */
function lowerHeader([wireName, node]: readonly [string, Node], context: SchemaContext): readonly ResponseHeader[] {
  const object = dereference(context, node);
  if (!object || wireName.toLowerCase() === "content-type") return [];
  const [, holder] = entriesOf(objectAt(object, "content"))[0] ?? [];
  const content = holder && dereference(context, holder);
  const schema = (content && child(content, "schema")) ?? child(object, "schema");
  return [
    {
      wireName,
      description: descriptionOf(node, object),
      deprecated: flagAt(object, "deprecated") ?? false,
      schema: schema ? context.lower(schema) : { kind: "unknown", ...bareBase(node, context) },
      delimiter: delimitersAt(object)?.[0],
    },
  ];
}

function lowerErrorMedia(
  [mediaType, node]: readonly [string, Node],
  words: readonly string[],
  context: SchemaContext,
): ResponseMedia {
  const object = dereference(context, node);
  const schema = object && child(object, "schema");
  const media = lowerMedia([mediaType, node], words, context);
  const messagePath = schema && errorMessagePath(schema, context);
  return messagePath === undefined ? media : { ...media, messagePath };
}

function lowerMedia(
  [mediaType, node]: readonly [string, Node],
  words: readonly string[],
  context: SchemaContext,
): ResponseMedia {
  const object = dereference(context, node);
  const found = object && child(object, "schema");
  const schema = found && promoted(found, words, context);
  const itemSchema = object && promotedItem(object, words, context);
  return { mediaType, kind: responseKind(mediaType, schema), schema, ...mediaExamples(object, context), itemSchema };
}
