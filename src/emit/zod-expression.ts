import { arrayCode, type Code, call, code, literal, methodCall } from "../code/code.js";
import { matchSchema, type SchemaHandlers } from "../model/match.js";
import type {
  ArraySchema,
  ConstSchema,
  IntersectionSchema,
  Schema,
  TupleSchema,
  UnionSchema,
} from "../model/schema.js";
import { allOfZod, dateZod, int64Zod } from "./typed-value.js";
import { zodCheck } from "./zod-check.js";
import type { ZodContext, ZodWriter } from "./zod-context.js";
import { objectZod } from "./zod-object.js";
import { enumZod, literalZod, numericZod, textZod } from "./zod-scalar.js";

export type { ZodContext } from "./zod-context.js";

/** The zod schema that accepts what the document allows. */
export function zodExpression(schema: Schema, context: ZodContext): Code {
  return written(schema, writer(context));
}

function writer(context: ZodContext): ZodWriter {
  const { runtime } = context.plan;
  const self: ZodWriter = {
    context,
    z: (member, ...args) => call(runtime.zod(member), ...args),
    runtime: (name, ...args) => call(runtime.check(name), ...args),
    constant: (name) => code`${runtime.check(name)}`,
    write: (schema) => written(schema, self),
  };
  return self;
}

function written(schema: Schema, writer: ZodWriter): Code {
  const own = withOthers(matchSchema(schema, bareZod, writer), schema, writer);
  const admitsNull = schema.nullable && schema.kind !== "null" && schema.kind !== "unknown";
  const nullable = admitsNull ? methodCall(own, "nullable") : own;
  const checks = (schema.checks ?? []).map((check) => zodCheck(check, writer));
  return checks.length === 0 ? nullable : methodCall(nullable, "check", ...checks);
}

const others = {
  text: "isNotString",
  numeric: "isNotNumber",
  array: "isNotArray",
  tuple: "isNotArray",
  object: "isNotObject",
} as const;

/** Where the document does not say the type, values of other types fit; `never` keeps them out of the type. */
function withOthers(own: Code, schema: Schema, { context, constant }: ZodWriter): Code {
  if (!("isImplied" in schema) || !schema.isImplied) return own;
  return methodCall(own, "or", code`${context.plan.runtime.zod("custom")}<never>(${constant(others[schema.kind])})`);
}

const bareZod: SchemaHandlers<Code, ZodWriter> = {
  unknown: (_, { z }) => z("unknown"),
  never: (_, { z }) => z("never"),
  null: (_, { z }) => z("null"),
  boolean: (_, { z }) => z("boolean"),
  text: (node, writer) => (isTyped(node, writer) ? dateZod(textZod(node, writer), writer) : textZod(node, writer)),
  numeric: (node, writer) => (isTyped(node, writer) ? int64Zod(node, writer) : numericZod(node, writer)),
  binary: (_, { z, context }) => (context.binaryInput ? z("unknown") : z("string")),
  const: ({ value }, writer) => literalZod([value], writer),
  enum: enumZod,
  array: arrayZod,
  tuple: tupleZod,
  object: objectZod,
  union: unionZod,
  intersection: intersectionZod,
  reference: ({ target }, { context }) => code`${context.plan.zodOf(target)}`,
};

function isTyped(schema: Schema, { context }: ZodWriter): boolean {
  return context.plan.typedValues.of(schema) !== undefined;
}

/** `z.xor` refuses what fits more than one variant. */
function unionZod({ variants, isExclusive }: UnionSchema, writer: ZodWriter): Code {
  const { z, write } = writer;
  const constants = variants.flatMap((variant) => (isPlainConst(variant) ? [variant.value] : []));
  if (!isExclusive && constants.length === variants.length) return literalZod(constants, writer);
  return z(isExclusive ? "xor" : "union", arrayCode(variants.map(write)));
}

function isPlainConst(schema: Schema): schema is ConstSchema {
  return schema.kind === "const" && !schema.nullable && schema.checks === undefined;
}

/** `.and` forgives a key that one member refuses and another knows, which JSON Schema does not. */
function intersectionZod(schema: IntersectionSchema, writer: ZodWriter): Code {
  const { members, isClosed } = schema;
  const { z, write, runtime } = writer;
  if (writer.context.plan.typedValues.within(schema)) return allOfZod(members.map(write), writer);
  const [first, ...rest] = members.map(write);
  if (first === undefined) return z("unknown");
  if (isClosed) return methodCall(first, "check", ...rest.map((member) => runtime("matches", member)));
  return rest.reduce((left, member) => methodCall(left, "and", member), first);
}

function arrayZod(
  { items, minItems = 0, maxItems, uniqueItems }: ArraySchema,
  { z, write, constant }: ZodWriter,
): Code {
  const list = z("array", write(items));
  const least = minItems > 0 ? methodCall(list, "min", literal(minItems)) : list;
  const most = maxItems === undefined ? least : methodCall(least, "max", literal(maxItems));
  return uniqueItems ? methodCall(most, "check", constant("uniqueItems")) : most;
}

function tupleZod(tuple: TupleSchema, { z, write, runtime, constant }: ZodWriter): Code {
  const { items, rest, required, minItems, maxItems, uniqueItems } = tuple;
  const elements = items.map((item, index) => (index < required ? write(item) : methodCall(write(item), "optional")));
  const list = rest.kind === "never" ? [] : [write(rest)];
  const checks = [
    ...(minItems === undefined ? [] : [runtime("minItems", literal(minItems))]),
    ...(maxItems === undefined ? [] : [runtime("maxItems", literal(maxItems))]),
    ...(uniqueItems ? [constant("uniqueItems")] : []),
  ];
  // zod's tuple with a rest wants an item before it.
  const bare = items.length === 0 ? z("array", write(rest)) : z("tuple", arrayCode(elements), ...list);
  return checks.length === 0 ? bare : methodCall(bare, "check", ...checks);
}
