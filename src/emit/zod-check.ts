import { arrayCode, type Code, literal, objectCode } from "../code/code.js";
import type { Check, KnownItems, KnownProperties, KnownWhen, Schema } from "../model/schema.js";
import { innerZod } from "./typed-value.js";
import type { ZodWriter } from "./zod-context.js";
import { regularExpression } from "./zod-scalar.js";

/** One condition, for `.check(…)`. */
export function zodCheck(check: Check, writer: ZodWriter): Code {
  const { runtime } = writer;
  const write = (schema: Schema): Code => innerZod(schema, writer);
  switch (check.kind) {
    case "type":
      return runtime("ofType", ...check.types.map((type) => literal(type)));
    case "matches":
    case "not":
      return runtime(check.kind, write(check.schema));
    case "propertyNames":
      // Names are text, whatever they look like.
      return runtime(check.kind, writer.write(check.schema));
    case "contains":
      return containsCode(check, writer);
    case "conditional":
      return runtime("conditional", branchesCode(check, write));
    case "dependentRequired":
      return runtime(
        check.kind,
        objectCode(check.names.map(({ property, required }) => [property, literal(required)])),
      );
    case "dependentSchemas":
      return runtime(check.kind, objectCode(check.schemas.map(({ property, schema }) => [property, write(schema)])));
    case "otherProperties":
      return runtime(check.kind, propertiesCode(check.known, writer), ...list(check.schema, write));
    case "otherItems":
      return runtime(check.kind, itemsCode(check.known, writer), ...list(check.schema, write));
  }
}

type Write = (schema: Schema) => Code;

function list(schema: Schema | undefined, write: Write): readonly Code[] {
  return schema ? [write(schema)] : [];
}

function containsCode({ schema, min, max }: Extract<Check, { kind: "contains" }>, writer: ZodWriter): Code {
  const limits = [
    ["min", min === 1 ? undefined : literal(min)],
    ["max", max === undefined ? undefined : literal(max)],
  ] as const;
  const isPlain = limits.every(([, value]) => value === undefined);
  return writer.runtime("contains", innerZod(schema, writer), ...(isPlain ? [] : [objectCode(limits)]));
}

function branchesCode(check: Extract<Check, { kind: "conditional" }>, write: Write): Code {
  return objectCode([
    ["if", write(check.if)],
    ["whenTrue", check.whenTrue && write(check.whenTrue)],
    ["whenFalse", check.whenFalse && write(check.whenFalse)],
  ]);
}

function propertiesCode({ names, patterns, all, when }: KnownProperties, writer: ZodWriter): Code {
  return objectCode([
    ["names", names.length === 0 || all ? undefined : literal(names)],
    ["patterns", patterns.length === 0 || all ? undefined : arrayCode(patterns.map(regularExpression))],
    ["all", all ? literal(true) : undefined],
    ["when", whenCode(when, writer, propertiesCode)],
  ]);
}

function itemsCode({ count, contains, when }: KnownItems, writer: ZodWriter): Code {
  return objectCode([
    ["count", count === 0 ? undefined : literal(count)],
    ["contains", contains.length === 0 ? undefined : arrayCode(contains.map((schema) => innerZod(schema, writer)))],
    ["when", whenCode(when, writer, itemsCode)],
  ]);
}

function whenCode<Known>(
  when: readonly KnownWhen<Known>[],
  writer: ZodWriter,
  knownCode: (known: Known, writer: ZodWriter) => Code,
): Code | undefined {
  if (when.length === 0) return undefined;
  const branches = when.map(({ if: condition, whenTrue, whenFalse }) =>
    objectCode([
      ["if", typeof condition === "string" ? literal(condition) : innerZod(condition, writer)],
      ["whenTrue", whenTrue && knownCode(whenTrue, writer)],
      ["whenFalse", whenFalse && knownCode(whenFalse, writer)],
    ]),
  );
  return arrayCode(branches);
}
