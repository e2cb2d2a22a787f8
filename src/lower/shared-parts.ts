import type { Parameter, Response } from "../model/operation.js";
import { isArray, isObject, type JsonObject, type JsonValue } from "../spec/json.js";
import { asObject, dereference, type Lowering, type Node, stringAt } from "./node.js";

/** What operations have in common. */
export interface SharedParts {
  readonly parameters: SharedPart<Parameter | undefined>;
  readonly responses: SharedPart<Response>;
}

export function sharedParts(): SharedParts {
  return { parameters: new SharedPart(), responses: new SharedPart() };
}

/** Parts of the document by what they are lowered to: operations that have the same share it in the model. */
export class SharedPart<Part> {
  readonly #components = new Map<string, { readonly part: Part }>();
  readonly #texts = new Map<string, { readonly part: Part }>();
  /** The texts of what was looked at; empty where it is not to be shared. */
  readonly #read = new Map<JsonObject, string>();

  /**
   * What operations refer to, as in the document.
   *
   * @param variant what else the part depends on
   */
  ofComponent(node: Node, variant: string, lowering: Lowering, make: () => Part): Part {
    const ref = componentAlone(node, lowering);
    if (ref === undefined) return make();
    const key = `${variant} ${ref}`;
    const known = this.#components.get(key) ?? { part: make() };
    this.#components.set(key, known);
    return known.part;
  }

  /**
   * What each operation says in the same words, as generated documents do. The part keeps the place of the first: only for
   * what is asked for its place by nobody.
   */
  ofText({ value }: Node, { diagnostics }: Lowering, make: () => Part): Part {
    const text = this.#textOf(value);
    if (text === undefined) return make();
    const known = this.#texts.get(text);
    if (known) return known.part;
    const before = diagnostics.reports;
    const part = make();
    // What is to be said of it is said at each place.
    if (diagnostics.reports === before) this.#texts.set(text, { part });
    return part;
  }

  /** Undefined where another of the same text may mean something else, or is too long to be looked at. */
  #textOf(value: JsonValue): string | undefined {
    if (!isObject(value)) return undefined;
    // Many paths may have one and the same: it is read once.
    const known = this.#read.get(value);
    if (known !== undefined) return known === "" ? undefined : known;
    const text = sizeOf(value, longestText) <= longestText ? JSON.stringify(value) : "";
    this.#read.set(value, text);
    return text === "" ? undefined : text;
  }
}

/** Longer ones are rarely said twice. */
const longestText = 4_000;

/**
 * About as many characters as its text has; more than `most` where it is larger, or where its text does not say what it
 * means: numbers that JSON has no words for, and keywords whose meaning is decided by where they stand, or by what stands
 * at other places.
 */
function sizeOf(value: JsonValue, most: number): number {
  if (typeof value === "string") return value.length + 1;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? 1 : most + 1;
  if (typeof value !== "object" || value === null) return 1;
  let size = 1;
  if (isArray(value)) {
    for (const item of value) {
      size += sizeOf(item, most - size);
      if (size > most) return size;
    }
    return size;
  }
  for (const key of Object.keys(value)) {
    if (key.startsWith("$") || key === "allOf") return most + 1;
    size += key.length + sizeOf(value[key] ?? null, most - size);
    if (size > most) return size;
  }
  return size;
}

/** The `$ref` to a component, beside which nothing else stands. What is elsewhere is named after the place of its use. */
function componentAlone(node: Node, lowering: Lowering): string | undefined {
  const object = asObject(node);
  const ref = object && stringAt(object, "$ref");
  if (!object || ref === undefined || Object.keys(object.value).length > 1) return undefined;
  return dereference(lowering, node)?.pointer.startsWith("/components/") ? ref : undefined;
}
