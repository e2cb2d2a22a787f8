// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { Content } from "./serialize/content.js";
import type { FilePart } from "./serialize/part.js";

/**
 * Bytes as a part of a multipart body: a Blob, a File (it brings its own name and media type), a buffer, a stream of the
 * web or of Node.js (sent only once), `fileFrom(path)`, or one of these with settings: `{ data, filename, contentType, headers }`.
 */
export type FileInput = Exclude<Content, string> | FilePart;

/** Bytes as a whole body. A string is sent as UTF-8; a stream can be sent only once. */
export type BinaryInput = Content;
