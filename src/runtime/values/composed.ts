/** What zod's own objects and intersections can't do where there are typed values inside. */
import type * as z from "zod";
import type { InnerSchema } from "../schema/check.js";
import { isRecord, type JsonRecord } from "../schema/json-type.js";
import { type Codec, type TwoWaySchema, walkable } from "./codec.js";
import { walkSchema } from "./walk-schema.js";

type Run = (schema: TwoWaySchema, value: unknown) => ReturnType<TwoWaySchema["safeParse"]>;

const parse: Run = (schema, value) => schema.safeParse(value);
const encode: Run = (schema, value) => schema.safeEncode(value);

/**
 * `allOf`: the value fits every member. `z.intersection` can't join a `Date` of one member with the text that another,
 * which does not know the property, has in its place.
 */
export function allOf(...members: readonly TwoWaySchema[]): Codec<unknown, unknown> {
  const run =
    (how: Run) =>
    (value: unknown, { issues }: z.core.ParsePayload): unknown =>
      members.reduce((joined, member) => {
        const result = how(member, value);
        if (result.success) return join(value, joined, result.data);
        moveIssues(issues, result.error.issues, []);
        return joined;
      }, value);
  return walkable({ decode: run(parse), encode: run(encode) }, (value, visit, twin) =>
    members.reduce((walked, member) => walkSchema(member, walked, visit, twin), value),
  );
}

/** Of two readings of a value, at each place the one that has changed it. */
function join(original: unknown, left: unknown, right: unknown): unknown {
  if (left === right || right === original) return left;
  if (left === original) return right;
  if (Array.isArray(original) && Array.isArray(left) && Array.isArray(right)) {
    return original.map((item, index) => join(item, left[index], right[index]));
  }
  if (!isRecord(original) || !isRecord(left) || !isRecord(right)) return left;
  const keys = Object.keys(original);
  return Object.fromEntries(
    keys.map((key) => [key, join(original[key], own(left, key, original), own(right, key, original))]),
  );
}

/** zod leaves `__proto__` out. */
function own(record: JsonRecord, key: string, fallback: JsonRecord): unknown {
  return Object.hasOwn(record, key) ? record[key] : fallback[key];
}

/** `patternProperties`, and what is beside them: schemas by names that match, the first of which converts. */
export function matchingProperties(
  entries: readonly (readonly [RegExp, TwoWaySchema])[],
  others?: TwoWaySchema,
  names: readonly string[] = [],
): Codec<unknown, unknown> {
  const schemasOf = (name: string): readonly TwoWaySchema[] => {
    const found = entries.flatMap(([pattern, schema]) => (pattern.test(name) ? [schema] : []));
    return found.length > 0 || others === undefined || names.includes(name) ? found : [others];
  };
  const run =
    (how: Run) =>
    (value: unknown, { issues }: z.core.ParsePayload): unknown =>
      mapProperties(value, (name, property) =>
        schemasOf(name).reduce((joined, schema) => {
          const result = how(schema, property);
          if (result.success) return join(property, joined, result.data);
          moveIssues(issues, result.error.issues, [name]);
          return joined;
        }, property),
      );
  return walkable({ decode: run(parse), encode: run(encode) }, (value, visit, twin) =>
    mapProperties(value, (name, property) =>
      schemasOf(name).reduce(
        (walked, schema) =>
          walkSchema(schema, walked, visit, isRecord(twin) && Object.hasOwn(twin, name) ? twin[name] : undefined),
        property,
      ),
    ),
  );
}

function mapProperties(value: unknown, change: (name: string, property: unknown) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, change(name, property)]));
}

function moveIssues(
  target: z.core.$ZodRawIssue[],
  issues: readonly z.core.$ZodIssue[],
  path: readonly PropertyKey[],
): void {
  for (const issue of issues) {
    // A finished issue has all that one in the making has; zod's types do not relate the members of the two unions.
    target.push({ ...issue, path: [...path, ...issue.path] } as z.core.$ZodRawIssue);
  }
}

/** A schema for a check: checks see a value when it has been decoded, or before it is encoded. */
export function decoded(schema: TwoWaySchema): InnerSchema {
  return { safeParse: (value) => schema.safeEncode(value) };
}
