import { structuredPatch } from "diff";
import { printable } from "../diagnostics/code-frame.js";

/** What differs between two texts, line by line. */
export interface LineDiff {
  readonly added: number;
  readonly removed: number;
  /** As in a unified diff, without its headers; empty where the texts have too little in common to be compared. */
  readonly hunks: readonly Hunk[];
}

export interface Hunk {
  /** Of its first line in the new text, from 1. */
  readonly line: number;
  /** Each begins with `+`, `-` or a space. */
  readonly lines: readonly string[];
}

/** Lines around a change. */
const context = 2;

/** The algorithm's cost grows with the square of the differences, and nobody reads so many. */
const maxEditLength = 2_000;

/** Longer lines are cut. */
const maxWidth = 160;

export function lineDiff(before: string, after: string): LineDiff {
  const patch = structuredPatch("", "", before, after, "", "", { context, maxEditLength });
  if (!patch) return { ...surplus(before.split("\n"), after.split("\n")), hunks: [] };
  const marks = patch.hunks.flatMap(({ lines }) => lines.map((line) => line.charAt(0)));
  const count = (mark: string): number => marks.filter((other) => other === mark).length;
  const hunks = patch.hunks.map(({ newStart, lines }) => ({ line: newStart, lines: lines.map(shown) }));
  return { added: count("+"), removed: count("-"), hunks };
}

/** How many lines are new and how many are gone, wherever they stand. */
function surplus(old: readonly string[], now: readonly string[]): Pick<LineDiff, "added" | "removed"> {
  const counts = new Map<string, number>();
  for (const line of old) counts.set(line, (counts.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of now) {
    const count = counts.get(line) ?? 0;
    if (count === 0) added += 1;
    else counts.set(line, count - 1);
  }
  return { added, removed: old.length - (now.length - added) };
}

function shown(line: string): string {
  const text = printable(line);
  return text.length > maxWidth ? `${text.slice(0, maxWidth)}…` : text;
}
