import { Code, type CodePart, LayoutPart, ListPart } from "../code/parts.js";
import { GlobalSymbol, ImportedSymbol } from "../code/symbol.js";

/** How a module calls the names of other modules. */
export interface LocalNames {
  imported(symbol: ImportedSymbol): string;
  global(symbol: GlobalSymbol): string;
}

const lineWidth = 100;
const step = "  ";

/** The text of `code`, its first line standing at `indent` levels. */
export function printCode(code: Code, names: LocalNames, indent = 0): string {
  const printer = new Printer(names, indent);
  printer.print(code, indent, true);
  return printer.finish();
}

const spaced = { ",": ", ", ";": "; " } as const;

class Printer {
  // Joined at the end: a string that grows by `+=` keeps every piece of it until somebody reads it.
  readonly #pieces: string[] = [];
  readonly #names: LocalNames;
  #column = 0;
  #indent = 0;
  /** Where the margin of the line is, with the line breaks before it; -1 while nothing stands in the line. */
  #begin = -1;
  /** The line breaks that stand before it. */
  #breaksBefore = 0;
  /** Those that are still to be written. */
  #breaks = 0;

  constructor(names: LocalNames, indent: number) {
    this.#names = names;
    this.#indent = indent;
    this.#column = indent * step.length;
  }

  finish(): string {
    this.#endLine();
    if (this.#breaks > 0) this.#pieces.push("\n".repeat(this.#breaks));
    return this.#pieces.join("");
  }

  print(part: CodePart, indent: number, broken: boolean): void {
    if (typeof part === "string") this.#write(part);
    else if (Code.is(part)) for (const inner of part.parts) this.print(inner, indent, broken);
    else if (part instanceof ListPart) this.#list(part, indent);
    else if (part instanceof LayoutPart) this.#layout(part, indent, broken);
    else if (ImportedSymbol.is(part)) this.#write(this.#names.imported(part));
    else if (GlobalSymbol.is(part)) this.#write(this.#names.global(part));
  }

  #layout({ kind, content, reserve }: LayoutPart, indent: number, broken: boolean): void {
    if (kind === "group" && content) this.print(content, indent, !this.#fits(content, reserve));
    else if (kind === "indent" && content) this.print(content, indent + 1, broken);
    else if (kind === "trailing" && content && broken) this.print(content, indent, broken);
    else if (kind === "hard" || ((kind === "soft" || kind === "space") && broken)) this.#newLine(indent);
    else if (kind === "space") this.#write(" ");
  }

  #list(list: ListPart, indent: number): void {
    const { open, close, separator, isPadded, trails, reserve } = list.layout;
    const isBroken = !this.#fits(list, reserve);
    const between = isBroken ? separator : spaced[separator];
    this.#write(open);
    let isFirst = true;
    for (const item of list.items) {
      if (!isFirst) this.#write(between);
      if (isBroken) this.#newLine(indent + 1);
      else if (isFirst && isPadded) this.#write(" ");
      this.print(item, indent + 1, isBroken);
      isFirst = false;
    }
    if (isBroken && trails) this.#write(separator);
    if (isBroken) this.#newLine(indent);
    else if (isPadded) this.#write(" ");
    this.#write(close);
  }

  #fits({ width }: Code | ListPart, reserve: number): boolean {
    return this.#column + width + reserve <= lineWidth;
  }

  #newLine(indent: number): void {
    this.#endLine();
    this.#breaks += 1;
    this.#indent = indent;
    this.#column = indent * step.length;
  }

  /** The margin is written with the first text of the line, so that an empty line stays empty. */
  #write(text: string): void {
    if (text === "") return;
    this.#column += text.length;
    if (this.#begin === -1) {
      this.#begin = this.#pieces.push(margin(this.#breaks, this.#indent)) - 1;
      this.#breaksBefore = this.#breaks;
      this.#breaks = 0;
    }
    this.#pieces.push(text);
  }

  /** No line ends in a space, be it between what follows and what does not. */
  #endLine(): void {
    const pieces = this.#pieces;
    if (this.#begin === -1) return;
    for (let last = pieces.at(-1); pieces.length - 1 > this.#begin && last?.endsWith(" "); last = pieces.at(-1)) {
      pieces.pop();
      if (last.length === 1) continue;
      pieces.push(last.slice(0, -1));
      break;
    }
    if (pieces.length - 1 === this.#begin) {
      // Nothing but the margin is left.
      pieces.pop();
      this.#breaks = this.#breaksBefore;
    }
    this.#begin = -1;
  }
}

/** Of lines that follow the one before. */
const margins: string[] = [];

function margin(breaks: number, indent: number): string {
  if (breaks !== 1) return "\n".repeat(breaks) + step.repeat(indent);
  margins[indent] ??= `\n${step.repeat(indent)}`;
  return margins[indent];
}
