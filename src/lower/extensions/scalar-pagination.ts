/** Scalar's `x-scalar-pagination`: schemes at the root of the document, the name of one of them (or `false`) at an operation. */
import type { Operation } from "../../model/operation.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, entriesOf, itemsAt, type Node, objectAt, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, OutputDraft, PaginationDraft } from "../pagination/draft.js";
import { pointerOf } from "../pagination/shapes.js";

const source = "x-scalar-pagination";

export function scalarPagination(
  { node }: OperationSite,
  _operation: Operation,
  root: Node<JsonObject>,
): Found | false | undefined {
  const extension = child(node, source);
  if (!extension) return undefined;
  if (extension.value === false) return false;
  const scheme = typeof extension.value === "string" ? schemeNamed(extension.value, root) : asObject(extension);
  if (!scheme) return { source, problem: "no scheme of that name stands at the root of the document" };
  const draft = draftOf(scheme);
  return draft ? { source, draft } : { source, problem: "its parts do not make up one of the types that are known" };
}

function schemeNamed(name: string, root: Node<JsonObject>): Node<JsonObject> | undefined {
  return itemsAt(root, source)
    .flatMap((item) => asObject(item) ?? [])
    .find((scheme) => stringAt(scheme, "name") === name);
}

function draftOf(scheme: Node<JsonObject>): PaginationDraft | undefined {
  const inBody = stringAt(scheme, "paramLocation") === "body";
  const request = (...roles: readonly string[]) =>
    partsOf(scheme, "request", roles).map((part) => paramOf(part, inBody))[0];
  const response = (...roles: readonly string[]) => partsOf(scheme, "response", roles)[0];
  const output = (...roles: readonly string[]) => {
    const part = response(...roles);
    return part && outputOf(part);
  };
  const list = response("items");
  const items = list && pointerOf(pathOf(list));
  const hasMore = output("hasMore");
  const totalItems = output("total");
  const next = response("cursor", "cursorUrl", "cursorId");
  switch (stringAt(scheme, "type")) {
    case "cursor": {
      const param = request("cursor");
      return param !== undefined && next ? { style: "cursor", param, next: outputOf(next), hasMore, items } : undefined;
    }
    case "cursorId": {
      const param = request("cursorId", "cursor");
      const field = next ? pointerOf(itemPath(next)) : "/id";
      return param === undefined ? undefined : { style: "item-cursor", param, field, hasMore, items };
    }
    case "cursorUrl": {
      if (next && stringAt(next.node, "location") === "linkHeader") return { style: "link", items };
      return next && { style: "next-url", next: outputOf(next), items };
    }
    case "pageNumber": {
      const param = request("pageNumber");
      return param === undefined
        ? undefined
        : { style: "page", param, totalPages: output("totalPages"), totalItems, hasMore, items };
    }
    case "offset": {
      const param = request("offset");
      return param === undefined ? undefined : { style: "offset", param, totalItems, hasMore, items };
    }
    case "fakePage":
      return { style: "single", items };
    default:
      return undefined;
  }
}

interface Part {
  readonly key: string;
  readonly node: Node<JsonObject>;
}

/** The parts of a side that have one of these roles; a part that names none has its key's. */
function partsOf(scheme: Node<JsonObject>, side: "request" | "response", roles: readonly string[]): readonly Part[] {
  return entriesOf(objectAt(scheme, side)).flatMap(([key, value]) => {
    const node = asObject(value);
    return node && roles.includes(stringAt(node, "type") ?? key) ? [{ key, node }] : [];
  });
}

function paramOf({ key, node }: Part, inBody: boolean): string {
  const name = stringAt(node, "param") ?? key;
  return (stringAt(node, "location") ?? (inBody ? "body" : "query")) === "body" ? pointerOf(name.split(".")) : name;
}

function outputOf(part: Part): OutputDraft {
  const header = stringAt(part.node, "headerName");
  return stringAt(part.node, "location") === "header" && header !== undefined ? { header } : pointerOf(pathOf(part));
}

function pathOf({ key, node }: Part): readonly string[] {
  const path = itemsAt(node, "path").flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return path.length > 0 ? path : (stringAt(node, "property") ?? key).split(".");
}

/** Where an item has what the next page begins behind. */
function itemPath({ node }: Part): readonly string[] {
  const path = itemsAt(node, "cursorPath").flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return path.length > 0 ? path : [stringAt(node, "itemCursor") ?? stringAt(node, "cursorPath") ?? "id"];
}
