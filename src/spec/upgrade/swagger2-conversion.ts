import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import { type Draft, isArray, isObject, type JsonObject, type JsonValue, setOwn } from "../json.js";
import type { Upgrade } from "./upgrade.js";

/** What the parts of a conversion share. */
export interface Conversion extends Upgrade {
  /** `consumes` and `produces` of the document. */
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** The texts of a list; what is none of these is reported elsewhere. */
export function textList(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** Converts the objects of a map; extensions and what is no object stay. */
export function convertMap(
  map: JsonObject,
  at: JsonPointer,
  convert: (value: JsonObject, pointer: JsonPointer) => JsonValue,
): Draft {
  const result: Draft = {};
  for (const [key, value] of Object.entries(map)) {
    const isItem = isObject(value) && !key.startsWith("x-");
    setOwn(result, key, isItem ? convert(value, childPointer(at, key)) : value);
  }
  return result;
}
