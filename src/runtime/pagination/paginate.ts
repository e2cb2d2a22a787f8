import type { ApiCaller } from "../client-insides.js";
import type { SdkError } from "../errors/sdk-error.js";
import { type OperationSource, readOperation } from "../operation-source.js";
import type { PageOptions } from "./page-options.js";
import { PagePromise } from "./page-promise.js";
import { PageSource } from "./page-source.js";

const noOptions: PageOptions = {};

/** Sends an operation whose descriptor has `pagination`. Generated functions call it; a bundle without them has none of this. */
export function paginate<
  Body,
  Item,
  Responses extends object = Record<number, Body>,
  Failure = SdkError,
  HeaderValues extends object = object,
>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options: PageOptions = noOptions,
): PagePromise<Body, Item, Responses, Failure, HeaderValues> {
  const source = new PageSource<Body, Item>(client, readOperation(operation), params, options);
  return new PagePromise<Body, Item, Responses, Failure, HeaderValues>(source, source.send(options.from), options);
}
