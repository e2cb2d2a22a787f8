/**
 * The third door for text from a document: a JSDoc comment. Nothing in the text can end the comment, start a tag of its
 * own or be taken for a compiler directive.
 */

/** One `@tag` with its text. */
export interface DocTag {
  readonly tag:
    | "deprecated"
    | "default"
    | "example"
    | "param"
    | "returns"
    | "throws"
    | "see"
    | "readonly"
    | ConstraintTag;
  readonly text?: string | undefined;
}

/** What a schema says of values, by its keywords there. */
export type ConstraintTag =
  | "format"
  | "minLength"
  | "maxLength"
  | "pattern"
  | "minimum"
  | "exclusiveMinimum"
  | "maximum"
  | "exclusiveMaximum"
  | "multipleOf"
  | "minItems"
  | "maxItems"
  | "uniqueItems"
  | "minProperties"
  | "maxProperties";

export interface DocComment {
  readonly text?: string | undefined;
  readonly tags?: readonly DocTag[] | undefined;
}

const width = 100;

/** The lines of a JSDoc comment without indentation; empty where there is nothing to say. */
export function docCommentLines(comment: DocComment): readonly string[] {
  const body = [...proseLines(comment.text), ...(comment.tags ?? []).flatMap(tagLines)];
  if (body.length === 0) return [];
  const [only] = body;
  if (body.length === 1 && only !== undefined && only.length <= width) return [`/** ${only} */`];
  return ["/**", ...body.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"];
}

function tagLines({ tag, text }: DocTag): readonly string[] {
  const [first = "", ...rest] = textLines(text);
  return [`@${tag}${first === "" ? "" : ` ${first}`}`, ...rest].flatMap(wrapped);
}

/** Documents repeat themselves: of six texts in GitHub's, five have been there before. */
const knownProse = new Map<string, readonly string[]>();
/** A process that lives long, or reads a document of huge texts, keeps few. */
const maxKnown = 10_000;
const maxKnownLength = 1_000;

function proseLines(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  // Most are a short line with nothing in it that could do harm.
  if (text.length <= width && plainLine.test(text)) {
    const line = text.trimEnd();
    return line === "" ? [] : [line];
  }
  const known = knownProse.get(text);
  if (known !== undefined) return known;
  const lines = paragraphs(textLines(text)).flatMap(({ lines, verbatim }) =>
    verbatim || !lines.some(isTooLong) ? lines : reflowed(lines),
  );
  if (knownProse.size >= maxKnown) knownProse.clear();
  if (text.length <= maxKnownLength) knownProse.set(text, lines);
  return lines;
}

/** The lines of the text, made harmless, without empty ones at the ends or in a row. */
function textLines(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const lines = harmless(text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "");
}

interface Run {
  readonly lines: string[];
  /** Code and tables: another line break would be another meaning. */
  readonly verbatim: boolean;
}

/** Runs of lines that Markdown takes for one paragraph; all other lines stand alone. */
function paragraphs(lines: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  let open = false;
  let fenced = false;
  for (const line of lines) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    const plain = !fence && !fenced && /^[\p{L}\d`"'([\\]/u.test(line) && !/^\d+[.)]\s/.test(line);
    if (fence) fenced = !fenced;
    if (plain && open) runs.at(-1)?.lines.push(line);
    else runs.push({ lines: [line], verbatim: fenced || /^\s*\|/.test(line) });
    open = plain;
  }
  return runs;
}

function isTooLong(line: string): boolean {
  return line.length > width;
}

function reflowed(lines: readonly string[]): readonly string[] {
  return wrapped(lines.join(" "));
}

// Control characters other than tab and line breaks, and the bidirectional controls with which a comment can be made to
// read differently from what it says (CVE-2021-42574).
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text less what cannot be seen and less halves of characters, which no file can hold. */
export function visibleText(text: string): string {
  return text.replace(invisible, "").replace(/\p{Surrogate}/gu, "\ufffd");
}

// Printable ASCII without any character that the replacements below look for.
const plain = /^[\t\n\r !"$-).0-;=?A-~+,-]*$/;

// The same, of one line.
const plainLine = /^[ !"$-).0-;=?A-~+,-]*$/;

function harmless(text: string): string {
  if (plain.test(text)) return text;
  return (
    visibleText(text)
      .replaceAll("*/", "*\\/")
      .replace(/\/([/*])(?=[#@])/g, "/$1 ")
      // The code may be written into a page.
      .replace(/<\/(?=script)/gi, "<\\/")
      // Bundlers find `#__NO_SIDE_EFFECTS__` anywhere in a comment, and drop calls of the function below it.
      .replace(/[#@](?=__\w)/g, "$& ")
      // A tag at the start of a line, also one that wrapping might put there.
      .replace(/(^|[\s{/*])@(?=\w)/g, "$1\\@")
  );
}

function wrapped(line: string): readonly string[] {
  if (line.length <= width) return [line];
  const indent = /^\s*(?:[-*+]|\d+\.)?\s*/.exec(line)?.[0].length ?? 0;
  const hanging = " ".repeat(Math.min(indent, 8));
  const lines: string[] = [];
  let current = "";
  for (const word of line.trimStart().split(/ +/)) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = hanging + word;
    } else
      current = current === "" ? line.slice(0, line.length - line.trimStart().length) + word : `${current} ${word}`;
  }
  return [...lines, current];
}
