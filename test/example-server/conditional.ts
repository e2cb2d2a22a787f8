// RFC 9110, 13 Conditional Requests and 14 Range Requests: https://www.rfc-editor.org/rfc/rfc9110#section-13
import type { IncomingMessage } from "node:http";
import type { MediaRecord, Post } from "./data/records.js";
import { badRequest, HttpProblem } from "./problem.js";

/** Names a state of a post: its number and its revision. */
export function postEtag(post: Post): string {
  return `"${post.id.slice(-12)}-${post.revision}"`;
}

/** Names a state of a file. Computed files may have any length. */
export function mediaEtag({ media, version }: MediaRecord, size: number): string {
  return `"${media.id}-${version}-${size}"`;
}

/**
 * Refuses to change what has changed since it was read.
 *
 * @throws HttpProblem 412 if `If-Match` names another state, 400 if it is required and missing.
 */
export function requireMatch(request: IncomingMessage, etag: string, need: "required" | "optional"): void {
  const header = request.headers["if-match"];
  if (header === undefined && need === "optional") return;
  if (header === undefined) throw badRequest("The header If-Match is missing.");
  const tags = header.split(",").map((tag) => tag.trim());
  if (!tags.includes("*") && !tags.includes(etag)) {
    throw new HttpProblem(412, { detail: "The post has changed since you read it.", headers: { etag } });
  }
}

export interface ByteRange {
  readonly start: number;
  /** Not included. */
  readonly end: number;
}

/**
 * The bytes that are asked for; undefined for all of them. A header that is malformed, or that asks for several ranges,
 * is ignored, as 14.2 allows.
 *
 * @throws HttpProblem 416 if the file has no such bytes.
 */
export function requestedRange(request: IncomingMessage, size: number, etag: string): ByteRange | undefined {
  const { range, "if-range": ifRange } = request.headers;
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (start < end) return { start, end };
  throw new HttpProblem(416, {
    detail: `The file has ${size} bytes.`,
    headers: { "content-range": `bytes */${size}` },
  });
}
