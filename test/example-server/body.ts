import type { IncomingMessage } from "node:http";
import type { Exchange } from "./exchange.js";
import { badRequest, HttpProblem } from "./problem.js";

export type Incoming = Pick<Exchange, "request" | "record">;

/** No JSON or text body may be longer; files are streamed. */
const maxBufferedBytes = 10_485_760;

/** The media type of the request's body, without parameters. */
export function contentTypeOf(request: IncomingMessage): string {
  return (request.headers["content-type"] ?? "").split(";", 1).join("").trim().toLowerCase();
}

/** A JSON body, as one of these media types. */
export async function jsonBody(exchange: Exchange, ...contentTypes: readonly string[]): Promise<unknown> {
  const accepted = contentTypes.length > 0 ? contentTypes : ["application/json"];
  const text = await textBody(exchange, ...accepted);
  return parseJson(text);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not JSON.");
  }
}

/** A JSON body that may be left out altogether. */
export async function optionalJsonBody(exchange: Exchange): Promise<unknown> {
  return hasBody(exchange.request) ? jsonBody(exchange) : undefined;
}

/** RFC 9112, 6.3: a request without either of these headers has no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export async function textBody(exchange: Exchange, ...accepted: readonly string[]): Promise<string> {
  const contentType = contentTypeOf(exchange.request);
  if (!accepted.includes(contentType)) {
    throw badRequest(`The body must be ${accepted.join(" or ")}, but is ${contentType || "of no declared type"}.`);
  }
  const bytes = await readAll(exchange);
  return bytes.toString("utf8");
}

async function readAll(exchange: Exchange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(exchange)) {
    length += chunk.length;
    if (length > maxBufferedBytes) throw new HttpProblem(413, { detail: `The limit is ${maxBufferedBytes} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it comes, noted down on the way. */
export async function* bodyChunks({ request, record }: Incoming): AsyncGenerator<Buffer, void> {
  // Whoever stops early still wants to answer: destroying the request would take the connection with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // A request without an encoding gives buffers only.
    const bytes = chunk as Buffer;
    record.received(bytes);
    yield bytes;
  }
}

/** Reads what is left of the body, so that the connection can be used again. */
export async function drainBody(incoming: Incoming): Promise<void> {
  if (incoming.request.readableEnded || !hasBody(incoming.request)) return;
  for await (const _chunk of bodyChunks(incoming));
}
