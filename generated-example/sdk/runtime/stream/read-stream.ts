// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { StreamBody } from "./stream-body.js";

/** Makes items of text: fed with what has come, asked for items until it has none. */
export interface ItemReader<Item> {
  /** The stream has said that it is over: nothing more is read. */
  readonly isDone: boolean;
  feed(text: string): void;
  /** Undefined where more text is needed. */
  next(): Item | undefined;
  /** What the end of the text completes. */
  end(): Item | undefined;
}

export interface StreamInput<Item> {
  readonly body: StreamBody;
  readonly reader: ItemReader<Item>;
  /** A label of the Encoding Standard; UTF-8 where there is none. */
  readonly charset?: string | undefined;
}

/** The items of one response. They are made when they are asked for: what a slow reader leaves stays in the socket. */
export async function* readStream<Item>(input: StreamInput<Item>): AsyncGenerator<Item, void, undefined> {
  const { body, reader, charset } = input;
  try {
    const decoder = new TextDecoder(charset);
    let isOver = false;
    while (!isOver) {
      const chunk = await body.read();
      isOver = chunk === undefined;
      // A chunk may end within a character.
      reader.feed(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
      for (let item = reader.next(); item !== undefined; item = reader.next()) yield item;
      if (reader.isDone || body.isReleased) return;
    }
    const last = reader.end();
    if (last !== undefined) yield last;
  } catch (error) {
    throw await body.fail(error);
  } finally {
    // Nobody waits for what follows the last item.
    if (reader.isDone) void body.drain();
    else await body.release();
  }
}
