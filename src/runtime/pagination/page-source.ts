import type { PendingReply } from "../api-promise.js";
import { type ApiCaller, type ClientInsides, insidesOf } from "../client-insides.js";
import type { OperationDescriptor } from "../contract.js";
import { PaginationError } from "../errors/pagination-error.js";
import { SdkError } from "../errors/sdk-error.js";
import type { RequestOptions } from "../options.js";
import { redactUrl } from "../redact.js";
import type { ApiRequest } from "../request.js";
import { nextCursor } from "./next-cursor.js";
import { requestAt } from "./next-url.js";
import { Page } from "./page.js";
import type { PageOptions } from "./page-options.js";
import { hasInput, type Params, paramsAt } from "./page-position.js";
import type { PaginationDescriptor } from "./pagination-descriptor.js";
import { valueAt } from "./pointer.js";

/** Where a page begins, and how many items came before it (undefined: nobody knows). */
export interface Start {
  readonly cursor: string | undefined;
  readonly seen: number | undefined;
}

/** Asks for the pages of one list: holds what all of them have in common. Each page is a call like any other. */
export class PageSource<Body, Item> {
  readonly operation: OperationDescriptor;
  /** The client counts: the server may not know the parameter and give the same page for ever. */
  readonly isCounted: boolean;
  readonly #insides: ClientInsides;
  readonly #rule: PaginationDescriptor;
  /** As they were when the walk began: a filter that is changed later is not changed for some of the pages. */
  readonly #params: Params;
  readonly #options: PageOptions;

  constructor(client: ApiCaller, operation: OperationDescriptor, params: object | undefined, options: PageOptions) {
    this.operation = operation;
    this.#insides = insidesOf(client);
    this.#rule = operation.pagination ?? { style: "single", items: "" };
    this.isCounted = this.#rule.style === "page" || this.#rule.style === "offset";
    this.#params = { ...params };
    this.#options = options;
  }

  /** Sends the request for the page that begins there. */
  send(cursor: string | undefined, signal?: AbortSignal): Promise<PendingReply<Body>> {
    const rule = this.#rule;
    const options = this.#optionsAt(cursor, signal);
    if (cursor === undefined) return this.#insides.start<Body>(this.operation, this.#params, options);
    if (hasInput(rule)) {
      const problem = isCursorOf(rule.style, cursor)
        ? undefined
        : `${JSON.stringify(cursor)} is no cursor of this list`;
      if (problem !== undefined) return Promise.reject(this.error(problem, cursor));
      return this.#insides.start<Body>(this.operation, paramsAt(rule.input, this.#params, cursor), options);
    }
    return this.#insides.start<Body>(this.operation, this.#params, options, (request) =>
      this.#pointAt(request, cursor),
    );
  }

  /** Reads the page that a request gives. An error learns where the walk can be taken up again. */
  async read(reply: Promise<PendingReply<Body>>, start: Start): Promise<Page<Item, Body>> {
    try {
      const { data: body, ...response } = await (await reply).withResponse();
      const items = this.#itemsOf(body);
      const seen = start.seen === undefined ? undefined : start.seen + items.length;
      const arrived = { body, items, response, cursor: start.cursor, seen };
      const context = {
        api: this.#insides.api,
        basePath: this.#insides.basePath(this.operation, this.#options.baseUrl),
        params: this.#params,
      };
      return new Page<Item, Body>({
        items,
        body,
        response,
        cursor: nextCursor(this.#rule, arrived, context),
        startedAt: start.cursor,
        seen,
        fetchNext: (page) => this.#after(page),
      });
    } catch (error) {
      throw error instanceof SdkError && start.cursor !== undefined ? stoppedAt(error, start.cursor) : error;
    }
  }

  /** What went wrong with the list itself. */
  error(message: string, cursor: string | undefined, page?: Page<Item, Body>): PaginationError {
    const { id: operationId, method } = this.operation;
    const url = page === undefined ? undefined : redactUrl(page.response.url);
    return new PaginationError({
      message: `${operationId}: ${message}`,
      operationId,
      method,
      url,
      requestId: page?.response.requestId,
      cursor,
    });
  }

  /** @throws PaginationError where there is no next page, or where it is this one */
  async #after(page: Page<Item, Body>): Promise<Page<Item, Body>> {
    const { cursor, seen } = page;
    if (cursor === undefined) throw this.error("this is the last page: ask `hasNextPage()` first", undefined, page);
    if (cursor === page.startedAt) throw this.error("the server gave a page its own cursor", cursor, page);
    return this.read(this.send(cursor), { cursor, seen });
  }

  /**
   * The caller's headers, limits and hooks hold for all pages; what names one request is the first page's alone. A server that
   * knows an idempotency key answers with what it answered before: the first page again.
   */
  #optionsAt(cursor: string | undefined, signal: AbortSignal | undefined): RequestOptions {
    const options = this.#options;
    const { from, idempotencyKey } = options;
    const isFirst = cursor === undefined || cursor === from;
    // The caller's own: V8 is slow with an object that was spread and added to, and a call reads twenty options of it.
    if (isFirst && signal === undefined) return options;
    const own = {
      requestId: undefined,
      idempotencyKey: typeof idempotencyKey === "string" ? undefined : idempotencyKey,
    };
    return Object.assign({}, options, isFirst ? {} : own, { signal: signal ?? options.signal });
  }

  #pointAt(request: ApiRequest, cursor: string): ApiRequest {
    const { api, allowedOrigins = [] } = this.#insides;
    const target = requestAt(request, cursor, { api, allowedOrigins });
    if (typeof target === "string") throw this.error(target, cursor);
    return target;
  }

  #itemsOf(body: unknown): readonly Item[] {
    const list = valueAt(body, this.#rule.items);
    if (list === undefined || list === null) return [];
    // Generated code states `Item` for this very place, and the body has been validated.
    if (Array.isArray(list)) return list as readonly Item[];
    throw this.error(`there is no list at ${JSON.stringify(this.#rule.items)} of the body`, undefined);
  }
}

/** Writes into an error where the walk that it ends can be taken up again. */
function stoppedAt(error: SdkError, cursor: string): SdkError {
  const target: { -readonly [Key in keyof SdkError]: SdkError[Key] } = error;
  target.cursor ??= cursor;
  return error;
}

/** Numbers are what their styles count with; anything else is the server's own. */
function isCursorOf(style: PaginationDescriptor["style"], cursor: string): boolean {
  return (style !== "page" && style !== "offset") || /^-?\d+$/.test(cursor);
}
