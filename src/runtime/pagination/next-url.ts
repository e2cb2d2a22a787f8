/** Addresses that a server gives: how they become a cursor, and where they may lead. */
import type { SecuredApi } from "../contract.js";
import type { HeaderRecord } from "../headers.js";
import type { ApiRequest } from "../request.js";

/** What an address is judged by. */
export interface UrlPolicy {
  readonly api: SecuredApi;
  /** Origins, besides the API's own, that an address may lead to. */
  readonly allowedOrigins: readonly string[];
}

/**
 * The address as a cursor: path and query where it stays with the origin that gave it, otherwise the whole. Credentials that
 * the server repeats in it are left out: a cursor may be stored, and each request gets its credentials anew.
 * RFC 3986, 5: it is relative to the address that was asked.
 */
export function cursorOfUrl(reference: string, asked: string, api: SecuredApi): string | undefined {
  const url = parseUrl(reference, asked);
  if (url === undefined) return undefined;
  const path = url.pathname + withoutSecrets(url.search, api);
  return url.origin === new URL(asked).origin ? path : url.origin + path;
}

/** A path that belongs behind the API's base path, unless it begins with that already. */
export function cursorOfPath(path: string, basePath: string, api: SecuredApi): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) return undefined;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  const isWhole = basePath !== "" && (rooted === basePath || /^[/?]/.test(rooted.slice(basePath.length)));
  const asked = "http://localhost";
  return cursorOfUrl(isWhole && rooted.startsWith(basePath) ? rooted : basePath + rooted, asked, api);
}

/** The request for the page at the address, or why there must be none. What goes to another origin holds nothing of the user's. */
export function requestAt(request: ApiRequest, cursor: string, policy: UrlPolicy): ApiRequest | string {
  const url = parseUrl(cursor, request.origin);
  if (url === undefined) return `${JSON.stringify(cursor)} is no address of a page`;
  const isOwn = url.origin === request.trustedOrigin;
  if (!isOwn && !isAllowed(url, request, policy)) return refusal(url, request);
  return {
    ...request,
    method: "GET",
    origin: url.origin,
    path: url.pathname + withoutSecrets(url.search, policy.api),
    headers: isOwn ? withoutBody(request.headers) : harmless(request),
    body: undefined,
  };
}

function refusal({ origin, protocol }: URL, { trustedOrigin }: ApiRequest): string {
  const isDowngrade = protocol === "http:" && trustedOrigin.startsWith("https:");
  if (isDowngrade) return `the next page is at ${origin}, without encryption: https never leads to http`;
  return `the next page is at another origin, ${origin}: add it to the client's \`allowedOrigins\` if it may be asked`;
}

function isAllowed({ origin, protocol }: URL, { trustedOrigin }: ApiRequest, { allowedOrigins }: UrlPolicy): boolean {
  if (protocol === "http:" && trustedOrigin.startsWith("https:")) return false;
  return allowedOrigins.some((allowed) => parseUrl(allowed, undefined)?.origin === origin);
}

/** Undefined for what is no http(s) address. */
function parseUrl(text: string, base: string | undefined): URL | undefined {
  try {
    const url = new URL(text, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A query less the API keys of the document. The rest stays as it was written. */
function withoutSecrets(search: string, { security }: SecuredApi): string {
  const names = new Set(
    Object.values(security).flatMap((scheme) =>
      scheme.type === "apiKey" && scheme.in === "query" ? [scheme.name] : [],
    ),
  );
  const pairs = search.slice(1).split("&");
  const kept = pairs.filter((pair) => pair !== "" && !names.has(decoded(pair.split("=", 1)[0] ?? "")));
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function withoutBody(headers: Readonly<HeaderRecord>): HeaderRecord {
  const { "content-type": _type, "content-length": _length, ...rest } = headers;
  return rest;
}

/** Headers of the user and of the operation may be secrets, so a foreign origin gets none of them. */
const harmlessNames = ["accept", "accept-encoding", "user-agent"] as const;

function harmless({ headers }: ApiRequest): HeaderRecord {
  const kept: HeaderRecord = {};
  for (const name of harmlessNames) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
