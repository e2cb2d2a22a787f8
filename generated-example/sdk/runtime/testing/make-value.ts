// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * The smallest value that a zod schema accepts, the same each time: made by the schema's structure, then mended by what the
 * schema itself says of it. https://zod.dev/packages/core describes `_zod.def`.
 */
import type * as z from "zod";
import type { Schema } from "../contract.js";
import { isPlain } from "./match.js";
import { mendValue } from "./mend-value.js";

type Definition = z.core.$ZodTypes["_zod"]["def"];
type Path = readonly z.core.$ZodType[];

const maxRounds = 30;

/** As it goes over the wire. What can't be mended is left as it is: whoever uses it checks it. */
export function makeValue(schema: Schema): unknown {
  let value = make(schema, []);
  for (let round = 0; round < maxRounds; round += 1) {
    const result = schema.safeParse(value);
    if (result.success) return value;
    const mended = result.error.issues.reduce((current: unknown, issue) => mendValue(current, issue), value);
    value = mended;
  }
  return value;
}

/** `path`: the named schemas that this one stands in, so that recursion ends. */
function make(schema: z.core.$ZodType, path: Path): unknown {
  // Every schema of zod is one of `$ZodTypes`.
  const definition = schema._zod.def as Definition;
  switch (definition.type) {
    case "lazy":
      return path.includes(schema) ? undefined : make(definition.getter(), [...path, schema]);
    case "optional":
      return make(definition.innerType, path);
    case "nullable":
      return make(definition.innerType, path) ?? null;
    case "object":
      return makeObject(definition.shape, path);
    case "array": {
      const item = make(definition.element, path);
      return item === undefined ? [] : [item];
    }
    case "tuple":
      return definition.items.map((item) => make(item, path));
    case "record":
      return {};
    case "union":
      return makeOption(definition.options, path);
    case "intersection":
      return join(make(definition.left, path), make(definition.right, path));
    case "pipe":
      return make(definition.in, path);
    case "literal":
      return definition.values[0];
    case "enum":
      return Object.values(definition.entries)[0];
    default:
      return simple[definition.type];
  }
}

const simple: Readonly<Record<string, unknown>> = {
  string: "text",
  number: 1,
  int: 1,
  boolean: true,
  null: null,
  unknown: {},
  any: {},
};

/** Required properties alone; where none is, one that is not: many such objects must not be empty. */
function makeObject(shape: Readonly<Record<string, z.core.$ZodType>>, path: Path): unknown {
  const required = Object.entries(shape).filter(([, inner]) => inner._zod.def.type !== "optional");
  if (required.length > 0) return Object.fromEntries(required.map(([name, inner]) => [name, make(inner, path)]));
  const [first] = Object.entries(shape);
  const value = first === undefined ? undefined : make(first[1], path);
  return first === undefined || value === undefined ? {} : { [first[0]]: value };
}

/** The first that can be had without an end. */
function makeOption(options: readonly z.core.$ZodType[], path: Path): unknown {
  for (const option of options) {
    const value = make(option, path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function join(left: unknown, right: unknown): unknown {
  return isPlain(left) && isPlain(right) ? { ...left, ...right } : (left ?? right);
}
