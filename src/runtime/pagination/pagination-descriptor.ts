/** How the pages of a list are walked: a part of an operation's descriptor. Types only. */
export type PaginationDescriptor =
  | PageNumberPagination
  | OffsetPagination
  | CursorPagination
  | ItemCursorPagination
  | NextUrlPagination
  | LinkPagination
  | SinglePagination;

interface ListPages {
  /** JSON pointer (RFC 6901) of the list in the body; `""`: the body itself. */
  readonly items: string;
}

/** Pages have numbers, each is one more than the one before. */
export interface PageNumberPagination extends ListPages {
  readonly style: "page";
  readonly input: PageInput;
  /** The number of the first page, where the caller names none. */
  readonly first: number;
  readonly totalPages?: PageOutput;
  readonly totalItems?: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The number of items to skip. */
export interface OffsetPagination extends ListPages {
  readonly style: "offset";
  readonly input: PageInput;
  readonly totalItems?: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The server says what to send to get the next page. */
export interface CursorPagination extends ListPages {
  readonly style: "cursor";
  readonly input: PageInput;
  readonly next: PageOutput;
  readonly hasMore?: PageFlag;
}

/** The next page begins behind the last item of this one. */
export interface ItemCursorPagination extends ListPages {
  readonly style: "item-cursor";
  readonly input: PageInput;
  /** JSON pointer within an item. */
  readonly field: string;
  readonly hasMore?: PageFlag;
}

/** The server gives the address of the next page: a whole URL, or a path that is appended to the API's base path. */
export interface NextUrlPagination extends ListPages {
  readonly style: "next-url" | "next-path";
  readonly next: PageOutput;
}

/** RFC 8288: `Link: <…>; rel="next"`. */
export interface LinkPagination extends ListPages {
  readonly style: "link";
}

/** There is one page only. */
export interface SinglePagination extends ListPages {
  readonly style: "single";
}

/** Where a request says which page it wants. */
export interface PageInput {
  /** The property of the function's `params`. */
  readonly param?: string;
  /** JSON pointer within the request's body, where it is no parameter. */
  readonly body?: string;
  /** It is sent as a number; default: as text. */
  readonly numeric?: boolean;
}

/** Where an answer says something of its page. */
export interface PageOutput {
  /** JSON pointer within the body. */
  readonly body?: string;
  readonly header?: string;
}

/** Where an answer says whether another page follows. */
export interface PageFlag extends PageOutput {
  /** True there means that none does: `done`, `isLast`. */
  readonly negated?: boolean;
}
