import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./auth.js";
import { drainBody } from "./body.js";
import type { Store } from "./data/store.js";
import type { Exchange, Reply } from "./exchange.js";
import { delayBy, type Fault, type FaultList, faultHeader, faultReply, faultStages } from "./faults.js";
import { HttpProblem, notFound } from "./problem.js";
import type { RateLimiter } from "./rate-limit.js";
import { type Connections, RecordedRequest } from "./record.js";
import type { FindRoute, Match } from "./router.js";
import { send } from "./send.js";
import type { TokenIssuer } from "./tokens.js";

/** Every path of the document begins with this on the wire. */
export const basePath = "/v1";

/** What all requests share. `store` is replaced when tests start afresh. */
export interface World {
  store: Store;
  readonly find: FindRoute;
  readonly tokens: TokenIssuer;
  readonly limiter: RateLimiter;
  readonly faults: FaultList;
  readonly connections: Connections;
  readonly requests: RecordedRequest[];
  readonly maxRequests: number;
  readonly cors: boolean;
}

/** One request on its way through the server. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: RecordedRequest;
  readonly match: Match | HttpProblem;
  readonly fault: Fault | undefined;
  readonly signal: AbortSignal;
}

/** Answers one request. Never rejects. */
export async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const record = recordOf(world, request);
  const match = findOrProblem(world.find, record);
  const signal = signalOf(response);
  if (!(match instanceof HttpProblem)) record.operationId = match.route.operationId;
  const fault = world.faults.take({
    method: record.method,
    path: record.path,
    template: match instanceof HttpProblem ? undefined : match.route.path,
    operationId: record.operationId,
    header: headerText(request, faultHeader),
  });
  try {
    await serve(world, { request, response, record, match, fault, signal });
  } catch (error) {
    // The client may leave at any time; whatever else fails here is our mistake, and must not hang the test.
    if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined);
  }
}

function recordOf(world: World, request: IncomingMessage): RecordedRequest {
  const pathname = (request.url ?? "/").split("?", 1).join("");
  const record = new RecordedRequest(request, {
    connectionId: world.connections.idOf(request.socket),
    requestId: headerText(request, "x-request-id") ?? randomUUID(),
    path: isBelowBase(pathname) ? pathname.slice(basePath.length) : pathname,
  });
  if (world.requests.length >= world.maxRequests) world.requests.splice(0, Math.ceil(world.maxRequests / 2));
  world.requests.push(record);
  return record;
}

function isBelowBase(path: string): boolean {
  return path.startsWith(`${basePath}/`);
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function findOrProblem(find: FindRoute, record: RecordedRequest): Match | HttpProblem {
  if (!isBelowBase(record.target)) return notFound(`resource ${record.path}`);
  try {
    return find(record.method, record.path);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
}

function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

async function serve(world: World, visit: Visit): Promise<void> {
  const { request, response, record, fault, signal } = visit;
  const stage = fault && faultStages[fault.kind];
  const headers: Record<string, string> = { "x-request-id": record.requestId, ...corsHeaders(world, request) };
  if (stage === "instead") await drainBody({ request, record });
  if (fault?.kind === "hang") return;
  if (fault?.kind === "reset") return void request.socket.resetAndDestroy();
  if (fault?.kind === "delay") await delayBy(fault, signal);
  const reply = fault !== undefined && stage === "instead" ? faultReply(fault) : await replyTo(world, visit, headers);
  // Whoever refuses a request has not read its body.
  await drainBody({ request, record });
  if (stage === "after") return void request.socket.resetAndDestroy();
  record.status = reply.status;
  await send(reply, { request, response, headers, fault: stage === "body" ? fault : undefined });
}

async function replyTo(world: World, visit: Visit, headers: Record<string, string>): Promise<Reply> {
  const { request, record, match, signal } = visit;
  try {
    if (world.cors && request.method === "OPTIONS") return { status: 204 };
    if (match instanceof HttpProblem) throw match;
    const { store, tokens, limiter } = world;
    Object.assign(headers, limiter.count(request));
    const principal = authenticate(request, match.route.security, { store, tokens });
    const query = new URLSearchParams(record.target.split("?").slice(1).join("?"));
    const exchange: Exchange = { request, record, path: match.path, query, principal, store, tokens, signal };
    return await match.route.handler(exchange);
  } catch (error) {
    if (error instanceof HttpProblem) return error.toReply(record.requestId);
    if (signal.aborted || request.destroyed) throw error;
    return new HttpProblem(500, { detail: String(error) }).toReply(record.requestId);
  }
}

function corsHeaders(world: World, request: IncomingMessage): Readonly<Record<string, string>> {
  if (!world.cors) return {};
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": headerText(request, "access-control-request-headers") ?? "*",
  };
}
