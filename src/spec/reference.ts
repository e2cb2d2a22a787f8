/** RFC 3986, 5 and OpenAPI 3.2, 4.1.2: a reference is relative to the document that it stands in. */
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { decodePercent } from "./pointer.js";

/** Where a document is: a path with `/` (relative to the working folder unless absolute), or an http(s) URL. */
export type DocumentLocation = string;

export interface ReferenceTarget {
  readonly location: DocumentLocation;
  /** Still percent-encoded; empty for the whole document. */
  readonly fragment: string;
}

/** What a reference in the document at `base` leads to; undefined for a scheme that is neither file nor http(s). */
export function referenceTarget(ref: string, base: DocumentLocation): ReferenceTarget | undefined {
  const hash = ref.indexOf("#");
  const place = hash === -1 ? ref : ref.slice(0, hash);
  const fragment = hash === -1 ? "" : ref.slice(hash + 1);
  if (place === "") return { location: base, fragment };
  const location = resolveLocation(place, base);
  return location === undefined ? undefined : { location, fragment };
}

/** Whether a location is a URL of the network. */
export function isRemote(location: DocumentLocation): boolean {
  return /^https?:\/\//i.test(location);
}

/** A path as the user typed it, as a location. */
export function pathLocation(path: string): DocumentLocation {
  return posix.normalize(path.replaceAll("\\", "/"));
}

/** A location as seen from the folder of another: names must not depend on where the documents lie. */
export function relativeLocation(location: DocumentLocation, from: DocumentLocation): string {
  return isRemote(location) ? location : posix.relative(posix.dirname(from), location);
}

function resolveLocation(place: string, base: DocumentLocation): DocumentLocation | undefined {
  if (/^file:/i.test(place)) return fileLocation(place);
  if (isRemote(place) || isRemote(base)) return resolveUrl(place, base);
  // One letter is a drive of Windows.
  if (/^[a-z][a-z\d+.-]+:/i.test(place)) return undefined;
  return posix.join(place.startsWith("/") ? "/" : posix.dirname(base), decodePercent(place));
}

function fileLocation(url: string): DocumentLocation | undefined {
  try {
    return pathLocation(fileURLToPath(url));
  } catch {
    // No URL, or one of another machine.
    return undefined;
  }
}

function resolveUrl(place: string, base: DocumentLocation): DocumentLocation | undefined {
  const origin = isRemote(base) ? base : undefined;
  if (!URL.canParse(place, origin)) return undefined;
  const url = new URL(place, origin);
  return isRemote(url.href) ? url.href : undefined;
}
