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
  /** What to say of that. */
  readonly deprecation?: string | undefined;
  readonly default?: JsonValue | undefined;
  readonly examples: readonly JsonValue[];
  /** What must hold besides; it has no bearing on the type. */
  readonly checks?: readonly Check[] | undefined;
}

/** Of a schema that is about one type of values. */
export interface TypedBase extends SchemaBase {
  /**
   * True where the document says nothing of the type and only has keywords of it. By JSON Schema such keywords say nothing
   * of values of other types, so all of those are accepted; the author means this type all the same.
   */
  readonly isImplied?: boolean | undefined;
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
export interface TextSchema extends TypedBase {
  readonly kind: "text";
  readonly format?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** An ECMA-262 regular expression that compiles with the `u` flag, or without it where `patternFlags` is empty. */
  readonly pattern?: string | undefined;
  readonly patternFlags?: "u" | "" | undefined;
  /** What to say where a text does not match. */
  readonly patternMessage?: string | undefined;
}
export interface NumericSchema extends TypedBase {
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
  /** What the document says of single values. */
  readonly labels?: readonly ValueLabel[] | undefined;
  /** Whether others may come, where the document says it of this very list. */
  readonly openness?: "open" | "closed" | undefined;
}
export interface ValueLabel {
  readonly value: JsonValue;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}
export interface ArraySchema extends TypedBase {
  readonly kind: "array";
  readonly items: Schema;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems: boolean;
}
export interface TupleSchema extends TypedBase {
  readonly kind: "tuple";
  readonly items: readonly Schema[];
  /** What may follow the items; a `never` schema where nothing may. */
  readonly rest: Schema;
  /** How many of the items must be there. */
  readonly required: number;
  /** Only where they say more than the items do. */
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems?: boolean | undefined;
}
export interface ObjectSchema extends TypedBase {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** "open": unknown keys are accepted but not declared; "closed": they are refused; otherwise the schema of their values. */
  readonly additional: "open" | "closed" | Schema;
  /** Properties by what their names match, declared ones included; `additional` is about those that match none. */
  readonly patterns?: readonly PatternProperty[] | undefined;
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
}
export interface Property {
  readonly wireName: string;
  readonly required: boolean;
  readonly schema: Schema;
}
/** An ECMA-262 regular expression that compiles with these flags. */
export interface Pattern {
  readonly source: string;
  readonly flags: "u" | "";
}
export interface PatternProperty {
  readonly pattern: Pattern;
  readonly schema: Schema;
}
export interface UnionSchema extends SchemaBase {
  readonly kind: "union";
  readonly variants: readonly Schema[];
  /** The property that tells the variants apart, where the document names one. */
  readonly discriminator?: string | undefined;
  /** What the document says that this property holds, by the schema that it stands for. */
  readonly tags?: ReadonlyMap<SchemaId, readonly string[]> | undefined;
  /** Exactly one variant must match, and it is not plain from the variants that more than one never do. */
  readonly isExclusive?: boolean | undefined;
}
export interface IntersectionSchema extends SchemaBase {
  readonly kind: "intersection";
  readonly members: readonly Schema[];
  /** A member refuses properties that it does not know, though another may know them. */
  readonly isClosed?: boolean | undefined;
}
export interface ReferenceSchema extends SchemaBase {
  readonly kind: "reference";
  readonly target: SchemaId;
}

/** The types of JSON Schema 2020-12, 6.1.1; an integer is a number as well. */
export type JsonType = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

/** One more condition. All but `type`, `matches`, `not` and `conditional` concern values of their own type only. */
export type Check =
  | { readonly kind: "type"; readonly types: readonly JsonType[] }
  | { readonly kind: "matches"; readonly schema: Schema }
  | { readonly kind: "not"; readonly schema: Schema }
  | {
      readonly kind: "conditional";
      readonly if: Schema;
      readonly whenTrue?: Schema | undefined;
      readonly whenFalse?: Schema | undefined;
    }
  | { readonly kind: "contains"; readonly schema: Schema; readonly min: number; readonly max?: number | undefined }
  | { readonly kind: "propertyNames"; readonly schema: Schema }
  | {
      readonly kind: "dependentRequired";
      readonly names: readonly { readonly property: string; readonly required: readonly string[] }[];
    }
  | {
      readonly kind: "dependentSchemas";
      readonly schemas: readonly { readonly property: string; readonly schema: Schema }[];
    }
  /** Without a schema, nothing else may be there. */
  | { readonly kind: "otherProperties"; readonly known: KnownProperties; readonly schema?: Schema | undefined }
  | { readonly kind: "otherItems"; readonly known: KnownItems; readonly schema?: Schema | undefined };

/** The properties that a schema, or what it is composed of, has looked at (JSON Schema 2020-12, 11). */
export interface KnownProperties {
  readonly names: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly all: boolean;
  readonly when: readonly KnownWhen<KnownProperties>[];
}
export interface KnownItems {
  readonly count: number | "all";
  readonly contains: readonly Schema[];
  readonly when: readonly KnownWhen<KnownItems>[];
}
/** Known only where the value fits a schema, or has a property, or where it does not. */
export interface KnownWhen<Known> {
  readonly if: Schema | string;
  readonly whenTrue?: Known | undefined;
  readonly whenFalse?: Known | undefined;
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
  /** What it is called where something else has the name that an extension gives it. */
  readonly otherHint?: readonly string[] | undefined;
  readonly schema: Schema;
}
