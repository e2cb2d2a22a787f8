// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 4.2.1 Instance Data Model; `integer` is any number without a fraction: 1.0 is one. */
import { report, type SchemaCheck } from "./check.js";

export type JsonType = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

/** An object of JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** An object of JSON: no list, not null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const tests: Readonly<Record<JsonType, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  object: isRecord,
  array: Array.isArray,
  number: isNumber,
  integer: (value) => typeof value === "bigint" || Number.isInteger(value),
  string: (value) => typeof value === "string",
};

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

/** The value is of one of the types. */
export function ofType(...types: readonly JsonType[]): SchemaCheck {
  return (payload) => {
    if (!types.some((type) => tests[type](payload.value))) report(payload, `Expected ${types.join(" or ")}`);
  };
}

// Keywords say nothing of values of other types. These are for schemas that have such keywords and no `type`.

/** Anything of JSON but an object. */
export function isNotObject(value: unknown): boolean {
  return value !== undefined && !isRecord(value);
}

/** Anything of JSON but a list. */
export function isNotArray(value: unknown): boolean {
  return value !== undefined && !Array.isArray(value);
}

/** Anything of JSON but a string. */
export function isNotString(value: unknown): boolean {
  return value !== undefined && typeof value !== "string";
}

/** Anything of JSON but a number. */
export function isNotNumber(value: unknown): boolean {
  return value !== undefined && !isNumber(value);
}
