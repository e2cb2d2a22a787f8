/** Speakeasy's `x-speakeasy-pagination`, https://www.speakeasy.com/docs/sdks/customize/runtime/pagination */
import type { Operation } from "../../model/operation.js";
import { asObject, itemsAt, type Node, objectAt, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, PaginationDraft } from "../pagination/draft.js";
import { parseJsonPath } from "../pagination/json-path.js";
import { pointerOf } from "../pagination/shapes.js";

const source = "x-speakeasy-pagination";

/** What the extension at the operation says; undefined where there is none. */
export function speakeasyPagination({ node }: OperationSite, _operation: Operation): Found | undefined {
  const extension = objectAt(node, source);
  if (!extension) return undefined;
  const draft = draftOf(extension);
  return typeof draft === "string" ? { source, problem: draft } : { source, draft };
}

function draftOf(extension: Parameters<typeof objectAt>[0]): PaginationDraft | string {
  const outputs = objectAt(extension, "outputs");
  const output = (name: string) => outputs && pathAt(outputs, name);
  const type = stringAt(extension, "type");
  const input = (kind: string) => itemsAt(extension, "inputs").flatMap((item) => inputOf(item, kind))[0];
  const results = output("results");
  const items = results && pointerOf(results.tokens);
  if (type === "url") {
    const next = output("nextUrl");
    return next ? { style: "next-url", next: pointerOf(next.tokens), items } : "`outputs.nextUrl` is missing";
  }
  if (type === "cursor") {
    const next = output("nextCursor");
    const param = input("cursor");
    if (!next || param === undefined) return "`outputs.nextCursor` or the input of type cursor is missing";
    return next.lastItem
      ? { style: "item-cursor", param, field: pointerOf(next.lastItem), items: pointerOf(next.tokens) }
      : { style: "cursor", param, next: pointerOf(next.tokens), items };
  }
  if (type !== "offsetLimit") return "`type` is one of offsetLimit, cursor and url";
  const [offset, page] = [input("offset"), input("page")];
  const totalPages = output("numPages");
  if (page !== undefined)
    return { style: "page", param: page, totalPages: totalPages && pointerOf(totalPages.tokens), items };
  return offset === undefined
    ? "an input of type offset or page is missing"
    : { style: "offset", param: offset, items };
}

function pathAt(outputs: Parameters<typeof objectAt>[0], name: string) {
  const text = stringAt(outputs, name);
  return text === undefined ? undefined : parseJsonPath(text);
}

/** The parameter, or the property of the body, that has this role. */
function inputOf(item: Node, kind: string): readonly string[] {
  const input = asObject(item);
  const name = input && stringAt(input, "name");
  if (!input || name === undefined || stringAt(input, "type") !== kind) return [];
  return [stringAt(input, "in") === "requestBody" ? pointerOf(name.split(".")) : name];
}
