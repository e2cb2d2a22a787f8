// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What may stand in an error or a log, by allow-list: whatever is not known to be harmless may be a secret. */

/** Query parameters whose values say how much, where and in which order, never who. */
const harmlessQuery = /* @__PURE__ */ new RegExp(
  "^(page|per_?page|page_?(size|number)|limit|offset|skip|top|count|size|start|end|sort(_?by)?|order(_?by)?|direction|" +
    "fields|include|exclude|expand|embed|select|state|status|type|kind|category|tags?|language|lang|locale|format|" +
    "(api-?_?)?version|since|until|before|after|from|to|date|year|month|day|ids?|name|dry_?run|recursive)$",
  "i",
);

/** Headers, of requests and of responses, that describe the message and not who sends it. */
const harmlessHeaders = /* @__PURE__ */ new RegExp(
  "^(accept(-.+)?|access-control-.+|age|allow|cache-control|connection|content-.+|date|deprecation|etag|expires|" +
    "if-.+|keep-alive|last-modified|pragma|prefer|preference-applied|range|retry-after(-ms)?|server|server-timing|" +
    "sunset|traceparent|transfer-encoding|user-agent|vary|via|warning|x-powered-by|(x-)?ratelimit(-.+)?|" +
    "(x-)?(amzn-|amz-|ms-|github-|goog-)?(request|correlation|trace)-?id|cf-ray|x-cache)$",
  "i",
);

const redacted = "REDACTED";

/** True for a header that may be shown, and that another origin may get. */
export function isHarmlessHeader(name: string): boolean {
  return harmlessHeaders.test(name);
}

/** A URL as it may be shown: without user and password, without fragment, its query by allow-list. */
export function redactUrl(url: string): string {
  const bare = url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1").replace(/#.*$/s, "");
  const start = bare.indexOf("?");
  if (start < 0) return bare;
  const pairs = bare.slice(start + 1).split("&");
  return `${bare.slice(0, start + 1)}${pairs.map(redactPair).join("&")}`;
}

/** Headers as they may be shown. */
export function redactHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries(Array.from(headers, ([name, value]) => [name, redactHeader(name, value)]));
}

function redactHeader(name: string, value: string): string {
  if (name.toLowerCase() === "location") return redactUrl(value);
  return isHarmlessHeader(name) ? value : redacted;
}

function redactPair(pair: string): string {
  const end = pair.indexOf("=");
  if (pair === "" || end === pair.length - 1) return pair;
  const name = end < 0 ? pair : pair.slice(0, end);
  if (harmlessQuery.test(name)) return pair;
  // Without a `=` it may be the secret itself.
  return end < 0 ? redacted : `${name}=${redacted}`;
}

/** A text in which none of the secrets stands any more. */
export function removeSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
}
