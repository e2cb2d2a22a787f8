// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { RequestOptions } from "../options.js";

/**
 * What one call of a list can be told. Each page is a call of its own: `timeout` counts for each of them, `signal` ends
 * the walk, `requestId` and an `idempotencyKey` that is a text name the first request only.
 */
export interface PageOptions extends RequestOptions {
  /** Where to begin: the `cursor` of a page or of an error of an earlier walk with the same parameters. Default: the first page. */
  readonly from?: string | undefined;
  /** No more items than these are walked. Default: all. */
  readonly maxItems?: number | undefined;
  /** No more pages than these are asked for. Default: all. */
  readonly maxPages?: number | undefined;
  /** Ask for the next page while this one is looked at. Default false: a page is asked for when it is needed. */
  readonly prefetch?: boolean | undefined;
}
