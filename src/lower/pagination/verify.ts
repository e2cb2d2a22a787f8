import type { Parameter } from "../../model/operation.js";
import type {
  PageFlag,
  PageInput,
  PageOutput,
  Pagination,
  PaginationRule,
  PaginationSource,
} from "../../model/pagination.js";
import type { Schema, SchemaKind } from "../../model/schema.js";
import type { EndDraft, OutputDraft, PaginationDraft } from "./draft.js";
import type { ListFacts } from "./facts.js";
import { findItems } from "./find-items.js";
import { elementOf, kindsAt, schemaAt, shapesOf } from "./shapes.js";

/** Why a rule does not fit its operation, in words that end a sentence. */
export class Misfit {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The rule with everything it names looked up; a `Misfit` where something is not there, or is of another kind. */
export function verified(draft: PaginationDraft, source: PaginationSource, facts: ListFacts): Pagination | Misfit {
  const { body, schemas } = facts;
  if (!body) return new Misfit("no success has a JSON body with a schema");
  const items = draft.items ?? findItems(body, schemas)?.pointer;
  if (items === undefined) return new Misfit("it is not plain which list of the response is meant");
  const item = elementOf(schemaAt(body, items, schemas), schemas);
  if (!item) return new Misfit(`${shown(items)} of the response is no list`);
  const rule = ruleOf(draft, facts, body);
  return rule instanceof Misfit ? rule : { source, rule, items, item };
}

const numbers: readonly SchemaKind[] = ["numeric", "text", "enum", "const", "unknown"];
const scalars: readonly SchemaKind[] = ["text", "numeric", "unknown", "const", "enum"];
const texts: readonly SchemaKind[] = ["text", "unknown", "const", "enum"];
const flags: readonly SchemaKind[] = ["boolean", "const", "unknown", "enum"];

function ruleOf(draft: PaginationDraft, facts: ListFacts, body: Schema): PaginationRule | Misfit {
  const check = new Check(facts, body);
  const rule = stated(draft, check);
  return check.misfit ?? rule;
}

function stated(draft: PaginationDraft, check: Check): PaginationRule {
  switch (draft.style) {
    case "page": {
      const input = check.input(draft.param, numbers);
      return {
        style: "page",
        input,
        first: draft.first ?? check.firstPage(draft.param),
        totalPages: check.optional(draft.totalPages, numbers),
        totalItems: check.optional(draft.totalItems, numbers),
        hasMore: check.flag(draft),
      };
    }
    case "offset":
      return {
        style: "offset",
        input: check.input(draft.param, numbers),
        totalItems: check.optional(draft.totalItems, numbers),
        hasMore: check.flag(draft),
      };
    case "cursor":
      return {
        style: "cursor",
        input: check.input(draft.param, scalars),
        next: check.output(draft.next, scalars),
        hasMore: check.flag(draft),
      };
    case "item-cursor":
      check.itemField(draft);
      return {
        style: "item-cursor",
        input: check.input(draft.param, scalars),
        field: draft.field,
        hasMore: check.flag(draft),
      };
    case "next-url":
    case "next-path":
      return { style: draft.style, next: check.output(draft.next, texts) };
    case "link":
    case "single":
      return { style: draft.style };
  }
}

/** Looks up what a draft names. The first thing that is not so is the reason. */
class Check {
  readonly #facts: ListFacts;
  readonly #body: Schema;
  misfit: Misfit | undefined;

  constructor(facts: ListFacts, body: Schema) {
    this.#facts = facts;
    this.#body = body;
  }

  input(param: string, kinds: readonly SchemaKind[]): PageInput {
    const parameter = this.#parameter(param);
    if (!parameter && param.startsWith("/")) return this.#bodyInput(param, kinds);
    if (!parameter) this.#fail(`the operation has no parameter "${param}"`);
    const found = parameter ? shapesOf(parameter.schema, this.#facts.schemas) : [];
    this.#compare(found, kinds, `the parameter "${param}"`);
    return {
      in: "parameter",
      location: parameter?.location ?? "query",
      wireName: parameter?.wireName ?? param,
      numeric: isNumeric(found),
    };
  }

  optional(output: OutputDraft | undefined, kinds: readonly SchemaKind[]): PageOutput | undefined {
    return output === undefined ? undefined : this.output(output, kinds);
  }

  /** `hasMore`, or `isLast`, which says the contrary. */
  flag({ hasMore, isLast }: EndDraft): PageFlag | undefined {
    if (hasMore !== undefined || isLast === undefined) return this.optional(hasMore, flags);
    return { ...this.output(isLast, flags), negated: true };
  }

  output(output: OutputDraft, kinds: readonly SchemaKind[]): PageOutput {
    if (typeof output !== "string") return { in: "header", name: output.header };
    const { schemas } = this.#facts;
    const at = schemaAt(this.#body, output, schemas);
    const found = at ? shapesOf(at, schemas) : [];
    if (found.length === 0) this.#fail(`the response has no ${shown(output)}`);
    this.#compare(found, kinds, `${shown(output)} of the response`);
    return { in: "body", pointer: output };
  }

  /**
   * The default of the parameter; otherwise what is said of it, or its least value. Where it is in doubt, 0: counting from 0
   * where the server begins with 1 gives the first page twice, which the walk tells; the other way round loses a page.
   */
  firstPage(param: string): number {
    const { schemas, requestBody } = this.#facts;
    const parameter = this.#parameter(param);
    const declared = parameter ? parameter.schema : requestBody && schemaAt(requestBody, param, schemas);
    const shapes = declared ? [declared, ...shapesOf(declared, schemas)] : [];
    const first = shapes.map((shape) => shape.default).find((value) => value === 0 || value === 1);
    if (typeof first === "number") return first;
    const texts = [parameter?.description, ...shapes.map(({ description }) => description)];
    return texts.some((text) => zeroBased.test(text ?? "")) || shapes.some(isFromZero) ? 0 : 1;
  }

  itemField({ items, field }: { readonly items?: string | undefined; readonly field: string }): void {
    const { schemas } = this.#facts;
    const pointer = items ?? findItems(this.#body, schemas)?.pointer ?? "";
    const item = elementOf(schemaAt(this.#body, pointer, schemas), schemas);
    const kinds = item ? kindsAt(item, field, schemas) : new Set<SchemaKind>();
    if (kinds.size === 0) this.#fail(`the items have no ${shown(field)}`);
    else if (![...kinds].some((kind) => scalars.includes(kind))) this.#fail(`${shown(field)} of an item is no scalar`);
  }

  /** Of two with the same name, the one in the query. */
  #parameter(name: string): Parameter | undefined {
    const named = this.#facts.operation.parameters.filter(
      ({ wireName, location }) =>
        wireName === name || (location === "header" && wireName.toLowerCase() === name.toLowerCase()),
    );
    return named.find(({ location }) => location === "query") ?? named[0];
  }

  #bodyInput(pointer: string, kinds: readonly SchemaKind[]): PageInput {
    const { requestBody, schemas } = this.#facts;
    const declared = requestBody && schemaAt(requestBody, pointer, schemas);
    const found = declared ? shapesOf(declared, schemas) : [];
    if (found.length === 0) this.#fail(`the request's body has no ${shown(pointer)}`);
    this.#compare(found, kinds, `${shown(pointer)} of the request's body`);
    return { in: "body", pointer, numeric: isNumeric(found) };
  }

  #compare(found: readonly Schema[], kinds: readonly SchemaKind[], what: string): void {
    if (found.length === 0 || found.some(({ kind }) => kinds.includes(kind))) return;
    this.#fail(`${what} is of another kind: ${found[0]?.kind ?? "none"}`);
  }

  #fail(reason: string): void {
    this.misfit ??= new Misfit(reason);
  }
}

const zeroBased =
  /\b(?:zero|0)[- ](?:based|indexed)\b|\b(?:starts?|starting|begins?|beginning) (?:at|from|with) (?:0|zero)\b/i;

function isFromZero(schema: Schema): boolean {
  return schema.kind === "numeric" && String(schema.minimum) === "0";
}

function isNumeric(found: readonly Schema[]): boolean {
  return found.length > 0 && found.every(({ kind }) => kind === "numeric");
}

function shown(pointer: string): string {
  return pointer === "" ? "the body" : `"${pointer}"`;
}
