import type { ConstraintTag, DocTag } from "../code/doc-comment.js";
import type { ArraySchema, NumericSchema, Schema, TextSchema, TupleSchema } from "../model/schema.js";

/** What must hold of a value and its type cannot say, in the words of JSON Schema: `@minimum 1`. */
export function constraintTags(schema: Schema): readonly DocTag[] {
  switch (schema.kind) {
    case "text":
      return textTags(schema);
    case "numeric":
      return numberTags(schema);
    case "array":
    case "tuple":
      return itemTags(schema);
    case "object":
      return tags({ minProperties: counted(schema.minProperties), maxProperties: schema.maxProperties });
    default:
      return [];
  }
}

/** Longer ones explain nothing; the zod schema has them. */
const readablePattern = 60;

function textTags({ minLength, maxLength, pattern }: TextSchema): readonly DocTag[] {
  const isReadable = pattern !== undefined && pattern.length <= readablePattern;
  // As code: an asterisk would be emphasis. A pattern with a backtick ends no comment, it only looks plain.
  const code = isReadable && !pattern.includes("`") ? `\`${pattern}\`` : pattern;
  return tags({ minLength: counted(minLength), maxLength, pattern: isReadable ? code : undefined });
}

function numberTags(schema: NumericSchema): readonly DocTag[] {
  return tags({
    minimum: exact(schema.minimum),
    exclusiveMinimum: exact(schema.exclusiveMinimum),
    maximum: exact(schema.maximum),
    exclusiveMaximum: exact(schema.exclusiveMaximum),
    multipleOf: schema.multipleOf,
  });
}

function itemTags({ minItems, maxItems, uniqueItems }: ArraySchema | TupleSchema): readonly DocTag[] {
  const given = tags({ minItems: counted(minItems), maxItems });
  return uniqueItems ? [...given, { tag: "uniqueItems" }] : given;
}

/** The limits of 64 bits are not said: reading the document has rounded them, and `format` says it. */
function exact(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) <= Number.MAX_SAFE_INTEGER ? limit : undefined;
}

/** A count of at least zero says nothing. */
function counted(count: number | undefined): number | undefined {
  return count === 0 ? undefined : count;
}

function tags(values: Partial<Readonly<Record<ConstraintTag, string | number | undefined>>>): readonly DocTag[] {
  return (Object.keys(values) as ConstraintTag[]).flatMap((tag): readonly DocTag[] =>
    values[tag] === undefined ? [] : [{ tag, text: String(values[tag]) }],
  );
}
