import { badRequest } from "./problem.js";

export interface CursorPage<T> {
  readonly data: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * The items after a cursor. A cursor names the last item that was given, so that items which come or go in between
 * shift nothing.
 */
export function cursorPage<T extends { readonly id: string }>(
  items: readonly T[],
  { cursor, limit }: { readonly cursor: string | null | undefined; readonly limit: number },
): CursorPage<T> {
  const start = cursor === null || cursor === undefined ? 0 : indexAfter(items, cursor);
  const data = items.slice(start, start + limit);
  const last = data.at(-1);
  const more = start + limit < items.length;
  return { data, nextCursor: more && last !== undefined ? encodeCursor(last.id) : null };
}

function indexAfter(items: readonly { readonly id: string }[], cursor: string): number {
  const id = decodeCursor(cursor);
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw badRequest("The cursor is not one of ours, or what it named is gone.");
  return index + 1;
}

function encodeCursor(id: string): string {
  return Buffer.from(`after:${id}`).toString("base64url");
}

function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url")
    .toString("utf8")
    .replace(/^after:/, "");
}

/** One page of a numbered list. */
export function numberedPage<T>(
  items: readonly T[],
  { page, perPage }: { readonly page: number; readonly perPage: number },
): { readonly items: readonly T[]; readonly totalPages: number } {
  const start = (page - 1) * perPage;
  return { items: items.slice(start, start + perPage), totalPages: Math.ceil(items.length / perPage) };
}

/** RFC 8288: the addresses of the neighbouring pages, for the `Link` header. Undefined where there is only one page. */
export function linkHeader(
  address: URL,
  { page, totalPages }: { readonly page: number; readonly totalPages: number },
): string | undefined {
  const links = [
    ["first", 1],
    ["prev", page - 1],
    ["next", page + 1],
    ["last", totalPages],
  ] as const;
  const existing = links.filter(([, number]) => number >= 1 && number <= totalPages && number !== page);
  return existing.length === 0 ? undefined : existing.map(([rel, number]) => linkTo(address, number, rel)).join(", ");
}

function linkTo(address: URL, page: number, rel: string): string {
  const url = new URL(address);
  url.searchParams.set("page", String(page));
  return `<${url.href}>; rel="${rel}"`;
}
