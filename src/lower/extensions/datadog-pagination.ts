/** Datadog's `x-pagination`, as its documents have it: names of parameters, dotted paths into the response. */
import type { Operation } from "../../model/operation.js";
import type { JsonObject } from "../../spec/json.js";
import { type Node, numberAt, objectAt, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, PaginationDraft } from "../pagination/draft.js";
import { parseJsonPath } from "../pagination/json-path.js";
import { pointerOf } from "../pagination/shapes.js";

const source = "x-pagination";

export function datadogPagination({ node }: OperationSite, _operation: Operation): Found | undefined {
  const extension = objectAt(node, source);
  if (!extension) return undefined;
  const draft = draftOf(extension);
  return draft
    ? { source, draft }
    : { source, problem: "it has no cursorParam, pageParam or pageOffsetParam that is understood" };
}

function draftOf(extension: Node<JsonObject>): PaginationDraft | undefined {
  const param = (name: string) => paramOf(stringAt(extension, name));
  const path = (name: string) => {
    const text = stringAt(extension, name);
    return text === undefined ? undefined : parseJsonPath(text);
  };
  const results = path("resultsPath");
  // Without a path the list is the body, or the only list in it.
  const items = results && pointerOf(results.tokens);
  const [cursor, next] = [param("cursorParam"), path("cursorPath")];
  if (cursor !== undefined && next) {
    return next.lastItem
      ? { style: "item-cursor", param: cursor, field: pointerOf(next.lastItem), items: pointerOf(next.tokens) }
      : { style: "cursor", param: cursor, next: pointerOf(next.tokens), items };
  }
  const [page, offset] = [param("pageParam"), param("pageOffsetParam")];
  if (page !== undefined) return { style: "page", param: page, first: numberAt(extension, "pageStart") ?? 0, items };
  return offset === undefined ? undefined : { style: "offset", param: offset, items };
}

/** `page[cursor]`, or `body.page.cursor`. */
function paramOf(text: string | undefined): string | undefined {
  return text?.startsWith("body.") ? pointerOf(text.slice("body.".length).split(".")) : text;
}
