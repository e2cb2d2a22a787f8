import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** So much of a body is kept for `body`. */
const keptBytes = 262_144;

/** What the server saw of one request, for tests to look at. */
export class RecordedRequest {
  readonly method: string;
  /** Without the server's `/v1`, as it was sent: `/posts/9057ab1e-…`. */
  readonly path: string;
  /** Path and query exactly as they were sent. */
  readonly target: string;
  /** Decoded; a name that occurs more than once has an array. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: IncomingHttpHeaders;
  /** The same number: the same connection. Counted from 1. */
  readonly connectionId: number;
  readonly requestId: string;
  /** The operation that was called; undefined where there is none. */
  operationId: string | undefined;
  /** The status of the answer; undefined while there is none. */
  status: number | undefined;
  /** How much of the body has been read. */
  bodyBytes = 0;
  #body: Buffer[] = [];
  #keptBytes = 0;

  constructor(
    request: IncomingMessage,
    init: { readonly connectionId: number; readonly requestId: string; readonly path: string },
  ) {
    this.method = request.method ?? "GET";
    this.target = request.url ?? "/";
    this.path = init.path;
    this.query = queryOf(this.target);
    this.headers = request.headers;
    this.connectionId = init.connectionId;
    this.requestId = init.requestId;
  }

  /**
   * The body that was read, or its first 256 KiB: JSON parsed, anything else as text (each byte of a binary one is one
   * character); undefined where nothing was read.
   */
  get body(): unknown {
    if (this.#body.length === 0) return undefined;
    const bytes = Buffer.concat(this.#body);
    const contentType = this.headers["content-type"] ?? "";
    if (/[/+]json\b/.test(contentType)) return parsedOrText(bytes.toString("utf8"));
    return bytes.toString(/^text\/|urlencoded/.test(contentType) ? "utf8" : "latin1");
  }

  /** Notes a piece of the body down. */
  received(chunk: Buffer): void {
    this.bodyBytes += chunk.length;
    if (this.#keptBytes >= keptBytes) return;
    this.#keptBytes += chunk.length;
    this.#body.push(chunk);
  }
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function queryOf(target: string): Readonly<Record<string, string | readonly string[]>> {
  const mark = target.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** Counts connections and tells them apart. */
export class Connections {
  readonly #ids = new WeakMap<Socket, number>();
  readonly #sockets = new Set<Socket>();
  /** How many were ever made. */
  opened = 0;

  /** How many there are right now. */
  get open(): number {
    return this.#sockets.size;
  }

  add(socket: Socket): void {
    this.opened += 1;
    this.#ids.set(socket, this.opened);
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  idOf(socket: Socket): number {
    return this.#ids.get(socket) ?? 0;
  }

  /** Resolves when the connections that are open now no longer are: a moment after they were destroyed. */
  async closed(): Promise<void> {
    await Promise.all(
      [...this.#sockets].map((socket) => new Promise<void>((resolve) => socket.once("close", () => resolve()))),
    );
  }
}
