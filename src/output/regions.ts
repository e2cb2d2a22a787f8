/**
 * Code of the user's own inside generated files: what stands between `// #region custom …` and its `// #endregion`. It is
 * read from the file on disk that is ours, never from the document, and carried into the new text as it is.
 */

/** Where a region may stand: in front of the line that begins at `offset` of a text without regions. */
export interface Place {
  readonly name: string;
  readonly offset: number;
  readonly margin: string;
  /** The markers are there even while nothing stands between them. */
  readonly isShown: boolean;
}

/** What a user wrote between two markers. */
export interface Region {
  /** What follows `#region`: `custom imports`. */
  readonly name: string;
  /** The lines between the markers. */
  readonly lines: readonly string[];
}

export interface ParsedText {
  readonly regions: readonly Region[];
  /** Without its regions, as it may have been generated: with and without the empty line before each. */
  readonly generated: readonly [string, string];
  /** The line of a region that has no end, from 1. */
  readonly unclosed: number | undefined;
}

const opening = /^\s*\/\/\s*#region\s+(custom(?:\s+\S.*?)?)\s*$/;
const nested = /^\s*\/\/\s*#region\b/;
const closing = /^\s*\/\/\s*#endregion\b/;

/** Finds the regions of a file. Line ends may be those of Windows: version control may have changed them. */
export function parseRegions(text: string): ParsedText {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const regions: Region[] = [];
  const [kept, tight]: [string[], string[]] = [[], []];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const name = opening.exec(line)?.[1]?.replace(/\s+/g, " ");
    if (name === undefined) {
      kept.push(line);
      tight.push(line);
      continue;
    }
    const end = closingLine(lines, index);
    if (end === undefined) return { regions, generated: [text, text], unclosed: index + 1 };
    regions.push({ name, lines: lines.slice(index + 1, end) });
    if (kept.at(-1) === "") kept.pop();
    index = end;
  }
  return { regions, generated: [kept.join("\n"), tight.join("\n")], unclosed: undefined };
}

/** Regions of an editor's own may stand inside. */
function closingLine(lines: readonly string[], start: number): number | undefined {
  let depth = 0;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (nested.test(line)) depth += 1;
    else if (closing.test(line)) depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}

/** True where there is something to keep. */
export function isFilled({ lines }: Region): boolean {
  return lines.some((line) => line.trim() !== "");
}

/** `text` with the regions that it has a place for. */
export function insertRegions(text: string, places: readonly Place[], regions: readonly Region[]): string {
  let [result, from] = ["", 0];
  for (const { name, offset, margin, isShown } of places) {
    const own = regions.filter((region) => region.name === name && isFilled(region));
    result += text.slice(from, offset);
    from = offset;
    // Two of the same name become one.
    if (isShown || own.length > 0)
      result += `\n${blockText({ name, lines: own.flatMap(({ lines }) => lines) }, margin)}`;
  }
  return result + text.slice(from);
}

function blockText({ name, lines }: Region, margin = ""): string {
  return `${[`${margin}// #region ${name}`, ...lines, `${margin}// #endregion ${name}`].join("\n")}\n`;
}

/** The text of `<path>.orphaned`: what was there, and the regions whose place is gone. What is in it already is not said twice. */
export function orphanedText(path: string, before: string | undefined, regions: readonly Region[]): string {
  const head =
    before ??
    `// Your regions of ${path}, whose place in the SDK is gone. sdkwright reads nothing here:\n// move what you need, and delete the file.\n`;
  return regions
    .map((region) => blockText(region))
    .filter((block) => !head.includes(block))
    .reduce((text, block) => `${text}\n${block}`, head);
}
