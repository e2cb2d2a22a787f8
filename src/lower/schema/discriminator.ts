/** OpenAPI 3.2, 4.25 Discriminator Object: https://spec.openapis.org/oas/v3.2.0.html#discriminator-object */
import { childPointer, type JsonPointer, rootPointer } from "../../diagnostics/origin.js";
import type { Schema, SchemaBase } from "../../model/schema.js";
import type { OpenApiDocument } from "../../spec/document.js";
import type { JsonObject } from "../../spec/json.js";
import { extensionText } from "../extensions/extension-value.js";
import {
  asObject,
  child,
  dereference,
  entriesOf,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  stringAt,
  valuesAt,
} from "../node.js";

/** By the place of a schema, the values of the tag that stand for it. */
export type Tags = ReadonlyMap<JsonPointer, readonly string[]>;

/**
 * What `mapping` says. A schema that it does not list is implied by its name, but many documents that leave `mapping` out
 * send other values: nothing is made of those.
 */
export function mappedTags(discriminator: Node<JsonObject>, { document }: Lowering): Tags {
  const known = tagsOf.get(discriminator.value);
  if (known) return known;
  const tags = new Map<JsonPointer, string[]>();
  for (const [tag, { value }] of entriesOf(objectAt(discriminator, "mapping"))) {
    const target = typeof value === "string" ? schemaNamed(value, document) : undefined;
    if (!target) continue;
    const values = tags.get(target.pointer);
    if (values) values.push(tag);
    else tags.set(target.pointer, [tag]);
  }
  tagsOf.set(discriminator.value, tags);
  return tags;
}

// A base with hundreds of subtypes is asked by each of them.
const tagsOf = new WeakMap<JsonObject, Tags>();

/** A value of `mapping` is the name of a component, or a reference. */
function schemaNamed(value: string, document: OpenApiDocument): Node | undefined {
  const component = childPointer(rootPointer, "components", "schemas", value);
  return document.resolve(`#${component}`) ?? (/[#/]/.test(value) ? document.resolve(value) : undefined);
}

/** A property that holds one of these values. */
export interface Tag {
  readonly property: string;
  readonly values: readonly string[];
  readonly required: boolean;
}

/** Not an enum: those may admit more than they list. */
export function tagSchema(values: readonly string[], base: SchemaBase): Schema {
  const variants = values.map((value): Schema => ({ ...base, kind: "const", value }));
  const [only, ...others] = variants;
  return only && others.length === 0 ? only : { ...base, kind: "union", variants };
}

/**
 * The tag of a schema that extends a base with a discriminator, by `allOf`; undefined where there is none, where the schema
 * says itself what it is, or where others extend it in turn, whose tags differ.
 */
export function inheritedTag(node: Node<JsonObject>, lowering: Lowering): Tag | undefined {
  if (extendedSchemas(lowering.document).has(node.pointer)) return undefined;
  const bases = basesOf(node, lowering, new Set([node.pointer]));
  const own = bases.length === 0 ? undefined : extensionText(node, "x-ms-discriminator-value", lowering);
  for (const base of bases) {
    const discriminator = objectAt(base, "discriminator");
    const property = discriminator && stringAt(discriminator, "propertyName");
    const mapped = discriminator && mappedTags(discriminator, lowering).get(node.pointer);
    const values = mapped ?? (own === undefined ? undefined : [own]);
    if (property === undefined || !values) continue;
    const parts = [node, ...inlineParts(node), ...bases, ...bases.flatMap(inlineParts)];
    if (!declarations(parts, property).every((declared) => admits(declared, values, lowering))) return undefined;
    const required = parts.some((part) => itemsAt(part, "required").some(({ value }) => value === property));
    return { property, values, required };
  }
  return undefined;
}

function inlineParts(node: Node<JsonObject>): readonly Node<JsonObject>[] {
  return itemsAt(node, "allOf").flatMap((member) => asObject(member) ?? []);
}

function declarations(parts: readonly Node<JsonObject>[], property: string): readonly Node<JsonObject>[] {
  return parts.flatMap((part) => {
    const properties = objectAt(part, "properties");
    return (properties && objectAt(properties, property)) ?? [];
  });
}

/** A text of any value, or one of several among which these are; where it is only these, the schema says so itself. */
function admits(declared: Node<JsonObject>, values: readonly string[], lowering: Lowering): boolean {
  const found = stringAt(declared, "$ref") === undefined ? declared : dereference(lowering, declared);
  if (!found || child(found, "const")) return false;
  const listed = valuesAt(found, "enum");
  if (listed.length === 0) return stringAt(found, "type") === "string";
  return listed.length > values.length && values.every((value) => listed.includes(value));
}

/** What the schema refers to in `allOf`, and what that does. */
function basesOf(node: Node<JsonObject>, lowering: Lowering, seen: Set<JsonPointer>): readonly Node<JsonObject>[] {
  return referencesOf(node).flatMap((ref) => {
    const target = lowering.document.resolve(ref);
    const base = target && asObject(target);
    if (!base || seen.has(base.pointer)) return [];
    seen.add(base.pointer);
    return [base, ...basesOf(base, lowering, seen)];
  });
}

function referencesOf(node: Node<JsonObject>): readonly string[] {
  return itemsAt(node, "allOf").flatMap((member) => {
    const object = asObject(member);
    const ref = object && stringAt(object, "$ref");
    return ref === undefined ? [] : [ref];
  });
}

/** The named schemas that other named schemas extend by `allOf`. */
function extendedSchemas(document: OpenApiDocument): ReadonlySet<JsonPointer> {
  const known = extended.get(document);
  if (known) return known;
  const components = objectAt({ value: document.root, pointer: rootPointer }, "components");
  const found = entriesOf(components && objectAt(components, "schemas")).flatMap(([, schema]) => {
    const object = asObject(schema);
    return object ? referencesOf(object).flatMap((ref) => document.resolve(ref)?.pointer ?? []) : [];
  });
  const pointers = new Set(found);
  extended.set(document, pointers);
  return pointers;
}

const extended = new WeakMap<OpenApiDocument, ReadonlySet<JsonPointer>>();
