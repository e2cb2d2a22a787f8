// Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html

export interface SentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: string;
}

/** One event as bytes of an event stream. */
export function eventBytes({ id, event, data }: SentEvent): Buffer {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...data.split("\n").map((line) => `data: ${line}`),
  ];
  return Buffer.from(`${lines.join("\n")}\n\n`);
}

/** How long a client waits before it connects again. */
export function retryBytes(milliseconds: number): Buffer {
  return Buffer.from(`retry: ${milliseconds}\n\n`);
}
