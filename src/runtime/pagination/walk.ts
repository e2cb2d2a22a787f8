import type { PendingReply } from "../api-promise.js";
import type { Page } from "./page.js";
import type { PageOptions } from "./page-options.js";
import type { PageSource } from "./page-source.js";
import { Repeats } from "./repeats.js";

type Fetched<Item, Body> = Promise<Page<Item, Body>>;

/**
 * The pages one after the other, each asked for when it is needed, or one ahead. Whoever stops early frees what is under way.
 * It holds on to the page at hand and to nothing before it.
 */
export async function* walkPages<Item, Body>(
  source: PageSource<Body, Item>,
  first: Promise<PendingReply<Body>>,
  options: PageOptions,
): AsyncGenerator<Page<Item, Body>, void, undefined> {
  const { maxPages = Number.POSITIVE_INFINITY, maxItems = Number.POSITIVE_INFINITY, from } = options;
  if (maxPages <= 0 || maxItems <= 0) return;
  const ahead = options.prefetch === true ? new Ahead(source, options.signal) : undefined;
  const guard = new Repeats();
  if (from !== undefined) guard.meets(from);
  let page = await source.read(first, { cursor: from, seen: from === undefined ? 0 : undefined });
  let items = 0;
  try {
    for (let pages = 1; ; pages += 1) {
      items += page.items.length;
      const cursor = pages < maxPages && items < maxItems ? page.cursor : undefined;
      const isRepeated = cursor !== undefined && guard.meets(cursor);
      if (cursor !== undefined && !isRepeated) ahead?.fetch(cursor, page.seen);
      yield page;
      if (cursor === undefined) return;
      if (isRepeated) throw source.error("the server gave a cursor that it had given before", cursor, page);
      const next = await (ahead?.take() ?? source.read(source.send(cursor), { cursor, seen: page.seen }));
      if (source.isCounted && isSamePage(page, next))
        throw source.error("the server gave the same page again", cursor, next);
      page = next;
    }
  } finally {
    ahead?.drop();
  }
}

/** TypeScript's own libraries declare it since 5.5. */
type AbortSignals = typeof AbortSignal & { any(signals: readonly AbortSignal[]): AbortSignal };

/** One page ahead of the one that is looked at. */
class Ahead<Item, Body> {
  readonly #source: PageSource<Body, Item>;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  #fetched: Fetched<Item, Body> | undefined;

  constructor(source: PageSource<Body, Item>, signal: AbortSignal | undefined) {
    this.#source = source;
    const { signal: own } = this.#controller;
    this.#signal = signal === undefined ? own : (AbortSignal as AbortSignals).any([signal, own]);
  }

  fetch(cursor: string, seen: number | undefined): void {
    this.#fetched = this.#source.read(this.#source.send(cursor, this.#signal), { cursor, seen });
    // Its failure is told to whoever takes the page; nobody may come.
    this.#fetched.catch(() => undefined);
  }

  take(): Fetched<Item, Body> | undefined {
    const fetched = this.#fetched;
    this.#fetched = undefined;
    return fetched;
  }

  drop(): void {
    if (this.#fetched !== undefined) this.#controller.abort();
  }
}

/**
 * A server that knows nothing of the parameter gives the first page for ever. Objects that are equal at both ends of two
 * pages of the same length are taken for the same page; plain values may well repeat.
 */
function isSamePage(page: Page, next: Page): boolean {
  const ends = [0, -1].map((index) => [page.items.at(index), next.items.at(index)] as const);
  return (
    page.items.length > 0 &&
    page.items.length === next.items.length &&
    ends.every(([before, after]) => isObject(before) && JSON.stringify(before) === JSON.stringify(after))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
