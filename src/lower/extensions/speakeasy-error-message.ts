/** Speakeasy's `x-speakeasy-error-message`, https://www.speakeasy.com/docs/sdks/customize/responses/errors */
import type { JsonPointer } from "../../diagnostics/origin.js";
import type { OpenApiDocument } from "../../spec/document.js";
import { asObject, dereference, entriesOf, flagAt, itemsAt, type Lowering, type Node, objectAt } from "../node.js";

const name = "x-speakeasy-error-message";

/** Deeper than this an error says nothing to a person. */
const maxDepth = 4;

interface Place {
  readonly schema: Node;
  readonly path: readonly string[];
}

type Path = readonly string[] | undefined;

/** Few schemas describe the errors of all operations: each is searched once. By pointer. */
const found = new WeakMap<OpenApiDocument, Map<JsonPointer, Path>>();

/** The properties that lead to the message of an error of this schema, outermost first; undefined where none is marked. */
export function errorMessagePath(schema: Node, lowering: Lowering): Path {
  const known = found.get(lowering.document) ?? new Map<JsonPointer, Path>();
  found.set(lowering.document, known);
  const key = dereference(lowering, schema)?.pointer ?? schema.pointer;
  if (!known.has(key)) known.set(key, search(schema, lowering));
  return known.get(key);
}

/** Level by level: the outermost one is meant. */
function search(schema: Node, lowering: Lowering): Path {
  const seen = new Set<JsonPointer>();
  let places: readonly Place[] = [{ schema, path: [] }];
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const inner = places.flatMap((place) => propertiesOf(place, seen, lowering));
    const marked = inner.find((place) => isMarked(place.schema, lowering));
    if (marked !== undefined) return marked.path;
    places = inner;
  }
  return undefined;
}

/** Beside a `$ref` or behind it. */
function isMarked(schema: Node, lowering: Lowering): boolean {
  const target = dereference(lowering, schema);
  return [asObject(schema), target].some((node) => node !== undefined && flagAt(node, name) === true);
}

/** Those of the schema itself and of what it is composed of; of a schema that was met before, none. */
function propertiesOf({ schema, path }: Place, seen: Set<JsonPointer>, lowering: Lowering): readonly Place[] {
  const object = dereference(lowering, schema);
  if (!object || seen.has(object.pointer)) return [];
  seen.add(object.pointer);
  const own = entriesOf(objectAt(object, "properties")).map(([key, property]) => ({
    schema: property,
    path: [...path, key],
  }));
  const members = (["allOf", "oneOf", "anyOf"] as const).flatMap((keyword) => itemsAt(object, keyword));
  return [...own, ...members.flatMap((member) => propertiesOf({ schema: member, path }, seen, lowering))];
}
