import type { SecuredApi } from "../contract.js";
import { nextLink } from "./link-header.js";
import { cursorOfPath, cursorOfUrl } from "./next-url.js";
import { type Arrived, outputFlag, outputNumber, outputText, type Params, positionIn } from "./page-position.js";
import type {
  ItemCursorPagination,
  NextUrlPagination,
  OffsetPagination,
  PageNumberPagination,
  PaginationDescriptor,
} from "./pagination-descriptor.js";
import { valueAt } from "./pointer.js";

/** What is the same for all pages of a list. */
export interface ListContext {
  readonly api: SecuredApi;
  /** The path of the API's address, without a slash at its end. */
  readonly basePath: string;
  readonly params: Params;
}

/** Where the page behind this one begins; undefined where it is the last. */
export function nextCursor(rule: PaginationDescriptor, page: Arrived, context: ListContext): string | undefined {
  switch (rule.style) {
    case "page":
      return nextNumber(rule, page, context.params);
    case "offset":
      return nextOffset(rule, page, context.params);
    case "cursor":
      return outputFlag(rule.hasMore, page) === false ? undefined : outputText(rule.next, page);
    case "item-cursor":
      return lastItem(rule, page);
    case "next-url":
    case "next-path":
      return nextAddress(rule, page, context);
    case "link": {
      const header = page.response.headers.get("link");
      const reference = header === undefined ? undefined : nextLink(header);
      return reference === undefined ? undefined : cursorOfUrl(reference, page.response.url, context.api);
    }
    case "single":
      return undefined;
  }
}

/**
 * The server's word on the end counts. Without one the pages end with an empty one: a short page says nothing, since servers
 * may give fewer items than they are asked for.
 */
function nextNumber(rule: PageNumberPagination, page: Arrived, params: Params): string | undefined {
  const current = currentNumber(rule, page, params);
  const more = outputFlag(rule.hasMore, page);
  const totalPages = outputNumber(rule.totalPages, page);
  const totalItems = outputNumber(rule.totalItems, page);
  const isEnd =
    more === false ||
    (totalPages !== undefined && current - rule.first + 1 >= totalPages) ||
    (totalItems !== undefined && page.seen !== undefined && page.seen >= totalItems);
  const isEmptyEnd = page.items.length === 0 && more !== true && totalPages === undefined;
  return isEnd || isEmptyEnd ? undefined : String(current + 1);
}

function currentNumber(rule: PageNumberPagination, { cursor }: Arrived, params: Params): number {
  return cursor === undefined ? (positionIn(rule.input, params) ?? rule.first) : Number(cursor);
}

/** The next offset is behind the items that have come. */
function nextOffset(rule: OffsetPagination, page: Arrived, params: Params): string | undefined {
  const current = page.cursor === undefined ? (positionIn(rule.input, params) ?? 0) : Number(page.cursor);
  const next = current + page.items.length;
  const total = outputNumber(rule.totalItems, page);
  const isEnd = page.items.length === 0 || outputFlag(rule.hasMore, page) === false;
  return isEnd || (total !== undefined && next >= total) ? undefined : String(next);
}

function lastItem(rule: ItemCursorPagination, page: Arrived): string | undefined {
  if (outputFlag(rule.hasMore, page) === false || page.items.length === 0) return undefined;
  const value = valueAt(page.items.at(-1), rule.field);
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : undefined;
}

function nextAddress(rule: NextUrlPagination, page: Arrived, { api, basePath }: ListContext): string | undefined {
  const reference = outputText(rule.next, page);
  if (reference === undefined) return undefined;
  const cursor = rule.style === "next-path" ? cursorOfPath(reference, basePath, api) : undefined;
  return cursor ?? cursorOfUrl(reference, page.response.url, api);
}
