/** Stainless' `x-stainless-pagination-property`: marks on the parameters and properties that have to do with pages. */
import type { Operation } from "../../model/operation.js";
import type { JsonObject, JsonValue } from "../../spec/json.js";
import {
  asObject,
  child,
  dereference,
  entriesOf,
  flagAt,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  stringAt,
} from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, OutputDraft, PaginationDraft } from "../pagination/draft.js";
import { responsesOf } from "../pagination/facts.js";
import { pointerOf } from "../pagination/shapes.js";

const source = "x-stainless-pagination-property";

interface Mark {
  readonly purpose: string;
  /** The parameter, or the path within the body. */
  readonly path: readonly string[];
  readonly isParameter: boolean;
  /** How many names of the path lead to the list that the rest is within. */
  readonly listAt: number | undefined;
  readonly header: string | undefined;
  readonly isTopLevel: boolean;
}

export function stainlessPagination(
  site: OperationSite,
  _operation: Operation,
  _root: Node<JsonObject>,
  lowering: Lowering,
): Found | undefined {
  if (!hasMarks(lowering.document.root)) return undefined;
  const marks = [...requestMarks(site, lowering), ...responseMarks(site, lowering)];
  if (marks.length === 0) return undefined;
  const draft = draftOf(marks);
  return draft ? { source, draft } : { source, problem: "the marks of request and response do not belong together" };
}

/** Marks may stand deep in any schema. Hardly a document has one, so this is asked once for each. */
function hasMarks(root: JsonObject): boolean {
  let known = marked.get(root);
  if (known === undefined) {
    known = holdsKey(root);
    marked.set(root, known);
  }
  return known;
}

const marked = new WeakMap<JsonObject, boolean>();

function holdsKey(root: JsonObject): boolean {
  const pending: JsonValue[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Object.hasOwn(next, source)) return true;
    for (const value of Object.values(next)) if (typeof value === "object" && value !== null) pending.push(value);
  }
  return false;
}

function draftOf(marks: readonly Mark[]): PaginationDraft | undefined {
  const mark = (purpose: string) => marks.find((one) => one.purpose === purpose);
  const param = (purpose: string) => paramOf(mark(purpose));
  const output = (purpose: string) => outputOf(mark(purpose));
  const list = mark("items");
  const items = list && (list.isTopLevel ? "" : pointerOf(list.path));
  const hasMore = output("has_next_page");
  const [cursor, next] = [param("next_cursor_param"), output("next_cursor_field")];
  if (cursor !== undefined && next !== undefined) return { style: "cursor", param: cursor, next, hasMore, items };
  const [after, id] = [param("next_cursor_id_param"), mark("cursor_item_id")];
  if (after !== undefined && id) {
    return { style: "item-cursor", param: after, field: pointerOf(id.path.slice(id.listAt ?? 0)), hasMore, items };
  }
  const url = output("cursor_url_field");
  if (url !== undefined) return { style: "next-url", next: url, items };
  const [page, offset] = [param("page_number_param"), param("offset_count_param")];
  if (page !== undefined) {
    return { style: "page", param: page, totalPages: output("total_page_count_field"), hasMore, items };
  }
  if (offset === undefined) return undefined;
  return { style: "offset", param: offset, totalItems: output("offset_total_count_field"), hasMore, items };
}

function paramOf(mark: Mark | undefined): string | undefined {
  return mark && (mark.isParameter ? mark.path[0] : pointerOf(mark.path));
}

function outputOf(mark: Mark | undefined): OutputDraft | undefined {
  if (!mark) return undefined;
  return mark.header === undefined ? pointerOf(mark.path) : { header: mark.header };
}

function requestMarks({ node, pathItem }: OperationSite, lowering: Lowering): readonly Mark[] {
  const parameters = [node, pathItem].flatMap((holder) => itemsAt(holder, "parameters"));
  const marked = parameters.flatMap((item) => {
    const parameter = dereference(lowering, item);
    const schema = parameter && objectAt(parameter, "schema");
    const name = parameter && stringAt(parameter, "name");
    if (!parameter || name === undefined) return [];
    return [parameter, ...(schema ? [schema] : [])].flatMap((holder) => markOf(holder, [name], { isParameter: true }));
  });
  const holder = child(node, "requestBody");
  const body = holder && dereference(lowering, holder);
  return [...marked, ...(body ? contentMarks(body, lowering) : [])];
}

function responseMarks(site: OperationSite, lowering: Lowering): readonly Mark[] {
  const success = responsesOf(site, lowering).find(([status]) => status.startsWith("2"))?.[1];
  return success ? contentMarks(success, lowering) : [];
}

function contentMarks(holder: Node<JsonObject>, lowering: Lowering): readonly Mark[] {
  const media = entriesOf(objectAt(holder, "content")).find(([type]) => /json/i.test(type))?.[1];
  const object = media && dereference(lowering, media);
  const schema = object && child(object, "schema");
  return schema ? schemaMarks(schema, { path: [], listAt: undefined, lowering }) : [];
}

interface Walk {
  readonly path: readonly string[];
  readonly listAt: number | undefined;
  readonly lowering: Lowering;
}

// Marks stand near the surface; deeper there is only what items are made of.
const deepest = 4;

function schemaMarks(node: Node, walk: Walk): readonly Mark[] {
  const schema = walk.path.length > deepest ? undefined : dereference(walk.lowering, node);
  if (!schema) return [];
  const { path, listAt } = walk;
  const own = [
    ...markOf(asObject(node), path, { listAt }),
    ...(schema.value === node.value ? [] : markOf(schema, path, { listAt })),
  ];
  const properties = entriesOf(objectAt(schema, "properties")).flatMap(([name, property]) =>
    schemaMarks(property, { ...walk, path: [...path, name] }),
  );
  const members = ["allOf", "anyOf", "oneOf"]
    .flatMap((word) => itemsAt(schema, word))
    .flatMap((member) => schemaMarks(member, { ...walk, path }));
  const element = listAt === undefined ? child(schema, "items") : undefined;
  const items = element ? schemaMarks(element, { ...walk, listAt: path.length }) : [];
  return [...own, ...properties, ...members, ...items];
}

function markOf(
  holder: Node<JsonObject> | undefined,
  path: readonly string[],
  { isParameter = false, listAt }: { readonly isParameter?: boolean; readonly listAt?: number | undefined },
): readonly Mark[] {
  const mark = holder && objectAt(holder, source);
  const purpose = mark && stringAt(mark, "purpose");
  if (!mark || purpose === undefined) return [];
  const header = stringAt(mark, "from_header");
  return [{ purpose, path, isParameter, listAt, header, isTopLevel: flagAt(mark, "is_top_level_array") ?? false }];
}
