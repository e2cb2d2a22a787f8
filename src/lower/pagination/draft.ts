import type { PaginationSource } from "../../model/pagination.js";

/**
 * A rule as somebody states it: the user, an extension, a guess. Nothing of it is known to be so.
 *
 * `param` is the name of a parameter, or the JSON pointer of a property of the request's body (`/page/cursor`). What the response
 * says is the JSON pointer of a property of its body (`/meta/next`), or `{ header: "X-Next-Page" }`. `items` is the JSON pointer of
 * the list, `""` where the body is the list; where it is left out, the only list that can be meant is taken. `hasMore` is true
 * where another page follows; `isLast`, instead of it, where none does.
 */
export type PaginationDraft =
  /** Page numbers. `first`: default of the parameter, otherwise 1. */
  | (ListDraft & {
      readonly style: "page";
      readonly param: string;
      readonly first?: number | undefined;
      readonly totalPages?: OutputDraft | undefined;
      readonly totalItems?: OutputDraft | undefined;
    } & EndDraft)
  /** The number of items to skip. */
  | (ListDraft & {
      readonly style: "offset";
      readonly param: string;
      readonly totalItems?: OutputDraft | undefined;
    } & EndDraft)
  /** `next` is sent as `param` to get the next page. */
  | (ListDraft & {
      readonly style: "cursor";
      readonly param: string;
      readonly next: OutputDraft;
    } & EndDraft)
  /** `field` of the last item, a JSON pointer within it, is sent as `param`. */
  | (ListDraft & {
      readonly style: "item-cursor";
      readonly param: string;
      readonly field: string;
    } & EndDraft)
  /** `next` is the address of the next page: a URL, or a path behind the API's base path. */
  | (ListDraft & { readonly style: "next-url" | "next-path"; readonly next: OutputDraft })
  /** RFC 8288: the `Link` header. */
  | (ListDraft & { readonly style: "link" })
  /** One page only. */
  | (ListDraft & { readonly style: "single" });

/** One of the two. */
export interface EndDraft {
  readonly hasMore?: OutputDraft | undefined;
  readonly isLast?: OutputDraft | undefined;
}

interface ListDraft {
  readonly items?: string | undefined;
}

export type OutputDraft = string | { readonly header: string };

/** A draft with where it comes from, or why what is written there is no rule. */
export type Found =
  | { readonly source: PaginationSource; readonly draft: PaginationDraft }
  | { readonly source: PaginationSource; readonly problem: string };

/** What the user's configuration says of pagination. */
export interface PaginationOptions {
  /** Whether names and shapes may tell where the document does not. Default true. */
  readonly infer?: boolean | undefined;
  /** By operationId; `false`: it is no list. */
  readonly operations?: Readonly<Record<string, PaginationDraft | false | undefined>> | undefined;
}
