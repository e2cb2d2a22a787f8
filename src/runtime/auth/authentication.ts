import type { SecurityRequirement } from "../contract.js";
import { asIs, type Policy, type Send } from "../middleware.js";
import { isReplayable } from "../replayable-body.js";
import type { ApiRequest, CallState } from "../request.js";
import type { TransportResponse } from "../transport/transport.js";
import type { Authenticator, Satisfied } from "./authenticator.js";
import type { TokenSource } from "./token-source.js";

/** Calls that have had their second chance. It is one for a call, not one for an attempt. */
const replayed = /* @__PURE__ */ new WeakSet<CallState>();

/**
 * Adds the credentials that the operation asks for, anew for each attempt: a refreshed token is used at once. A token
 * that the API refuses is replaced, and the request sent once more.
 */
export function authentication(authenticator: Authenticator): Policy {
  return (request, next, receive) => {
    const { security } = request.call;
    if (security === false) return next(request, receive);
    const requirements = security === undefined ? request.operation.security : [chosen(security)];
    if (requirements === undefined || requirements.length === 0) return next(request, receive);
    // Credentials are for the API alone: a middleware, a redirect or a link may lead elsewhere.
    if (request.origin !== request.trustedOrigin) return next(request, receive);
    const schemes = authenticator.choose(request, requirements);
    if (schemes.length === 0) return next(request, receive);
    const tokens = tokensOf(schemes);
    if (tokens !== undefined && request.headers["authorization"] === undefined) {
      return sendWithToken({ request, authenticator, schemes, tokens, next }).then(receive);
    }
    const authorized = authenticator.authorize(request, schemes);
    return authorized instanceof Promise ? authorized.then((sent) => next(sent, receive)) : next(authorized, receive);
  };
}

function tokensOf(schemes: readonly Satisfied[]): TokenSource | undefined {
  for (const { tokens } of schemes) if (tokens !== undefined) return tokens;
  return undefined;
}

interface TokenExchange {
  readonly request: ApiRequest;
  readonly authenticator: Authenticator;
  readonly schemes: readonly Satisfied[];
  readonly tokens: TokenSource;
  readonly next: Send;
}

async function sendWithToken(exchange: TokenExchange): Promise<TransportResponse> {
  const { request, authenticator, schemes, tokens, next } = exchange;
  const authorized = await authenticator.authorize(request, schemes);
  const response = await next(authorized, asIs);
  if (!tokens.isRefused(response) || replayed.has(request.call)) return response;
  const sent = authorized.headers["authorization"]?.replace(/^Bearer /i, "");
  if (sent === undefined) return response;
  replayed.add(request.call);
  const replaced = authenticator.replaceToken(tokens, sent);
  if (!isReplayable(request.body)) {
    // The next call has a token that is good; whether it could be had, that call will see.
    replaced.catch(() => undefined);
    return response;
  }
  return replay(exchange, response, replaced);
}

async function replay(
  { request, authenticator, schemes, next }: TokenExchange,
  response: TransportResponse,
  replaced: Promise<string | undefined>,
): Promise<TransportResponse> {
  try {
    // Nothing newer is to be had: the API's own answer says best what is wrong.
    if ((await replaced) === undefined) return response;
    const authorized = await authenticator.authorize(request, schemes);
    response.body.discard();
    // It is sent at once, whatever was waited for before this attempt.
    request.call.delayMs = undefined;
    return next(authorized, asIs);
  } catch (error) {
    response.body.discard();
    throw error;
  }
}

function chosen(security: string | readonly string[]): SecurityRequirement {
  const names = typeof security === "string" ? [security] : security;
  return Object.fromEntries(names.map((name) => [name, []]));
}
