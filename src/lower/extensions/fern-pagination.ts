/** Fern's `x-fern-pagination`, https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination */
import type { Operation } from "../../model/operation.js";
import type { JsonObject } from "../../spec/json.js";
import { child, type Node, objectAt, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, PaginationDraft } from "../pagination/draft.js";
import { pointerOf } from "../pagination/shapes.js";
import { wordKey } from "../pagination/words.js";

const source = "x-fern-pagination";

/** What the operation says; `true` there takes what the document says for all. False: it is no list. */
export function fernPagination(
  { node }: OperationSite,
  operation: Operation,
  root: Node<JsonObject>,
): Found | false | undefined {
  const extension = child(node, source);
  if (!extension) return undefined;
  if (extension.value === false) return false;
  const stated = extension.value === true ? objectAt(root, source) : objectAt(node, source);
  if (!stated) return { source, problem: "it is `true`, and the document has no object of that name at its root" };
  const draft = draftOf(stated, operation);
  return draft
    ? { source, draft }
    : { source, problem: "it has no cursor, offset, next_uri or next_path that is understood" };
}

function draftOf(stated: Node<JsonObject>, operation: Operation): PaginationDraft | undefined {
  const response = (name: string) => responsePointer(stringAt(stated, name));
  const request = (name: string) => requestParam(stringAt(stated, name), operation);
  const items = response("results");
  const [cursor, next, offset] = [request("cursor"), response("next_cursor"), request("offset")];
  const [uri, path] = [response("next_uri"), response("next_path")];
  if (cursor !== undefined && next !== undefined) return { style: "cursor", param: cursor, next, items };
  if (uri !== undefined) return { style: "next-url", next: uri, items };
  if (path !== undefined) return { style: "next-path", next: path, items };
  if (offset === undefined) return undefined;
  const hasMore = response("has-next-page");
  // Whether `offset` counts items or pages is a setting of Fern's generator, not of the document: its name tells.
  const isPage = wordKey(offset).includes("page") && !wordKey(offset).includes("offset");
  return isPage ? { style: "page", param: offset, hasMore, items } : { style: "offset", param: offset, hasMore, items };
}

/** `$response.meta.next` */
function responsePointer(text: string | undefined): string | undefined {
  const match = /^\$response(?:\.(.+))?$/.exec(text ?? "");
  if (!match) return undefined;
  return match[1] === undefined ? "" : pointerOf(match[1].split("."));
}

/** `$request.cursor`: a parameter, or else a property of the body. */
function requestParam(text: string | undefined, { parameters }: Operation): string | undefined {
  const name = /^\$request\.(?:query\.|headers?\.)?(.+)$/.exec(text ?? "")?.[1];
  if (name === undefined) return undefined;
  if (parameters.some(({ wireName }) => wireName === name)) return name;
  const tokens = name.split(".");
  return pointerOf(tokens[0] === "body" && tokens.length > 1 ? tokens.slice(1) : tokens);
}
