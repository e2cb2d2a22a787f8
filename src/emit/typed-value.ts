import { arrayCode, type Code, call, code, literal, methodCall } from "../code/code.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import type { NumericSchema, Pattern, Schema } from "../model/schema.js";
import type { TypedValue } from "../plan/typed-values.js";
import type { ZodWriter } from "./zod-context.js";
import { regularExpression } from "./zod-scalar.js";

const types: Readonly<Record<TypedValue, Code>> = {
  date: code`${new GlobalSymbol(new Identifier("Date"))}`,
  bigint: code`bigint`,
};

/** `Date` or `bigint`. */
export function typedValueType(kind: TypedValue): Code {
  return types[kind];
}

/** `z.codec(z.string(), z.date(), dateTime)`; constraints of a text are those of the text. */
export function dateZod(text: Code, { z, context: { plan } }: ZodWriter): Code {
  return z("codec", text, z("date"), code`${plan.runtime.dateTime}`);
}

// 2^63 - 1 is no number of JavaScript: reading the document has made 2^63 of it.
const int64Limit = 2 ** 63;

/** `z.codec(z.union([z.number(), z.bigint()]), z.bigint().min(0n), int64)`; limits are those of the bigint. */
export function int64Zod(schema: NumericSchema, { z, context: { plan } }: ZodWriter): Code {
  const { multipleOf } = schema;
  const limits = [
    ["min", schema.minimum === undefined ? undefined : Math.ceil(schema.minimum)],
    ["max", schema.maximum === undefined ? undefined : Math.floor(schema.maximum)],
    ["gt", schema.exclusiveMinimum === undefined ? undefined : Math.floor(schema.exclusiveMinimum)],
    ["lt", schema.exclusiveMaximum === undefined ? undefined : Math.ceil(schema.exclusiveMaximum)],
    ["multipleOf", Number.isInteger(multipleOf) ? multipleOf : undefined],
  ] as const;
  const bounded = limits.reduce(
    (target, [name, value]) =>
      value === undefined ? target : methodCall(target, name, literal(name === "max" ? maximum(value) : BigInt(value))),
    z("bigint"),
  );
  return z("codec", z("union", arrayCode([z("number"), z("bigint")])), bounded, code`${plan.runtime.int64}`);
}

function maximum(value: number): bigint {
  return value === int64Limit ? BigInt(value) - 1n : BigInt(value);
}

/** The value fits every member; zod's own intersection can't join their typed values. */
export function allOfZod(members: readonly Code[], { z, context: { plan } }: ZodWriter): Code {
  return z("codec", z("unknown"), z("unknown"), call(plan.runtime.allOf, ...members));
}

interface OtherProperties {
  readonly names: readonly string[];
  readonly schema: Schema | undefined;
}

/** Properties by what their names match, and those that neither match nor are declared. */
export function matchingZod(
  entries: readonly (readonly [Pattern, Schema])[],
  others: OtherProperties,
  { z, write, context: { plan } }: ZodWriter,
): Code {
  const matching = arrayCode(
    entries.map(([pattern, schema]) => arrayCode([regularExpression(pattern), write(schema)])),
  );
  const rest = others.schema ? [write(others.schema), literal([...others.names])] : [];
  return z("codec", z("unknown"), z("unknown"), call(plan.runtime.matchingProperties, matching, ...rest));
}

/** A schema for a check: a check sees a value with its typed values. */
export function innerZod(schema: Schema, { write, context: { plan } }: ZodWriter): Code {
  return plan.typedValues.within(schema) ? call(plan.runtime.decoded, write(schema)) : write(schema);
}
