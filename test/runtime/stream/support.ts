import type { ServerResponse } from "node:http";
import type { EventStreamOptions, ResponseMediaDescriptor, ServerSentEvent } from "../../../src/runtime/index.js";
import { callEvents, callLines, type StreamOptions, type StreamPromise } from "../../../src/runtime/index.js";
import type { makeClient } from "../support/client.js";
import { operation } from "../support/client.js";

type Client = ReturnType<typeof makeClient>;

/** Calls an operation whose data is JSON, unless the media type says otherwise. */
export function events(
  client: Client,
  media: ResponseMediaDescriptor = {},
  options: EventStreamOptions = {},
): StreamPromise<ServerSentEvent> {
  const responses = { 200: { content: { "text/event-stream": { kind: "events" as const, ...media } } } };
  return callEvents<ServerSentEvent>(client, operation({ id: "follow", path: "/events", responses }), {}, options);
}

export function lines(
  client: Client,
  media: ResponseMediaDescriptor = {},
  options: StreamOptions = {},
): StreamPromise<unknown> {
  const responses = { 200: { content: { "application/jsonl": { kind: "lines" as const, ...media } } } };
  return callLines<unknown>(client, operation({ id: "readLog", path: "/log", responses }), {}, options);
}

/** `onItem` is called for each item, so that a test need not guess when it comes. */
export async function collect<Item>(stream: AsyncIterable<Item>, onItem?: () => void): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of stream) {
    items.push(item);
    onItem?.();
  }
  return items;
}

/** What it throws, and what came before. */
export async function collectUntilFailure<Item>(
  stream: AsyncIterable<Item>,
  onItem?: () => void,
): Promise<{ readonly items: readonly Item[]; readonly error: unknown }> {
  const items: Item[] = [];
  try {
    for await (const item of stream) {
      items.push(item);
      onItem?.();
    }
  } catch (error) {
    return { items, error };
  }
  return { items, error: undefined };
}

export function head(response: ServerResponse, contentType = "text/event-stream"): void {
  response.writeHead(200, { "content-type": contentType });
  response.flushHeaders();
}
