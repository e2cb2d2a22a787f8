import { childPointer, type JsonPointer } from "../diagnostics/origin.js";
import { type Draft, isDraft, isDraftList, isObject, type JsonObject, type JsonValue } from "./json.js";
import { type Field, fieldOf, type Kind, type Shapes } from "./shape.js";

/** A value at a place where the standard has an object of a kind. */
export interface Place {
  readonly kind: Kind;
  /** What stands there, be it such an object or not. */
  readonly value: JsonValue;
  readonly pointer: JsonPointer;
  /** What holds it, under `key`: an object or a list. Undefined at the root. */
  readonly parent: Draft | JsonValue[] | undefined;
  readonly key: string | number;
}

/** Called at each place, outer ones first. Gives the object to go into, which may be a new one; undefined: none. */
export type Visit = (place: Place) => JsonObject | undefined;

export interface Walk {
  readonly shapes: Shapes;
  readonly visit: Visit;
  /** Set where an object may stand in several places: each is then visited once for each kind. */
  readonly isShared: boolean;
}

/**
 * Visits every place of the standard's structure below one, and only these: a property named `$ref`, an example that
 * looks like a schema and the inside of an extension are no such places.
 */
export function walkStructure(walk: Walk, start: Place): void {
  new Walker(walk).enter(start);
}

class Walker {
  readonly #walk: Walk;
  readonly #visited = new Map<Kind, Set<JsonObject>>();

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  enter(place: Place): void {
    if (this.#walk.isShared && isObject(place.value) && this.#wasVisited(place.kind, place.value)) return;
    const object = this.#walk.visit(place);
    const shape = this.#walk.shapes.get(place.kind);
    if (object === undefined || shape === undefined) return;
    for (const key of Object.keys(object)) {
      const field = fieldOf(shape, key);
      if (field?.kind !== undefined && isDraft(object)) this.#enterField(field, place.pointer, object, key);
    }
  }

  #enterField(field: Field, pointer: JsonPointer, parent: Draft, key: string): void {
    const { kind, holds } = field;
    const value = parent[key];
    if (kind === undefined || value === undefined) return;
    const at = childPointer(pointer, key);
    if (holds === "one") this.enter({ kind, value, pointer: at, parent, key });
    else if (holds === "list" && isDraftList(value)) {
      // Visits may replace items.
      for (let index = 0; index < value.length; index += 1) {
        this.enter({ kind, value: value[index] ?? null, pointer: childPointer(at, index), parent: value, key: index });
      }
    } else if (holds === "map" && isDraft(value)) {
      for (const name of Object.keys(value)) {
        const item = value[name] ?? null;
        this.enter({ kind, value: item, pointer: childPointer(at, name), parent: value, key: name });
      }
    }
  }

  #wasVisited(kind: Kind, object: JsonObject): boolean {
    const visited = this.#visited.get(kind) ?? new Set();
    this.#visited.set(kind, visited);
    if (visited.has(object)) return true;
    visited.add(object);
    return false;
  }
}

/** The place of a whole document. */
export function rootPlace(root: JsonObject, pointer: JsonPointer): Place {
  return { kind: "document", value: root, pointer, parent: undefined, key: "" };
}

/** Puts another value at a place. */
export function replaceAt(place: Pick<Place, "parent" | "key">, value: JsonValue): void {
  if (place.parent === undefined) return;
  Object.defineProperty(place.parent, place.key, { value, enumerable: true, configurable: true, writable: true });
}
