/** What must not be in a cassette: it is committed beside the tests. */
import { isHarmlessHeader, removeSecrets } from "../redact.js";

const hidden = "REDACTED";

/** Of members, parameters and headers whose values are secrets, whoever sends them. */
const secretName =
  "[\\w.-]*(?:password|passwd|secret|api_?-?key|(?:access|refresh|id|auth|session|bearer)_?-?token|token|" +
  "client_?-?secret|private_?-?key|signature|authorization|cookie)";

/** Cursors are no secrets, and without them a page is not found again. */
const cursorName = /(?:page|next|continuation|cursor|sync|previous|prev)_?-?token$/i;

/** Say how the body came over the wire, or hold secrets alone. */
const droppedHeaders =
  /^(?:content-(?:encoding|length)|transfer-encoding|connection|keep-alive|set-cookie2?|alt-svc|report-to|nel)$/i;

/** Values of which a form may be found elsewhere: in JSON, in a query, in a form. */
export function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ v: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
    ]);
  // The longest first: one may be a part of another.
  return [...new Set(forms)].sort((left, right) => right.length - left.length);
}

/** A path with its query. */
export function cleanPath(path: string, secrets: readonly string[]): string {
  const start = path.indexOf("?");
  if (start < 0) return removeSecrets(path, secrets);
  const pairs = path
    .slice(start + 1)
    .split("&")
    .map(cleanPair);
  return removeSecrets(`${path.slice(0, start)}?${pairs.join("&")}`, secrets);
}

function cleanPair(pair: string): string {
  const end = pair.indexOf("=");
  return end > 0 && isSecretName(pair.slice(0, end)) ? `${pair.slice(0, end)}=${hidden}` : pair;
}

function isSecretName(name: string): boolean {
  return new RegExp(`^${secretName}$`, "i").test(name) && !cursorName.test(name);
}

/** A body that is text: JSON members and fields of forms by their names, and all secrets that are known. */
export function cleanText(text: string, contentType: string, secrets: readonly string[]): string {
  if (contentType.includes("x-www-form-urlencoded"))
    return removeSecrets(text.split("&").map(cleanPair).join("&"), secrets);
  const member = new RegExp(`"(${secretName})"(\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi");
  const cleaned = text.replace(member, (whole, name: string, colon: string) =>
    cursorName.test(name) ? whole : `"${name}"${colon}"${hidden}"`,
  );
  return removeSecrets(cleaned, secrets);
}

/** By allow-list: nobody compares them. */
export function cleanRequestHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => isHarmlessHeader(name) && !droppedHeaders.test(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, removeSecrets(value, secrets)]));
}

/** All that the client may read, but what is secret by its name or its value. */
export function cleanResponseHeaders(
  headers: Iterable<readonly [string, string]>,
  secrets: readonly string[],
): Record<string, string> {
  const kept = [...headers].filter(([name]) => !droppedHeaders.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isSecretName(name) ? hidden : removeSecrets(value, secrets)]),
  );
}

/** A boundary is made up for each request. */
export function withoutBoundary(text: string, contentType: string): string {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  return boundary === undefined ? text : text.replaceAll(boundary, "boundary");
}
