import type { Origin } from "../diagnostics/origin.js";

/** Names a schema that is a type of its own: the JSON pointer of the place where it is defined. */
export type SchemaId = string & { readonly [schemaId]: true };
declare const schemaId: unique symbol;

/** A value of JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Every node says where it came from. Names are wire names; what they are called in code is the plan's business. */
export interface SchemaBase {
  readonly origin: Origin;
  /** `null` is accepted besides what the node says. */
  readonly nullable: boolean;
  /** `readOnly` is "read", `writeOnly` is "write". */
  readonly access: "both" | "read" | "write";
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  readonly default?: JsonValue | undefined;
  readonly examples: readonly JsonValue[];
}

/** Anything: the document says nothing, or what it says is not supported. */
export interface UnknownSchema extends SchemaBase {
  readonly kind: "unknown";
}
export interface NeverSchema extends SchemaBase {
  readonly kind: "never";
}
export interface NullSchema extends SchemaBase {
  readonly kind: "null";
}
export interface BooleanSchema extends SchemaBase {
  readonly kind: "boolean";
}
export interface TextSchema extends SchemaBase {
  readonly kind: "text";
  readonly format?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** An ECMA-262 regular expression that compiles with the `u` flag, or without it where `patternFlags` is empty. */
  readonly pattern?: string | undefined;
  readonly patternFlags?: "u" | "" | undefined;
}
export interface NumericSchema extends SchemaBase {
  readonly kind: "numeric";
  readonly integer: boolean;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}
/** Raw bytes: `format: binary`, or a media type without a text encoding. */
export interface BinarySchema extends SchemaBase {
  readonly kind: "binary";
}
export interface ConstSchema extends SchemaBase {
  readonly kind: "const";
  readonly value: JsonValue;
}
export interface EnumSchema extends SchemaBase {
  readonly kind: "enum";
  readonly values: readonly JsonValue[];
}
export interface ArraySchema extends SchemaBase {
  readonly kind: "array";
  readonly items: Schema;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems: boolean;
}
export interface TupleSchema extends SchemaBase {
  readonly kind: "tuple";
  readonly items: readonly Schema[];
  /** What may follow the items; a `never` schema where nothing may. */
  readonly rest: Schema;
  /** How many of the items must be there. */
  readonly required: number;
}
export interface ObjectSchema extends SchemaBase {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** "open": unknown keys are accepted but not declared; "closed": they are refused; otherwise the schema of their values. */
  readonly additional: "open" | "closed" | Schema;
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
}
export interface Property {
  readonly wireName: string;
  readonly required: boolean;
  readonly schema: Schema;
}
export interface UnionSchema extends SchemaBase {
  readonly kind: "union";
  readonly variants: readonly Schema[];
  /** The property that tells the variants apart, where the document names one. */
  readonly discriminator?: string | undefined;
}
export interface IntersectionSchema extends SchemaBase {
  readonly kind: "intersection";
  readonly members: readonly Schema[];
}
export interface ReferenceSchema extends SchemaBase {
  readonly kind: "reference";
  readonly target: SchemaId;
}

export type Schema =
  | UnknownSchema
  | NeverSchema
  | NullSchema
  | BooleanSchema
  | TextSchema
  | NumericSchema
  | BinarySchema
  | ConstSchema
  | EnumSchema
  | ArraySchema
  | TupleSchema
  | ObjectSchema
  | UnionSchema
  | IntersectionSchema
  | ReferenceSchema;

export type SchemaKind = Schema["kind"];

/** A schema with a type of its own. */
export interface NamedSchema {
  readonly id: SchemaId;
  /** What the document calls it, or words that say where it stands: `["createPet", "request"]`. */
  readonly nameHint: readonly string[];
  readonly schema: Schema;
}
