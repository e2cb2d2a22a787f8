import type { Bytes } from "../bytes.js";
import { essenceOf, familyOf } from "../media-type.js";
import type { TransportBody } from "../request-body.js";
import type { TransportRequest } from "../transport/transport.js";
import type { SentCall } from "./mock-types.js";

/** A call whose types nobody has said yet. */
export type AnyCall = SentCall<{ readonly body?: unknown }>;

/** A request as a test sees it. */
export async function recordCall(request: TransportRequest): Promise<AnyCall> {
  const { method, origin, path, headers, body, attemptOf } = request;
  const bytes = body === undefined ? undefined : await requestBytes(body);
  return {
    operationId: attemptOf?.operation.id ?? "",
    method,
    url: origin + path,
    params: attemptOf?.params ?? {},
    headers: { ...headers },
    body: bytes === undefined ? undefined : await decode(bytes, headers["content-type"] ?? ""),
  };
}

/** All that is to be sent. A stream is then used up. */
export async function requestBytes(body: TransportBody): Promise<Bytes> {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
  const chunks: (Bytes | string)[] = [];
  for await (const chunk of chunksOf(body)) chunks.push(typeof chunk === "string" ? chunk : new Uint8Array(chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Streams of browsers can't be walked yet. */
async function* chunksOf(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  if (!(body instanceof ReadableStream)) {
    // One at a time: TypeScript 5.4 and 5.5 don't let `yield*` have it.
    for await (const chunk of body) yield chunk;
    return;
  }
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function decode(bytes: Bytes, contentType: string): Promise<unknown> {
  const family = familyOf(essenceOf(contentType));
  if (family === "multipart") return decodeForm(bytes, contentType);
  if (family === "binary") return bytes;
  const text = new TextDecoder().decode(bytes);
  if (family === "form") return new URLSearchParams(text);
  return family === "json" ? parse(text) : text;
}

async function decodeForm(bytes: Bytes, contentType: string): Promise<unknown> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    // `multipart/mixed` is no form.
    return bytes;
  }
}

/** What is no JSON is seen as it was sent. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
