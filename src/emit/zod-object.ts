import { arrayCode, type Code, code, concat, literal, methodCall, objectCode } from "../code/code.js";
import type { ObjectSchema, Property, Schema } from "../model/schema.js";
import { allOfZod, matchingZod } from "./typed-value.js";
import type { ZodWriter } from "./zod-context.js";
import { regularExpression } from "./zod-scalar.js";

export function objectZod(schema: ObjectSchema, writer: ZodWriter): Code {
  const { minProperties = 0, maxProperties } = schema;
  const inherited = schema.properties.filter(({ wireName }) => wireName in Object.prototype);
  const typed = needsChecks(schema, inherited) && writer.context.plan.typedValues.within(schema);
  if (typed) return typedObject(schema, inherited, writer);
  const checks = [
    ...(needsChecks(schema, inherited) ? [...patternChecks(schema, writer), ...otherChecks(schema, writer)] : []),
    ...(minProperties > 0 ? [writer.runtime("minProperties", literal(minProperties))] : []),
    ...(maxProperties === undefined ? [] : [writer.runtime("maxProperties", literal(maxProperties))]),
  ];
  const bare = bareObject(schema, inherited, writer);
  const object = checks.length === 0 ? bare : methodCall(bare, "check", ...checks);
  return withInherited(object, inherited, writer);
}

/** Checks convert nothing: what would be checked by name is a codec beside the object. */
function typedObject(schema: ObjectSchema, inherited: readonly Property[], writer: ZodWriter): Code {
  const { properties, patterns = [], additional } = schema;
  const own = inherited.map(
    ({ wireName, schema }) => [{ source: `^${wireName}$`, flags: "u" as const }, schema] as const,
  );
  const entries = [...own, ...patterns.map(({ pattern, schema }) => [pattern, schema] as const)];
  const rest: ObjectSchema = {
    ...schema,
    properties: properties.filter((property) => !inherited.includes(property)),
    patterns: [],
    additional: "open",
  };
  const closed =
    additional === "closed" ? [methodCall(writer.z("unknown"), "check", ...otherChecks(schema, writer))] : [];
  const needed = inherited.filter(({ required }) => required).map(({ wireName }) => literal(wireName));
  const required =
    needed.length === 0
      ? []
      : [methodCall(writer.z("unknown"), "check", writer.runtime("ownProperties", objectCode([]), arrayCode(needed)))];
  return allOfZod(
    [
      objectZod(rest, writer),
      matchingZod(
        entries,
        {
          names: properties.map(({ wireName }) => wireName),
          schema: typeof additional === "string" ? undefined : additional,
        },
        writer,
      ),
      ...closed,
      ...required,
    ],
    writer,
  );
}

/** Patterns, and names that zod would find in every object, are more than zod's own objects can say. */
function needsChecks({ patterns = [] }: ObjectSchema, inherited: readonly Property[]): boolean {
  return patterns.length > 0 || inherited.length > 0;
}

function bareObject(schema: ObjectSchema, inherited: readonly Property[], { z, write }: ZodWriter): Code {
  const { additional } = schema;
  const properties = schema.properties.filter((property) => !inherited.includes(property));
  const rest = needsChecks(schema, inherited) ? "open" : additional;
  if (properties.length === 0 && typeof rest !== "string") return z("record", z("string"), write(rest));
  const shape = objectCode(
    properties.map(({ wireName, required, schema: property }) => {
      return [wireName, required ? write(property) : methodCall(write(property), "optional")] as const;
    }),
  );
  if (rest === "closed") return z("strictObject", shape);
  if (rest === "open" || isAnything(rest)) return z("looseObject", shape);
  return concat(z("object", shape), code`.catchall(`, write(rest), code`)`);
}

function isAnything(schema: Schema): boolean {
  return schema.kind === "unknown" && schema.checks === undefined;
}

function patternChecks({ patterns = [] }: ObjectSchema, { runtime, write }: ZodWriter): readonly Code[] {
  const telling = patterns.filter(({ schema }) => !isAnything(schema));
  if (telling.length === 0) return [];
  const entries = telling.map(({ pattern, schema }) => arrayCode([regularExpression(pattern), write(schema)]));
  return [runtime("patternProperties", arrayCode(entries))];
}

function otherChecks({ additional, properties, patterns = [] }: ObjectSchema, writer: ZodWriter): readonly Code[] {
  if (additional === "open" || (additional !== "closed" && isAnything(additional))) return [];
  const known = objectCode([
    ["names", properties.length === 0 ? undefined : literal(properties.map(({ wireName }) => wireName))],
    [
      "patterns",
      patterns.length === 0 ? undefined : arrayCode(patterns.map(({ pattern }) => regularExpression(pattern))),
    ],
  ]);
  return [writer.runtime("otherProperties", known, ...(additional === "closed" ? [] : [writer.write(additional)]))];
}

/** Looked at before zod copies the object: it leaves `__proto__` out, and finds a `toString` in each. */
function withInherited(object: Code, inherited: readonly Property[], { z, runtime, write }: ZodWriter): Code {
  const telling = inherited.filter((property) => property.required || !isAnything(property.schema));
  if (telling.length === 0) return object;
  const required = inherited.filter((property) => property.required).map(({ wireName }) => literal(wireName));
  const check = runtime(
    "ownProperties",
    objectCode(telling.map(({ wireName, schema }) => [wireName, write(schema)])),
    ...(required.length > 0 ? [arrayCode(required)] : []),
  );
  return methodCall(methodCall(z("unknown"), "check", check), "pipe", object);
}
