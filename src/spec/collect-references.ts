import { childPointer, type JsonPointer } from "../diagnostics/origin.js";
import { type Draft, isDraft, isObject, type JsonObject, own } from "./json.js";
import type { DocumentLocation } from "./reference.js";
import { type Field, fieldOf, type Kind, type Shape, type Shapes } from "./shape.js";
import { type Place, walkStructure } from "./walk.js";

/** A reference that has to be followed. */
export interface FoundReference {
  readonly ref: string;
  /** The document that it is relative to. */
  readonly base: DocumentLocation;
  /** Where the text itself stands in the bundle: `…/$ref`. */
  readonly at: JsonPointer;
  /** How its target takes its place. */
  readonly use: ComponentUse | InlineUse;
}

/** The target becomes a component, and `object[key]` a reference to that. */
export interface ComponentUse {
  readonly kind: "component";
  readonly target: Kind;
  readonly object: Draft;
  readonly key: string;
  /** Where `object` stands, when it says nothing but the reference. */
  readonly place: Place | undefined;
}

/** The target takes the place of the reference, where the standard wants the thing itself. */
export interface InlineUse {
  readonly kind: "inline";
  /** What is wanted there. */
  readonly field: Field;
  readonly parent: Place["parent"];
  readonly key: Place["key"];
  readonly pointer: JsonPointer;
  /** What stands beside `$ref`: it stays. */
  readonly siblings: JsonObject;
}

export interface Collecting {
  readonly shapes: Shapes;
  readonly base: DocumentLocation;
  /** Whether a reference of this document is to be followed; `isKnown`: the standard has references at its place. */
  readonly isWanted: (ref: string, isKnown: boolean) => boolean;
  /** Whether things of this kind can be components. */
  readonly isComponent: (kind: Kind) => boolean;
  /** Objects whose references have been collected; those of this walk are added. */
  readonly handled: Set<JsonObject>;
}

/** The references below a place, outer ones first. */
export function collectReferences(start: Place, collecting: Collecting): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const visit = (place: Place): JsonObject | undefined => {
    const { value, kind } = place;
    const shape = collecting.shapes.get(kind);
    if (!isDraft(value) || shape === undefined || collecting.handled.has(value)) return undefined;
    collecting.handled.add(value);
    const ref = wantedRef(value, shape.isReferable, collecting);
    if (ref !== undefined) found.push(referenceAt({ place, object: value, ref, shape }, collecting));
    if (kind === "discriminator") found.push(...mappingReferences(place, value, collecting));
    for (const key of Object.keys(value)) {
      // Most members are texts.
      const inField = isObject(value[key])
        ? referenceInField({ place, object: value, shape }, key, collecting)
        : undefined;
      if (inField) found.push(inField);
    }
    return value;
  };
  walkStructure({ shapes: collecting.shapes, visit, isShared: false }, start);
  return found;
}

function wantedRef(object: JsonObject, isKnown: boolean, { isWanted }: Collecting): string | undefined {
  const ref = own(object, "$ref");
  return typeof ref === "string" && isWanted(ref, isKnown) ? ref : undefined;
}

interface Referring {
  readonly place: Place;
  readonly object: Draft;
  readonly ref: string;
  readonly shape: Shape;
}

function referenceAt({ place, object, ref, shape }: Referring, collecting: Collecting): FoundReference {
  const at = childPointer(place.pointer, "$ref");
  const { $ref: _ref, ...siblings } = object;
  const { kind, parent, key, pointer } = place;
  if (shape.isReferable && collecting.isComponent(kind)) {
    const isBare = Object.keys(siblings).length === 0;
    const use: ComponentUse = {
      kind: "component",
      target: kind,
      object,
      key: "$ref",
      place: isBare ? place : undefined,
    };
    return { ref, base: collecting.base, at, use };
  }
  const field: Field = { holds: "one", kind, scalar: undefined };
  return { ref, base: collecting.base, at, use: { kind: "inline", field, parent, key, pointer, siblings } };
}

/**
 * `description: { $ref: intro.md }`, `schemas: { $ref: all.yaml }`: in texts, lists and maps the standard has no references;
 * authors do.
 */
function referenceInField(
  { place, object, shape }: Omit<Referring, "ref">,
  key: string,
  collecting: Collecting,
): FoundReference | undefined {
  const field = fieldOf(shape, key);
  if (field === undefined || field.scalar === "any" || (field.holds === "one" && field.kind !== undefined))
    return undefined;
  const value = object[key];
  const ref = isObject(value) ? wantedRef(value, false, collecting) : undefined;
  if (!isObject(value) || ref === undefined) return undefined;
  const pointer = childPointer(place.pointer, key);
  const { $ref: _ref, ...siblings } = value;
  const use: InlineUse = { kind: "inline", field, parent: object, key, pointer, siblings };
  return { ref, base: collecting.base, at: childPointer(pointer, "$ref"), use };
}

/** OpenAPI 3.2, 4.25: the values of `mapping` may be references, too; what looks like a plain name is one. */
function mappingReferences(place: Place, object: Draft, collecting: Collecting): readonly FoundReference[] {
  const mapping = object["mapping"];
  const inMapping = (held: Draft, key: string, at: JsonPointer): readonly FoundReference[] => {
    const ref = held[key];
    if (typeof ref !== "string" || !/[#/]|\.(?:ya?ml|json)$/i.test(ref) || !collecting.isWanted(ref, true)) return [];
    const use: ComponentUse = { kind: "component", target: "schema", object: held, key, place: undefined };
    return [{ ref, base: collecting.base, at, use }];
  };
  const values = isDraft(mapping) ? Object.keys(mapping) : [];
  return [
    ...values.flatMap((key) =>
      isDraft(mapping) ? inMapping(mapping, key, childPointer(place.pointer, "mapping", key)) : [],
    ),
    ...inMapping(object, "defaultMapping", childPointer(place.pointer, "defaultMapping")),
  ];
}
