import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";
import { isTooDeep } from "./nesting.js";
import { parseYaml } from "./parse-yaml.js";
import type { Parsed } from "./parsed.js";

/**
 * The value of a JSON or YAML text; undefined when it cannot be read, which is then reported. Keeps the text in
 * `diagnostics.sources`.
 *
 * Text that begins like JSON and is none is tried as YAML, of which JSON is a part: comments and trailing commas are read.
 */
export function parseText(source: string, rawText: string, diagnostics: Diagnostics): Parsed | undefined {
  const text = rawText.startsWith("\uFEFF") ? rawText.slice(1) : rawText;
  const isJsonLike = /^\s*[{[]/.test(text);
  diagnostics.sources.add(source, text, { syntax: isJsonLike ? "json" : "yaml" });
  if (text.trim() === "") {
    diagnostics.report("spec/empty-document", { source, pointer: rootPointer }, {});
    return undefined;
  }
  const value = isJsonLike ? parseJson(text) : undefined;
  if (value === undefined) return parseYaml({ source, text, diagnostics, isJsonLike });
  if (isTooDeep(text)) {
    diagnostics.report("spec/too-deep", { source, pointer: rootPointer }, {});
    return undefined;
  }
  return { value, isShared: false };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON.parse gives JSON values only. A member `__proto__` becomes an ordinary own property.
    return JSON.parse(text) as JsonValue;
  } catch {
    // The YAML reader takes it or says where it is wrong.
    return undefined;
  }
}
