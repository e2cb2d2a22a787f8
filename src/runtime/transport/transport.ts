import type { Bytes } from "../bytes.js";
import type { OperationDescriptor, ResponseHeaders } from "../contract.js";
import type { TransportBody } from "../request-body.js";

/** One attempt, ready to be sent. */
export interface TransportRequest {
  readonly method: string;
  /** Scheme, host and port: `https://api.example.com:8443`. */
  readonly origin: string;
  /** Path and query, encoded. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody | undefined;
  readonly timeouts: TransportTimeouts;
  readonly abort: AbortNotice;
  /** Whether redirects are followed: by the runtime, or by a platform that shows nothing of one that it doesn't follow. */
  readonly followsRedirects?: boolean;
  /** @internal What it is an attempt of, for tests; undefined for the runtime's own requests: those for access tokens. */
  readonly attemptOf?: SentOperation | undefined;
}

/** @internal */
interface SentOperation {
  readonly operation: OperationDescriptor;
  readonly params: Readonly<Record<string, unknown>>;
  readonly call: { secrets(): readonly string[] };
}

/** Milliseconds; 0 means no limit. The total is not the transport's business: it comes as an abort. */
export interface TransportTimeouts {
  readonly headers: number;
  readonly body: number;
}

/** Tells a transport that nobody waits any more. Cheaper than an `AbortSignal`, which it makes where one is needed. */
export interface AbortNotice {
  /** The error to fail with; undefined as long as all is well. */
  readonly reason: Error | undefined;
  /** Calls the listener once, when the call is given up. Returns what removes it. */
  listen(listener: (reason: Error) => void): () => void;
  /** For transports that need a real one. */
  readonly signal: AbortSignal;
}

/** The answer, its body unread. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: ResponseBody;
}

/** A body that is read once, whole or in chunks, or thrown away. Content codings are decoded. */
export interface ResponseBody {
  /** All of it as UTF-8, without waiting, if it has all come and nobody has read it; undefined otherwise. */
  readyText?(): string | undefined;
  /**
   * All of it; with `limit`, so many bytes at least where there are so many, and the rest is let go.
   * @throws ConnectionError if it ends too early
   */
  bytes(limit?: number): Promise<Bytes>;
  stream(): ReadableStream<Bytes>;
  /** Lets go of the connection: reads a short rest to keep it alive, closes it otherwise. Of no effect on a body that was read. */
  discard(): void;
}

/** Sends one request. It follows no redirect unless it can't be helped, retries nothing and knows no OpenAPI. */
export interface Transport {
  /** What it can decode, for `Accept-Encoding`; undefined where the platform says it by itself. */
  readonly acceptEncoding?: string | undefined;
  /** @throws ConnectionError, TimeoutError, or `abort.reason` */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for what is under way. */
  close(): Promise<void>;
  /** Does not wait. */
  destroy(): Promise<void>;
}

/** Which certificates are trusted and which is shown. There is no option that trusts them all. */
export interface TlsOptions {
  /** The authorities to trust, PEM: instead of those that Node.js comes with. */
  readonly ca?: TlsMaterial | readonly TlsMaterial[] | undefined;
  /** The client's own certificate with its chain, PEM: mutual TLS. */
  readonly cert?: TlsMaterial | undefined;
  /** The key of `cert`, PEM. */
  readonly key?: TlsMaterial | undefined;
  /** Opens an encrypted `key`. */
  readonly passphrase?: string | undefined;
  /** The name that the server's certificate must have. Default: the host of the URL. */
  readonly servername?: string | undefined;
}

export type TlsMaterial = string | Uint8Array;

/** How connections are made. Only the undici transport knows them all. */
export interface SessionOptions {
  /** At most so many connections per origin. Default 64. */
  readonly connections?: number | undefined;
  /** An undici `Dispatcher` to send through (`ProxyAgent`, `MockAgent`, interceptors); it is not closed by the client. */
  readonly dispatcher?: unknown;
  /**
   * The http, https or socks5 URL of a proxy, with its user and password if it wants them; `environment` takes it from
   * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Default: none, whatever the environment says.
   */
  readonly proxy?: string | undefined;
  /** HTTP/2 where an https server offers it. Default false: many short requests are faster over several connections. */
  readonly http2?: boolean | undefined;
  /** The path of a Unix socket, or the name of a Windows pipe: every request goes there, whatever its host. */
  readonly socketPath?: string | undefined;
  readonly tls?: TlsOptions | undefined;
}

/** What a client tells the transport that it makes for itself. */
export interface TransportOptions extends SessionOptions {
  readonly connections: number;
  /** Milliseconds for making a connection, 0 for no limit. */
  readonly connectTimeout: number;
}

/** Makes the transport of one client. */
export type TransportFactory = (options: TransportOptions) => Transport;
