import type { Location } from "./origin.js";

/** Longest piece of a line that is shown: a document in one line would flood the terminal. */
const maxWidth = 120;

/** The line of a location with its value underlined; two lines, each indented by three. */
export function codeFrame(location: Location): readonly [string, string] {
  const { text, start } = clip(location.lineText, location.column - 1);
  const number = String(location.line);
  const carets = "^".repeat(Math.max(1, Math.min(location.length, text.length - start)));
  return [`   ${number} | ${printable(text)}`, `   ${" ".repeat(number.length)} | ${" ".repeat(start)}${carets}`];
}

/** Text that cannot move the cursor or colour the terminal: each control character becomes one visible character. */
export function printable(text: string): string {
  return text.replaceAll("\t", " ").replace(unprintable, "\ufffd");
}

// Besides control characters: line and paragraph separators, and the marks that turn the direction of text.
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The part of a long line around a place, with `…` where it was cut. */
function clip(line: string, at: number): { text: string; start: number } {
  if (line.length <= maxWidth) return { text: line, start: at };
  const from = Math.max(0, Math.min(at - maxWidth / 3, line.length - maxWidth));
  const begin = Math.floor(from);
  const head = begin > 0 ? "…" : "";
  const tail = begin + maxWidth < line.length ? "…" : "";
  return { text: head + line.slice(begin, begin + maxWidth) + tail, start: at - begin + head.length };
}
