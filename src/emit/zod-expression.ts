import { arrayCode, type Code, call, code, concat, literal, methodCall, objectCode } from "../code/code.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import { matchSchema } from "../model/match.js";
import type {
  ArraySchema,
  EnumSchema,
  JsonValue,
  NumericSchema,
  ObjectSchema,
  Property,
  Schema,
  TextSchema,
  TupleSchema,
} from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";

export interface ZodContext {
  readonly plan: ClientPlan;
  /** As in `TypeContext`: bytes that are sent are not validated, bytes in JSON are text. */
  readonly binaryInput: boolean;
}

/** The zod schema that accepts what the document allows. */
export function zodExpression(schema: Schema, context: ZodContext): Code {
  const bare = bareZod(schema, context);
  return schema.nullable && schema.kind !== "null" && schema.kind !== "unknown" ? methodCall(bare, "nullable") : bare;
}

function bareZod(schema: Schema, context: ZodContext): Code {
  const z = (member: string, ...args: readonly Code[]): Code => call(context.plan.runtime.zod(member), ...args);
  return matchSchema(schema, {
    unknown: () => z("unknown"),
    never: () => z("never"),
    null: () => z("null"),
    boolean: () => z("boolean"),
    text: (node) => textChecks(z("string"), node),
    numeric: (node) => numericChecks(node.integer ? integer(node, z) : z("number"), node),
    binary: () => (context.binaryInput ? z("unknown") : z("string")),
    const: ({ value }) => literalZod([value], z),
    enum: (node) => enumZod(node, z),
    array: (node) => arrayZod(node, context, z),
    tuple: (node) => tupleZod(node, context, z),
    object: (node) => objectZod(node, context, z),
    union: ({ variants }) => z("union", arrayCode(variants.map((variant) => zodExpression(variant, context)))),
    intersection: ({ members: [first, ...rest] }) =>
      rest.reduce(
        (left, member) => methodCall(left, "and", zodExpression(member, context)),
        first ? zodExpression(first, context) : z("unknown"),
      ),
    reference: ({ target }) => code`${context.plan.zodOf(target)}`,
  });
}

type ZodCall = (member: string, ...args: readonly Code[]) => Code;

function textChecks(base: Code, { minLength, maxLength, pattern, patternFlags }: TextSchema): Code {
  const checks: (readonly [string, Code])[] = [];
  if (minLength !== undefined && minLength > 0) checks.push(["min", literal(minLength)]);
  if (maxLength !== undefined) checks.push(["max", literal(maxLength)]);
  if (pattern !== undefined) checks.push(["regex", regularExpression(pattern, patternFlags ?? "u")]);
  return checked(base, checks);
}

// A schema of the document may be called like them.
const regExp = new GlobalSymbol(new Identifier("RegExp"));
const number = new GlobalSymbol(new Identifier("Number"));

function regularExpression(pattern: string, flags: string): Code {
  return flags === "" ? code`new ${regExp}(${pattern})` : code`new ${regExp}(${pattern}, ${flags})`;
}

/** `z.int()` refuses what a number cannot hold exactly; a 64-bit value that has lost its last digits is still an integer. */
function integer({ format }: NumericSchema, z: ZodCall): Code {
  if (format !== "int64" && format !== "uint64") return z("int");
  return methodCall(z("number"), "refine", code`${number}.isInteger`);
}

function numericChecks(base: Code, schema: NumericSchema): Code {
  const limits = [
    ["min", schema.minimum],
    ["max", schema.maximum],
    ["gt", schema.exclusiveMinimum],
    ["lt", schema.exclusiveMaximum],
    ["multipleOf", schema.multipleOf],
  ] as const;
  return checked(
    base,
    limits.flatMap(([name, value]) => (value === undefined ? [] : [[name, literal(value)] as const])),
  );
}

function checked(base: Code, checks: readonly (readonly [string, Code])[]): Code {
  return checks.reduce((target, [name, argument]) => methodCall(target, name, argument), base);
}

function enumZod({ values }: EnumSchema, z: ZodCall): Code {
  if (values.every((value) => typeof value === "string")) return z("enum", arrayCode(values.map(literal)));
  return literalZod(values, z);
}

function literalZod(values: readonly JsonValue[], z: ZodCall): Code {
  // zod compares literals by identity: objects and lists never match.
  if (values.some((value) => typeof value === "object" && value !== null)) return z("unknown");
  const [only] = values;
  return z("literal", values.length === 1 && only !== undefined ? literal(only) : arrayCode(values.map(literal)));
}

function arrayZod({ items, minItems, maxItems }: ArraySchema, context: ZodContext, z: ZodCall): Code {
  const checks: (readonly [string, Code])[] = [];
  if (minItems !== undefined && minItems > 0) checks.push(["min", literal(minItems)]);
  if (maxItems !== undefined) checks.push(["max", literal(maxItems)]);
  return checked(z("array", zodExpression(items, context)), checks);
}

function tupleZod({ items, rest, required }: TupleSchema, context: ZodContext, z: ZodCall): Code {
  const elements = items.map((item, index) => {
    const element = zodExpression(item, context);
    return index < required ? element : methodCall(element, "optional");
  });
  const list = arrayCode(elements);
  return rest.kind === "never" ? z("tuple", list) : z("tuple", list, zodExpression(rest, context));
}

function objectZod(schema: ObjectSchema, context: ZodContext, z: ZodCall): Code {
  const { additional, properties } = schema;
  if (properties.length === 0 && typeof additional !== "string") {
    return z("record", z("string"), zodExpression(additional, context));
  }
  const shape = objectCode(
    properties
      .filter((property) => !(isLoose(schema) && isHiddenByPrototype(property)))
      .map(({ wireName, required, schema: property }) => {
        const value = zodExpression(property, context);
        return [wireName, required ? value : methodCall(value, "optional")] as const;
      }),
  );
  if (additional === "closed") return z("strictObject", shape);
  if (additional === "open" || additional.kind === "unknown") return z("looseObject", shape);
  return concat(z("object", shape), code`.catchall(`, zodExpression(additional, context), code`)`);
}

function isLoose({ additional }: ObjectSchema): boolean {
  return additional === "open" || (additional !== "closed" && additional.kind === "unknown");
}

/**
 * zod reads `constructor` or `toString` of an object that has none of its own from the prototype, and refuses what it
 * finds. An optional property of such a name goes unchecked where others are admitted.
 */
function isHiddenByPrototype({ wireName, required }: Property): boolean {
  return !required && wireName in Object.prototype;
}
