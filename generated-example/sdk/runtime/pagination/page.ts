// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { ResponseInfo } from "../response.js";

/** Fetches what follows a page. */
export type FetchNext<Item, Body> = (page: Page<Item, Body>) => Promise<Page<Item, Body>>;

export interface PageInit<Item, Body> {
  readonly items: readonly Item[];
  readonly body: Body;
  readonly response: ResponseInfo;
  readonly cursor: string | undefined;
  readonly startedAt: string | undefined;
  readonly seen: number | undefined;
  readonly fetchNext: FetchNext<Item, Body>;
}

/** One page of a list. It knows nothing of the pages before it, so that a long walk needs no more memory than a short one. */
export class Page<Item = unknown, Body = unknown> {
  readonly items: readonly Item[];
  /** The whole body, as documented. */
  readonly body: Body;
  readonly response: ResponseInfo;
  /** Where the next page begins: a plain string that can be stored. `{ from: cursor }` goes on there. Undefined on the last page. */
  readonly cursor: string | undefined;
  /** @internal Where this page began. */
  readonly startedAt: string | undefined;
  /** @internal How many items the walk has met so far. */
  readonly seen: number | undefined;
  readonly #fetchNext: FetchNext<Item, Body>;

  constructor(init: PageInit<Item, Body>) {
    this.items = init.items;
    this.body = init.body;
    this.response = init.response;
    this.cursor = init.cursor;
    this.startedAt = init.startedAt;
    this.seen = init.seen;
    this.#fetchNext = init.fetchNext;
  }

  hasNextPage(): boolean {
    return this.cursor !== undefined;
  }

  /** Asks for the next page; each call asks anew. @throws PaginationError where there is none */
  nextPage(): Promise<Page<Item, Body>> {
    return this.#fetchNext(this);
  }
}
