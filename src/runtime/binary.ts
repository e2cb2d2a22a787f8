import type { ResponseHeaders } from "./contract.js";

/** How far a download is. */
export interface Progress {
  readonly receivedBytes: number;
  /** From `Content-Length`; undefined where the server doesn't say or where the body is compressed. */
  readonly totalBytes: number | undefined;
}

export interface SaveOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A body that is neither JSON nor text. It can be read once. */
export interface BinaryResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly contentType: string | undefined;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
  blob(): Promise<Blob>;
  stream(): ReadableStream<Uint8Array>;
  /** Writes it to a file and gives the number of bytes. Nothing stays behind where it fails. */
  saveTo(path: string, options?: SaveOptions): Promise<number>;
}
