/** What an editor sees of streams. */
import { expectTypeOf } from "vitest";
import type {
  ApiStream,
  AuditEntry,
  Event,
  EventStreamOptions,
  Inkwell,
  ServerSentEvent,
  StreamOptions,
  Summary,
  SummaryChunk,
} from "../../generated-example/sdk/index.js";

declare const inkwell: Inkwell;

// `for await` walks it, with or without `await` before.
for await (const { event, data, id, retry } of inkwell.events.stream()) {
  expectTypeOf(event).toEqualTypeOf<string>();
  expectTypeOf(data).toEqualTypeOf<Event>();
  expectTypeOf(id).toEqualTypeOf<string | undefined>();
  expectTypeOf(retry).toEqualTypeOf<number | undefined>();
  if (data.type === "media.uploaded") expectTypeOf(data.media.id).toEqualTypeOf<string>();
}
const stream = await inkwell.events.stream();
expectTypeOf(stream).toEqualTypeOf<ApiStream<ServerSentEvent<Event>>>();
expectTypeOf(stream.lastEventId).toEqualTypeOf<string | undefined>();
for await (const entry of inkwell.audit.exportLog()) expectTypeOf(entry).toEqualTypeOf<AuditEntry>();

// The rest of a promise of the SDK.
expectTypeOf((await inkwell.audit.exportLog().withResponse()).data).toEqualTypeOf<ApiStream<AuditEntry>>();
const result = await inkwell.audit.exportLog().safe();
if (result.ok) expectTypeOf(result.data).toEqualTypeOf<ApiStream<AuditEntry>>();

// At once or as a stream.
const params = { postId: "x", body: {} };
expectTypeOf(await inkwell.posts.summarize(params)).toEqualTypeOf<Summary>();
for await (const { data } of inkwell.posts.summarize(params).stream()) expectTypeOf(data).toEqualTypeOf<SummaryChunk>();
// @ts-expect-error what may answer at once is no stream by itself
for await (const _ of inkwell.posts.summarize(params)) break;

// Only events can be resumed.
expectTypeOf(inkwell.events.stream).parameter(1).toEqualTypeOf<EventStreamOptions | undefined>();
expectTypeOf(inkwell.audit.exportLog).parameter(1).toEqualTypeOf<StreamOptions | undefined>();
// @ts-expect-error lines have no ids
inkwell.audit.exportLog({}, { reconnect: true });

// Names tell events apart.
declare const named: ServerSentEvent<number, "progress"> | ServerSentEvent<string, "note">;
if (named.event === "note") expectTypeOf(named.data).toEqualTypeOf<string>();
else expectTypeOf(named.data).toEqualTypeOf<number>();
