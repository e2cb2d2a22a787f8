import type { Parameter } from "../../model/operation.js";
import type { Schema } from "../../model/schema.js";
import type { ListFacts } from "./facts.js";
import { membersOf, type Schemas, shapesOf } from "./shapes.js";
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
  const parameters = operation.parameters.filter(isQuery).map((parameter) => ({
    key: wordKey(parameter.wireName),
    param: parameter.wireName,
    ...described(shapesOf(parameter.schema, schemas), parameter.description),
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
    if (!/^(?:page|paging|pagination)$/i.test(name))
      return [{ key: wordKey(name), param: pointer, ...described(shapes) }];
    const inner = shapes.flatMap((shape) => membersOf(shape, schemas));
    if (inner.length === 0) return [{ key: wordKey(name), param: pointer, ...described(shapes) }];
    return inner.map((leaf) => ({
      key: wordKey(`page${leaf.path[0] ?? ""}`),
      param: pointer + leaf.pointer,
      ...described(leaf.shapes),
    }));
  });
}

function isQuery({ location }: Parameter): boolean {
  return location === "query";
}

function described(shapes: readonly Schema[], own?: string): Pick<Input, "shapes" | "description"> {
  return { shapes, description: [own, ...shapes.map(({ description }) => description)].join(" ") };
}
