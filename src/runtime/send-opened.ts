import { SdkError, toSdkError } from "./errors/sdk-error.js";
import { type OnProgress, ProgressMeter } from "./progress.js";
import type { ApiRequest } from "./request.js";
import type { BodySource, OpenBody, TransportBody } from "./request-body.js";
import { requestProblem } from "./request-problem.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport/transport.js";

/** Opens the body for this attempt and sends it as it is read. */
export async function sendOpened(
  transport: Pick<Transport, "send">,
  request: ApiRequest,
  source: BodySource,
): Promise<TransportResponse> {
  const body = await source.openBody();
  const headers = body.size === undefined ? request.headers : { ...request.headers, "content-length": `${body.size}` };
  const reading: Reading = { onProgress: request.call.onProgress, failure: undefined };
  try {
    const { reason } = request.call.cancellation;
    if (reason !== undefined) throw reason;
    return await transport.send(transportRequest(request, headers, chunksOf(body, reading)));
  } catch (error) {
    body.close?.();
    // A transport may wrap it, or see only that the request broke off.
    throw reading.failure ?? error;
  }
}

/** What the transport is told. */
export function transportRequest(
  request: ApiRequest,
  headers: Readonly<Record<string, string>>,
  body: TransportBody | undefined,
): TransportRequest {
  const { method, origin, path, call } = request;
  const { timeouts, cancellation, redirects } = call;
  const followsRedirects = redirects.max > 0;
  return { method, origin, path, headers, body, timeouts, abort: cancellation, followsRedirects, attemptOf: request };
}

interface Reading {
  readonly onProgress: OnProgress | undefined;
  failure: SdkError | undefined;
}

/** A chunk counts as sent when the next one is asked for: the connection has taken it. */
async function* chunksOf(body: OpenBody, reading: Reading): AsyncGenerator<Uint8Array, void, void> {
  const { onProgress } = reading;
  const meter = onProgress === undefined ? undefined : new ProgressMeter(onProgress, body.size);
  try {
    for await (const chunk of body.chunks) {
      yield chunk;
      if (meter !== undefined) report(meter, chunk.byteLength);
    }
  } catch (error) {
    // Neither the network's fault nor the server's: an error of its own, which is not retried.
    reading.failure =
      error instanceof SdkError ? error : requestProblem("body", `can't be read: ${textOf(error)}`, error);
    throw reading.failure;
  }
}

/** What the caller's function throws stays what it is. */
function report(meter: ProgressMeter, bytes: number): void {
  try {
    meter.add(bytes);
  } catch (error) {
    throw toSdkError(error);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
