import type { Severity } from "./catalog.js";
import { codeFrame, printable } from "./code-frame.js";
import type { Finding } from "./diagnostic.js";
import type { Location } from "./origin.js";
import type { SourceTexts } from "./source-text.js";

export interface TextFormat {
  /** ANSI colours. Default false. */
  readonly color?: boolean;
}

/** Diagnostics as a person reads them: place, message, code frame, pointer, hint. Ends in a line break unless empty. */
export function formatText(list: readonly Finding[], sources: SourceTexts, format: TextFormat = {}): string {
  const paint = format.color === true ? colored : plain;
  const origins = list.flatMap(({ origin }) => origin ?? []);
  const locations = sources.locateAll(origins);
  let next = 0;
  const blocks = list.map((diagnostic) => {
    const location = diagnostic.origin === undefined ? undefined : locations[next++];
    return formatOne(diagnostic, location, paint);
  });
  return blocks.map((lines) => `${lines.join("\n")}\n`).join("");
}

type Paint = (style: keyof typeof styles, text: string) => string;

function formatOne(diagnostic: Finding, location: Location | undefined, paint: Paint): readonly string[] {
  const { severity, code, message, hint, origin } = diagnostic;
  const place = origin === undefined ? "" : `${paint("place", printable(formatPlace(origin.source, location)))} - `;
  const lines = [`${place}${paint(severity, severity)} ${paint("dim", code)}: ${printable(message)}`];
  // An empty line shows nothing.
  if (location !== undefined && location.lineText.trim() !== "") {
    const [line, carets] = codeFrame(location);
    lines.push(line, paint(severity, carets));
  }
  if (origin !== undefined && origin.pointer !== "") {
    lines.push(paint("dim", `   at #${printable(shownPointer(origin.pointer))}`));
  }
  if (hint !== undefined) lines.push(`   ${paint("hint", "hint")}: ${printable(hint)}`);
  return lines;
}

function formatPlace(source: string, location: Location | undefined): string {
  return location === undefined ? source : `${source}:${location.line}:${location.column}`;
}

/** A reference is named by the object that it stands for. */
function shownPointer(pointer: string): string {
  return pointer.endsWith("/$ref") ? pointer.slice(0, -"/$ref".length) : pointer;
}

const styles = {
  error: "31",
  warning: "33",
  info: "36",
  place: "1",
  dim: "2",
  hint: "32",
} satisfies Record<Severity | "place" | "dim" | "hint", string>;

function plain(_style: keyof typeof styles, text: string): string {
  return text;
}

function colored(style: keyof typeof styles, text: string): string {
  return `\u001b[${styles[style]}m${text}\u001b[0m`;
}
