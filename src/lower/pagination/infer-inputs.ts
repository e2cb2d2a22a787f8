import type { Parameter } from "../../model/operation.js";
import type { Schema } from "../../model/schema.js";
import type { ListFacts } from "./facts.js";
import { membersOf, oncePerName, shapesOf } from "./shapes.js";
import { wordKey } from "./words.js";

/** A parameter of the query, or a property of the body of a search. */
export interface Input {
  readonly key: string;
  /** The parameter's name, or the pointer within the body. */
  readonly param: string;
  readonly shapes: readonly Schema[];
  /** What the document says of it, all in one. */
  readonly description: string;
}

export interface Inputs {
  readonly all: readonly Input[];
  readonly hasPaging: boolean;
}

export const sizeKeys = new Set(
  (
    "limit count top pagesize perpage maxresults maxresult size take pagelimit maxitems maxkeys pagecount numresults results " +
    "resultsperpage itemsperpage rows max first hitsperpage maxpagesize length"
  ).split(" "),
);
export const pageKeys = new Set("page pagenumber pageindex pageno pagenum currentpage pageid".split(" "));
export const offsetKeys = new Set("offset skip pageoffset startindex startat start".split(" "));
export const cursorKeys =
  /^(?:page|next|start|after|list|pagination)?(?:cursor|token|marker)$|^(?:page)?after$|^(?:page)?startingafter$|^continuation(?:token)?$|^nextpagetoken$|^bookmark$|^scrollid$|^exclusivestartkey$|^paginationkey$|^nextpage$|^nextkey$|^iterator$/;

/** Parameters of the query (of a search, properties of the body) by what their names say. */
export function inputsOf({ operation, requestBody, schemas }: ListFacts): Inputs {
  const parameters = operation.parameters
    .filter(isQuery)
    .map(
      ({ wireName, schema, description }) =>
        new DescribedInput(wordKey(wireName), wireName, shapesOf(schema, schemas), description),
    );
  const fromBody = requestBody ? bodyInputs(requestBody, schemas) : [];
  const all = [...parameters, ...fromBody];
  const hasPaging = all.some(
    ({ key }) => sizeKeys.has(key) || pageKeys.has(key) || offsetKeys.has(key) || cursorKeys.test(key),
  );
  return { all, hasPaging };
}

/** The properties of a body, and those of an object in it that is about pages. */
const bodyInputs = oncePerName((body, schemas): readonly Input[] =>
  membersOf(body, schemas).flatMap(({ path: [name = ""], pointer, shapes }): readonly Input[] => {
    const inner = /^(?:page|paging|pagination)$/i.test(name)
      ? shapes.flatMap((shape) => membersOf(shape, schemas))
      : [];
    if (inner.length === 0) return [new DescribedInput(wordKey(name), pointer, shapes)];
    return inner.map(
      (leaf) => new DescribedInput(wordKey(`page${leaf.path[0] ?? ""}`), pointer + leaf.pointer, leaf.shapes),
    );
  }),
);

/** Hardly anybody asks for the description. */
class DescribedInput implements Input {
  readonly key: string;
  readonly param: string;
  readonly shapes: readonly Schema[];
  readonly #own: string | undefined;

  constructor(key: string, param: string, shapes: readonly Schema[], own?: string) {
    this.key = key;
    this.param = param;
    this.shapes = shapes;
    this.#own = own;
  }

  get description(): string {
    return [this.#own, ...this.shapes.map(({ description }) => description)].join(" ");
  }
}

function isQuery({ location }: Parameter): boolean {
  return location === "query";
}
