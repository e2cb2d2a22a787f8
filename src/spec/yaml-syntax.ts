import { createRequire } from "node:module";
import type { YAMLException } from "js-yaml";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";
import { findSizeProblem, limitOf } from "./nesting.js";
import type { Parsed, TextInput } from "./parsed.js";

/** What follows the first errors is mostly their consequence. */
const maxErrors = 20;

/**
 * The second opinion on a text that js-yaml refuses with `first`: `yaml` names every syntax error with its place. It is
 * some ten times slower. What it can read after all is taken.
 */
export function readWithYaml(
  { source, text, diagnostics, limits }: TextInput,
  first: YAMLException,
): Parsed | undefined {
  const report = (reason: string, offset: number): void =>
    diagnostics.report("spec/yaml-syntax", { source, pointer: rootPointer, offset }, { reason: firstLine(reason) });
  // Only now: few documents need it, and it takes a while to load.
  const { parseDocument } = createRequire(import.meta.url)("yaml") as typeof import("yaml");
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: true, stringKeys: true });
  for (const { message, pos } of document.errors.slice(0, maxErrors)) report(message, pos[0]);
  if (document.errors.length > 0) return undefined;
  try {
    // Through JSON: then the value has its types only, and no object stands in two places.
    const json = JSON.stringify(document.toJS());
    const problem = findSizeProblem(json, limits);
    if (problem === undefined) return { value: JSON.parse(json) as JsonValue, isShared: false };
    diagnostics.report(problem, { source, pointer: rootPointer }, { most: limitOf(problem, limits) });
  } catch {
    // An alias without anchor, a circle of aliases, or too many of them: what js-yaml says has a place.
    report(first.reason, first.mark?.position ?? 0);
  }
  return undefined;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]?.replace(/:$/, "") ?? message;
}
