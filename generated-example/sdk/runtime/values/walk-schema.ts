// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * Finds the typed values inside a value by the structure of a zod schema, without checking anything. What has another shape
 * than the schema says stays as it is. https://zod.dev/packages/core describes `_zod.def`.
 */
import type * as z from "zod";
import { isRecord } from "../schema/json-type.js";
import { type TwoWaySchema, type Visit, type Walk, walkOf } from "./codec.js";

/** The value with what `visit` gives for each typed value. */
export function walkSchema(schema: unknown, value: unknown, visit: Visit, twin: unknown): unknown {
  return compiled(schema)?.(value, visit, twin) ?? value;
}

// Undefined where there is no typed value inside.
const walks = /* @__PURE__ */ new WeakMap<object, Walk | undefined>();

function compiled(schema: unknown): Walk | undefined {
  if (!isZodType(schema)) return undefined;
  if (!walks.has(schema)) walks.set(schema, hasTypedValues(schema, new Set()) ? compile(schema) : undefined);
  return walks.get(schema);
}

function isZodType(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

// The union of all that zod's classes are defined by.
type Definition = z.core.$ZodTypes["_zod"]["def"];

function definitionOf(schema: z.core.$ZodType): Definition {
  // Every schema of zod is one of `$ZodTypes`.
  return schema._zod.def as Definition;
}

/** Schemas form cycles: what has been seen holds no more than what is still to be seen. */
function hasTypedValues(schema: z.core.$ZodType, seen: Set<z.core.$ZodType>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const definition = definitionOf(schema);
  if (ownWalk(definition)) return true;
  return partsOf(definition).some((part) => hasTypedValues(part, seen));
}

function ownWalk(definition: Definition): Walk | undefined {
  return definition.type === "pipe" && definition.transform ? walkOf(definition.transform) : undefined;
}

function partsOf(definition: Definition): readonly z.core.$ZodType[] {
  switch (definition.type) {
    case "lazy":
      return [definition.getter()];
    case "optional":
    case "nullable":
      return [definition.innerType];
    case "array":
      return [definition.element];
    case "tuple":
      return [...definition.items, ...(definition.rest ? [definition.rest] : [])];
    case "object":
      return [...Object.values(definition.shape), ...(definition.catchall ? [definition.catchall] : [])];
    case "record":
      return [definition.valueType];
    case "union":
      return definition.options;
    case "intersection":
      return [definition.left, definition.right];
    case "pipe":
      return [definition.in, definition.out];
    default:
      return [];
  }
}

function compile(schema: z.core.$ZodType): Walk {
  const definition = definitionOf(schema);
  const own = ownWalk(definition);
  if (own) return own;
  switch (definition.type) {
    case "array":
      return (value, visit, twin) =>
        Array.isArray(value)
          ? value.map((item, index) => walkSchema(definition.element, item, visit, itemOf(twin, index)))
          : value;
    case "tuple":
      return (value, visit, twin) =>
        Array.isArray(value)
          ? value.map((item, index) =>
              walkSchema(definition.items[index] ?? definition.rest, item, visit, itemOf(twin, index)),
            )
          : value;
    case "object":
      return objectWalk(definition.shape, definition.catchall);
    case "record":
      return objectWalk({}, definition.valueType);
    case "union":
      return (value, visit, twin) => walkSchema(fittingOption(definition.options, value, twin), value, visit, twin);
    default:
      // One after the other: what one of the parts has nothing to say of, another may.
      return (value, visit, twin) =>
        partsOf(definition).reduce((walked, part) => walkSchema(part, walked, visit, twin), value);
  }
}

function objectWalk(shape: Readonly<Record<string, z.core.$ZodType>>, others: z.core.$ZodType | undefined): Walk {
  return (value, visit, twin) => {
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([name, property]) => {
      const schema = Object.hasOwn(shape, name) ? shape[name] : others;
      return [name, walkSchema(schema, property, visit, memberOf(twin, name))] as const;
    });
    return Object.fromEntries(entries);
  };
}

function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined;
}

function memberOf(record: unknown, name: string): unknown {
  return isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The option that accepts the value; where none does, the one that finds least wrong with it. */
function fittingOption(options: readonly z.core.$ZodType[], value: unknown, twin: unknown): unknown {
  let best: { readonly option: z.core.$ZodType; readonly faults: number } | undefined;
  for (const option of options) {
    const wire = walkSchema(option, value, exactly, twin);
    // Classic schemas have the methods; those of an SDK are all of that kind.
    const result = (option as unknown as TwoWaySchema).safeParse(wire);
    if (result.success) return option;
    if (best === undefined || result.error.issues.length < best.faults) {
      best = { option, faults: result.error.issues.length };
    }
  }
  return best?.option;
}

/** Integers that a number can't hold, from the reading of the text that has kept them. */
export const exactly: Visit = (value, { name }, twin) => (name === "int64" && typeof twin === "bigint" ? twin : value);
