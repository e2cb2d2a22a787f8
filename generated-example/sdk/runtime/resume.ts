// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 9110 14 Range Requests and 13.1.5 If-Range, https://www.rfc-editor.org/rfc/rfc9110#range.requests */
import type { ResponseHeaders } from "./contract.js";

/** So far apart must `Date` and `Last-Modified` be: a file may change twice in a second, and clocks differ. */
const minAgeMs = 60_000;

/**
 * The headers that ask for the bytes from `offset` on, provided that the file is still the same; undefined where that
 * can't be had. A server that doesn't know ranges answers with all of it.
 */
export function rangeRequest(headers: ResponseHeaders, offset: number): Readonly<Record<string, string>> | undefined {
  const isRefused = headers.get("accept-ranges")?.trim().toLowerCase() === "none";
  // The ranges of a coded body would be counted in its coded form.
  if (isRefused || headers.has("content-encoding")) return undefined;
  const validator = strongValidator(headers);
  return validator === undefined ? undefined : { range: `bytes=${offset}-`, "if-range": validator };
}

/** 8.8.2.2 and 13.1.5: a date only where there is no entity tag, and where it is old enough. */
function strongValidator(headers: ResponseHeaders): string | undefined {
  const etag = headers.get("etag");
  if (etag !== undefined) return /^"[^"]*"$/.test(etag) ? etag : undefined;
  const modified = headers.get("last-modified");
  if (modified === undefined) return undefined;
  const age = Date.parse(headers.get("date") ?? "") - Date.parse(modified);
  return age >= minAgeMs ? modified : undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: ResponseHeaders;
}

interface SoFar {
  readonly bytes: number;
  readonly totalBytes: number | undefined;
}

/** Whether an answer is the rest that was asked for. */
export function resumedAt(
  { status, headers }: Answer,
  { bytes, totalBytes }: SoFar,
): { readonly problem: string } | { readonly problem?: undefined; readonly totalBytes: number | undefined } {
  if (status !== 206) return { problem: `the server answered with ${status} when it was asked for the rest` };
  const header = headers.get("content-range");
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? "") ?? [];
  const size = total === undefined || total === "*" ? undefined : Number(total);
  const isRest = Number(start) === bytes && !headers.has("content-encoding");
  const isSameSize = size === undefined || totalBytes === undefined || size === totalBytes;
  if (isRest && isSameSize) return { totalBytes: size };
  return {
    problem: `the server sent other bytes than the rest that it was asked for (${header ?? "no Content-Range"})`,
  };
}
