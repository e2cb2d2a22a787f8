import { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";
import { findJsonProblem, isJsonLike, withoutExtras } from "./json-syntax.js";
import { findSizeProblem, limitOf, type SizeLimits } from "./nesting.js";
import { parseYaml } from "./parse-yaml.js";
import type { Parsed, TextInput } from "./parsed.js";
import { defaultLimits } from "./read-budget.js";

/**
 * The value of a JSON or YAML text; undefined when it cannot be read, which is then reported. Keeps the text in
 * `diagnostics.sources`.
 */
export function parseText(
  source: string,
  rawText: string,
  diagnostics: Diagnostics,
  limits: SizeLimits = defaultLimits,
): Parsed | undefined {
  const text = rawText.startsWith("\uFEFF") ? rawText.slice(1) : rawText;
  const isJson = isJsonLike(text);
  diagnostics.sources.add(source, text, { syntax: isJson ? "json" : "yaml" });
  const input = { source, text, diagnostics, limits };
  if (text.trim() !== "") return isJson ? parseJson(input) : parseYaml(input);
  diagnostics.report("spec/empty-document", { source, pointer: rootPointer }, {});
  return undefined;
}

function parseJson(input: TextInput): Parsed | undefined {
  const { source, text, diagnostics, limits } = input;
  // Before anything is made of it.
  const problem = findSizeProblem(text, limits);
  if (problem !== undefined) {
    diagnostics.report(problem, { source, pointer: rootPointer }, { most: limitOf(problem, limits) });
    return undefined;
  }
  const value = parseStrictly(text) ?? parseWithExtras(source, text, diagnostics);
  const yaml = value === undefined ? parseAsYaml(input) : undefined;
  if (yaml !== undefined) return yaml;
  if (value === undefined) {
    const { reason, offset } = findJsonProblem(withoutExtras(text) ?? text);
    diagnostics.report("spec/json-syntax", { source, pointer: rootPointer, offset }, { reason });
    return undefined;
  }
  return { value, isShared: false };
}

function parseWithExtras(source: string, text: string, diagnostics: Diagnostics): JsonValue | undefined {
  const plain = withoutExtras(text);
  const value = plain === undefined ? undefined : parseStrictly(plain);
  if (plain === undefined || value === undefined) return undefined;
  let offset = 0;
  while (plain[offset] === text[offset]) offset += 1;
  diagnostics.sources.add(source, text, { syntax: "json", parsedText: plain });
  diagnostics.report("spec/json-extras", { source, pointer: rootPointer, offset }, {});
  return value;
}

/**
 * JSON is a part of YAML, whose flow style asks for fewer quotes. Only what is called YAML is taken for that: it would
 * make a text of JSON's comments, of `[1 2]` one string, of a missing value null, and all without a word.
 */
function parseAsYaml(input: TextInput): Parsed | undefined {
  const { source, text, diagnostics } = input;
  if (!/\.ya?ml$/i.test(source) || withoutExtras(text) !== undefined) return undefined;
  const attempt = new Diagnostics();
  const parsed = parseYaml({ ...input, diagnostics: attempt });
  if (parsed === undefined || attempt.list.length > 0) return undefined;
  diagnostics.sources.add(source, text, { syntax: "yaml" });
  return parsed;
}

function parseStrictly(text: string): JsonValue | undefined {
  try {
    // JSON.parse gives JSON values only. A member `__proto__` becomes an ordinary own property.
    return JSON.parse(text) as JsonValue;
  } catch {
    // The caller finds out what is wrong.
    return undefined;
  }
}
