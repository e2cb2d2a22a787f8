import { ApiPromise } from "../api-promise.js";
import type { ApiCaller } from "../client-insides.js";
import type { SdkError } from "../errors/sdk-error.js";
import type { OperationSource } from "../operation-source.js";
import type { ResponseInfo } from "../response.js";
import { ApiStream } from "./api-stream.js";
import { EventSource } from "./event-source.js";
import { emptySource, streamBody } from "./expect-stream.js";
import type { StreamBody } from "./stream-body.js";
import type { EventStreamOptions } from "./stream-options.js";
import { StreamPromise } from "./stream-promise.js";

/** Calls an operation that answers with server-sent events. Generated functions call it. */
export function callEvents<Item, Failure = SdkError>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: EventStreamOptions = {},
): StreamPromise<Item, Failure> {
  const connect = async (lastEventId: string | undefined): Promise<StreamBody | undefined> => {
    const again = client.call<unknown>(operation, params, resumeBehind(lastEventId, options));
    const { data, ...info } = await again.withResponse();
    return eventBody(data, info);
  };
  const reply = ApiPromise.replyOf(client.call<unknown>(operation, params, options));
  return new StreamPromise<Item, Failure>(reply, (value, info) => {
    const body = eventBody(value, info);
    return new ApiStream<Item>(info, body === undefined ? emptySource() : new EventSource({ body, options, connect }));
  });
}

/** The standard wants `text/event-stream` and nothing else; many servers send a text of another name. */
function eventBody(value: unknown, info: ResponseInfo): StreamBody | undefined {
  return streamBody({ value, info, impossible: /^text\/html$|[/+]json$/ });
}

function resumeBehind(lastEventId: string | undefined, options: EventStreamOptions): EventStreamOptions {
  if (lastEventId === undefined) return options;
  return { ...options, headers: { ...withoutLastEventId(options), "last-event-id": toHeader(lastEventId) } };
}

function withoutLastEventId({ headers = {} }: EventStreamOptions): NonNullable<EventStreamOptions["headers"]> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "last-event-id"));
}

/** The standard sends UTF-8; a header is given as a string of its bytes. */
function toHeader(id: string): string {
  return Array.from(new TextEncoder().encode(id), (byte) => String.fromCharCode(byte)).join("");
}
