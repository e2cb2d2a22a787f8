import type { YAMLException } from "js-yaml";

/** Enough for any nesting of real documents; the space is only read, never kept. */
const indentation = " ".repeat(64);

/** The text with the line that an exception complains about indented, where that is its complaint. */
export function indentDeficientLine(
  text: string,
  error: YAMLException,
): { readonly text: string; readonly lineStart: number } | undefined {
  if (error.reason !== "deficient indentation" || error.mark === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", error.mark.position - 1) + 1;
  // Indented once and still complained about: something else is wrong.
  if (text.startsWith(indentation, lineStart)) return undefined;
  return { text: text.slice(0, lineStart) + indentation + text.slice(lineStart), lineStart };
}
