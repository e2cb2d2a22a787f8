/** What a request's body is made of, from what the caller gives to what a transport sends. */

/** What a transport can send. */
export type TransportBody =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>;

/** A body, or a part of one, that is made anew for each attempt. `fileFrom` gives one; so may your own code. */
export interface BodySource {
  /** False where it can be opened only once: a call with such a body is not retried. */
  readonly replayable: boolean;
  /** The name that a part of a multipart body gets. */
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
  /** Called once for each attempt. What it throws fails the call before anything is sent. */
  openBody(): OpenBody | Promise<OpenBody>;
}

/** The bytes of one attempt. They are read as fast as the connection takes them. */
export interface OpenBody {
  /** In bytes; undefined where it isn't known: the body is then sent in chunks, without a `Content-Length`. */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Lets go of what hasn't been read. Called when the attempt has failed. */
  close?(): void;
}

/** The body of a request before it is opened for an attempt. */
export type RequestBody = TransportBody | BodySource;

export interface SerializedBody {
  readonly body: RequestBody;
  /** The `Content-Type` to send. */
  readonly contentType: string;
}

/** True for what is opened for each attempt. By its shape, so that two copies of the runtime fit each other. */
export function isBodySource(value: unknown): value is BodySource {
  return typeof value === "object" && value !== null && "openBody" in value && typeof value.openBody === "function";
}
