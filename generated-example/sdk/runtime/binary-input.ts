// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** Bytes as a part of a multipart body. A `File` brings its own name and media type. */
export type FileInput = Blob | ArrayBuffer | ArrayBufferView;

/** Bytes as a whole body. A string is sent as UTF-8; a stream can be sent only once. */
export type BinaryInput = string | FileInput | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;
