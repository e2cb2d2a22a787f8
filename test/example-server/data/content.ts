import { createReadStream } from "node:fs";
import type { MediaRecord } from "./records.js";

/** Bytes are made and sent in pieces of this size. */
const pieceSize = 65_536;

let piece: Buffer | undefined;

/** Pseudo-random bytes (xorshift32): they don't compress, and are the same in every run. */
function randomPiece(): Buffer {
  if (piece !== undefined) return piece;
  const bytes = Buffer.alloc(pieceSize);
  let state = 0x9e3779b9;
  for (let offset = 0; offset < pieceSize; offset += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, offset);
  }
  piece = bytes;
  return bytes;
}

/**
 * The bytes from `start` up to but not including `end` of a computed file of any length. All pieces are alike but for
 * their number in the first eight bytes, so that a lost, repeated or swapped piece shows.
 */
export function* generatedBytes(start: number, end: number): Generator<Buffer, void> {
  for (let position = start; position < end; ) {
    const number = Math.floor(position / pieceSize);
    const bytes = Buffer.from(randomPiece());
    bytes.writeBigUInt64LE(BigInt(number), 0);
    const from = position - number * pieceSize;
    const to = Math.min(pieceSize, from + end - position);
    yield bytes.subarray(from, to);
    position += to - from;
  }
}

/** A part of a file's content, piece by piece. */
export function contentOf(record: MediaRecord, start: number, end: number): Iterable<Buffer> | AsyncIterable<Buffer> {
  if (record.source.kind === "generated") return generatedBytes(start, end);
  return fileBytes(record.source.path, start, end);
}

/** Opens the file only when somebody reads. */
async function* fileBytes(path: string, start: number, end: number): AsyncGenerator<Buffer, void> {
  if (end <= start) return;
  // The last byte of a read stream is included. Without an encoding it gives buffers.
  for await (const chunk of createReadStream(path, { start, end: end - 1 })) yield chunk as Buffer;
}
