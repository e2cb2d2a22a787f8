import { Code, type CodePart, LayoutPart } from "../code/parts.js";
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

class Printer {
  // Joined at the end: a string that grows by `+=` keeps every piece of it until somebody reads it.
  readonly #pieces: string[] = [];
  #column = 0;
  #margin = "";
  /** Where the margin of the line is; -1 while nothing stands in it. */
  #begin = -1;
  readonly #names: LocalNames;

  constructor(names: LocalNames, indent: number) {
    this.#names = names;
    this.#margin = step.repeat(indent);
    this.#column = this.#margin.length;
  }

  finish(): string {
    this.#endLine();
    return this.#pieces.join("");
  }

  print(part: CodePart, indent: number, broken: boolean): void {
    if (typeof part === "string") this.#write(part);
    else if (Code.is(part)) for (const inner of part.parts) this.print(inner, indent, broken);
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

  #fits(content: Code, reserve: number): boolean {
    return this.#column + content.width + reserve <= lineWidth;
  }

  /** The margin is written with the first text of the line, so that an empty line stays empty. */
  #newLine(indent: number): void {
    this.#endLine();
    this.#pieces.push("\n");
    this.#margin = step.repeat(indent);
    this.#column = this.#margin.length;
  }

  #write(text: string): void {
    if (text === "") return;
    this.#column += text.length;
    if (this.#begin === -1) this.#begin = this.#pieces.push(this.#margin) - 1;
    this.#pieces.push(text);
  }

  /** No line ends in a space, be it between what follows and what does not. */
  #endLine(): void {
    const pieces = this.#pieces;
    for (let last = pieces.at(-1); pieces.length - 1 > this.#begin && last?.endsWith(" "); last = pieces.at(-1)) {
      pieces.pop();
      if (last.length === 1) continue;
      pieces.push(last.slice(0, -1));
      break;
    }
    // Nothing but the margin is left.
    if (pieces.length - 1 === this.#begin) pieces.pop();
    this.#begin = -1;
  }
}
