/**
 * Bytes in memory of their own, not in memory that threads share: what `Blob` and `fetch` take. It is
 * `Uint8Array<ArrayBuffer>`, and plain `Uint8Array` before TypeScript 5.7, where that has no type argument.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;
