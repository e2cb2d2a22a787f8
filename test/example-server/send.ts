import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Reply, ReplyBody } from "./exchange.js";
import type { Fault } from "./faults.js";

export interface SendInput {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** On top of the reply's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** A fault that strikes while the body is sent. */
  readonly fault?: Fault | undefined;
}

interface Payload {
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly length: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Puts an answer on the wire, no faster than the client reads it. */
export async function send(reply: Reply, { request, response, headers, fault }: SendInput): Promise<void> {
  const payload = reply.body === undefined ? undefined : payloadOf(reply.body, request);
  for (const [name, value] of Object.entries({ ...headers, ...reply.headers, ...payload?.headers })) {
    response.setHeader(name, value);
  }
  response.statusCode = reply.status;
  if (payload?.length !== undefined) response.setHeader("content-length", payload.length);
  if (payload === undefined || request.method === "HEAD") {
    response.end();
    return;
  }
  response.flushHeaders();
  await (fault === undefined ? writeAll(response, payload) : writeUntil(response, payload, fault));
}

function payloadOf(body: ReplyBody, request: IncomingMessage): Payload {
  if (body.kind === "stream") {
    return { chunks: body.chunks, length: body.length, headers: { "content-type": body.contentType } };
  }
  const plain = Buffer.from(body.text);
  const headers = { "content-type": body.contentType, vary: "accept-encoding" };
  if (!acceptsGzip(request) || plain.length < 1024) return { chunks: [plain], length: plain.length, headers };
  const packed = gzipSync(plain, { level: 1 });
  return { chunks: [packed], length: packed.length, headers: { ...headers, "content-encoding": "gzip" } };
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /(^|[\s,])gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i.test(String(headers["accept-encoding"] ?? ""));
}

async function writeAll(response: ServerResponse, { chunks }: Payload): Promise<void> {
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

/** Writes some bytes of the body, and then does what the fault says. */
async function writeUntil(response: ServerResponse, { chunks, length }: Payload, fault: Fault): Promise<void> {
  // A stream of unknown length stops early in it, but not in its first line.
  let left = fault.after ?? (length === undefined ? 1000 : Math.floor(length / 2));
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (!response.write(part)) await drained(response);
    if (left <= 0 || response.destroyed) break;
  }
  // What was written must have left before the connection goes: a reset throws away what has not.
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (fault.kind === "reset-body") response.socket?.resetAndDestroy();
  if (fault.kind === "cut-body") response.socket?.destroySoon();
}

/** Resolves when the client has read enough, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    if (response.destroyed) return resolve();
    response.on("drain", done);
    response.on("close", done);
  });
}
