import { type FetchedText, type FetchOptions, HostError } from "./host.js";
import { isPrivateUrl } from "./private-address.js";
import { type Lookup, openRoute, type Route } from "./route.js";
import { tooLarge } from "./system-error.js";

const defaultTimeoutMs = 30_000;
// What is read without a limit of its own: beyond this a reply is a mistake or an attack.
const mostBytes = 256 * 1024 * 1024;
const maxRedirects = 10;

/** The text of an http(s) URL, after redirects. @throws HostError */
export async function fetchText(url: string, options: FetchOptions = {}, lookup?: Lookup): Promise<FetchedText> {
  if (!isHttp(url)) throw new HostError("unsupported-url", url, { reason: "only http and https can be fetched" });
  const signal = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
  const routes: Route[] = [];
  try {
    const { response, finalUrl, isPrivate } = await follow(url, { signal, options, lookup, routes });
    if (!response.ok) {
      throw new HostError(response.status === 404 ? "not-found" : "http-status", url, {
        reason: `the server answered ${response.status}`,
      });
    }
    return { text: await readBody(response, url, options), url: finalUrl, isPrivate };
  } catch (error) {
    throw toHostError(error, url);
  } finally {
    await Promise.all(routes.map((route) => route.close()));
  }
}

interface Following {
  readonly signal: AbortSignal;
  readonly options: FetchOptions;
  readonly lookup: Lookup | undefined;
  /** Filled with all that were taken. */
  readonly routes: Route[];
}

interface Followed {
  readonly response: Response;
  readonly finalUrl: string;
  readonly isPrivate: boolean;
}

/** Redirects are followed here, one by one: each may lead where nobody may read. */
async function follow(url: string, { signal, options, lookup, routes }: Following): Promise<Followed> {
  let [current, reach] = [url, options.reach ?? "any"];
  for (let step = 0; step <= maxRedirects; step += 1) {
    // Of its own for each: a connection that is kept was judged by the rule of another.
    const route = await openRoute(reach, lookup);
    routes.push(route);
    const response = await route.fetch(current, { signal, redirect: "manual", headers: { accept: acceptedTypes } });
    const isPrivate = isPrivateUrl(current) || route.isPrivate();
    const place = redirects.has(response.status) ? response.headers.get("location") : null;
    if (place === null) return { response, finalUrl: current, isPrivate };
    const next = URL.canParse(place, current) ? new URL(place, current).href : place;
    if (!isHttp(next)) throw new HostError("unsupported-url", url, { reason: `it redirects to ${next}` });
    // Whom the internet answers for does not lead into the network of whoever asks.
    if (!isPrivate) reach = "public";
    if (reach === "public" && isPrivateUrl(next))
      throw new HostError("denied", url, { reason: `it redirects to ${next}, in a private network` });
    if (options.mayFollow !== undefined && !(await options.mayFollow(next)))
      throw new HostError("denied", url, { reason: `it redirects to ${next}` });
    current = next;
  }
  throw new HostError("failed", url, { reason: `it redirects more than ${maxRedirects} times` });
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const acceptedTypes = "application/json, application/yaml, text/yaml;q=0.9, */*;q=0.8";

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

async function readBody(response: Response, url: string, { admit }: FetchOptions): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (admit === undefined ? size > mostBytes : !admit(chunk.byteLength)) throw tooLarge(url);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function toHostError(error: unknown, url: string): HostError {
  if (error instanceof HostError) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return new HostError("timeout", url, { reason: "no full reply in time", cause: error });
  }
  // undici says "fetch failed" and keeps why in the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof HostError) return new HostError(cause.code, url, { reason: cause.reason, cause: error });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HostError("network", url, { reason: reason || "the connection failed", cause: error });
}
