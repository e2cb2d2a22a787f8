// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ResponseParseError } from "../errors/response-parse-error.js";
import { essenceOf } from "../media-type.js";
import type { ResponseInfo } from "../response.js";
import { UnreadBody } from "../unread-body.js";
import type { ItemSource } from "./api-stream.js";
import { StreamBody } from "./stream-body.js";

export interface Answer {
  /** As it was decoded. */
  readonly value: unknown;
  readonly info: ResponseInfo;
  /** Types that are a page or a document, never a stream. */
  readonly impossible: RegExp;
}

/**
 * The body of a stream; undefined where the answer has none (204).
 * @throws ResponseParseError where it is something else: a login page, a whole JSON document
 */
export function streamBody({ value, info, impossible }: Answer): StreamBody | undefined {
  if (value === undefined) return undefined;
  const contentType = info.headers.get("content-type");
  const isPossible = contentType === undefined || !impossible.test(essenceOf(contentType));
  if (value instanceof StreamBody && (isPossible || value.isDeclared)) return value;
  if (value instanceof UnreadBody) value.discard();
  const { status } = info;
  const message = `The server answered with ${contentType ?? "a body of no type"} (status ${status}) and not with a stream`;
  const error = new ResponseParseError({ message, status, contentType, excerpt: "" });
  throw value instanceof StreamBody ? value.locate(error) : error;
}

/** A stream without items. */
export function emptySource<Item>(): ItemSource<Item> {
  return { lastEventId: undefined, items: noItems, close: () => Promise.resolve() };
}

async function* noItems(): AsyncGenerator<never, void, undefined> {
  // There are none.
}
