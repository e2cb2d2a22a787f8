import { childPointer, type JsonPointer } from "../diagnostics/origin.js";
import { type Draft, isDraft, isDraftList, type JsonObject, type JsonValue } from "./json.js";
import { type Field, fieldOf, type Kind, type Shapes } from "./shape.js";

/** An object at a place where the standard has one of a kind; at the root it may be anything. */
export interface Place {
  readonly kind: Kind;
  /** What stands there. */
  readonly value: JsonValue;
  readonly pointer: JsonPointer;
  /** What holds it, under `key`: an object or a list. Undefined at the root. */
  readonly parent: Draft | JsonValue[] | undefined;
  readonly key: string | number;
}

/** Called at each place where an object stands, outer ones first. Gives the object to go into, which may be a new one; undefined: none. */
export type Visit = (place: Place) => JsonObject | undefined;

export interface Walk {
  readonly shapes: Shapes;
  readonly visit: Visit;
  /** Set where an object may stand in several places: each is then visited once. */
  readonly isShared: boolean;
}

/**
 * Visits every place of the standard's structure below one, and only these: a property named `$ref`, an example that
 * looks like a schema and the inside of an extension are no such places.
 */
export function walkStructure(walk: Walk, start: Place): void {
  new Walker(walk).enter(start);
}

// Documents that use one object as two different things are rare, and those that do it often are an attack.
const maxCopies = 50;

class Walker {
  readonly #walk: Walk;
  /** What shared objects, lists and maps were visited as. */
  readonly #uses = new Map<JsonValue, string>();
  #copies = 0;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  enter(place: Place): void {
    const value = this.#walk.isShared ? this.#claim(place, place.kind) : place.value;
    if (value === undefined) return;
    const object = this.#walk.visit(value === place.value ? place : { ...place, value });
    const shape = this.#walk.shapes.get(place.kind);
    if (object === undefined || shape === undefined) return;
    if (!isDraft(object)) return;
    for (const key of Object.keys(object)) {
      const held = object[key];
      // Most members are texts.
      const field = typeof held === "object" && held !== null ? fieldOf(shape, key) : undefined;
      if (field?.kind !== undefined) this.#enterField(field, place.pointer, object, key);
    }
  }

  #enterField(field: Field, pointer: JsonPointer, parent: Draft, key: string): void {
    const { kind, holds } = field;
    const held = parent[key];
    if (kind === undefined || held === undefined) return;
    const at = childPointer(pointer, key);
    if (holds === "one") {
      if (isDraft(held)) this.enter({ kind, value: held, pointer: at, parent, key });
      return;
    }
    const value = this.#walk.isShared ? this.#claim({ value: held, parent, key }, `${kind} ${holds}`) : held;
    if (holds === "list" && isDraftList(value)) {
      // Visits may replace items.
      for (let index = 0; index < value.length; index += 1) {
        const item = value[index];
        if (isDraft(item))
          this.enter({ kind, value: item, pointer: childPointer(at, index), parent: value, key: index });
      }
    } else if (holds === "map" && isDraft(value)) {
      for (const name of Object.keys(value)) {
        const item = value[name];
        if (isDraft(item)) this.enter({ kind, value: item, pointer: childPointer(at, name), parent: value, key: name });
      }
    }
  }

  /**
   * What is to be visited at a place; undefined where it has been. What was visited as something else is copied first:
   * a visit may change it, and what is sound as one thing is not as another.
   */
  #claim(place: Pick<Place, "value" | "parent" | "key">, use: string): JsonValue | undefined {
    const { value } = place;
    if (typeof value !== "object" || value === null) return value;
    const known = this.#uses.get(value);
    if (known === use) return undefined;
    this.#uses.set(value, known ?? use);
    if (known === undefined) return value;
    this.#copies += 1;
    const copy = this.#copies > maxCopies ? null : structuredClone(value);
    replaceAt(place, copy);
    this.#uses.set(copy, use);
    return copy;
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
