import { arrayCode, type Code, code, literal, methodCall } from "../code/code.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import type { EnumSchema, JsonValue, NumericSchema, Pattern, TextSchema } from "../model/schema.js";
import type { ZodWriter } from "./zod-context.js";

export function textZod(
  { minLength = 0, maxLength, pattern, patternFlags, patternMessage }: TextSchema,
  writer: ZodWriter,
): Code {
  const { z, runtime } = writer;
  // zod counts UTF-16 units, JSON Schema characters; to tell something from nothing it makes no difference.
  const text = minLength === 1 ? methodCall(z("string"), "min", literal(1)) : z("string");
  const bare = maxLength === 0 ? methodCall(text, "max", literal(0)) : text;
  const checks = [
    ...(minLength > 1 ? [runtime("minLength", literal(minLength))] : []),
    ...(maxLength !== undefined && maxLength > 0 ? [runtime("maxLength", literal(maxLength))] : []),
  ];
  const checked = checks.length === 0 ? bare : methodCall(bare, "check", ...checks);
  if (pattern === undefined) return checked;
  const expression = regularExpression({ source: pattern, flags: patternFlags ?? "u" });
  return methodCall(checked, "regex", expression, ...(patternMessage === undefined ? [] : [literal(patternMessage)]));
}

// A schema of the document may be called like it.
const regExp = new GlobalSymbol(new Identifier("RegExp"));

export function regularExpression({ source, flags }: Pattern): Code {
  return flags === "" ? code`new ${regExp}(${source})` : code`new ${regExp}(${source}, ${flags})`;
}

export function numericZod(schema: NumericSchema, writer: ZodWriter): Code {
  const limits = [
    ["min", schema.minimum],
    ["max", schema.maximum],
    ["gt", schema.exclusiveMinimum],
    ["lt", schema.exclusiveMaximum],
    ["multipleOf", schema.multipleOf],
  ] as const;
  const base = schema.integer ? integerZod(schema, writer) : writer.z("number");
  return limits.reduce((target, [name, value]) => {
    return value === undefined ? target : methodCall(target, name, literal(value));
  }, base);
}

/** `z.int()` refuses what lies beyond 2^53; `int32` never does. */
function integerZod({ format }: NumericSchema, { z, constant }: ZodWriter): Code {
  if (format === "int32") return z("int");
  return methodCall(z("number"), "check", constant("integer"));
}

export function enumZod({ values }: EnumSchema, writer: ZodWriter): Code {
  if (values.every((value) => typeof value === "string")) return writer.z("enum", arrayCode(values.map(literal)));
  return literalZod(values, writer);
}

export function literalZod(values: readonly JsonValue[], { z, runtime }: ZodWriter): Code {
  // zod compares literals by identity: objects and lists never match.
  if (values.some((value) => typeof value === "object" && value !== null)) {
    return methodCall(z("unknown"), "check", runtime("equalsOneOf", arrayCode(values.map(literal))));
  }
  const [only] = values;
  return z("literal", values.length === 1 && only !== undefined ? literal(only) : arrayCode(values.map(literal)));
}
