/** RFC 9110 15.4 Redirection, https://www.rfc-editor.org/rfc/rfc9110#section-15.4 */
import type { SecuritySchemeDescriptor } from "./contract.js";
import { statusError } from "./errors/status-error.js";
import { asIs, type Policy, type Send } from "./middleware.js";
import { planOperation, responsePlanOf } from "./operation-plan.js";
import { isHarmlessHeader, redactUrl } from "./redact.js";
import { isReplayable } from "./replayable-body.js";
import type { ApiRequest } from "./request.js";
import type { RequestBody } from "./request-body.js";
import type { TransportResponse } from "./transport/transport.js";

/**
 * Follows redirects. It stands outside of the authentication, which therefore decides for every address anew: only the
 * configured origin gets credentials. What stands in a request by other ways stays behind as well when the origin changes.
 */
export function redirects(security: Readonly<Record<string, SecuritySchemeDescriptor>>): Policy {
  const schemes = Object.values(security);
  const secretQuery = schemes.flatMap((scheme) =>
    scheme.type === "apiKey" && scheme.in === "query" ? scheme.name : [],
  );
  return (request, next, receive) =>
    next(request, (response) =>
      isRedirect(response.status) ? follow({ request, response }, next, secretQuery).then(receive) : receive(response),
    );
}

interface Hop {
  readonly request: ApiRequest;
  readonly response: TransportResponse;
}

async function follow(start: Hop, next: Send, secretQuery: readonly string[]): Promise<TransportResponse> {
  const { max } = start.request.call.redirects;
  const seen = new Set<string>([addressOf(start.request)]);
  let { request, response } = start;
  while (isRedirect(response.status)) {
    const location = locationOf({ request, response });
    if (location === undefined) return response;
    const hop: Hop = { request, response };
    if (seen.size > max) throw refuse(hop, `there were more than ${max} redirects`);
    request = redirected(hop, location, secretQuery);
    const address = addressOf(request);
    if (seen.has(address)) throw refuse(hop, `it leads in a circle: ${redactUrl(location.href)}`);
    seen.add(address);
    note(hop, location);
    response.body.discard();
    response = await next(request, asIs);
  }
  return response;
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function addressOf({ method, origin, path }: ApiRequest): string {
  return `${method} ${origin}${path}`;
}

/** Undefined where the redirect is not to be followed, but is itself the answer. */
function locationOf(hop: Hop): URL | undefined {
  const { request, response } = hop;
  const { redirects: policy } = request.call;
  const text = response.headers.get("location");
  if (policy.max <= 0 || text === undefined) return undefined;
  if (!keepsMethod(response.status) && !becomesGet(hop) && !isSafe(request.method)) return undefined;
  if (!policy.isGiven && isResult(hop)) return undefined;
  return parse(hop, text);
}

/** The document declares the redirect, and no other success: it is what the caller asks for. */
function isResult({ request, response }: Hop): boolean {
  const { operation } = request;
  if (Object.keys(operation.responses).some((status) => status.startsWith("2"))) return false;
  return responsePlanOf(planOperation(operation), response.status).isSuccess;
}

function parse(hop: Hop, text: string): URL {
  const { origin, path } = hop.request;
  let url: URL;
  try {
    url = new URL(text, origin + path);
  } catch {
    throw refuse(hop, "its Location is no URL");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse(hop, `it leads to ${url.protocol}`);
  if (origin.startsWith("https:") && url.protocol === "http:") throw refuse(hop, "it leads from https to http");
  const allowed = hop.request.call.redirects.origins;
  if (allowed !== undefined && url.origin !== hop.request.trustedOrigin && !allowed.includes(url.origin)) {
    if (url.origin !== origin) throw refuse(hop, `${url.origin} is not one of \`redirects.origins\``);
  }
  return url;
}

function redirected(hop: Hop, url: URL, secretQuery: readonly string[]): ApiRequest {
  const { request } = hop;
  const isForeign = url.origin !== request.origin;
  if (isForeign) for (const name of secretQuery) url.searchParams.delete(name);
  const getsBody = becomesGet(hop) ? undefined : request.body;
  return {
    ...request,
    method: becomesGet(hop) ? "GET" : request.method,
    origin: url.origin,
    // What has left the API's origin once gets no credentials on the way back, either: the address is a stranger's choice.
    trustedOrigin: isForeign ? "" : request.trustedOrigin,
    path: url.pathname + url.search,
    headers: redirectedHeaders(hop, isForeign),
    body: checkedBody(hop, getsBody, isForeign),
  };
}

/** Another origin gets what is known to be no secret; a request without a body says nothing of one. */
function redirectedHeaders(hop: Hop, isForeign: boolean): Record<string, string> {
  const entries = Object.entries(hop.request.headers).filter(
    ([name]) => (!isForeign || isHarmlessHeader(name)) && !(becomesGet(hop) && name.startsWith("content-")),
  );
  return Object.fromEntries(entries);
}

function checkedBody(hop: Hop, body: RequestBody | undefined, isForeign: boolean): RequestBody | undefined {
  if (body === undefined) return undefined;
  if (isForeign) throw refuse(hop, "it leads to another origin, which must not get the request's body");
  if (!isReplayable(body)) throw refuse(hop, "the request's body is a stream, which can't be sent twice");
  return body;
}

/** RFC 9110 15.4.4: 303 answers whatever was sent with something to get. */
function becomesGet({ request, response }: Hop): boolean {
  return response.status === 303 && !isSafe(request.method);
}

function keepsMethod(status: number): boolean {
  return status === 307 || status === 308;
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** The history of the call says where it went. */
function note({ request }: Hop, url: URL): void {
  const { attempts } = request.call;
  const last = attempts.pop();
  if (last !== undefined) attempts.push({ ...last, location: redactUrl(url.href) });
}

function refuse({ request, response }: Hop, reason: string): Error {
  response.body.discard();
  const { operation, method, origin, path } = request;
  const url = redactUrl(origin + path);
  return statusError({
    message: `${method} ${url} was answered with a redirect (${response.status}) that is not followed: ${reason}`,
    status: response.status,
    headers: response.headers,
    body: undefined,
    operationId: operation.id,
    method,
    url,
    requestId: request.call.requestIdOf(response.headers),
  });
}
