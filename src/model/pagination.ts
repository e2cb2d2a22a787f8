import type { Schema } from "./schema.js";

/** How the pages of a list are walked. Every place it names is there: in the operation's parameters, its body, its response. */
export interface Pagination {
  /** Where the rule comes from: `configuration`, the name of an extension, `links`, or `inferred`. */
  readonly source: PaginationSource;
  readonly rule: PaginationRule;
  /** JSON pointer of the list in the response's body; `""`: the body itself. */
  readonly items: string;
  /** An element of the list. */
  readonly item: Schema;
}

export type PaginationSource =
  | "configuration"
  | "x-speakeasy-pagination"
  | "x-fern-pagination"
  | "x-stainless-pagination-property"
  | "x-scalar-pagination"
  | "x-ms-pageable"
  | "x-pagination"
  | "links"
  | "inferred";

export type PaginationRule =
  /** Pages have numbers; `first` is that of the first page. */
  | {
      readonly style: "page";
      readonly input: PageInput;
      readonly first: number;
      readonly totalPages?: PageOutput | undefined;
      readonly totalItems?: PageOutput | undefined;
      readonly hasMore?: PageFlag | undefined;
    }
  /** The number of items to skip. */
  | {
      readonly style: "offset";
      readonly input: PageInput;
      readonly totalItems?: PageOutput | undefined;
      readonly hasMore?: PageFlag | undefined;
    }
  /** The response has what the next request sends. */
  | {
      readonly style: "cursor";
      readonly input: PageInput;
      readonly next: PageOutput;
      readonly hasMore?: PageFlag | undefined;
    }
  /** The next page begins behind the last item; `field` is a JSON pointer within an item. */
  | {
      readonly style: "item-cursor";
      readonly input: PageInput;
      readonly field: string;
      readonly hasMore?: PageFlag | undefined;
    }
  /** The response has the address of the next page: a URL, or a path behind the API's base path. */
  | { readonly style: "next-url" | "next-path"; readonly next: PageOutput }
  /** RFC 8288, `Link: <…>; rel="next"`. */
  | { readonly style: "link" }
  /** One page only. */
  | { readonly style: "single" };

/** Where a request says which page it wants; `numeric`: as a number. */
export type PageInput =
  | {
      readonly in: "parameter";
      readonly location: "path" | "query" | "header" | "cookie" | "querystring";
      readonly wireName: string;
      readonly numeric: boolean;
    }
  | { readonly in: "body"; readonly pointer: string; readonly numeric: boolean };

/** Where a response says whether more follows; `negated`: true there means that nothing does (`done`, `isLast`). */
export type PageFlag = PageOutput & { readonly negated?: boolean | undefined };

/** Where a response says something of its page. */
export type PageOutput =
  | { readonly in: "body"; readonly pointer: string }
  | { readonly in: "header"; readonly name: string };
