/**
 * Bytes in memory of their own, not in memory that threads share: what `Blob` and `fetch` take. It is
 * `Uint8Array<ArrayBuffer>`, and plain `Uint8Array` before TypeScript 5.7, where that has no type argument.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** A copy of all of them; `size` is what they make together. A chunk may lie in a buffer that is much larger than it. */
export function concat(chunks: readonly Uint8Array[], size: number): Bytes {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
