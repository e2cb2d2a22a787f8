import type { Parameter } from "../../model/operation.js";
import type { Schema } from "../../model/schema.js";
import type { Found, OutputDraft, PaginationDraft } from "./draft.js";
import type { ListFacts } from "./facts.js";
import { type FoundItems, findItems, findNestedItems } from "./find-items.js";
import { isUrlLeaf, isUrlName } from "./infer-url.js";
import { isCursorPair } from "./infer-words.js";
import { elementOf, kindsAt, type Leaf, leavesOf, membersOf, type Schemas, schemaAt, shapesOf } from "./shapes.js";
import { wordKey } from "./words.js";

/**
 * What names and shapes together tell, where nobody says anything. Precision before recall: a rule that is missing costs a
 * configuration line, a wrong one costs data.
 */
export function inferredPagination(facts: ListFacts): Found | undefined {
  const { operation, body, schemas } = facts;
  if (!body || !["GET", "POST", "QUERY"].includes(operation.method)) return undefined;
  const inputs = inputsOf(facts);
  const top = findItems(body, schemas);
  const items = top ?? (inputs.hasPaging ? findNestedItems(body, schemas) : undefined);
  if (!items) return undefined;
  const list = new ListShape(facts, body, items, inputs);
  const applicable = inputs.hasPaging ? rules : rulesWithoutInput;
  const draft = applicable.map((rule) => rule(list)).find((found) => found !== undefined);
  return draft && { source: "inferred", draft: { ...draft, items: items.pointer } };
}

type Rule = (list: ListShape) => PaginationDraft | undefined;

/** In this order: what the server says itself comes before what the client counts. */
const rules: readonly Rule[] = [linkHeader, nextUrl, cursor, itemCursor, pageNumber, offset];

/** Where nothing of the request has to do with pages. */
const rulesWithoutInput: readonly Rule[] = [linkHeader, nextUrl];

interface Input {
  readonly key: string;
  /** The parameter's name, or the pointer within the body. */
  readonly param: string;
  readonly shapes: readonly Schema[];
}

interface Inputs {
  readonly all: readonly Input[];
  readonly hasPaging: boolean;
}

const sizeKeys = new Set(
  (
    "limit count top pagesize perpage maxresults maxresult size take pagelimit maxitems maxkeys pagecount numresults results " +
    "resultsperpage itemsperpage rows max first hitsperpage maxpagesize length"
  ).split(" "),
);
const pageKeys = new Set("page pagenumber pageindex pageno pagenum currentpage pageid".split(" "));
const offsetKeys = new Set("offset skip pageoffset startindex startat start".split(" "));
const cursorKeys =
  /^(?:page|next|start|after|list|pagination)?(?:cursor|token|marker)$|^(?:page)?after$|^(?:page)?startingafter$|^continuation(?:token)?$|^nextpagetoken$|^bookmark$|^scrollid$|^exclusivestartkey$|^paginationkey$|^nextpage$|^nextkey$/;

/** Parameters of the query (of a search, properties of the body) by what their names say. */
function inputsOf({ operation, requestBody, schemas }: ListFacts): Inputs {
  const parameters = operation.parameters.filter(isQuery).map((parameter) => ({
    key: wordKey(parameter.wireName),
    param: parameter.wireName,
    shapes: shapesOf(parameter.schema, schemas),
  }));
  const fromBody = requestBody ? bodyInputs(requestBody, schemas) : [];
  const all = [...parameters, ...fromBody];
  const hasPaging = all.some(
    ({ key }) => sizeKeys.has(key) || pageKeys.has(key) || offsetKeys.has(key) || cursorKeys.test(key),
  );
  return { all, hasPaging };
}

/** The properties of a body, and those of an object in it that is about pages. */
function bodyInputs(body: Schema, schemas: Schemas): readonly Input[] {
  return membersOf(body, schemas).flatMap(({ path: [name = ""], pointer, shapes }): readonly Input[] => {
    if (!/^(?:page|paging|pagination)$/i.test(name)) return [{ key: wordKey(name), param: pointer, shapes }];
    const inner = shapes.flatMap((shape) => membersOf(shape, schemas));
    if (inner.length === 0) return [{ key: wordKey(name), param: pointer, shapes }];
    return inner.map((leaf) => ({
      key: wordKey(`page${leaf.path[0] ?? ""}`),
      param: pointer + leaf.pointer,
      shapes: leaf.shapes,
    }));
  });
}

function isQuery({ location }: Parameter): boolean {
  return location === "query";
}

/** A list with what stands beside it, looked up once. */
class ListShape {
  readonly facts: ListFacts;
  readonly items: FoundItems;
  readonly inputs: Inputs;
  readonly #body: Schema;
  #leaves: readonly Leaf[] | undefined;

  constructor(facts: ListFacts, body: Schema, items: FoundItems, inputs: Inputs) {
    this.facts = facts;
    this.#body = body;
    this.items = items;
    this.inputs = inputs;
  }

  /** What stands beside the list, and in objects beside it; not what is in other lists. Paths begin where the list stands. */
  get leaves(): readonly Leaf[] {
    this.#leaves ??= leavesOf(this.#body, this.facts.schemas)
      .filter(({ path }) => this.#isBeside(path))
      .map((leaf) => ({ ...leaf, path: leaf.path.length <= 1 ? leaf.path : leaf.path.slice(this.#wrapper.length) }));
    return this.#leaves;
  }

  get members(): readonly Leaf[] {
    return membersOf(this.#body, this.facts.schemas).filter(({ shapes }) => shapes.some(({ kind }) => kind === "text"));
  }

  get item(): Schema | undefined {
    const { schemas } = this.facts;
    return elementOf(schemaAt(this.#body, this.items.pointer, schemas), schemas);
  }

  /** Properties whose names and kinds fit, nearest to the surface first. */
  named(test: (key: string) => boolean, kind: Schema["kind"]): readonly Leaf[] {
    return this.leaves
      .filter(({ path, shapes }) => shapes.some((shape) => shape.kind === kind) && test(wordKey(path.at(-1) ?? "")))
      .toSorted((a, b) => a.path.length - b.path.length);
  }

  input(test: (key: string) => boolean, kinds: readonly Schema["kind"][]): Input | undefined {
    return this.inputs.all.find(({ key, shapes }) => test(key) && shapes.some(({ kind }) => kinds.includes(kind)));
  }

  get hasSize(): boolean {
    return this.inputs.all.some(({ key }) => sizeKeys.has(key));
  }

  get hasMore(): string | undefined {
    return this.named((key) => moreKeys.has(key), "boolean")[0]?.pointer;
  }

  /** The names of the objects that the list stands in. */
  get #wrapper(): readonly string[] {
    return this.items.path.slice(0, -1);
  }

  /** Of a list within a wrapper, what stands in the wrapper or at the top. */
  #isBeside(path: readonly string[]): boolean {
    return path.length <= 1 || this.#wrapper.every((name, index) => path[index] === name);
  }
}

const moreKeys = new Set(
  "hasmore hasnext hasnextpage more morepages hasmorepages hasmoreitems hasmoreresults moreavailable istruncated nextpageexists".split(
    " ",
  ),
);
const totalPagesKeys = new Set(
  "totalpages pagecount pagestotal numpages totalpagecount lastpage pagecounttotal".split(" "),
);
const totalItemsKeys = new Set(
  "total totalcount totalitems totalresults totalrecords totalsize totalelements totalrows totalentries itemcount".split(
    " ",
  ),
);

function linkHeader({ facts, inputs, items }: ListShape): PaginationDraft | undefined {
  if (!(facts.headers.has("link") || saysLink(facts.operation)) || facts.operation.method !== "GET") return undefined;
  // The header serves other ends too: a list that takes no page comes whole.
  return inputs.hasPaging || items.pointer === "" ? { style: "link" } : undefined;
}

/** GitHub declares the header here and there; everywhere it says where its cursors come from. */
function saysLink({ parameters }: ListFacts["operation"]): boolean {
  return parameters.some(
    ({ wireName, description }) =>
      cursorKeys.test(wordKey(wireName)) && /\blink`?[ -]header\b/i.test(description ?? ""),
  );
}

function nextUrl(list: ListShape): PaginationDraft | undefined {
  const found = list.inputs.hasPaging ? list.leaves.filter(isUrlLeaf) : list.members.filter(isUrlName);
  const nearest = found.toSorted((a, b) => a.path.length - b.path.length)[0];
  return nearest && { style: "next-url", next: nearest.pointer };
}

function cursor(list: ListShape): PaginationDraft | undefined {
  const inputs = list.inputs.all.filter(
    ({ key, shapes }) => cursorKeys.test(key) && shapes.some(({ kind }) => kind === "text" || kind === "numeric"),
  );
  const outputs = list.leaves.filter(({ shapes }) => shapes.some(({ kind }) => kind === "text" || kind === "numeric"));
  for (const input of inputs) {
    const next = outputs.find((leaf) => isCursorPair(input.key, leaf.path)) ?? undefined;
    if (next && !isOptIn(input, list))
      return { style: "cursor", param: input.param, next: next.pointer, hasMore: list.hasMore };
  }
  return undefined;
}

/** `usemarker`: without it the server counts, and gives no cursor. */
function isOptIn({ key }: Input, { inputs }: ListShape): boolean {
  return inputs.all.some((other) => other.key === `use${key}` && other.shapes.some(({ kind }) => kind === "boolean"));
}

/** Stripe: `starting_after` is the id of the last item, and `has_more` says whether to go on. */
function itemCursor(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => key === "startingafter" || key === "afterid", ["text", "numeric"]);
  const { hasMore, item, facts } = list;
  if (!input || hasMore === undefined || !item || !kindsAt(item, "/id", facts.schemas).has("text")) return undefined;
  return { style: "item-cursor", param: input.param, field: "/id", hasMore };
}

function pageNumber(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => pageKeys.has(key), ["numeric"]);
  const total = totals(list);
  const isTold = total.totalPages !== undefined || total.totalItems !== undefined || list.hasMore !== undefined;
  if (!input || !(list.hasSize || isTold)) return undefined;
  return { style: "page", param: input.param, ...total, hasMore: list.hasMore };
}

function offset(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => offsetKeys.has(key), ["numeric"]);
  // `start` and `end` are times as often as not.
  const isRange = list.inputs.all.some(({ key }) => /^(?:end|stop|until|to|finish)/.test(key));
  if (!input || !list.hasSize || (input.key === "start" && isRange)) return undefined;
  return { style: "offset", param: input.param, totalItems: totals(list).totalItems, hasMore: list.hasMore };
}

/** How many there are in all. `count` is left out: of the page, or of all, nobody knows. */
function totals(list: ListShape): { readonly totalPages?: OutputDraft; readonly totalItems?: OutputDraft } {
  const totalPages = list.named((key) => totalPagesKeys.has(key), "numeric")[0]?.pointer;
  const totalItems = list.named((key) => totalItemsKeys.has(key), "numeric")[0]?.pointer;
  const headers = [...list.facts.headers];
  const pagesHeader = headers.find((name) => /^x-(?:total-pages|page-count|pagination-pages)$/.test(name));
  const itemsHeader = headers.find((name) => /^x-(?:total-count|total|pagination-total|pagination-count)$/.test(name));
  return {
    ...(totalPages === undefined ? pagesHeader && { totalPages: { header: pagesHeader } } : { totalPages }),
    ...(totalItems === undefined ? itemsHeader && { totalItems: { header: itemsHeader } } : { totalItems }),
  };
}
