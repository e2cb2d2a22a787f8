/** Swagger 2.0, Parameter Object: https://swagger.io/specification/v2/#parameter-object */
import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import { type Draft, isArray, isObject, type JsonObject, type JsonValue } from "../json.js";
import type { Conversion } from "./swagger2-conversion.js";

export interface ConversionPlace {
  /** Where the result stands. */
  readonly pointer: JsonPointer;
  /** Where what is converted stood. */
  readonly former: JsonPointer;
  readonly conversion: Conversion;
}

/** Whether a parameter is a part of the request body in OpenAPI 3. */
export function isBodyParameter(parameter: JsonObject): boolean {
  return parameter["in"] === "body" || parameter["in"] === "formData";
}

/** A path, query or header parameter: what it says of its value moves into a schema. */
export function convertParameter(parameter: JsonObject, place: ConversionPlace): Draft {
  const { pointer, former, conversion } = place;
  const { schema, style } = splitParameter(parameter);
  const result: Draft = {};
  for (const [key, value] of Object.entries(parameter)) if (isParameterMember(key)) result[key] = value;
  const isGiven = isObject(parameter["schema"]);
  result["schema"] = isGiven ? (parameter["schema"] ?? {}) : schema;
  conversion.rewrites.add(pointer, { pointer: former });
  if (!isGiven) conversion.rewrites.add(childPointer(pointer, "schema"), { pointer: former });
  reportFormat(parameter, place);
  return { ...result, ...style };
}

/** Members of a parameter that describe its value, as a schema of their own. */
export function valueSchema(parameter: JsonObject): Draft {
  return splitParameter(parameter).schema;
}

/** How the items of a list are written in a form or query: `style` and `explode`. */
export function listStyle(parameter: JsonObject): Draft {
  return splitParameter(parameter).style;
}

/** Says where a list is written in a way that there is not. */
export function reportFormat(parameter: JsonObject, { former, conversion }: ConversionPlace): void {
  const format = parameter["collectionFormat"];
  if (format === undefined || (typeof format === "string" && delimiters.has(format) && isPossible(parameter))) return;
  const origin = conversion.originOf(childPointer(former, "collectionFormat"));
  conversion.diagnostics.report("spec/collection-format", origin, { format: shownValue(format) });
}

function splitParameter(parameter: JsonObject): { schema: Draft; style: Draft } {
  const schema: Draft = {};
  for (const [key, value] of Object.entries(parameter)) if (isSchemaMember(key)) schema[key] = value;
  return { schema, style: parameter["type"] === "array" ? arrayStyle(parameter) : {} };
}

/** What OpenAPI 3 has no style for is said in an extension of our own. */
function arrayStyle(parameter: JsonObject): Draft {
  const formats = formatsOf(parameter);
  const [format = "csv"] = formats;
  const isPlain = formats.length === 1;
  // With `multi`, it is the lists in the list that are printed.
  const printed = formats.filter((one) => one !== "multi").map((one) => delimiters.get(one) ?? ",");
  const own = { "x-sdkwright-delimiters": printed };
  if (!isForm(parameter)) {
    return { style: "simple", explode: false, ...(isPlain && format === "csv" ? {} : own) };
  }
  const style = styles.get(format);
  return { style: style ?? "form", explode: format === "multi", ...(isPlain && style !== undefined ? {} : own) };
}

/** Of the list, of the lists in it, and so on. */
function formatsOf(parameter: JsonObject): readonly string[] {
  const formats: string[] = [];
  for (let list: JsonValue | undefined = parameter; isObject(list) && list["type"] === "array"; list = list["items"]) {
    const format = list["collectionFormat"];
    // The lists of a list have no name of their own to repeat.
    const isKnown =
      typeof format === "string" && delimiters.has(format) && (formats.length === 0 || format !== "multi");
    formats.push(isKnown && (formats.length > 0 || isPossible(parameter)) ? format : "csv");
  }
  return formats;
}

function isForm(parameter: JsonObject): boolean {
  return parameter["in"] === "query" || parameter["in"] === "formData";
}

/** `multi` repeats the name, which is only possible where values have names. */
function isPossible(parameter: JsonObject): boolean {
  return parameter["collectionFormat"] !== "multi" || isForm(parameter);
}

const styles: ReadonlyMap<string, string> = new Map([
  ["csv", "form"],
  ["multi", "form"],
  ["ssv", "spaceDelimited"],
  ["pipes", "pipeDelimited"],
]);

const delimiters: ReadonlyMap<string, string> = new Map([
  ["csv", ","],
  ["ssv", " "],
  ["tsv", "\t"],
  ["pipes", "|"],
  ["multi", "&"],
]);

const parameterMembers: ReadonlySet<string> = new Set(["name", "in", "description", "required", "allowEmptyValue"]);

function isParameterMember(key: string): boolean {
  return parameterMembers.has(key) || key === "example" || (key.startsWith("x-") && !isAboutValue(key));
}

function isSchemaMember(key: string): boolean {
  if (parameterMembers.has(key) || key === "collectionFormat" || key === "example" || key === "schema") return false;
  return !key.startsWith("x-") || isAboutValue(key);
}

/** Extensions that describe the value: `x-nullable`, `x-enum-varnames`, `x-ms-enum`, `x-pattern-message`. */
function isAboutValue(key: string): boolean {
  return key === "x-nullable" || key === "x-pattern-message" || /^x-(?:ms-)?enum/.test(key);
}

/** Whether a list of parameters holds a file. */
export function hasFile(parameters: readonly JsonObject[]): boolean {
  return parameters.some(({ type, items }) => {
    return type === "file" || (isObject(items) && !isArray(items) && items["type"] === "file");
  });
}

/** In a message. An object of the document may have a `toString` of its own, which is no function. */
function shownValue(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value).slice(0, 40);
}
