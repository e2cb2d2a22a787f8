import { pointerTokens, toPointer } from "../../diagnostics/origin.js";
import type { NamedSchema, Schema, SchemaBase, SchemaId } from "../../model/schema.js";

export type Schemas = ReadonlyMap<SchemaId, NamedSchema>;

/** Chains of references are short: a list of those on the way is looked through sooner than a set is made. */
const none: readonly SchemaId[] = [];

/** `make`, asked once for each named schema: many operations take or give the same. */
export function oncePerName<Answer>(
  make: (schema: Schema, schemas: Schemas) => Answer,
): (schema: Schema, schemas: Schemas) => Answer {
  const answers = new WeakMap<Schemas, Map<SchemaId, { readonly answer: Answer }>>();
  return (schema, schemas) => {
    if (schema.kind !== "reference") return make(schema, schemas);
    const known = answers.get(schemas) ?? new Map<SchemaId, { readonly answer: Answer }>();
    answers.set(schemas, known);
    const found = known.get(schema.target) ?? { answer: make(schema, schemas) };
    known.set(schema.target, found);
    return found.answer;
  };
}

/** The schemas that a value may have: through references, all members of `allOf`, all variants of a choice; never `null`. */
export function shapesOf(schema: Schema, schemas: Schemas, seen: readonly SchemaId[] = none): readonly Schema[] {
  switch (schema.kind) {
    case "reference": {
      const target = seen.includes(schema.target) ? undefined : schemas.get(schema.target);
      return target ? shapesOf(target.schema, schemas, [...seen, schema.target]) : [];
    }
    case "intersection": {
      const members = schema.members.flatMap((member) => shapesOf(member, schemas, seen));
      // A member that says nothing of the type says nothing beside one that does.
      const telling = members.filter(({ kind }) => kind !== "unknown");
      return telling.length > 0 ? telling : members;
    }
    case "union":
      return schema.variants.flatMap((variant) => shapesOf(variant, schemas, seen));
    case "null":
      return [];
    default:
      return [schema];
  }
}

/** The schema of the member `name`; of what may be anything, anything. Undefined where there is none. */
export function memberOf(
  schema: Schema,
  name: string,
  schemas: Schemas,
  seen: readonly SchemaId[] = none,
): Schema | undefined {
  const inner = (part: Schema): Schema | undefined => memberOf(part, name, schemas, seen);
  switch (schema.kind) {
    case "unknown":
      return schema;
    case "object":
      return schema.properties.find(({ wireName }) => wireName === name)?.schema;
    case "reference": {
      const target = seen.includes(schema.target) ? undefined : schemas.get(schema.target);
      return target && memberOf(target.schema, name, schemas, [...seen, schema.target]);
    }
    case "intersection":
      return allOf(telling(schema.members.flatMap((member) => inner(member) ?? [])));
    case "union":
      return oneOf(schema.variants.flatMap((variant) => inner(variant) ?? []));
    default:
      return undefined;
  }
}

/** A value that fits all of them; what they share says where it comes from. */
function allOf(members: readonly Schema[]): Schema | undefined {
  const [first, ...others] = distinct(members);
  return first && others.length > 0 ? { ...plain(first), kind: "intersection", members: [first, ...others] } : first;
}

function oneOf(variants: readonly Schema[]): Schema | undefined {
  const [first, ...others] = distinct(variants);
  return first && others.length > 0 ? { ...plain(first), kind: "union", variants: [first, ...others] } : first;
}

function plain({ origin, access, deprecated, examples }: Schema): SchemaBase {
  return { origin, nullable: false, access, deprecated, examples };
}

/** What stands at the JSON pointer, as it is written: references are not followed at its end. Undefined where nothing does. */
export function schemaAt(schema: Schema, pointer: string, schemas: Schemas): Schema | undefined {
  return pointerTokens(toPointer(pointer)).reduce<Schema | undefined>(
    (found, token) => found && memberOf(found, token, schemas),
    schema,
  );
}

/** The kinds of values that may stand at the pointer; empty where nothing may. */
export function kindsAt(schema: Schema, pointer: string, schemas: Schemas): ReadonlySet<Schema["kind"]> {
  const found = schemaAt(schema, pointer, schemas);
  return new Set((found ? shapesOf(found, schemas) : []).map(({ kind }) => kind));
}

/** Less those that say nothing: `required` alone declares a property, too, that another member of `allOf` describes. */
function telling(shapes: readonly Schema[]): readonly Schema[] {
  const others = shapes.filter(({ kind }) => kind !== "unknown");
  return others.length > 0 ? others : shapes;
}

/** The elements of a list; undefined where it may be something else than a list. `allOf` says of them what all its lists say. */
export function elementOf(
  schema: Schema | undefined,
  schemas: Schemas,
  seen: readonly SchemaId[] = none,
): Schema | undefined {
  const all = (parts: readonly Schema[]): readonly Schema[] | undefined => {
    const elements = parts.flatMap((part) => elementOf(part, schemas, seen) ?? []);
    return elements.length < parts.length ? undefined : elements;
  };
  switch (schema?.kind) {
    case "unknown":
      return schema;
    case "array":
      return schema.items;
    case "reference": {
      const target = seen.includes(schema.target) ? undefined : schemas.get(schema.target);
      return elementOf(target?.schema, schemas, [...seen, schema.target]);
    }
    case "intersection":
      return allOf(all(telling(schema.members)) ?? []);
    case "union":
      return oneOf(all(schema.variants.filter(({ kind }) => kind !== "null")) ?? []);
    default:
      return undefined;
  }
}

/** References to the same schema are one. */
function distinct(elements: readonly Schema[]): readonly Schema[] {
  const seen = new Set<SchemaId>();
  return elements.filter((element) => {
    if (element.kind !== "reference") return true;
    return !seen.has(element.target) && seen.add(element.target) !== undefined;
  });
}

/** A scalar property with its place and the names on the way to it. */
export interface Leaf {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly shapes: readonly Schema[];
}

// Where lists stand, and what tells of their pages: deeper there is only what the items are made of.
const deepest = 3;

/** Every property within objects, but not within lists, down to three levels; objects and lists are named too. */
export function leavesOf(schema: Schema, schemas: Schemas): readonly Leaf[] {
  return withInner(membersOf(schema, schemas), schemas);
}

/** The properties of the schema itself. */
export function membersOf(schema: Schema, schemas: Schemas): readonly Leaf[] {
  return members(shapesOf(schema, schemas), schemas, []);
}

function withInner(leaves: readonly Leaf[], schemas: Schemas): readonly Leaf[] {
  return leaves.flatMap((leaf): readonly Leaf[] => {
    if (leaf.path.length >= deepest) return [leaf];
    return [leaf, ...withInner(members(leaf.shapes, schemas, leaf.path), schemas)];
  });
}

function members(shapes: readonly Schema[], schemas: Schemas, path: readonly string[]): readonly Leaf[] {
  const names = new Map<string, Schema[]>();
  for (const shape of shapes) {
    if (shape.kind !== "object") continue;
    for (const { wireName, schema } of shape.properties) {
      const known = names.get(wireName);
      if (known) known.push(schema);
      else names.set(wireName, [schema]);
    }
  }
  return [...names].map(([name, own]) => {
    const inner = [...path, name];
    return { pointer: pointerOf(inner), path: inner, shapes: telling(own.flatMap((one) => shapesOf(one, schemas))) };
  });
}

export function pointerOf(path: readonly string[]): string {
  return path.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
