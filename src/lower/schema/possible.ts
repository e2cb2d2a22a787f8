import type { JsonType, JsonValue } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import {
  asObject,
  child,
  entriesOf,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  rawValue,
  valuesAt,
} from "../node.js";
import { targetOf } from "./target.js";
import { typesOf } from "./types-of.js";

/** Types of which every value has exactly one: a number has a fraction or is an integer. */
export type ValueType = Exclude<JsonType, "number"> | "fraction";

const everyType: readonly ValueType[] = ["null", "boolean", "object", "array", "integer", "fraction", "string"];

/** The type of a value of JSON. */
export function typeOfValue(value: JsonValue): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "fraction";
  if (typeof value === "string") return "string";
  return typeof value === "boolean" ? "boolean" : "object";
}

/** The types of values that a `type` of a schema admits. */
export function valueTypes(type: string): readonly ValueType[] {
  return type === "number" ? ["integer", "fraction"] : everyType.filter((known) => known === type);
}

// References lead deeper than this only in circles, or where the answer no longer matters.
const deepest = 8;

type Types = ReadonlySet<ValueType>;
const anyTypes: Types = new Set(everyType);
const noTypes: Types = new Set();
const typesOfSchemas = new WeakMap<object, Types>();

// No author goes through so many schemas to say what type a value has; the stack must hold.
const farthest = 200;

/** The types that values of this schema may have: all of them, and perhaps more. */
export function possibleTypes(node: Node, lowering: Lowering, depth = 0): Types {
  if (node.value === false) return noTypes;
  const object = asObject(node);
  if (!object || depth > farthest) return anyTypes;
  const known = typesOfSchemas.get(object.value);
  if (known) return known;
  // Until more is known: what leads back here says nothing.
  typesOfSchemas.set(object.value, anyTypes);
  const types = findTypes(object, lowering, depth + 1);
  typesOfSchemas.set(object.value, types);
  return types;
}

function findTypes(object: Node<JsonObject>, lowering: Lowering, depth: number): Types {
  const inside = (inner: Node): Types => possibleTypes(inner, lowering, depth);
  const target = targetOf(object, lowering);
  const values = listedValues(object);
  const limits = [
    typesOf(object).length === 0 ? undefined : new Set(typesOf(object).flatMap(valueTypes)),
    values && new Set(values.map(typeOfValue)),
    target && inside(target),
    ...itemsAt(object, "allOf").map(inside),
    ...(["anyOf", "oneOf"] as const).map((keyword) => {
      const branches = itemsAt(object, keyword);
      return branches.length === 0 ? undefined : new Set(branches.flatMap((branch) => [...inside(branch)]));
    }),
  ];
  return new Set(everyType.filter((type) => limits.every((limit) => limit === undefined || limit.has(type))));
}

/** The values that `const` or `enum` lists. */
function listedValues(node: Node<JsonObject>): readonly JsonValue[] | undefined {
  const constant = child(node, "const");
  if (constant) return [constant.value];
  return Array.isArray(rawValue(node, "enum")) ? valuesAt(node, "enum") : undefined;
}

/** Plain to see: no value fits two of the schemas that `node` has as its alternatives. False says nothing. */
export function areAlternatives(members: readonly Node[], node: Node<JsonObject>, lowering: Lowering): boolean {
  const listed = members.map((member) => shapeOf(member, lowering).values);
  if (listed.every((values) => values !== undefined)) return areDistinct(listed.flat());
  if (members.length > mostPairs) return false;
  // What stands beside them narrows them all: two that admit null may not do so here.
  const within = possibleTypes({ value: { type: node.value["type"] ?? [] }, pointer: node.pointer }, lowering);
  return members.every((member, index) =>
    members.slice(index + 1).every((other) => areDisjoint(member, other, { lowering, within, depth: 0 })),
  );
}

// Each is compared with each: a thousand alternatives are half a million pairs.
const mostPairs = 1_000;

/** No value twice; of objects and lists nothing is said, whose texts may differ though they are equal. */
function areDistinct(values: readonly JsonValue[]): boolean {
  return values.every(isPlain) && new Set(values.map((value) => JSON.stringify(value))).size === values.length;
}

interface Where {
  readonly lowering: Lowering;
  /** Values of other types do not count. */
  readonly within: Types;
  readonly depth: number;
}

function areDisjoint(left: Node, right: Node, where: Where): boolean {
  const { lowering, within, depth } = where;
  const types = possibleTypes(right, lowering);
  const common = [...possibleTypes(left, lowering)].filter((type) => types.has(type) && within.has(type));
  if (common.length === 0) return true;
  const [leftShape, rightShape] = [shapeOf(left, lowering), shapeOf(right, lowering)];
  if (leftShape.values && rightShape.values) {
    const known = new Set(leftShape.values.map((value) => JSON.stringify(value)));
    return rightShape.values.every((value) => isPlain(value) && !known.has(JSON.stringify(value)));
  }
  const isObjects = common.length === 1 && common[0] === "object";
  return isObjects && depth < 3 && areDisjointObjects(leftShape, rightShape, where);
}

/** Neither an object nor a list, whose texts may differ though they are equal. */
function isPlain(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

/** A property that one of them needs has values that the other does not take, or may not be there at all. */
function areDisjointObjects(left: Shape, right: Shape, where: Where): boolean {
  const inside: Where = { ...where, within: anyTypes, depth: where.depth + 1 };
  return [...new Set([...left.required, ...right.required])].some((name) => {
    const [ours, theirs] = [left.properties.get(name) ?? [], right.properties.get(name) ?? []];
    if (left.required.has(name) && right.isClosed && theirs.length === 0) return true;
    if (right.required.has(name) && left.isClosed && ours.length === 0) return true;
    return ours.some((one) => theirs.some((other) => areDisjoint(one, other, inside)));
  });
}

/** What can be said of a schema without its alternatives. */
interface Shape {
  readonly values: readonly JsonValue[] | undefined;
  readonly properties: ReadonlyMap<string, readonly Node[]>;
  readonly required: ReadonlySet<string>;
  /** Refuses properties that it does not declare. */
  readonly isClosed: boolean;
}

const noShape: Shape = { values: undefined, properties: new Map(), required: new Set(), isClosed: false };
const shapes = new WeakMap<object, Shape>();

function shapeOf(node: Node, lowering: Lowering, depth = 0): Shape {
  const object = asObject(node);
  if (!object || depth > deepest) return noShape;
  const known = shapes.get(object.value);
  if (known) return known;
  const target = targetOf(object, lowering);
  const parts = [...(target ? [target] : []), ...itemsAt(object, "allOf")];
  const shape = merged([ownShape(object), ...parts.map((part) => shapeOf(part, lowering, depth + 1))]);
  if (depth === 0) shapes.set(object.value, shape);
  return shape;
}

function ownShape(node: Node<JsonObject>): Shape {
  const isClosed = child(node, "additionalProperties")?.value === false && !objectAt(node, "patternProperties");
  return {
    values: listedValues(node),
    properties: new Map(entriesOf(objectAt(node, "properties")).map(([name, schema]) => [name, [schema]])),
    required: new Set(valuesAt(node, "required").flatMap((value) => (typeof value === "string" ? [value] : []))),
    isClosed,
  };
}

function merged(parts: readonly Shape[]): Shape {
  const properties = new Map<string, readonly Node[]>();
  for (const part of parts) {
    for (const [name, schemas] of part.properties) properties.set(name, [...(properties.get(name) ?? []), ...schemas]);
  }
  return {
    values: parts.find(({ values }) => values !== undefined)?.values,
    properties,
    required: new Set(parts.flatMap(({ required }) => [...required])),
    // With several members it is not plain which names the closed one knows.
    isClosed:
      parts.filter((part) => part !== noShape && part.properties.size > 0).length <= 1 &&
      parts.some(({ isClosed }) => isClosed),
  };
}

const closedSchemas = new WeakMap<object, boolean>();

/** The schema, or what it is composed of, refuses properties that it does not declare itself. */
export function closesObjects(node: Node, lowering: Lowering): boolean {
  const object = asObject(node);
  if (!object) return false;
  const known = closedSchemas.get(object.value);
  if (known !== undefined) return known;
  // Where it is looked at already, the answer is found there.
  closedSchemas.set(object.value, false);
  const isClosed = findClosing(object, lowering);
  closedSchemas.set(object.value, isClosed);
  return isClosed;
}

function findClosing(node: Node<JsonObject>, lowering: Lowering): boolean {
  const keywords = ["additionalProperties", "unevaluatedProperties"];
  if (keywords.some((keyword) => child(node, keyword)?.value === false)) return true;
  const target = targetOf(node, lowering);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => itemsAt(node, keyword));
  return [...(target ? [target] : []), ...parts].some((part) => closesObjects(part, lowering));
}
