/** Requests to the authorization server: past the client's policies, with limits and retries of their own. */
import type { TokenIo } from "../auth/token-source.js";
import { Cancellation } from "../cancellation.js";
import type { ResponseHeaders } from "../contract.js";
import { ConnectionError } from "../errors/connection-error.js";
import { readRetryAfter } from "../errors/retry-after.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { TokenError } from "../errors/token-error.js";
import { decodeUtf8 } from "../text.js";
import { codeOf } from "../transport/failure.js";
import { wait } from "./wait.js";

export interface ServerRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** Of a POST. */
  readonly form?: URLSearchParams;
  readonly authorization?: string | undefined;
  /** When to give up, as the clock's `now` counts. */
  readonly giveUpAt: number;
}

export interface ServerReply {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed JSON; undefined where it is something else. */
  readonly body: unknown;
  /** When the request that this answers was sent, as the clock's `now` counts. */
  readonly askedAt: number;
}

const maxAttempts = 3;
/** One request. A token endpoint that takes longer is down. */
const maxAttemptTime = 10_000;
const maxBytes = 262_144;
const baseDelay = 500;
const maxDelay = 4_000;
/** Worth another try. A token request that went wrong half-way may be repeated: its answer would be lost either way. */
const passingStatuses = /* @__PURE__ */ new Set([408, 425, 429, 500, 502, 503, 504]);

/** Sends until there is an answer that another try would not change. @throws TokenError where there is none */
export async function askServer(request: ServerRequest, io: TokenIo): Promise<ServerReply> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryOnce(request, io);
    const delay = attempt < maxAttempts ? delayBefore(result, attempt, io.clock.time()) : undefined;
    if (delay === undefined || io.clock.now() + delay >= request.giveUpAt) {
      if (!(result instanceof Error)) return result;
      throw unreachable(request.url, result);
    }
    await wait(delay, io.clock);
  }
}

async function tryOnce(request: ServerRequest, io: TokenIo): Promise<ServerReply | Error> {
  const askedAt = io.clock.now();
  const cancellation = new Cancellation(io.clock);
  try {
    const limit = Math.max(1, Math.min(maxAttemptTime, request.giveUpAt - askedAt));
    cancellation.startTimer(limit);
    const { origin, pathname, search } = new URL(request.url);
    const response = await io.transport.send({
      method: request.method,
      origin,
      path: pathname + search,
      headers: headersOf(request, io),
      body: request.form?.toString(),
      timeouts: { headers: limit, body: limit },
      abort: cancellation,
    });
    const { status, headers } = response;
    return { status, headers, body: parse(await response.body.bytes(maxBytes)), askedAt };
  } catch (error) {
    // What the user's own transport throws is no more than a reason.
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    cancellation.settle();
  }
}

function headersOf({ form, authorization }: ServerRequest, { userAgent }: TokenIo): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (userAgent !== undefined) headers["user-agent"] = userAgent;
  if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
  if (authorization !== undefined) headers["authorization"] = authorization;
  return headers;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
}

/** Milliseconds until the next try; undefined where there is to be none. */
function delayBefore(result: ServerReply | Error, attempt: number, now: number): number | undefined {
  if (result instanceof Error) {
    if (!(result instanceof ConnectionError || result instanceof TimeoutError) || isCertain(result)) return undefined;
  } else if (!passingStatuses.has(result.status)) return undefined;
  const asked = result instanceof Error ? undefined : readRetryAfter(result.headers, now);
  return asked ?? Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
}

/** A certificate does not get better, nor does a server that speaks no HTTP. */
function isCertain(error: Error): boolean {
  return /CERT|TLS|SSL|SIGNED|VERIFY|^HPE_/.test(codeOf(error) ?? "");
}

function unreachable(url: string, cause: Error): TokenError {
  return new TokenError({ message: `No answer from ${addressOf(url)}: ${cause.message}`, cause });
}

/** For messages: a query may hold secrets. */
export function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
