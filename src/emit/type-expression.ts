import {
  alternatives,
  block,
  bracketed,
  type Code,
  code,
  concat,
  documented,
  isCompound,
  literal,
  operandsIn,
  typeArguments,
  typeProperty,
} from "../code/code.js";
import { distinctCodes, flatText } from "../code/distinct.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import { matchSchema, type SchemaHandlers } from "../model/match.js";
import type {
  EnumSchema,
  JsonValue,
  NumericSchema,
  ObjectSchema,
  Schema,
  TextSchema,
  TupleSchema,
} from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import { mergeObjects } from "./merge-objects.js";
import { schemaDoc } from "./schema-doc.js";
import { typedValueType } from "./typed-value.js";

/** What the same schema is as a type depends on where its value travels. */
export interface TypeContext {
  readonly plan: ClientPlan;
  /** Enums may admit values that the document does not know yet: the server, which sends them, may be newer. */
  readonly openEnums: boolean;
  /** Bytes are given as what can be sent; in JSON they are text. */
  readonly binaryInput: boolean;
}

const array = new GlobalSymbol(new Identifier("Array"));

/** The TypeScript type of the values that the schema accepts. */
export function typeExpression(schema: Schema, context: TypeContext): Code {
  const type = matchSchema(schema, bareType, context);
  if (!schema.nullable || schema.kind === "null" || schema.kind === "unknown") return type;
  // A variant may admit null too: it is said once, at the end.
  const others = operandsIn(type, "|").filter((operand) => flatText(operand) !== "null");
  return unionType([...others, code`null`], "|");
}

const bareType: SchemaHandlers<Code, TypeContext> = {
  unknown: () => code`unknown`,
  never: () => code`never`,
  null: () => code`null`,
  boolean: () => code`boolean`,
  text: scalarType,
  numeric: scalarType,
  binary: (_, context) => (context.binaryInput ? code`${context.plan.runtime.FileInput}` : code`string`),
  const: ({ value }) => literalType(value),
  enum: enumType,
  array: ({ items }, context) => arrayType(typeExpression(items, context)),
  tuple: tupleType,
  object: objectType,
  union: ({ variants }, context) =>
    unionType(
      variants.map((variant) => typeExpression(variant, context)),
      "|",
    ),
  intersection: ({ members }, context) =>
    unionType(
      mergeObjects(tellingMembers(members)).map((member) => typeExpression(member, context)),
      "&",
    ),
  reference: ({ target }, context) => code`${context.plan.typeOf(target)}`,
};

function scalarType(schema: TextSchema | NumericSchema, { plan }: TypeContext): Code {
  const typed = plan.typedValues.of(schema);
  if (typed !== undefined) return typedValueType(typed);
  return schema.kind === "text" ? code`string` : code`number`;
}

/** Members that say nothing of the type (they may have checks) are left out where another does. */
function tellingMembers(members: readonly Schema[]): readonly Schema[] {
  const telling = members.filter((member) => member.kind !== "unknown" && !isAnyObject(member));
  return telling.length > 0
    ? telling
    : [members.find(isAnyObject) ?? members[0]].filter((member) => member !== undefined);
}

function isAnyObject(schema: Schema): boolean {
  return schema.kind === "object" && !schema.nullable && schema.properties.length === 0 && schema.additional === "open";
}

/** The very value: `["a", 1]`, `{ kind: "b" }`. */
function literalType(value: JsonValue): Code {
  if (typeof value !== "object" || value === null) return literal(value);
  if (Array.isArray(value)) return bracketed("[", value.map(literalType), "]");
  if (Object.keys(value).length === 0) return code`{ [key: string]: never }`;
  const members = Object.entries(value).map(([name, member]) => typeProperty(name, false, literalType(member)));
  return bracketed("{", members, "}", { padded: true, separator: ";" });
}

function enumType({ values, openness }: EnumSchema, { openEnums, plan }: TypeContext): Code {
  const known = values.map(literalType);
  // A list of one is how OpenAPI 3.0 says `const`: mostly a tag, which tells the variants of a choice apart.
  const usual = openEnums && values.length > 1 ? "open" : "closed";
  // The user has the last word, who may want lists that a `switch` can exhaust.
  const isOpen = plan.types.enums === "open" && (openness ?? usual) === "open";
  if (!isOpen) return alternatives(known, "|");
  // `string & {}` keeps the literals in the editor's completion; plain `string` would swallow them.
  const bases = [...new Set(values.map((value) => typeof value))].filter(
    (base) => base === "string" || base === "number",
  );
  return alternatives(
    [...known, ...bases.map((base) => (base === "string" ? code`(string & {})` : code`(number & {})`))],
    "|",
  );
}

/** A longer name than this is no name. */
const longestName = 120;

function arrayType(items: Code): Code {
  const isName = items.width <= longestName && /^[\w$.[\]]+$/.test(flatText(items));
  return isName ? code`${items}[]` : typeArguments(array, items);
}

/**
 * The compiler puts off what is in a tuple, so that a type may hold itself there; but not in `B?`, which therefore gets a
 * name (`item1?: B`), and nowhere in a tuple that ends in `...Array<B>` or `...rest: B[]` instead of `...B[]`.
 */
function tupleType({ items, rest, required }: TupleSchema, context: TypeContext): Code {
  const isNested = items.slice(required).some(({ kind }) => nested.has(kind));
  const elements = items.map((item, index) => {
    const type = typeExpression(item, context);
    if (isNested) return concat(code`${new Identifier(`item${index}`)}${index < required ? code`` : code`?`}: `, type);
    return index < required ? type : concat(atom(type), code`?`);
  });
  if (rest.kind === "never") return bracketed("[", elements, "]");
  const more = concat(code`...`, atom(typeExpression(rest, context)), code`[]`);
  return bracketed("[", [...elements, more], "]");
}

/** Kinds of schemas in which a tuple or a list may stand without an object around it. */
const nested: ReadonlySet<Schema["kind"]> = new Set(["array", "tuple", "union", "intersection"]);

/** `A | B`, each of them once; what holds another operator is put in parentheses. */
function unionType(types: readonly Code[], operator: "|" | "&"): Code {
  const operands = types.flatMap((type) => operandsIn(type, operator));
  const distinct = distinctCodes(operands);
  if (distinct.length === 1) return alternatives(distinct, operator);
  return alternatives(distinct.map(atom), operator);
}

/** Parentheses around what holds an operator of its own. */
export function atom(type: Code): Code {
  return isCompound(type) ? code`(${type})` : type;
}

/** An object type literal. */
export function objectType(schema: ObjectSchema, context: TypeContext): Code {
  const members = objectMembers(schema, context);
  if (members.length === 0)
    return schema.additional === "closed"
      ? bracketed("{", [code`[key: string]: never`], "}", { padded: true, separator: ";" })
      : code`{ [key: string]: unknown }`;
  const documentedMembers = members.some(({ doc }) => doc.text !== undefined || (doc.tags ?? []).length > 0);
  if (!documentedMembers)
    return bracketed(
      "{",
      members.map((member) => member.code),
      "}",
      { padded: true, separator: ";" },
    );
  return block(
    code`{`,
    members.map(({ doc, code: member }) => documented(doc, code`${member};`)),
  );
}

/** The members of an object type or an interface, without their semicolons. */
export function objectMembers(schema: ObjectSchema, context: TypeContext) {
  const properties = schema.properties.map((property) => ({
    doc: schemaDoc(property.schema),
    code: typeProperty(property.wireName, !property.required, typeExpression(property.schema, context)),
  }));
  const index = indexSignature(schema, context);
  return index ? [...properties, { doc: {}, code: index }] : properties;
}

/** An index signature must admit the declared properties too, so it is the union of all their types. */
function indexSignature(schema: ObjectSchema, context: TypeContext): Code | undefined {
  const others = otherValues(schema);
  if (others.length === 0) return undefined;
  const types = [...others, ...schema.properties.map((property) => property.schema)].map((value) =>
    typeExpression(value, context),
  );
  if (types.some((type) => flatText(type) === "unknown")) return code`[key: string]: unknown`;
  const optional = schema.properties.some(({ required }) => !required);
  return code`[key: string]: ${unionType(optional ? [...types, code`undefined`] : types, "|")}`;
}

/** What undeclared properties hold. Names that match a pattern and names that match none are one to a type. */
function otherValues({ additional, patterns = [] }: ObjectSchema): readonly Schema[] {
  const matching = patterns.map(({ schema }) => schema);
  if (typeof additional !== "string") return [additional, ...matching];
  if (additional === "closed" || matching.length === 0) return matching;
  // What matches none may be anything. That says little, but anything else would not be so.
  return matching.slice(0, 1).map((schema) => ({ ...schema, kind: "unknown" }));
}
