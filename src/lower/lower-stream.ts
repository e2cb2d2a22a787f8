import type { EventStream, ResponseMedia } from "../model/operation.js";
import { readSentinel, type StreamingExtension } from "./extensions/streaming.js";
import { lowerEvents } from "./lower-events.js";
import { responseKind } from "./media-type.js";
import { child, dereference, type Node } from "./node.js";
import { promoted } from "./promote.js";
import type { SchemaContext } from "./schema/context.js";
import { listItems } from "./schema-forms.js";

type Entry = readonly [mediaType: string, node: Node];

export interface StreamSite {
  readonly words: readonly string[];
  readonly streaming: StreamingExtension | undefined;
  readonly lowerWhole: (entry: Entry) => ResponseMedia;
}

/** The media types of a response that is a result, those that stream among them. */
export function lowerStreamMedia(
  content: readonly Entry[],
  { words, streaming, lowerWhole }: StreamSite,
  context: SchemaContext,
): readonly ResponseMedia[] {
  const declared = content.some(([mediaType]) => isStream(kindOf(mediaType)));
  const media = content.map((entry) => {
    const [mediaType, node] = entry;
    const kind = streaming && !declared && streaming.flag === undefined ? streaming.format : kindOf(mediaType);
    if (!isStream(kind)) return lowerWhole(entry);
    return streamMedia(
      { mediaType, kind, item: itemOf(node, context), sentinel: sentinelOf(node, streaming, context), words },
      context,
    );
  });
  if (!streaming || declared || streaming.flag === undefined) return media;
  // The document has one media type for both answers; `Accept` and the descriptor need one for each.
  const [first] = content;
  const item = streaming.item ?? (first && itemOf(first[1], context));
  const mediaType = streaming.format === "events" ? "text/event-stream" : "application/x-ndjson";
  return [
    ...media,
    streamMedia({ mediaType, kind: streaming.format, item, sentinel: streaming.sentinel, words }, context),
  ];
}

type StreamKind = "events" | "lines";

function isStream(kind: string): kind is StreamKind {
  return kind === "events" || kind === "lines";
}

function kindOf(mediaType: string): string {
  return responseKind(mediaType, undefined);
}

interface StreamMediaInput {
  readonly mediaType: string;
  readonly kind: StreamKind;
  /** The schema of an item. */
  readonly item: Node | undefined;
  readonly sentinel: string | undefined;
  readonly words: readonly string[];
}

function streamMedia(
  { mediaType, kind, item, sentinel, words }: StreamMediaInput,
  context: SchemaContext,
): ResponseMedia {
  if (kind === "lines") {
    return { mediaType, kind, schema: undefined, itemSchema: item && promoted(item, [...words, "item"], context) };
  }
  const { itemSchema, events } = lowerEvents(item, words, context);
  const stream: EventStream = { ...events, sentinel };
  return { mediaType, kind, schema: undefined, itemSchema, events: stream };
}

/**
 * `itemSchema`; or `schema`, which in 3.2 describes the sequence as a list, and before it, as documents have it, an item.
 */
function itemOf(node: Node, context: SchemaContext): Node | undefined {
  const object = dereference(context, node);
  const item = object && child(object, "itemSchema");
  const schema = object && child(object, "schema");
  return item ?? (schema && (listItems(schema, context) ?? schema));
}

function sentinelOf(node: Node, streaming: StreamingExtension | undefined, context: SchemaContext): string | undefined {
  const object = dereference(context, node);
  return (object && readSentinel(object)) ?? streaming?.sentinel;
}
