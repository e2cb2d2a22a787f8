import { parseDocument } from "yaml";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";
import { isTooDeep } from "./nesting.js";
import type { Parsed, YamlInput } from "./parsed.js";

/** What follows the first errors is mostly their consequence. */
const maxErrors = 20;

/**
 * The second opinion on a text that js-yaml refuses: `yaml` names every syntax error with its place. It is some ten
 * times slower. What it can read after all is taken.
 */
export function readWithYaml({ source, text, diagnostics, isJsonLike }: YamlInput): Parsed | undefined {
  const code = isJsonLike ? "spec/json-syntax" : "spec/yaml-syntax";
  const report = (reason: string, offset: number): void =>
    diagnostics.report(code, { source, pointer: rootPointer, offset }, { reason });
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: true, stringKeys: true });
  for (const { message, pos } of document.errors.slice(0, maxErrors)) report(firstLine(message), pos[0]);
  if (document.errors.length > 0) return undefined;
  try {
    // Through JSON: then the value has its types only, and no object stands in two places.
    const json = JSON.stringify(document.toJS());
    if (!isTooDeep(json)) return { value: JSON.parse(json) as JsonValue, isShared: false };
    diagnostics.report("spec/too-deep", { source, pointer: rootPointer }, {});
  } catch (error) {
    // An alias without anchor, a circle of aliases, or too many of them.
    report(error instanceof Error ? firstLine(error.message) : String(error), 0);
  }
  return undefined;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]?.replace(/:$/, "") ?? message;
}
