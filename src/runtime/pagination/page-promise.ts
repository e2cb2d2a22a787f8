import { ApiPromise, type PendingReply } from "../api-promise.js";
import type { OperationDescriptor } from "../contract.js";
import type { SdkError } from "../errors/sdk-error.js";
import type { Page } from "./page.js";
import type { PageOptions } from "./page-options.js";
import type { PageSource } from "./page-source.js";
import { walkPages } from "./walk.js";

/**
 * The result of an operation that lists something: `await` gives the first body as documented, `for await` walks the items of
 * all pages. The first request has started; each walk begins with its answer.
 */
export class PagePromise<
    Body,
    Item,
    Responses extends object = Record<number, Body>,
    Failure = SdkError,
    HeaderValues extends object = object,
  >
  extends ApiPromise<Body, Responses, Failure, HeaderValues>
  implements AsyncIterable<Item>
{
  readonly #source: PageSource<Body, Item>;
  readonly #first: Promise<PendingReply<Body>>;
  readonly #options: PageOptions;

  constructor(source: PageSource<Body, Item>, first: Promise<PendingReply<Body>>, options: PageOptions) {
    super(first);
    this.#source = source;
    this.#first = first;
    this.#options = options;
  }

  /** @internal Which operation it is the result of, for tests. */
  static operationOf(promise: PagePromise<unknown, unknown>): OperationDescriptor {
    return promise.#source.operation;
  }

  override get [Symbol.toStringTag](): string {
    return "PagePromise";
  }

  /** Walks the items of all pages, as far as `maxItems` and `maxPages` allow. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const { maxItems = Number.POSITIVE_INFINITY } = this.#options;
    let count = 0;
    for await (const page of this.pages()) {
      for (const item of page.items) {
        if (count >= maxItems) return;
        count += 1;
        yield item;
      }
    }
  }

  /**
   * Walks the pages, the last one whole.
   * @throws PaginationError where a cursor repeats itself or leads where it must not. Each error has the `cursor` to resume from.
   */
  pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    return walkPages(this.#source, this.#first, this.#options);
  }

  /** The first page. */
  page(): Promise<Page<Item, Body>> {
    const { from } = this.#options;
    return this.#source.read(this.#first, { cursor: from, seen: from === undefined ? 0 : undefined });
  }

  /** All items in one list, or the first `limit` of them. */
  async toArray({ limit = Number.POSITIVE_INFINITY }: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    const items: Item[] = [];
    if (limit <= 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}
