import type { Schema } from "../../model/schema.js";
import type { EndDraft, Found, OutputDraft, PaginationDraft } from "./draft.js";
import type { ListFacts } from "./facts.js";
import { type FoundItems, findItems, findNestedItems } from "./find-items.js";
import { cursorKeys, type Input, type Inputs, inputsOf, offsetKeys, pageKeys, sizeKeys } from "./infer-inputs.js";
import { isUrlLeaf, isUrlName } from "./infer-url.js";
import { isCursorPair } from "./infer-words.js";
import { elementOf, kindsAt, type Leaf, leavesOf, membersOf, schemaAt } from "./shapes.js";
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
      .map((leaf) => ({
        ...leaf,
        path: this.#isWithin(leaf.path) ? leaf.path.slice(this.#wrapper.length) : leaf.path,
      }));
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

  /** Where the answer says whether more follows; or, right beside the list, whether nothing does. */
  get end(): EndDraft {
    const hasMore = this.named((key) => moreKeys.has(key), "boolean")[0]?.pointer;
    if (hasMore !== undefined) return { hasMore };
    const isLast = this.named((key) => lastKeys.has(key), "boolean").find(({ path }) => path.length === 1)?.pointer;
    return isLast === undefined ? {} : { isLast };
  }

  #isWithin(path: readonly string[]): boolean {
    return path.length > 1 && this.#wrapper.every((name, index) => path[index] === name);
  }

  /** The names of the objects that the list stands in. */
  get #wrapper(): readonly string[] {
    return this.items.path.slice(0, -1);
  }

  /** Of a list within a wrapper, what stands in the wrapper, at the top, or in an object at the top that is about pages. */
  #isBeside(path: readonly string[]): boolean {
    return path.length <= 1 || this.#isWithin(path) || pageObjects.has(wordKey(path[0] ?? ""));
  }
}

const moreKeys = new Set(
  "hasmore hasnext hasnextpage more morepages hasmorepages hasmoreitems hasmoreresults moreavailable istruncated nextpageexists".split(
    " ",
  ),
);
/** True on the last page only. */
const lastKeys = new Set("done islast islastpage lastpage last endofstream endoflist".split(" "));
const pageObjects = new Set(["pagination", "paging", "pageinfo"]);
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

/** A token whose schema says nothing is one by its name. */
const cursorKinds: readonly Schema["kind"][] = ["text", "numeric", "unknown"];

function cursor(list: ListShape): PaginationDraft | undefined {
  const inputs = list.inputs.all.filter(
    ({ key, shapes }) => cursorKeys.test(key) && shapes.some(({ kind }) => cursorKinds.includes(kind)),
  );
  const outputs = list.leaves.filter(({ shapes }) => shapes.some(({ kind }) => kind === "text" || kind === "numeric"));
  for (const input of inputs) {
    const next = outputs.find((leaf) => isCursorPair(input.key, leaf.path)) ?? undefined;
    if (next && !isOptIn(input, list)) return { style: "cursor", param: input.param, next: next.pointer, ...list.end };
  }
  return echoed(list);
}

/** Meilisearch: `from` and `next` are numbers, and the answer repeats `from`. */
function echoed(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => key === "from", ["numeric"]);
  const [from, next] = ["from", "next"].map((name) =>
    list.named((key) => key === name, "numeric").find(({ path }) => path.length === 1),
  );
  return input && from && next && { style: "cursor", param: input.param, next: next.pointer };
}

/** `usemarker`: without it the server counts, and gives no cursor. */
function isOptIn({ key }: Input, { inputs }: ListShape): boolean {
  return inputs.all.some((other) => other.key === `use${key}` && other.shapes.some(({ kind }) => kind === "boolean"));
}

/** Stripe: `starting_after` is the id of the last item, and `has_more` says whether to go on. */
function itemCursor(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => itemCursorKeys.has(key), ["text", "numeric"]) ?? afterItem(list);
  const { end, item, facts } = list;
  if (!input || Object.keys(end).length === 0 || !item) return undefined;
  if (!["text", "numeric"].some((kind) => kindsAt(item, "/id", facts.schemas).has(kind as Schema["kind"])))
    return undefined;
  return { style: "item-cursor", param: input.param, field: "/id", ...end };
}

const itemCursorKeys = new Set(["startingafter", "afterid"]);

/**
 * `after` alone (Resend, OpenAI) may be a time, or a cursor that the answer names some way or other: it is an id where the
 * answer says that more follows and has nothing else that could be sent.
 */
function afterItem(list: ListShape): Input | undefined {
  const input = list.input((key) => key === "after", ["text", "numeric"]);
  const isTime =
    input && (/\b(?:dates?|times?|timestamp)\b/i.test(input.description) || input.shapes.some(hasTimeFormat));
  const isGiven = list.leaves.some(({ path }) => /cursor|token|next|after|iterator|bookmark/i.test(path.join(" ")));
  return isTime || isGiven ? undefined : input;
}

function hasTimeFormat(schema: Schema): boolean {
  return schema.kind === "text" && /^(?:date|time)/.test(schema.format ?? "");
}

function pageNumber(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => pageKeys.has(key), ["numeric"]);
  const [total, { end }] = [totals(list), list];
  const isTold = Object.keys(total).length + Object.keys(end).length > 0;
  if (!input || !(list.hasSize || isTold) || isOtherwiseUnasked(input, list)) return undefined;
  return { style: "page", param: input.param, ...total, ...end };
}

/** Meilisearch has both, and counts items unless it is asked for a page: the first answer is none of the pages then. */
function isOtherwiseUnasked(page: Input, list: ListShape): boolean {
  const offsetInput = list.input((key) => offsetKeys.has(key), ["numeric"]);
  return offsetInput !== undefined && hasDefault(offsetInput) && !hasDefault(page);
}

function hasDefault({ shapes }: Input): boolean {
  return shapes.some((shape) => shape.default !== undefined);
}

function offset(list: ListShape): PaginationDraft | undefined {
  const input = list.input((key) => offsetKeys.has(key), ["numeric"]) ?? countInText(list);
  // `start` and `end` are times as often as not.
  const isRange = list.inputs.all.some(({ key }) => /^(?:end|stop|until|to|finish)/.test(key));
  if (!input || !list.hasSize || (input.key === "start" && isRange)) return undefined;
  return { style: "offset", param: input.param, totalItems: totals(list).totalItems, ...list.end };
}

/** An offset that is sent as text may be anything, unless it is said to be a number of items. */
function countInText(list: ListShape): Input | undefined {
  const input = list.input((key) => key === "offset" || key === "skip", ["text"]);
  return input?.description.split("\n").some(isNumberToSkip) ? input : undefined;
}

/** In two steps: one pattern would look for the second word behind each of the first. */
function isNumberToSkip(line: string): boolean {
  const at = line.search(/\bnumber of\b/i);
  return at >= 0 && /\bskip/i.test(line.slice(at));
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
