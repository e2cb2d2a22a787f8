/** An event of an event stream, its data parsed and checked. */
export interface ServerSentEvent<Data = unknown, Name extends string = string> {
  /** `message` where the server gives no name. */
  readonly event: Name;
  readonly data: Data;
  /** Undefined where this event has none; the one to go on behind is `lastEventId` of the stream. */
  readonly id: string | undefined;
  /** Milliseconds that the server asks to wait before a new connection; undefined where it says nothing. */
  readonly retry: number | undefined;
}
