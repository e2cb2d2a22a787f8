import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer, type JsonPointer, type Origin } from "../diagnostics/origin.js";
import type { OpenApiDocument } from "../spec/document.js";
import { isObject, type JsonObject, type JsonValue } from "../spec/json.js";

/** What every `lower*` function is given besides its node. */
export interface Lowering {
  readonly document: OpenApiDocument;
  readonly diagnostics: Diagnostics;
}

/** A value of the document with its place. */
export interface Node<Value = JsonValue> {
  readonly value: Value;
  readonly pointer: JsonPointer;
}

/** The member `key`; own properties only, so that a document's `constructor` is never the language's. */
export function child(node: Node<JsonObject>, key: string): Node | undefined {
  if (!Object.hasOwn(node.value, key)) return undefined;
  const value = node.value[key];
  return value === undefined ? undefined : { value, pointer: childPointer(node.pointer, key) };
}

/** The member `key` where it is an object. */
export function objectAt(node: Node<JsonObject>, key: string): Node<JsonObject> | undefined {
  const found = child(node, key);
  return found && asObject(found);
}

export function asObject(node: Node): Node<JsonObject> | undefined {
  return isObject(node.value) ? { value: node.value, pointer: node.pointer } : undefined;
}

/** The member's value alone: most keywords need no place of their own. */
export function rawValue(node: Node<JsonObject>, key: string): JsonValue | undefined {
  return Object.hasOwn(node.value, key) ? node.value[key] : undefined;
}

export function stringAt(node: Node<JsonObject>, key: string): string | undefined {
  const value = rawValue(node, key);
  return typeof value === "string" ? value : undefined;
}

export function numberAt(node: Node<JsonObject>, key: string): number | undefined {
  const value = rawValue(node, key);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function flagAt(node: Node<JsonObject>, key: string): boolean | undefined {
  const value = rawValue(node, key);
  return typeof value === "boolean" ? value : undefined;
}

/** A text, a number or a boolean as text; an object's own `toString` is the document's, and is never called. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === "object" ? undefined : String(value);
}

/** The members of an object, in the document's order, `x-` extensions included. */
export function entriesOf(node: Node<JsonObject> | undefined): readonly (readonly [key: string, node: Node])[] {
  if (!node) return [];
  return Object.entries(node.value).map(([key, value]) => [key, { value, pointer: childPointer(node.pointer, key) }]);
}

/** The items of the list `key`; nothing where it is no list. */
export function itemsAt(node: Node<JsonObject>, key: string): readonly Node[] {
  const values = valuesAt(node, key);
  if (values.length === 0) return [];
  const pointer = childPointer(node.pointer, key);
  return values.map((value, index) => ({ value, pointer: childPointer(pointer, index) }));
}

/** The items' values alone. */
export function valuesAt(node: Node<JsonObject>, key: string): readonly JsonValue[] {
  const value = rawValue(node, key);
  return Array.isArray(value) ? value : [];
}

export function originOf({ document }: Lowering, { pointer }: Node): Origin {
  return new OriginWhenAsked(document, pointer);
}

/** Everything in the model has an origin, and hardly one is ever asked for. */
class OriginWhenAsked implements Origin {
  readonly #document: OpenApiDocument;
  readonly #pointer: JsonPointer;

  constructor(document: OpenApiDocument, pointer: JsonPointer) {
    this.#document = document;
    this.#pointer = pointer;
  }

  get source(): string {
    return this.#document.originOf(this.#pointer).source;
  }

  get pointer(): JsonPointer {
    return this.#document.originOf(this.#pointer).pointer;
  }
}

/** OpenAPI 3.1, 4.8.23 Reference Object: what stands beside a `$ref` overrides the description of what it names. */
export function descriptionOf(holder: Node, target: Node<JsonObject>): string | undefined {
  const outer = asObject(holder);
  return (outer && stringAt(outer, "description")) ?? stringAt(target, "description");
}

// Longer chains of references exist only by mistake.
const longestChain = 32;

/** Follows `$ref`s of anything but schemas; undefined where they lead to no object, which `spec` has reported. */
export function dereference(lowering: Lowering, node: Node): Node<JsonObject> | undefined {
  let current: Node = node;
  for (let step = 0; step < longestChain; step += 1) {
    const object = asObject(current);
    if (!object) return undefined;
    const ref = stringAt(object, "$ref");
    if (ref === undefined) return object;
    const target = lowering.document.resolve(ref);
    if (!target) return undefined;
    current = target;
  }
  lowering.diagnostics.report("lower/reference-cycle", originOf(lowering, node), {});
  return undefined;
}
