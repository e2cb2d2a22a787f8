import { type FetchedText, HostError, type MayFollow } from "./host.js";
import { isPrivateUrl } from "./private-address.js";

const timeoutMs = 30_000;
// The longest document of the corpus has 22 MB; beyond this a reply is a mistake or an attack.
const maxBytes = 256 * 1024 * 1024;

/** Limits of `fetchText`. */
export interface FetchLimits {
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Asked before a redirect is followed. */
  readonly mayFollow?: MayFollow;
}

const maxRedirects = 10;

/** The text of an http(s) URL, after redirects. @throws HostError */
export async function fetchText(url: string, limits: FetchLimits = {}): Promise<FetchedText> {
  if (!isHttp(url)) throw new HostError("unsupported-url", url, { reason: "only http and https can be fetched" });
  const signal = AbortSignal.timeout(limits.timeoutMs ?? timeoutMs);
  try {
    const { response, finalUrl } = await follow(url, signal, limits);
    if (!response.ok) {
      await response.body?.cancel();
      throw new HostError(response.status === 404 ? "not-found" : "http-status", url, {
        reason: `the server answered ${response.status}`,
      });
    }
    return { text: await readBody(response, limits.maxBytes ?? maxBytes), url: finalUrl };
  } catch (error) {
    throw toHostError(error, url);
  }
}

interface Followed {
  readonly response: Response;
  readonly finalUrl: string;
}

/** Redirects are followed here, one by one: each may lead where nobody may read. */
async function follow(url: string, signal: AbortSignal, { mayFollow }: FetchLimits): Promise<Followed> {
  let current = url;
  for (let step = 0; step <= maxRedirects; step += 1) {
    const response = await fetch(current, { signal, redirect: "manual", headers: { accept: acceptedTypes } });
    const place = redirects.has(response.status) ? response.headers.get("location") : null;
    if (place === null) return { response, finalUrl: current };
    await response.body?.cancel();
    const next = URL.canParse(place, current) ? new URL(place, current).href : place;
    if (!isHttp(next)) throw new HostError("unsupported-url", url, { reason: `it redirects to ${next}` });
    if (isPrivateUrl(next) && !isPrivateUrl(current))
      throw new HostError("denied", url, { reason: `it redirects to ${next}, in a private network` });
    if (mayFollow !== undefined && !(await mayFollow(next)))
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

async function readBody(response: Response, limit: number): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size > limit) {
      throw new HostError("too-large", response.url, { reason: `the reply is larger than ${limit} bytes` });
    }
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
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HostError("network", url, { reason: reason || "the connection failed", cause: error });
}
