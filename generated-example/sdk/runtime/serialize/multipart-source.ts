// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { BodySource, OpenBody } from "../request-body.js";
import { type Content, sourceOf } from "./content.js";

/** A part with its headers written out. */
export interface OutgoingPart {
  /** Without the empty line after them. */
  readonly head: string;
  readonly content: Content;
}

/** A multipart body that is written as it is sent: no part is ever in memory as a whole. */
export class MultipartSource implements BodySource {
  readonly replayable: boolean;
  readonly #parts: readonly { readonly head: Uint8Array; readonly source: BodySource }[];
  readonly #end: Uint8Array;

  constructor(parts: readonly OutgoingPart[], boundary: string) {
    const encoder = new TextEncoder();
    this.#parts = parts.map(({ head, content }, index) => ({
      head: encoder.encode(`${index === 0 ? "" : "\r\n"}--${boundary}\r\n${head}\r\n\r\n`),
      source: sourceOf(content),
    }));
    this.#end = encoder.encode(`${parts.length === 0 ? "" : "\r\n"}--${boundary}--\r\n`);
    this.replayable = this.#parts.every(({ source }) => source.replayable);
  }

  async openBody(): Promise<OpenBody> {
    const opened = new Map<BodySource, OpenBody>();
    const close = (): void => {
      for (const body of opened.values()) body.close?.();
    };
    const sources = this.#parts.map(({ source }) => source);
    try {
      // A file that isn't there should not cost the caller a stream.
      const inOrder = [...sources.filter((source) => source.replayable), ...sources.filter((it) => !it.replayable)];
      for (const source of inOrder) opened.set(source, await source.openBody());
    } catch (error) {
      close();
      throw error;
    }
    return { size: this.#sizeOf(opened), chunks: this.#write(opened), close };
  }

  #sizeOf(opened: ReadonlyMap<BodySource, OpenBody>): number | undefined {
    let total = this.#end.byteLength;
    for (const { head, source } of this.#parts) {
      const size = opened.get(source)?.size;
      if (size === undefined) return undefined;
      total += head.byteLength + size;
    }
    return total;
  }

  async *#write(opened: ReadonlyMap<BodySource, OpenBody>): AsyncGenerator<Uint8Array, void, undefined> {
    for (const { head, source } of this.#parts) {
      yield head;
      yield* opened.get(source)?.chunks ?? [];
    }
    yield this.#end;
  }
}
