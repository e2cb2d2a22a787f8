// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type * as undici from "undici";
import type { Socket } from "node:net";
import type { buildConnector, Agent, Dispatcher, Pool, Client } from "undici";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { pipeline, Readable } from "node:stream";
import type { Transform } from "node:stream";

import {
  ConfigurationError,
  ConnectTimeout,
  RecordHeaders,
  ResponseParseError,
  builtinModule,
  concat,
  ownConnectionNames,
  refuseSessionOptions,
  timeoutError,
  toTransportError,
} from "./core.js";
import type {
  Bytes,
  ResponseBody,
  ResponseHeaders,
  Transport,
  TransportBody,
  TransportOptions,
  TransportRequest,
  TransportResponse,
} from "./core.js";
// #region transport/undici-package.ts
/** What `import("undici")` gives. */
type UndiciPackage = typeof undici;

/**
 * Not until the first request: undici takes longer to load than all else that a program imports with its SDK.
 * @throws ConfigurationError where it is not installed
 */
async function loadUndici(): Promise<UndiciPackage> {
  try {
    return await import("undici");
  } catch (cause) {
    const message = "The package `undici` can't be loaded: install version 7, or give the client another `transport`";
    throw new ConfigurationError({ message, cause });
  }
}
// #endregion

// #region transport/undici-connect.ts
/**
 * Makes connections within the limit. undici's own limit is off: it is looked at about twice a second only, and a
 * connection that took too long would be given up half a second late.
 */
function makeConnector(undici: UndiciPackage, options: TransportOptions): buildConnector.connector {
  const connect = undici.buildConnector(connectorOptions(options));
  const limitMs = options.connectTimeout;
  if (limitMs <= 0) return connect;
  return (target, callback) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (...args: Parameters<buildConnector.Callback>): void => {
      clearTimeout(timer);
      callback(...args);
    };
    // undici's types hide that it gives the socket back.
    const socket = connect(target, settle) as unknown as Socket;
    timer = setTimeout(() => socket.destroy(new ConnectTimeout(limitMs)), limitMs);
  };
}

/** For undici's own connectors: the ones of a proxy are made by itself. */
function connectorOptions({ tls = {}, socketPath, http2 }: TransportOptions): buildConnector.BuildOptions {
  const { ca, cert, key, passphrase, servername } = tls;
  // Named one by one: nothing that switches verification off gets through. Node.js takes undefined for absent, its
  // types don't say so.
  const options = { ca, cert, key, passphrase, servername, socketPath, allowH2: http2 === true, timeout: 0 };
  return options as buildConnector.BuildOptions;
}
// #endregion

// #region transport/undici-proxy.ts
/** @throws ConfigurationError for a proxy that can't be one, before anything is connected */
function checkProxy({ proxy, socketPath }: TransportOptions): void {
  if (proxy === undefined) return;
  if (socketPath !== undefined)
    throw new ConfigurationError({ message: "`proxy` and `socketPath` exclude each other" });
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (proxy === "environment" || (url !== undefined && /^(?:https?|socks5?):$/.test(url.protocol))) return;
  // The text itself may hold a password.
  throw new ConfigurationError({ message: "`proxy` must be an http, https or socks5 URL, or `environment`" });
}

/** `options` have passed `checkProxy`. */
function makeProxyAgent(
  undici: UndiciPackage,
  { options, shared }: { readonly options: TransportOptions; readonly shared: Agent.Options },
): Dispatcher {
  const { proxy = "", connectTimeout } = options;
  const tls = { ...connectorOptions(options), timeout: connectTimeout };
  const ProxyPool = proxyPool(undici, connectTimeout);
  const proxied = {
    ...shared,
    requestTls: tls,
    // The proxy may be signed by the same private authority; it is never shown the client's certificate.
    proxyTls: {
      ...connectorOptions({ ...options, http2: false, tls: { ca: options.tls?.ca } }),
      timeout: connectTimeout,
    },
    clientFactory: (origin: URL, poolOptions: object) => new ProxyPool(origin, poolOptions),
  };
  if (proxy === "environment") {
    return new undici.EnvHttpProxyAgent({ ...proxied, connect: makeConnector(undici, options) });
  }
  return new undici.ProxyAgent({ ...proxied, uri: proxy });
}

/** Connections to a proxy. One that takes the connection and never opens the tunnel has used up the connection's time. */
function proxyPool({ Pool: UndiciPool }: UndiciPackage, limitMs: number): typeof Pool {
  return class ProxyPool extends UndiciPool {
    override connect(options: Parameters<Pool["connect"]>[0]): Promise<Dispatcher.ConnectData>;
    override connect(
      options: Parameters<Pool["connect"]>[0],
      callback: (error: Error | null, data: Dispatcher.ConnectData) => void,
    ): void;
    override connect(
      options: Parameters<Pool["connect"]>[0],
      callback?: (error: Error | null, data: Dispatcher.ConnectData) => void,
    ): Promise<Dispatcher.ConnectData> | undefined {
      // `ProxyAgent` asks for a promise; undici asks itself with a callback.
      if (callback !== undefined) {
        super.connect(options, callback);
        return undefined;
      }
      if (limitMs <= 0) return super.connect(options);
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(new ConnectTimeout(limitMs)), limitMs);
      return super.connect({ ...options, signal: abort.signal }).finally(() => clearTimeout(timer));
    }
  };
}
// #endregion

// #region transport/undici-agent.ts
/** What undici allows at once on an HTTP/2 connection, unless the server allows less. */
const maxStreams = 100;

/** undici's own limits of five minutes are off: the runtime's decide, and they are counted here, to the millisecond. */
function makeAgent(undici: UndiciPackage, options: TransportOptions): Dispatcher {
  const shared = {
    connections: options.connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: options.http2 === true,
  };
  if (options.proxy !== undefined) return makeProxyAgent(undici, { options, shared });
  const multiplexed = new Set<string>();
  const connect = makeConnector(undici, options);
  const agent = new undici.Agent({
    ...shared,
    connect: options.http2 === true ? notingHttp2(connect, multiplexed) : connect,
  });
  return options.http2 === true ? agent.on("connect", useStreams(multiplexed)) : agent;
}

/** Remembers which hosts agreed on HTTP/2. */
function notingHttp2(connect: buildConnector.connector, multiplexed: Set<string>): buildConnector.connector {
  return (target, callback) =>
    connect(target, (...args) => {
      const socket = args[1];
      if (socket !== null && "alpnProtocol" in socket && socket.alpnProtocol === "h2") multiplexed.add(hostOf(target));
      callback(...args);
    });
}

/** undici sends one request at a time on every connection, unless it is told that this one is HTTP/2. */
function useStreams(multiplexed: ReadonlySet<string>): (origin: URL, targets: readonly Dispatcher[]) => void {
  return (origin, targets) => {
    const client = targets.at(-1);
    if (client !== undefined && "pipelining" in client && multiplexed.has(origin.host)) {
      (client as Client).pipelining = maxStreams;
    }
  };
}

function hostOf({ host, hostname, port }: buildConnector.Options): string {
  return host ?? (port === "" ? hostname : `${hostname}:${port}`);
}
// #endregion

// #region transport/zstd-frames.ts
/** RFC 8878 3.1 Frames, https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */

const frameMagic = 0xfd2fb528;
/** The last four bits are the writer's own. */
const skippableMagic = 0x184d2a50;

/**
 * Passes the chunks on, and fails where they end within a frame: Node.js takes what is cut short for a whole body.
 * @throws Error with the code that zlib has for it
 */
async function* wholeZstdFrames(
  source: AsyncGenerator<Uint8Array, void, void>,
): AsyncGenerator<Uint8Array, void, void> {
  const frames = new ZstdFrames();
  for await (const chunk of source) {
    frames.push(chunk);
    yield chunk;
  }
  if (!frames.isWhole) throw Object.assign(new Error("unexpected end of zstd frame"), { code: "Z_BUF_ERROR" });
}

/** What the next bytes are: a magic number, the length of a skippable frame, a frame's header, a block's header. */
type ZstdPart = "magic" | "length" | "frame" | "block" | "unknown";

/** Goes from header to header; what stands between them is the decoder's. */
class ZstdFrames {
  #part: ZstdPart = "magic";
  /** The bytes of a header so far, and how many it has. */
  #header: number[] = [];
  #length = 4;
  #skip = 0;
  #hasChecksum = false;

  /** Also of what is no frame at all: the decoder finds that out by itself. */
  get isWhole(): boolean {
    return this.#part === "unknown" || (this.#part === "magic" && this.#header.length === 0 && this.#skip === 0);
  }

  push(chunk: Uint8Array): void {
    let position = 0;
    while (position < chunk.byteLength && this.#part !== "unknown") {
      const skipped = Math.min(this.#skip, chunk.byteLength - position);
      this.#skip -= skipped;
      position += skipped;
      const byte = chunk[position];
      if (byte === undefined) return;
      position += 1;
      this.#header.push(byte);
      if (this.#header.length === this.#length) this.#read(littleEndian(this.#header));
    }
  }

  #read(value: number): void {
    if (this.#part === "magic") this.#readMagic(value);
    else if (this.#part === "length") this.#expect("magic", 4, value);
    else if (this.#part === "frame") this.#readFrame(value);
    else this.#readBlock(value);
  }

  #readMagic(value: number): void {
    if (value === frameMagic) this.#expect("frame", 1, 0);
    else if (value - (value % 16) === skippableMagic) this.#expect("length", 4, 0);
    else this.#expect("unknown", 0, 0);
  }

  /** 3.1.1.1: the descriptor tells how long the rest of the header is. */
  #readFrame(descriptor: number): void {
    const isSingleSegment = (descriptor & 0b10_0000) !== 0;
    const sizeFlag = descriptor >> 6;
    const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 0b11] ?? 0;
    this.#hasChecksum = (descriptor & 0b100) !== 0;
    this.#expect("block", 3, Number(!isSingleSegment) + dictionaryBytes + sizeBytes);
  }

  /** 3.1.1.2: a run of one byte has a size, and is one byte. */
  #readBlock(value: number): void {
    const isRun = ((value >> 1) & 0b11) === 1;
    const size = isRun ? 1 : value >> 3;
    if ((value & 1) === 0) this.#expect("block", 3, size);
    else this.#expect("magic", 4, size + (this.#hasChecksum ? 4 : 0));
  }

  #expect(part: ZstdPart, length: number, skip: number): void {
    this.#part = part;
    this.#header = [];
    this.#length = length;
    this.#skip = skip;
  }
}

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
// #endregion

// #region transport/undici-coding.ts
/** RFC 9110 8.4 Content-Encoding, https://www.rfc-editor.org/rfc/rfc9110#field.content-encoding */


type Chunks = AsyncGenerator<Uint8Array, void, void>;

/** As curl and undici's own fetch have it: each takes a decoder and a level of the stack, and multiplies what comes out. */
const maxCodings = 5;

/** Makes the decoder; `first` is the first chunk of what it will get. */
type MakeDecoder = (first: Uint8Array) => Transform;

const contentDecoders: Readonly<Record<string, MakeDecoder | undefined>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  br: () => createBrotliDecompress(),
  // RFC 9110 8.4.1.2 means the zlib format; many servers send the bare stream. CMF's low bits tell (RFC 1950 2.2).
  deflate: (first) => (((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()),
};

/** Node.js 22.15 and later have it; an import of what is not there would not even load. */
const makeZstdDecoder = /* @__PURE__ */ findZstdDecoder();

/** What can be decoded, for `Accept-Encoding`. */
function decodableCodings(): string {
  return makeZstdDecoder === undefined ? "gzip, deflate, br" : "gzip, deflate, br, zstd";
}

function findZstdDecoder(): MakeDecoder | undefined {
  const zlib = builtinModule("node:zlib") as { createZstdDecompress?(): Transform } | undefined;
  const create = zlib?.createZstdDecompress;
  return create === undefined ? undefined : () => create();
}

interface CodedResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** For messages. */
  readonly origin: string;
}

/** The body without its content codings; the body itself where it has none. */
function decodeContent(body: ResponseBody, response: CodedResponse): ResponseBody {
  const header = response.headers.get("content-encoding");
  if (header === undefined) return body;
  const codings = header
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  return codings.length === 0 ? body : new CodedBody(body, codings, response);
}

class CodedBody implements ResponseBody {
  readonly #inner: ResponseBody;
  readonly #codings: readonly string[];
  readonly #response: CodedResponse;

  constructor(inner: ResponseBody, codings: readonly string[], response: CodedResponse) {
    this.#inner = inner;
    this.#codings = codings;
    this.#response = response;
  }

  /** Through the stream: a small body may become a huge one, of which an error wants the beginning only. */
  async bytes(limit: number = Number.POSITIVE_INFINITY): Promise<Bytes> {
    const reader = this.stream().getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
    }
    if (size >= limit) await reader.cancel();
    return new Uint8Array(Buffer.concat(chunks, size));
  }

  stream(): ReadableStream<Bytes> {
    const decoded = decodeChunks(this.#inner.stream(), this.#makeDecoders());
    const { origin } = this.#response;
    return new ReadableStream<Bytes>(
      {
        async pull(controller) {
          try {
            const { done, value } = await decoded.next();
            if (done === true) controller.close();
            else controller.enqueue(value);
          } catch (error) {
            controller.error(toTransportError(error, origin));
          }
        },
        async cancel() {
          await decoded.return();
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#inner.discard();
  }

  /** The last coding was applied last. @throws ResponseParseError for one that nobody here knows, and for too many */
  #makeDecoders(): readonly ((chunks: Chunks) => Chunks)[] {
    if (this.#codings.length > maxCodings)
      throw this.#failure(`The response has ${this.#codings.length} content codings, of which ${maxCodings} are read`);
    return [...this.#codings].reverse().map((coding) => {
      if (coding === "zstd" && makeZstdDecoder !== undefined) {
        return (chunks) => throughDecoder(wholeZstdFrames(chunks), makeZstdDecoder);
      }
      const decoder = Object.hasOwn(contentDecoders, coding) ? contentDecoders[coding] : undefined;
      if (decoder !== undefined) return (chunks) => throughDecoder(chunks, decoder);
      throw this.#failure(`The response's Content-Encoding ${JSON.stringify(coding)} is unknown`);
    });
  }

  #failure(message: string): ResponseParseError {
    const { status, headers } = this.#response;
    return new ResponseParseError({ message, status, contentType: headers.get("content-type"), excerpt: "" });
  }
}

async function* decodeChunks(
  source: ReadableStream<Uint8Array>,
  decoders: readonly ((chunks: Chunks) => Chunks)[],
): AsyncGenerator<Bytes, void, void> {
  let chunks = streamChunks(source);
  for (const decode of decoders) chunks = decode(chunks);
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

/** Ends with an error where the coded form is cut short: zlib says so when its input ends. */
async function* throughDecoder(source: Chunks, make: MakeDecoder): Chunks {
  const first = await source.next();
  // HEAD and 304 carry the header without the body.
  if (first.done === true) return;
  const decoder = make(first.value);
  // Whoever reads the decoder sees the error; the callback is there because `pipeline` wants one.
  pipeline(Readable.from(prepend(first.value, source)), decoder, () => undefined);
  yield* decoder;
}

async function* prepend(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}

async function* streamChunks(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.byteLength > 0) yield value;
    }
  } finally {
    await reader.cancel();
  }
}
// #endregion

// #region transport/undici-body.ts
/** What is used of undici's controller. */
interface FlowController {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** As much as a body may run ahead of its reader. */
const highWaterMark = 256 * 1024;
/** A rest that is read to keep the connection; making a new one costs about as much. */
const maxDrainBytesInUndiciBody = 64 * 1024;
/** A rest that doesn't come is not waited for. */
const maxDrainMsInUndiciBody = 1_000;

/** The chunks of a response's body as they come in, for one reader. A body that is read whole costs no stream. */
class UndiciBody implements ResponseBody {
  readonly #controller: FlowController;
  readonly #idleMs: number;
  #chunks: Buffer[] = [];
  #size = 0;
  #state: "open" | "ended" | "failed" = "open";
  #error: Error | undefined;
  #isPaused = false;
  #isDropped = false;
  /** How much a whole reader wants; undefined while nobody or a stream reads. */
  #wanted: number | undefined;
  #wake: (() => void) | undefined;
  /** Runs only while somebody waits: a reader that takes its time is not the server's fault. */
  #timer: NodeJS.Timeout | undefined;

  constructor(controller: FlowController, idleMs: number) {
    this.#controller = controller;
    this.#idleMs = idleMs;
  }

  push(chunk: Buffer): void {
    this.#size += chunk.byteLength;
    if (this.#isDropped) {
      if (this.#size > maxDrainBytesInUndiciBody) this.#controller.abort(notNeeded());
      return;
    }
    this.#chunks.push(chunk);
    if (this.#wanted === undefined) {
      if (this.#size >= highWaterMark) this.#pause();
      this.#notify();
    } else if (this.#size >= this.#wanted) this.#notify();
    else this.#timer?.refresh();
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#notify();
  }

  fail(error: Error): void {
    if (this.#state === "open") {
      this.#state = "failed";
      this.#error = error;
    }
    this.#notify();
  }

  readyText(): string | undefined {
    if (this.#state !== "ended") return undefined;
    const chunks = this.#chunks;
    this.#chunks = [];
    const text = utf8Text(chunks);
    // A byte order mark is no part of the text.
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  async bytes(limit: number = Number.POSITIVE_INFINITY): Promise<Bytes> {
    this.#wanted = limit;
    if (this.#state === "open" && this.#size < limit) await this.#nextChange();
    if (this.#state === "failed") throw this.#error;
    const bytes = concat(this.#chunks, this.#size);
    this.discard();
    return bytes;
  }

  stream(): ReadableStream<Bytes> {
    return new ReadableStream<Bytes>(
      {
        pull: (controller) => this.#pull(controller),
        cancel: () => {
          if (this.#state === "open") this.#controller.abort(notNeeded());
        },
      },
      // Nothing is pulled before somebody reads.
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#chunks = [];
    if (this.#state !== "open" || this.#isDropped) return;
    this.#isDropped = true;
    this.#size = 0;
    this.#timer = setTimeout(stopDraining, maxDrainMsInUndiciBody, this.#controller);
    this.#resume();
  }

  async #pull(controller: ReadableStreamDefaultController<Bytes>): Promise<void> {
    if (this.#chunks.length === 0 && this.#state === "open") await this.#nextChange();
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#size = 0;
    for (const chunk of chunks) controller.enqueue(viewOf(chunk));
    if (chunks.length > 0) return;
    if (this.#state === "failed") controller.error(this.#error);
    else controller.close();
  }

  #nextChange(): Promise<void> {
    if (this.#idleMs > 0) this.#timer = setTimeout(expireIdle, this.#idleMs, this, this.#idleMs);
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#resume();
    });
  }

  #notify(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  #pause(): void {
    this.#isPaused = true;
    this.#controller.pause();
  }

  #resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#controller.resume();
  }

  /** The server has said nothing for too long. */
  expire(error: Error): void {
    this.fail(error);
    this.#controller.abort(error);
  }
}

function expireIdle(body: UndiciBody, limitMs: number): void {
  body.expire(timeoutError("body", limitMs));
}

function stopDraining(controller: FlowController): void {
  controller.abort(notNeeded());
}

/** Nobody sees it: undici wants a reason. */
function notNeeded(): Error {
  return new Error("The rest of the body is not needed");
}

function utf8Text(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  if (chunks.length > 1) return Buffer.concat(chunks).toString();
  return first === undefined ? "" : first.toString();
}

/** A copy: a chunk lies in a buffer of the socket that is much larger than most bodies. */
/** A plain Uint8Array over the same memory: undici's chunks are Buffers. */
function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Bytes {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}
// #endregion

// #region transport/undici-exchange.ts
type Controller = Dispatcher.DispatchController;

interface ExchangePromise {
  resolve(response: TransportResponse): void;
  reject(error: Error): void;
}

/**
 * One request and its response. A dispatch handler instead of `request()`: no stream is made for a body that is read
 * whole, no `AbortSignal` for a call that nobody aborts, and a call that waits for a connection ends at once.
 */
class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #promise: ExchangePromise;
  readonly #stopListening: () => void;
  #controller: Controller | undefined;
  #body: UndiciBody | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(request: TransportRequest, promise: ExchangePromise) {
    this.#request = request;
    this.#promise = promise;
    this.#stopListening = request.abort.listen((reason) => this.abort(reason));
  }

  /** A connection is there, and the request is about to be sent on it. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    const { reason } = this.#request.abort;
    // It was given up in the queue: undici learns of it now.
    if (this.#isOver || reason !== undefined) {
      controller.abort(reason ?? toTransportError("given up", this.#request.origin));
      return;
    }
    this.#clearTimer();
    const { headers } = this.#request.timeouts;
    if (headers > 0) this.#timer = setTimeout(expireHeaders, headers, this, headers);
  }

  onResponseStart(
    controller: Controller,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 1xx announce the response, they are none.
    if (status < 200) return;
    this.#clearTimer();
    this.#body = new UndiciBody(controller, this.#request.timeouts.body);
    const responseHeaders = new RecordHeaders(headers);
    const body = decodeContent(this.#body, { status, headers: responseHeaders, origin: this.#request.origin });
    this.#promise.resolve({ status, headers: responseHeaders, body });
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
    this.#body?.end();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(error);
  }

  /** Ends it from this side, wherever it is. */
  abort(reason: Error): void {
    if (this.#isOver) return;
    // Fails here and now; undici tells again, or not at all while there is no connection.
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  /** Ends it with an error, unless it has ended. */
  fail(error: unknown): void {
    this.#fail(toTransportError(error, this.#request.origin, this.#controller === undefined));
  }

  #fail(error: Error): void {
    if (this.#isOver) return;
    this.#finish();
    if (this.#body === undefined) this.#promise.reject(error);
    else this.#body.fail(error);
  }

  #finish(): void {
    this.#isOver = true;
    this.#clearTimer();
    this.#stopListening();
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function expireHeaders(exchange: UndiciExchange, limitMs: number): void {
  exchange.abort(timeoutError("headers", limitMs));
}
// #endregion

// #region transport/undici.ts
/** Sends through undici, one pool of connections per origin: the default on Node.js. */
export function undiciTransport(options: TransportOptions): Transport {
  const { dispatcher } = options;
  if (dispatcher === undefined) {
    checkProxy(options);
    return new UndiciTransport(async () => expectUndici(makeAgent(await loadUndici(), options)));
  }
  if (!isDispatcher(dispatcher)) {
    throw new ConfigurationError({ message: "`dispatcher` must be an undici Dispatcher: it has no `dispatch`" });
  }
  refuseSessionOptions(options, ownConnectionNames, "beside `dispatcher`: set that up with it");
  return new UndiciTransport(dispatcher);
}

/** Bun puts a class of its own, without any methods, in the place of undici's. */
function expectUndici(agent: Dispatcher): Dispatcher {
  if (isDispatcher(agent)) return agent;
  throw new ConfigurationError({
    message:
      "This runtime has no undici, only its name (Bun is one of these): generate the SDK with `--transport fetch`, " +
      "or give the client `transport: fetchTransport`",
  });
}

class UndiciTransport implements Transport {
  readonly acceptEncoding: string = decodableCodings();
  #dispatcher: Dispatcher | undefined;
  readonly #make: () => Promise<Dispatcher>;
  /** The transport's own, which is closed with it. */
  #making: Promise<Dispatcher> | undefined;
  #isClosed = false;

  /** With a dispatcher of the user's, or with what makes one when the first request is sent. */
  constructor(source: Dispatcher | (() => Promise<Dispatcher>)) {
    if (typeof source !== "function") this.#dispatcher = source;
    this.#make = typeof source === "function" ? source : () => Promise.resolve(source);
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (this.#isClosed) return Promise.reject(new ConfigurationError({ message: "The client is closed" }));
    if (this.#dispatcher !== undefined) return exchange(this.#dispatcher, request);
    return this.#open().then((dispatcher) => exchange(dispatcher, request));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const own = await this.#made();
    await own?.close();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    const own = await this.#made();
    await own?.destroy();
  }

  /** Undefined where none was asked for, or none could be made: who asked was told, and closing is no second failure. */
  async #made(): Promise<Dispatcher | undefined> {
    return this.#making?.catch(() => undefined);
  }

  async #open(): Promise<Dispatcher> {
    this.#making ??= this.#make();
    this.#dispatcher = await this.#making;
    return this.#dispatcher;
  }
}

function exchange(dispatcher: Dispatcher, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const handler = new UndiciExchange(request, { resolve, reject });
    try {
      dispatcher.dispatch(toDispatchOptions(request), handler);
    } catch (error) {
      // undici itself tells the handler; a dispatcher of the user's may throw.
      handler.fail(error);
    }
  });
}

function toDispatchOptions(request: TransportRequest): Dispatcher.DispatchOptions {
  return {
    origin: request.origin,
    path: request.path,
    method: request.method,
    headers: requestHeaders(request),
    body: toUndiciBody(request.body),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

/** Beyond it a Blob is streamed: undici would read it into memory. */
const maxBufferedBlob = 64 * 1024;

function requestHeaders({ headers, body }: TransportRequest): Readonly<Record<string, string>> {
  const isStreamed = body instanceof Blob && body.size > maxBufferedBlob;
  return isStreamed ? { ...headers, "content-length": `${body.size}` } : headers;
}

type UndiciBodyInUndici = NonNullable<Dispatcher.DispatchOptions["body"]> | null;

function toUndiciBody(body: TransportBody | undefined): UndiciBodyInUndici {
  if (body instanceof Blob && body.size > maxBufferedBlob) return asUndiciBody(body.stream());
  return body === undefined ? null : asUndiciBody(body);
}

/** undici's types leave out what it takes: ArrayBuffer, Blob and every async iterable, web streams among them. */
function asUndiciBody(body: TransportBody): UndiciBodyInUndici {
  return body as UndiciBodyInUndici;
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === "object" && value !== null && "dispatch" in value && typeof value.dispatch === "function";
}
// #endregion
