import type { Schema } from "../../model/schema.js";
import { membersOf, oncePerName, pointerOf, type Schemas, shapesOf } from "./shapes.js";
import { wordKey } from "./words.js";

export interface FoundItems {
  readonly pointer: string;
  /** The names on the way to the list. */
  readonly path: readonly string[];
}

/** What APIs call the list that an answer is about, whatever else stands beside it. */
const listNames: readonly string[] =
  "data items results value values entries records rows elements objects list content contents hits nodes edges documents resources".split(
    " ",
  );

/** Lists that are never what an answer is about. */
const noteNames: readonly string[] =
  "errors warnings messages notices included includes links expand metadata meta".split(" ");

/** Lists that stand beside the one that is meant, unless there is no other. */
const sideNames = new Set([
  ...noteNames,
  ...(
    "facets aggregations order sort sorts sortby filters columns fields headers tags permissions scopes relatedobjects " +
    "matchedvariationids suggestions headings"
  ).split(" "),
]);

/** The one list that an answer can be about; undefined where it is none, or could be one of several. */
export const findItems = oncePerName((body, schemas): FoundItems | undefined => {
  const shapes = shapesOf(body, schemas);
  if (shapes.length > 0 && shapes.every(({ kind }) => kind === "array")) return { pointer: "", path: [] };
  return listIn(body, schemas, []);
});

function listIn(body: Schema, schemas: Schemas, path: readonly string[]): FoundItems | undefined {
  const properties = membersOf(body, schemas);
  const lists = properties.filter(({ shapes }) => shapes.length > 0 && shapes.every(({ kind }) => kind === "array"));
  const usual = listNames.flatMap((name) => lists.filter((leaf) => wordKey(leaf.path[0] ?? "") === name))[0];
  const others = lists.filter((leaf) => !sideNames.has(wordKey(leaf.path[0] ?? "")));
  const [sole] = lists.length === 1 ? lists.filter((leaf) => !noteNames.includes(wordKey(leaf.path[0] ?? ""))) : [];
  const only = others.length === 1 ? others[0] : sole;
  const found = usual ?? only;
  if (!found) return undefined;
  const whole = [...path, ...found.path];
  return { pointer: pointerOf(whole), path: whole };
}

/** The list within the only object of an answer: `{ playlists: { items, next } }`. Only for operations that take a page. */
export function findNestedItems(body: Schema, schemas: Schemas): FoundItems | undefined {
  const properties = membersOf(body, schemas);
  const found = properties.flatMap(({ path, shapes }) =>
    shapes.length > 0 && shapes.every(({ kind }) => kind === "object")
      ? shapes.flatMap((shape) => listIn(shape, schemas, path) ?? []).slice(0, 1)
      : [],
  );
  return found.length === 1 ? found[0] : undefined;
}
