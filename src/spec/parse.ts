import { CORE_SCHEMA, load, mergeTag, YAMLException } from "js-yaml";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";

const schema = CORE_SCHEMA.withTags(mergeTag);

/** The value of a JSON or YAML text; undefined when its syntax is wrong, which is then reported. */
export function parseText(source: string, text: string, diagnostics: Diagnostics): JsonValue | undefined {
  if (/^\s*[{[]/.test(text)) {
    try {
      // JSON.parse gives JSON values only.
      return JSON.parse(text) as JsonValue;
    } catch {
      // It may be YAML in flow style, which begins the same way.
    }
  }
  try {
    // The core schema has JSON's types only.
    return load(text, {
      filename: source,
      schema,
      json: true,
      maxDepth: 500,
      maxTotalMergeKeys: 1_000_000,
    }) as JsonValue;
  } catch (error) {
    const reason = error instanceof YAMLException ? error.reason : String(error);
    diagnostics.report("spec/yaml-syntax", { source, pointer: rootPointer }, { reason });
    return undefined;
  }
}
